"""Printed lines: characters with places on a page become the lines that a reader sees, from top to bottom."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_SAME_LINE = 0.5
"""Characters whose baselines are this share of their size apart stand in one line."""
_GAP = 0.4
"""Justified text stands further apart than set, by up to a third of a character; a blank is half of one."""
_OVERPRINT = 0.15
"""A character printed again so close to itself makes it bold."""
_ASKEW = 10.0
"""Words set at another angle than the page's four are a watermark."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: the left end of its baseline, its size, and the angle in degrees at which its line runs."""

    char: str
    x: float
    y: float
    size: float
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: its words, its ends, its baseline and the size of its characters."""

    text: str
    left: float
    right: float
    y: float
    size: float


def advance(char: str) -> float:
    """Return how wide a character is, in shares of its size, where no font tells."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def lines_of(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Return the lines of a page: those that run as most of it does, then those set across; watermarks left out."""
    turned: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        quarter = round(glyph.angle / 90)
        if abs(glyph.angle - quarter * 90) < _ASKEW and glyph.size > 0:
            turned[quarter % 4].append(_upright(glyph, quarter))
    ordered = sorted(turned.values(), key=lambda group: -len(group))
    return [line for group in ordered for row in _rows(group) if (line := _line(row))]


def _upright(glyph: Glyph, quarter: int) -> Glyph:
    """Return a glyph where it would stand if the page were turned until its line runs from left to right."""
    cos, sin = round(math.cos(quarter * math.pi / 2)), round(math.sin(quarter * math.pi / 2))
    return Glyph(glyph.char, glyph.x * cos + glyph.y * sin, glyph.y * cos - glyph.x * sin, glyph.size)


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    base, size = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda one: one.y):
        if rows and glyph.y - base <= _SAME_LINE * min(size, glyph.size):
            rows[-1].append(glyph)
            continue
        rows.append([glyph])
        base, size = glyph.y, glyph.size
    return rows


def _line(row: Sequence[Glyph]) -> PrintedLine | None:
    """Return the line that a row of characters is; a wide gap in it is a blank."""
    text = ""
    before: Glyph | None = None
    shown = sorted(row, key=lambda one: one.x)
    for glyph in shown:
        if before is not None:
            if glyph.char == before.char and abs(glyph.x - before.x) < _OVERPRINT * glyph.size:
                continue
            gap = glyph.x - before.x - advance(before.char) * before.size
            text += " " if gap > _GAP * max(glyph.size, before.size) else ""
        text += glyph.char
        before = glyph
    inked = [glyph for glyph in shown if not glyph.char.isspace()]
    if not inked:
        return None
    last = inked[-1]
    right = last.x + advance(last.char) * last.size
    return PrintedLine(" ".join(text.split()), inked[0].x, right, last.y, median(one.size for one in inked))
