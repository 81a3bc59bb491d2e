"""Grid: the rows of a table whose cells tell their edges become places, merged cells filled in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.read.office.lines import Words

_SAME_EDGE = 40
"""Edges of cells nearer than this, in twentieths of a point, are one."""


@dataclass(slots=True)
class Row:
    """One row of a table.

    Attributes:
        cells: the words of its cells in order.
        edges: where each cell begins and the last ends; empty if that is not known.
        beside: for each cell, whether it goes on from the one at its left.
        below: for each cell, whether it goes on from the one above it.
    """

    cells: list[Words] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    beside: list[bool] = field(default_factory=list)
    below: list[bool] = field(default_factory=list)

    @property
    def is_defined(self) -> bool:
        """Whether it tells of each of its cells where it stands and how it is merged."""
        count = len(self.cells)
        return len(self.edges) == count + 1 and len(self.beside) == len(self.below) == count


def grid_of(rows: Sequence[Row]) -> list[list[Words]]:
    """Return the words of each place of a table; those of a merged cell stand in each place that it covers."""
    columns: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not columns or edge - columns[-1] > _SAME_EDGE:
            columns.append(edge)
    grid: list[list[Words]] = []
    for row in rows:
        above = grid[-1] if grid else []
        if not row.is_defined or len(columns) < 2:
            grid.append(list(row.cells))
            continue
        line = [Words()] * (len(columns) - 1)
        for at, cell in enumerate(row.cells):
            first, last = _column(columns, row.edges[at]), _column(columns, row.edges[at + 1])
            words = line[first - 1] if row.beside[at] and first else cell
            words = above[first] if row.below[at] and first < len(above) else words
            line[first:last] = [words] * max(0, last - first)
        grid.append(line)
    width = max((len(line) for line in grid), default=0)
    return [line + [Words()] * (width - len(line)) for line in grid]


def _column(columns: Sequence[int], edge: int) -> int:
    return min(bisect_left(columns, edge - _SAME_EDGE), len(columns) - 1)
