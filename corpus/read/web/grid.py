"""Grid: the rows and columns of a table on a page, and whether it is one or only arranges the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.read.stated import LABELS, label_of
from corpus.read.web.tree import Element

_MOST_COLUMNS = 100
_MOST_ROWS = 20_000
_LARGE, _LARGE_ALONE = 0.7, 0.4
"""The share of a table's characters from which a cell of several paragraphs is the text of the page."""
_GROUPS = frozenset({"tbody", "thead", "tfoot"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the rows and columns that it stands over."""

    element: Element
    rows: int
    columns: int


def rows_of(table: Element) -> list[list[Cell]]:
    """Return the cells of each row as the markup gives them, without what nested tables hold."""
    return [
        [Cell(cell, _span(cell, "rowspan", _MOST_ROWS), _span(cell, "colspan", _MOST_COLUMNS)) for cell in _cells(row)]
        for row in _rows(table)
    ]


def filled(rows: list[list[Cell]], words: dict[Element, str]) -> list[list[str]]:
    """Return the words of each place of the grid; a merged cell's stand in all the places that it is merged over."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in rows[:_MOST_ROWS]:
        line: dict[int, str] = {}
        for column, (left, text) in list(hanging.items()):
            line[column] = text
            hanging[column] = (left - 1, text)
            if left == 1:
                del hanging[column]
        at = 0
        for cell in row:
            while at in line:
                at += 1
            for column in range(at, min(at + cell.columns, _MOST_COLUMNS)):
                line[column] = words[cell.element]
                if cell.rows > 1:
                    hanging[column] = (cell.rows - 1, words[cell.element])
            at += cell.columns
        grid.append([line.get(column, "") for column in range(max(line, default=-1) + 1)])
    width = max(map(len, grid), default=0)
    return [line + [""] * (width - len(line)) for line in grid]


def arranges(table: Element, rows: list[list[Cell]]) -> bool:
    """Whether a table only arranges a page: its cells hold other tables, or one beside another the page's parts."""
    if table.get("role") in ("presentation", "none") or any(
        one.tag == "table" for one in table.elements() if one is not table
    ):
        return True
    sizes = [[len("".join(cell.element.words.split())) for cell in row] for row in rows]
    if sum(sum(size > 0 for size in row) > 1 for row in sizes) < 2:
        return True
    total = sum(map(sum, sizes))
    most = max(map(max, filter(None, sizes)))
    labels = sum(label_of(cell.element.words) in LABELS for row in rows for cell in row)
    alone = any(most in row and sum(size > 0 for size in row) == 1 for row in sizes)
    largest = next(
        cell
        for row, line in zip(rows, sizes, strict=True)
        for cell, size in zip(row, line, strict=True)
        if size == most
    )
    paragraphs = sum(one.tag in ("p", "div", "br") for one in largest.element.elements())
    share = (0.0 if labels > 1 else _LARGE_ALONE) if alone else _LARGE
    return most > share * total and paragraphs >= 3


def _rows(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element) and child.tag == "tr":
            yield child
        elif isinstance(child, Element) and child.tag in _GROUPS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    return (child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th"))


def _span(cell: Element, attribute: str, most: int) -> int:
    value = cell.get(attribute)
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    # rowspan="0" asks for all rows below; nobody means it.
    return min(max(number, 1), most)
