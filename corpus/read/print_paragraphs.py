"""Printed paragraphs: the lines of pages, without running heads and page numbers, joined where one goes on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.furniture import furniture_kind
from corpus.markers import match_marker
from corpus.read.print_lines import PrintedLine

_REPEATED = 3
_LONGEST_HEAD = 40
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-Za-z]")
_PROSE = 10
"""A line of so many characters tells where the margins are."""
_INDENT = 0.8
_RAGGED = 2.2
"""How many characters' widths a full line may end before the margin: a mark or a word that did not fit."""
_SPACED = 1.6
"""Lines further apart, in usual steps, are of two paragraphs."""

PageLines = Sequence[PrintedLine]


@dataclass(frozen=True, slots=True)
class _Frame:
    left: float
    right: float
    step: float


def join_pages(pages: Sequence[PageLines]) -> tuple[str, tuple[int, ...]]:
    """Return the paragraphs of all pages, one a line, and where in them each page begins."""
    bare = _without_running_heads(pages)
    width = _width(bare)
    raw, begins = "", []
    before: tuple[PrintedLine, _Frame] | None = None
    for lines in bare:
        frame = _frame(lines, width)
        page_begins = True
        for line in lines:
            if before:
                goes_on = _goes_on(*before, line, frame, same_page=not page_begins)
                raw += _joint(raw, line.text) if goes_on else "\n"
            if page_begins:
                begins.append(len(raw))
            raw += line.text
            before, page_begins = (line, frame), False
        if page_begins:
            begins.append(len(raw))
    return raw, tuple(begins)


def _goes_on(above: PrintedLine, frame: _Frame, line: PrintedLine, next_frame: _Frame, *, same_page: bool) -> bool:
    """Whether a line carries on the paragraph of the line above it: that is full, and this begins at the margin."""
    size = max(above.size, line.size)
    if abs(above.size - line.size) > 0.2 * size or line.left - next_frame.left > _INDENT * size:
        return False
    if same_page and line.y - above.y > _SPACED * frame.step:
        return False
    full = frame.right - above.right <= _RAGGED * size
    return full and not (match_marker(line.text) and re.search(r"[。；;.：:]$", above.text))


def _joint(above: str, text: str) -> str:
    return " " if _LETTERS.match(above[-1:]) and _LETTERS.match(text) else ""


def _width(pages: Sequence[PageLines]) -> float:
    """Return how wide the text of full lines is throughout the file."""
    widths = sorted(line.right - _left(lines) for lines in pages for line in lines if len(line.text) >= _PROSE)
    return widths[len(widths) * 9 // 10] if widths else 0.0


def _left(lines: PageLines) -> float:
    """Return the left margin of a page: the leftmost place where long lines begin, or any."""
    return min((line.left for line in lines if len(line.text) >= _PROSE), default=min(line.left for line in lines))


def _frame(lines: PageLines, width: float) -> _Frame:
    if not lines:
        return _Frame(0.0, 0.0, 0.0)
    steps = Counter(round(b.y - a.y, 1) for a, b in pairwise(lines) if b.y - a.y > 0.5 * a.size)
    usual = steps.most_common(1)[0][0] if steps else 2 * lines[0].size
    left = _left(lines)
    return _Frame(left, left + width, usual)


def _without_running_heads(pages: Sequence[PageLines]) -> list[list[PrintedLine]]:
    """Return the lines of each page without page numbers at its ends and what most pages begin or end with."""
    plain = [_without_numbers(page) for page in pages]
    heads = _running([page[0].text for page in plain if page])
    feet = _running([page[-1].text for page in plain if len(page) > 1])
    for page in plain:
        if len(page) > 1 and _form(page[0].text) in heads:
            del page[0]
        if len(page) > 1 and _form(page[-1].text) in feet:
            del page[-1]
    return [_without_numbers(page) for page in plain]


def _without_numbers(page: PageLines) -> list[PrintedLine]:
    lines = list(page)
    while lines and furniture_kind(lines[-1].text) == "page mark":
        lines.pop()
    while lines and furniture_kind(lines[0].text) == "page mark":
        lines.pop(0)
    return lines


def _running(lines: Sequence[str]) -> set[str]:
    counted = Counter(filter(None, map(_form, lines)))
    least = max(_REPEATED, len(lines) // 2 + 1)
    return {form for form, count in counted.items() if count >= least}


def _form(line: str) -> str:
    """Return what a running head has in common from page to page; nothing for a line that can be none."""
    if len(line) > _LONGEST_HEAD or match_marker(line) or line.endswith(("。", "；", ";")):
        return ""
    return _DIGITS.sub("0", "".join(line.split()))
