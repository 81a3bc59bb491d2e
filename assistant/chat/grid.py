"""Grid: the lines of an answer that make up a table (| … | … |) as an HTML table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.chat.markup import Markup, element

_RULE = re.compile(r"^\|[\s|:-]+\|$")


def is_grid_line(line: str) -> bool:
    """Whether `line` is a line of a table."""
    return line.startswith("|") and line.endswith("|")


def grid_markup(lines: Sequence[str], cell: Callable[[str], Markup]) -> Markup:
    """Return `lines` as a table whose first line is its head; `cell` turns the words of one cell into HTML."""
    rows = [[words.strip() for words in line.strip("|").split("|")] for line in lines if not _RULE.match(line)]
    made = [
        element("tr", *(element("td" if at else "th", cell(words)) for words in row)) for at, row in enumerate(rows)
    ]
    return element("table", *made, class_="mb-grid")
