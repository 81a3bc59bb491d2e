"""A grid is a table in the terminal."""

from __future__ import annotations

from rich.console import Console

from eval.grid import Grid

GRID = Grid("Title", ("figure", "product"), (("  lead", "1 | 2"),))


def test_a_grid_in_the_terminal_shows_every_cell() -> None:
    console = Console(width=80, record=True, quiet=False, file=None)
    with console.capture() as shown:
        console.print(GRID.to_rich())
    for word in ("Title", "figure", "product", "lead", "1 | 2"):
        assert word in shown.get()
