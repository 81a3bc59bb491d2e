"""Table: the lines under the lead of an answer that is a list in counted groups or a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from assistant.row import Row

_COLON = {"zh": "：", "en": ": "}
_UNSTATED = {"zh": "未规定", "en": "not stated"}
_NOT_HELD = {"zh": "库中没有", "en": "not held"}
_HEADS = {"zh": ("通知", "规定"), "en": ("Notice", "Rule")}

VERDICTS: Mapping[str, tuple[str, str]] = {
    "differ": ("规定不同", "They differ"),
    "agree": ("规定一致", "They agree"),
    "one": ("只查到{}的规定", "Only the rule of {} was found"),
    "open": ("各自的规定如下", "Each one's own rule"),
}
"""What the lead of a comparison begins with, in Chinese and English."""


COMPARISON = "compare"
"""The kind of an answer whose table has a notice a line; the table of every other kind is a list."""
LEAD_LONGEST = 160
"""The most characters of a table that its lead says."""


def table_lines(kind: str, rows: Sequence[Row], language: str) -> list[str]:
    """Return the table of an answer of `kind`, one paragraph a piece."""
    return (_grid_lines if kind == COMPARISON else _list_lines)(rows, language)


def _list_lines(rows: Sequence[Row], language: str) -> list[str]:
    """Return one paragraph a group: its heading, if it has one, and its items numbered through the whole list."""
    paragraphs, number = [], 0
    for group, items in groupby(rows, key=lambda row: row.group):
        lines = [f"{group}{_COLON[language].rstrip()}"] if group else []
        for row in items:
            number += 1
            place = f"{row.place}{_COLON[language]}" if row.place else ""
            lines.append(f"{number}. {place}{row.words} {_marks(row)}".rstrip())
        paragraphs.append("\n".join(lines))
    return paragraphs


def _grid_lines(rows: Sequence[Row], language: str) -> list[str]:
    """Return a comparison as one Markdown table: a notice a line, what it says with its citation beside it."""
    lines = [_line(_HEADS[language]), "| --- | --- |"]
    lines += [_line((row.place, f"{row.words} {_marks(row)}")) for row in rows]
    return ["\n".join(lines)]


def unstated(language: str) -> str:
    """Return how a table says that a notice says nothing."""
    return _UNSTATED[language]


def not_held(language: str) -> str:
    """Return how a table says that the corpus has no notice of a place or a year."""
    return _NOT_HELD[language]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', '｜') for cell in cells)} |"


def _marks(row: Row) -> str:
    return "".join(f"[{number}]" for number in row.numbers)
