"""Ruled tables of a PDF: their cells from the lines that are drawn, their words from the page's own characters."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from corpus.read.glyphs import Glyph
from corpus.read.printed import Piece, Table, join_words, rows_of
from corpus.read.words import pieces_of

_FEWEST_RULES = 4
_MOST_CELLS = 20_000
_NEAR = 3.0
"""Edges of cells within so many points are one."""
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""What the library raises, besides its own errors, on the damaged objects of a page."""
_FULL = 1.8
"""A line in a cell that ends within so many characters of its edge goes on in the next line."""

CellBox = tuple[float, float, float, float]
"""Left, top, right and bottom of a cell, in points from the upper left corner of the page."""


def may_hold_tables(page: Any) -> bool:
    """Whether a pypdfium2 page draws enough paths to rule a table."""
    # 0.1 s, only for who reads a PDF.
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
    return sum(1 for _ in islice(paths, _FEWEST_RULES)) == _FEWEST_RULES


def tables_of(data: bytes) -> Callable[[int], list[list[CellBox]]]:
    """Return a function from a page's number, from 0, to the boxes of the cells of each table on it.

    The file is opened when it is first asked; a page that cannot be analysed has no tables.
    """
    opened: list[Any] = []

    def cells(number: int) -> list[list[CellBox]]:
        # Half a second, only for a PDF with ruled pages.
        import pdfplumber
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import PdfminerException

        # It tells of every odd object in a file; who reads a notice can do nothing about them.
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        try:
            if not opened:
                opened.append(pdfplumber.open(io.BytesIO(data)))
            page = opened[0].pages[number]
            found = [list(table.cells) for table in page.find_tables()]
            page.close()
        except (PSException, PdfminerException, *_FAULTS):
            return []
        return found

    return cells


def read_tables(
    cells: Sequence[Sequence[CellBox]], glyphs: Sequence[Glyph], page: int
) -> tuple[list[Table], list[Glyph]]:
    """Return the tables that the boxes of cells frame, and the characters outside them.

    A frame of one row or one column, such as a box around text, is no table.
    """
    tables, outside = [], list(glyphs)
    for boxes in cells:
        columns, rows = _grid([(box[0], box[2]) for box in boxes]), _grid([(box[1], box[3]) for box in boxes])
        if len(columns) < 3 or len(rows) < 3 or (len(columns) - 1) * (len(rows) - 1) > _MOST_CELLS:
            continue
        table, rest = _filled(boxes, columns, rows, outside, page)
        if any(map(any, table.rows)):
            tables.append(table)
            outside = rest
    return sorted(tables, key=lambda one: one.top), outside


def _grid(sides: Sequence[tuple[float, float]]) -> list[float]:
    edges: list[float] = []
    for edge in sorted({edge for side in sides for edge in side}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _filled(
    boxes: Sequence[CellBox], columns: list[float], rows: list[float], glyphs: list[Glyph], page: int
) -> tuple[Table, list[Glyph]]:
    grid = [[""] * (len(columns) - 1) for _ in rows[1:]]
    rest = glyphs
    for box in boxes:
        inside = [glyph for glyph in rest if _holds(box, glyph)]
        rest = [glyph for glyph in rest if not _holds(box, glyph)]
        words = _words(pieces_of(inside), box)
        for row in _covered(rows, box[1], box[3]):
            for column in _covered(columns, box[0], box[2]):
                grid[row][column] = words
    table = Table(
        rows=tuple(tuple(row) for row in grid),
        left=columns[0],
        top=rows[0],
        right=columns[-1],
        bottom=rows[-1],
        columns=tuple(columns),
        pages=(page,) * len(grid),
    )
    return table, rest


def _holds(box: CellBox, glyph: Glyph) -> bool:
    middle, height = (glyph.left + glyph.right) / 2, glyph.base - 0.35 * glyph.size
    return box[0] <= middle <= box[2] and box[1] <= height <= box[3]


def _covered(edges: Sequence[float], start: float, end: float) -> Iterator[int]:
    """Yield the places between `edges` that lie between `start` and `end`."""
    for at, (left, right) in enumerate(pairwise(edges)):
        if start - _NEAR <= left and right <= end + _NEAR:
            yield at


def _words(pieces: Sequence[Piece], box: CellBox) -> str:
    """Return the words of a cell: lines that were full are joined, others are apart by a blank."""
    words, full = "", True
    for row in rows_of(pieces):
        text = " ".join(piece.text for piece in row)
        words = join_words(words, text) if full else f"{words} {text}"
        size = row[-1].size
        margin = max(row[0].left - box[0], 0.0)
        full = row[-1].right + min(margin, size) > box[2] - _FULL * size
    return words
