"""A grid is the same table in the terminal and in Markdown."""

from __future__ import annotations

from rich.console import Console

from eval.grid import Grid

GRID = Grid("Title", ("figure", "product"), (("  lead", "1 | 2"),))


def test_a_grid_in_markdown_escapes_what_would_end_a_cell() -> None:
    assert GRID.to_markdown() == "### Title\n\n| figure | product |\n| --- | ---: |\n| lead | 1 \\| 2 |\n"


def test_a_grid_in_the_terminal_shows_every_cell() -> None:
    console = Console(width=80, record=True, quiet=False, file=None)
    with console.capture() as shown:
        console.print(GRID.to_rich())
    for word in ("Title", "figure", "product", "lead", "1 | 2"):
        assert word in shown.get()
