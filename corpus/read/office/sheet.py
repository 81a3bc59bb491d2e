"""Sheet: the rows of a workbook's sheets become the lines of a document, whatever format the workbook is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.errors import UnreadableFile
from corpus.notice import Problem
from corpus.read.document import Document
from corpus.read.rows import row_lines

MOST_CELLS = 400_000
MOST_COLUMNS = 300
_GENERIC = re.compile(r"(?:sheet|工作表|表|chart)\s*\d*(?:\s*[（(]\d+[）)])?$", re.IGNORECASE)
_ANNEX = re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]{0,3}$")

Merge = tuple[int, int, int, int]
"""First row, last row, first column and last column of a merged cell, from 1."""


@dataclass(slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: its name.
        cells: for each row that has some, the texts of its cells by column, rows and columns from 1.
        merges: its merged cells.
        hidden: whether the sheet itself is hidden.
        hidden_rows: the rows that are.
        hidden_columns: the columns that are.
        unknown: how many formulas have no stored result.
    """

    name: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unknown: int = 0

    def rows(self) -> tuple[list[int], list[list[str]]]:
        """Return the numbers of the rows that are shown and hold words, and their cells, merged ones filled in."""
        numbers = sorted(at for at, row in self.cells.items() if at not in self.hidden_rows and any(row.values()))
        used = {column for at in numbers for column, text in self.cells[at].items() if text}
        columns = sorted(used - self.hidden_columns)[:MOST_COLUMNS]
        filled = {at: dict(self.cells[at]) for at in numbers}
        for first, last, left, right in self.merges:
            words = self.cells.get(first, {}).get(left, "")
            inside = [column for column in columns if left <= column <= right]
            for at in numbers:
                if words and first <= at <= last:
                    filled[at].update(dict.fromkeys(inside, words))
        return numbers, [[filled[at].get(column, "") for column in columns] for at in numbers]

    def left_out(self) -> bool:
        """Whether a hidden row or column of it holds words."""
        return any(
            text and (at in self.hidden_rows or column in self.hidden_columns)
            for at, row in self.cells.items()
            for column, text in row.items()
        )


def workbook_document(name: str, sheets: Sequence[Sheet]) -> Document:
    """Return the document that the sheets of the workbook called `name` make: each row that holds words a line.

    Each sheet behind the first is an annex of it, called by its name where that is an annex's (附件2), else 附表 with
    its number.

    Raises:
        UnreadableFile: if no sheet that is shown holds words, or they hold too many cells.
    """
    if sum(len(row) for sheet in sheets for row in sheet.cells.values()) > MOST_CELLS:
        raise UnreadableFile(name, f"the workbook has more than {MOST_CELLS} cells", "Split it by sheets.")
    shown = [(sheet, *sheet.rows()) for sheet in sheets if not sheet.hidden]
    shown = [each for each in shown if each[2]]
    if not shown:
        remedy = "Show the sheet that holds the list, and save the file again."
        raise UnreadableFile(name, "no sheet that is shown holds any words", remedy)
    lines: list[str] = []
    for at, (sheet, numbers, rows) in enumerate(shown, 1):
        annex = sheet.name if _ANNEX.match(sheet.name) else f"附表{at}"
        begins = rows[0][0] if rows[0] else ""
        if at > 1 and not _ANNEX.match(begins):
            lines.append(annex)
        lines += _titled(sheet, row_lines(rows, numbers), rows)
    return Document("\n".join(lines), problems=tuple(_problems(sheets)))


def _titled(sheet: Sheet, lines: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines below the sheet's name where no title stands above its columns."""
    has_title = len({cell for cell in rows[0] if cell}) == 1
    if has_title or _GENERIC.match(sheet.name) or _ANNEX.match(sheet.name):
        return lines
    return [sheet.name, *lines]


def _problems(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    hidden = [sheet.name for sheet in sheets if sheet.hidden and any(map(_holds_words, sheet.cells.values()))]
    if hidden:
        yield Problem("hidden text", f"工作簿中隐藏的工作表未读入：{'、'.join(hidden)}。")
    partly = [sheet.name for sheet in sheets if not sheet.hidden and sheet.left_out()]
    if partly:
        yield Problem("hidden text", f"下列工作表中隐藏的行或列未读入：{'、'.join(partly)}。")
    unknown = sum(sheet.unknown for sheet in sheets if not sheet.hidden)
    if unknown:
        yield Problem("formula without value", f"有{unknown}个公式没有保存计算结果，相应单元格未读入。")


def _holds_words(row: Mapping[int, str]) -> bool:
    return any(row.values())
