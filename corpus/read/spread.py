"""Spread: a table that runs over several pages is one table again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.read.printed import Cells, Sheet, Table

_SAME_EDGE = 4.0
"""Columns of one table on two pages begin within so many points of each other."""


def join_tables(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the pages with each table that runs on over a page's end put together on the page where it begins."""
    joined = list(sheets)
    holder: int | None = None
    for at, sheet in enumerate(joined):
        if holder is not None and sheet.tables and _runs_on(joined[holder], sheet, over=at - holder):
            *before, last = joined[holder].tables
            joined[holder] = replace(joined[holder], tables=(*before, _together(last, sheet.tables[0])))
            joined[at] = replace(sheet, tables=sheet.tables[1:])
            if len(sheet.tables) == 1 and not sheet.pieces:
                continue
        holder = at if joined[at].tables else None
    return joined


def _runs_on(before: Sheet, after: Sheet, *, over: int) -> bool:
    """Whether the first table of `after` is the rest of the last of `before`: nothing between them, equal columns."""
    last, first = before.tables[-1], after.tables[0]
    clear = all(piece.middle < last.top for piece in before.pieces if piece.middle > last.top) or not before.pieces
    below = any(piece.middle > last.bottom for piece in before.pieces)
    above = any(piece.middle < first.top for piece in after.pieces)
    same = len(last.columns) == len(first.columns) and all(
        abs(a - b) < _SAME_EDGE for a, b in zip(last.columns, first.columns, strict=True)
    )
    return same and over >= 1 and (clear or not below) and not above


def _together(first: Table, rest: Table) -> Table:
    """Return both parts as one, a repeated head once, a row that the page's end cut as one row."""
    rows, pages = list(first.rows), list(first.pages)
    more, more_pages = list(rest.rows), list(rest.pages)
    if more and more[0] == rows[0]:
        more, more_pages = more[1:], more_pages[1:]
    if more and len(rows) > 1 and _is_cut(rows[-1], more[0]):
        rows[-1] = tuple(a + b for a, b in zip(rows[-1], more[0], strict=True))
        more, more_pages = more[1:], more_pages[1:]
    return replace(first, rows=(*rows, *more), pages=(*pages, *more_pages))


def _is_cut(row: Cells, rest: Cells) -> bool:
    """Whether `rest` is the end of `row`: its number is not repeated, and a cell breaks off in its sentence."""
    if rest[0] or not row[0]:
        return False
    return any(a and b and a[-1] not in "。；;！？" for a, b in zip(row, rest, strict=True))
