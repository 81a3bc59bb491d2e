"""Flow: the lines of all pages become paragraphs again, and those the characters of a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.furniture import furniture_kind
from corpus.markers import match_marker
from corpus.medium import Medium, Seen
from corpus.read.columns import lines_of
from corpus.read.printed import Line, Sheet, is_wide, join_words
from corpus.read.running import without_running
from corpus.read.spread import join_tables
from corpus.roles import Role, role_of

_ENDS = re.compile(r"[。！？；：!?;:…][”’」』）)》】\"']*$")
_UNBROKEN = re.compile(r"[^\u2e80-\u2fff\u3400-\u9fff。，、；：]+")
_SHORTFALL = 1.7
"""A line that ends within so many characters of the edge is full: punctuation is not set at a line's beginning."""
_INDENT = 0.8
"""A line that begins by more than so many characters inside its column is indented."""
_INSET = 4.5
"""A paragraph that is set in as a whole begins at most so many characters inside its column."""
_LEADING = 1.25
"""Lines of one paragraph are no further apart than this many times the usual distance."""
_WIDEST_LEADING = 2.6
"""Lines of one paragraph stand at most so many characters apart."""
_NARROW = 15
"""In a column of fewer characters a line that ends a sentence at its edge ends a paragraph."""
_LONGEST_UNBROKEN = 12
_SETTLED = 8
"""From so many lines on, a column shows where its lines begin and end."""
_SMALL = 0.88
_NOTE_MARK = re.compile(r"[①-⑳]|[*＊※]|注\s*\d*[:：]|[\[〔(（]?\d{1,2}[\]〕)）]?(?=\s|[^\d.．、年月日])")
_OWN_LINE = (Role.NUMBER, Role.DATE, Role.LETTERHEAD, Role.COPY, Role.IMPRINT, Role.ANNEX_HEAD)
"""Lines that never carry on the one above them; an addressee does not carry on a finished one."""

_WHOLE = ("page mark", "rule", "address")
"""Furniture that no line carries on."""

Edges = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Style:
    """How the document sets its text.

    Attributes:
        size: the height of its characters.
        pitch: the usual distance from line to line, as a multiple of their size.
        indented: whether paragraphs begin with an indented line.
    """

    size: float
    pitch: float
    indented: bool


def compose(sheets: Sequence[Sheet]) -> tuple[str, Medium]:
    """Return the characters of the pages, one paragraph or table row a line, and where pages and seen lines stand."""
    lines = [line for sheet in join_tables(without_running(sheets)) for line in lines_of(sheet)]
    if not lines:
        return "", Medium(pages=(0,) * len(sheets))
    lines = _settled(lines)
    style = _style(lines)
    return _written(_paragraphs(_notes_marked(lines, style), style), sheets)


def _settled(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the edges of the column that they belong to, where their own page does not show them."""
    counts = Counter((line.page, line.edges) for line in lines if line.kind == "text")
    columns: Counter[Edges] = Counter()
    for (_, edges), count in counts.items():
        columns[edges] += count
    found: dict[tuple[int, Edges], Edges] = {}
    for (page, edges), count in counts.items():
        around = [one for one in columns if one[0] <= edges[0] + 2 and one[1] >= edges[1] - 2]
        best = max(around, key=lambda one: (columns[one], one[1] - one[0]))
        narrow = edges[1] - edges[0] < 0.75 * (best[1] - best[0])
        found[page, edges] = best if count < _SETTLED or narrow else edges
    return [replace(line, edges=found.get((line.page, line.edges), line.edges)) for line in lines]


def _style(lines: Sequence[Line]) -> _Style:
    text = [line for line in lines if line.kind == "text"] or list(lines)
    sizes: Counter[float] = Counter()
    for line in text:
        sizes[round(line.size, 1)] += len(line.text)
    beside = [(a, b) for a, b in pairwise(text) if _same_place(a, b)]
    full = [(a, b) for a, b in beside if _is_full(a, b)]
    distances = [_distance(a, b) / b.size for a, b in full]
    pitch = min(median(distances), _WIDEST_LEADING) if distances else _WIDEST_LEADING / _LEADING
    starts = [b for a, b in beside if not _is_full(a, b) and len(b.text) >= 15]
    indented = sum(_offset(line) > _INDENT for line in starts) * 2 > len(starts)
    return _Style(sizes.most_common(1)[0][0], pitch, indented)


def _same_place(before: Line, after: Line) -> bool:
    return before.page == after.page and before.edges == after.edges and after.top > before.top


def _distance(before: Line, after: Line) -> float:
    return after.bottom - before.bottom


def _offset(line: Line) -> float:
    """Return by how many characters a line begins inside its column."""
    return (line.left - line.edges[0]) / line.size


def _is_full(before: Line, after: Line) -> bool:
    """Whether what begins `after` had no room at the end of `before`."""
    unbroken = _UNBROKEN.match(after.text)
    width = sum(1.0 if is_wide(char) else 0.55 for char in unbroken[0][:_LONGEST_UNBROKEN]) if unbroken else 0.0
    return before.right > before.edges[1] - (_SHORTFALL + width) * before.size


def _carries_on(before: Line, after: Line, style: _Style) -> bool:
    """Whether `after` is the rest of the paragraph whose last line is `before`."""
    if before.kind != "text" or after.kind != "text" or not _is_full(before, after):
        return False
    if _is_cut_code(before.text, after.text):
        return True
    role, marked = role_of(after.text), match_marker(after.text) is not None
    alone = role in _OWN_LINE or furniture_kind(after.text) or furniture_kind(before.text) in _WHOLE
    if alone or _stand_apart(before, after, style) or (marked and not style.indented):
        return False
    inside = _offset(after)
    if not _ENDS.search(before.text):
        inset = abs(after.left - before.left) < 0.4 * after.size or match_marker(before.text) is not None
        return inside <= _INDENT or (inset and not marked and not style.indented and inside <= _INSET)
    if marked or inside > _INDENT or role is Role.ADDRESSEE:
        return False
    wide = before.edges[1] - before.edges[0] >= _NARROW * before.size
    return style.indented or (wide and _same_place(before, after))


def _stand_apart(before: Line, after: Line, style: _Style) -> bool:
    """Whether two lines differ in size, or stand further apart than those of a paragraph do."""
    if max(before.size, after.size) > 1.25 * min(before.size, after.size):
        return True
    return _same_place(before, after) and _distance(before, after) > _LEADING * style.pitch * after.size


def _is_cut_code(before: str, after: str) -> bool:
    """Whether a date, a number or an address runs on in the next line, where it alone would be a page number."""
    return after.isascii() and (before[-1] in "-/_." or furniture_kind(before) == "address")


def _notes_marked(lines: Sequence[Line], style: _Style) -> list[Line]:
    """Return the lines with the footnotes, set small at the foot of their page, marked as such."""
    pages: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        pages[line.page].append(at)
    marked = list(lines)
    for page in pages.values():
        small = len(page)
        while small and lines[page[small - 1]].kind == "text" and lines[page[small - 1]].size < _SMALL * style.size:
            small -= 1
        first = next((i for i in range(small, len(page)) if _NOTE_MARK.match(lines[page[i]].text)), len(page))
        if first > 0:
            for at in page[first:]:
                marked[at] = replace(lines[at], kind="note")
    return marked


def _paragraphs(lines: Sequence[Line], style: _Style) -> list[list[Line]]:
    """Return the lines paragraph by paragraph; footnotes behind the paragraph that their page ends with."""
    paragraphs: list[list[Line]] = []
    notes: list[list[Line]] = []
    for line in lines:
        if line.kind == "note":
            if notes and not _NOTE_MARK.match(line.text):
                notes[-1].append(line)
            else:
                notes.append([line])
        elif paragraphs and _carries_on(paragraphs[-1][-1], line, style):
            paragraphs[-1].append(line)
        else:
            paragraphs += notes
            notes = []
            paragraphs.append([line])
    return paragraphs + notes


def _written(paragraphs: Sequence[Sequence[Line]], sheets: Sequence[Sheet]) -> tuple[str, Medium]:
    """Return the paragraphs one a line, with the beginnings of the pages and the places of the seen lines."""
    raw, seen = "", []
    begins: dict[int, int] = {}
    places = {sheet.number: sheet for sheet in sheets}
    for paragraph in paragraphs:
        words = ""
        for line in paragraph:
            joined = join_words(words, line.text)
            start, end = len(raw) + len(joined) - len(line.text), len(raw) + len(joined)
            words = joined
            begins.setdefault(line.page, start)
            if line.confidence is not None:
                seen.append(Seen(start, end, line.confidence, line.page, places[line.page].place(line)))
        raw += words + "\n"
    pages, after = [], len(raw)
    for sheet in reversed(sheets):
        after = min(after, begins.get(sheet.number, after))
        pages.append(after)
    return raw, Medium(pages=tuple(reversed(pages)), seen=tuple(seen))
