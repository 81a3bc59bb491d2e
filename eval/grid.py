"""A grid: one table of the report, shown in the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Grid:
    """A titled table of strings; the first column is left-aligned, the others hold figures."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def to_rich(self) -> Table:
        """Return the table for a terminal."""
        table = Table(title=self.title, title_justify="left", title_style="bold")
        for at, name in enumerate(self.header):
            table.add_column(name, justify="left" if at == 0 else "right", no_wrap=at == 0)
        for row in self.rows:
            table.add_row(*row)
        return table
