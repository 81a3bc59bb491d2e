"""OFD glyphs: the characters of a page's text objects, each at its place."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from corpus.read.ofd_parts import local
from corpus.read.print_lines import Glyph, advance

_MOST_GLYPHS = 100_000
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHOLE = 0.4
"""A picture that covers this share of a page is the page."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page shows: its characters, and whether a picture covers it (a scan).

    A scan has its words in that picture alone; who recognises pictures begins here.
    """

    glyphs: tuple[Glyph, ...]
    pictured: bool


def see(content: Element, templates: tuple[Element, ...]) -> Seen:
    """Return what a page with this content, on these templates, shows."""
    glyphs: list[Glyph] = []
    covered = False
    area = _area(content)
    for element in (*templates, content):
        for shown in _visible(element):
            if local(shown) == "TextObject" and len(glyphs) < _MOST_GLYPHS:
                glyphs += _glyphs(shown)
            elif local(shown) == "ImageObject":
                box = _numbers(shown.get("Boundary", ""))
                covered = covered or len(box) < 4 or area is None or box[2] * box[3] >= _WHOLE * area
    return Seen(tuple(glyphs), covered)


def _visible(root: Element) -> Iterator[Element]:
    """Yield the elements of a page in their order, those that are set invisible and all in them left out."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.get("Visible", "true").strip().lower() in ("false", "0"):
            continue
        yield element
        waiting += reversed(element)


def _area(content: Element) -> float | None:
    """Return the area of a page in square millimetres, None where only its document says it."""
    for element in content.iter():
        box = _numbers(element.text or "") if local(element) == "PhysicalBox" else []
        if len(box) == 4:
            return box[2] * box[3]
    return 210.0 * 297.0


def _glyphs(shown: Element) -> Iterator[Glyph]:
    box = _numbers(shown.get("Boundary", ""))
    left, top = (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)
    given = _numbers(shown.get("CTM", ""))
    matrix: Matrix = (given[0], given[1], given[2], given[3], given[4], given[5]) if len(given) == 6 else _IDENTITY
    size = (_numbers(shown.get("Size", "")) or [4.0])[0]
    turned = (_numbers(shown.get("ReadDirection", "")) or [0.0])[0]
    x = y = 0.0
    for code in shown:
        if local(code) != "TextCode":
            continue
        words = (code.text or "").strip("\r\n\t")
        x = (_numbers(code.get("X", "")) or [x])[0]
        y = (_numbers(code.get("Y", "")) or [y])[0]
        a, b, c, d, e, f = matrix
        scale = math.hypot(a, b) or 1.0
        angle = math.degrees(math.atan2(b, a)) + turned
        for char, dx, dy in _placed(words, code, size):
            px, py = x + dx, y + dy
            yield Glyph(char, left + a * px + c * py + e, top + b * px + d * py + f, size * scale, angle)


def _placed(words: str, code: Element, size: float) -> Iterator[tuple[str, float, float]]:
    """Yield each character with how far from the first it stands."""
    steps = deltas(code.get("DeltaX", ""), len(words))
    drops = deltas(code.get("DeltaY", ""), len(words))
    x = y = 0.0
    for at, char in enumerate(words):
        yield char, x, y
        if at < len(steps):
            x += steps[at]
        elif not drops:
            x += advance(char) * size
        y += drops[at] if at < len(drops) else 0.0


def deltas(written: str, most: int) -> list[float]:
    """Return the steps between characters, at most so many; “g 3 5.6” stands for 5.6 three times."""
    steps: list[float] = []
    tokens = iter(written.replace(",", " ").split())
    for token in tokens:
        if token in ("g", "G"):
            count, step = next(tokens, ""), _number(next(tokens, ""))
            if count.isdecimal() and step is not None:
                steps += [step] * min(int(count[:9]), most)
        elif (step := _number(token)) is not None:
            steps.append(step)
        if len(steps) >= most:
            return steps[:most]
    return steps


def _numbers(written: str) -> list[float]:
    found = [_number(token) for token in written.replace(",", " ").split()]
    return [number for number in found if number is not None]


def _number(token: str) -> float | None:
    try:
        number = float(token)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < 1e6 else None
