"""Columns: the words of a page become its lines, in the order in which a reader takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.read.printed import Line, Piece, Sheet, Table, is_wide, rows_of
from corpus.read.rows import table_lines

_NARROWEST = 8
"""A column of text is at least so many characters wide."""
_FEWEST = 3
"""A column has at least so many lines beside those of its neighbour."""
_RAGGED = 2.5
"""The lines of a column of text end within so many characters of its edge, but for the last of each paragraph."""
_FULL_SHARE = 0.45
_WIDE = 15
_WIDE_SHARE = 0.2
"""In columns of more than so many characters that much fewer lines reach the edge: lists and short paragraphs."""
_SETTLED = 4
"""From so many lines on, a column shows its own edges."""

_TABLE = "\0"


@dataclass(frozen=True, slots=True)
class _Band:
    """A part of a page between two heights: in two columns, or in one."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()


def lines_of(sheet: Sheet) -> list[Line]:
    """Return the lines of a page in reading order, those of a column and of a table from the top down."""
    size = median(piece.size for piece in sheet.pieces) if sheet.pieces else 10.0
    stand_ins = {_stand_in(table, size): table for table in sheet.tables}
    lines = _ordered([*sheet.pieces, *stand_ins], sheet.number)
    at = {(piece.left, piece.top): table for piece, table in stand_ins.items()}
    return [one for line in lines for one in (_rows(at[line.left, line.top]) if line.text == _TABLE else [line])]


def _stand_in(table: Table, size: float) -> Piece:
    """Return a piece that holds the table's place among the words around it."""
    return Piece(_TABLE, table.left, table.top, table.right, table.bottom, size)


def _rows(table: Table) -> list[Line]:
    place = (table.left, table.top, table.right, table.bottom)
    edges = (table.left, table.right)
    return [
        Line(text, *place, size=0.0, page=table.pages[said[0]], edges=edges, kind="row")
        for text, said in table_lines(table.rows)
    ]


def _ordered(pieces: list[Piece], page: int) -> list[Line]:
    lines: list[Line] = []
    for band in _bands(pieces):
        if band.right:
            lines += _ordered(list(band.left), page)
            lines += _ordered(list(band.right), page)
        else:
            lines += _single(band.left, page)
    return lines


def _bands(pieces: list[Piece]) -> list[_Band]:
    """Return the parts of a region from the top down, cut at the gutter that most lines keep free."""
    best: list[_Band] = []
    score = 0
    for gutter in _gutters(pieces):
        bands = _cut(pieces, gutter)
        beside = sum(len(band.left) + len(band.right) for band in bands if band.right)
        if beside > score:
            best, score = bands, beside
    return best or [_Band(tuple(pieces))]


def _gutters(pieces: Sequence[Piece]) -> list[float]:
    """Return the places that may be gutters: a little left of where several lines begin."""
    starts: list[float] = []
    for left in sorted(piece.left for piece in pieces):
        if not starts or left - starts[-1] > 3:
            starts.append(left)
    enough = [x for x in starts if sum(abs(piece.left - x) <= 4 for piece in pieces) >= _FEWEST]
    return [x - 2 for x in enough if any(piece.right <= x for piece in pieces)]


def _cut(pieces: Sequence[Piece], gutter: float) -> list[_Band]:
    """Return the parts above, between and below the pieces that cross `gutter`."""
    crossing = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda one: one.middle)
    heights = [float("-inf"), *(piece.middle for piece in crossing), float("inf")]
    bands: list[_Band] = []
    single: list[Piece] = []
    for at, (top, bottom) in enumerate(pairwise(heights)):
        inside = [p for p in pieces if top < p.middle <= bottom and not p.left < gutter < p.right]
        left = [p for p in inside if p.right <= gutter]
        right = [p for p in inside if p.left >= gutter]
        if _is_column(left, right) and _is_column(right, left):
            if single:
                bands.append(_Band(tuple(single)))
            single = []
            bands.append(_Band(tuple(left), tuple(right)))
        else:
            single += inside
        single += crossing[at : at + 1]
    return [*bands, _Band(tuple(single))] if single else bands


def _is_column(pieces: Sequence[Piece], beside: Sequence[Piece]) -> bool:
    """Whether the pieces are lines of running text, not the cells of a table or the halves of a few rows."""
    if len(pieces) < _FEWEST or len(beside) < _FEWEST:
        return False
    size = median(piece.size for piece in pieces)
    edge = sorted(piece.right for piece in pieces)[-min(len(pieces), 2)]
    if edge - min(piece.left for piece in pieces) < _NARROWEST * size:
        return False
    rows = rows_of(pieces)
    full = sum(row[-1].right > edge - _RAGGED * size for row in rows)
    level = sum(
        min(p.middle for p in beside) - size < row[0].middle < max(p.middle for p in beside) + size for row in rows
    )
    wide = edge - min(piece.left for piece in pieces) > _WIDE * size and len(rows) > 2 * _FEWEST
    return full >= (_WIDE_SHARE if wide else _FULL_SHARE) * len(rows) and level >= _FEWEST


def _single(pieces: Sequence[Piece], page: int) -> list[Line]:
    """Return the lines of a region that is read from the top down."""
    rows = rows_of(pieces)
    if not rows:
        return []
    edges = _edges(rows)
    return [_line(row, page, edges) for row in rows]


def _edges(rows: Sequence[Sequence[Piece]]) -> tuple[float, float]:
    """Return where the lines begin and end: the outermost place that more than one of them keeps."""
    size = median(row[0].size for row in rows)
    lefts = sorted(row[0].left for row in rows)
    rights = sorted((row[-1].right for row in rows), reverse=True)
    if len(rows) < _SETTLED:
        return lefts[0], rights[0]
    left = next((a for a, b in pairwise(lefts) if b - a < 0.5 * size), lefts[0])
    right = next((a for a, b in pairwise(rights) if a - b < size), rights[0])
    return left, right


def _line(row: Sequence[Piece], page: int, edges: tuple[float, float]) -> Line:
    confidences = [piece.confidence for piece in row if piece.confidence is not None]
    return Line(
        text=_side_by_side(row),
        left=row[0].left,
        top=min(piece.top for piece in row),
        right=max(piece.right for piece in row),
        bottom=max(piece.bottom for piece in row),
        size=max(row, key=lambda one: len(one.text)).size,
        page=page,
        edges=edges,
        confidence=min(confidences) if confidences else None,
    )


def _side_by_side(row: Sequence[Piece]) -> str:
    """Return the words of a row: a blank where there is a gap, none between the letters of a widely set title."""
    spaced = len(row) > 1 and all(len(piece.text) <= 2 and all(map(is_wide, piece.text)) for piece in row)
    return ("" if spaced else " ").join(piece.text for piece in row)
