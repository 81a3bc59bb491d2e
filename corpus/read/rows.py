"""Rows: a table becomes lines that can be read, searched and cited one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence

Cells = Sequence[str]

_SERIAL_HEADS = frozenset({"序号", "编号", "号", "no.", "no", "序"})
_SERIAL = re.compile(r"\d{1,4}")
_LONGEST_HEAD = 12
_ENDS = "。；;！？!?"


def row_lines(rows: Sequence[Cells]) -> list[str]:
    """Return one line for each row of a table that holds words.

    Where the first row names the columns, each further row says what its cells are (责任单位：市教育局) and begins with
    its serial number, if it has one (3．), so that it reads and is cited as a numbered item.

    Args:
        rows: the cells of each row, those of a merged cell filled in where they count (a unit that stands beside
            several rows is each row's).
    """
    plain = [[" ".join(cell.split()) for cell in row] for row in rows]
    plain = [row for row in plain if any(row)]
    if not plain:
        return []
    heads = plain[0]
    if len(plain) < 2 or not _names_columns(heads):
        return [_bare(row) for row in plain]
    serial = heads[0].casefold() in _SERIAL_HEADS
    return [_bare(heads), *(_named(heads, row, serial=serial) for row in plain[1:])]


def _names_columns(row: Cells) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and len(filled) == len(row) and all(_is_head(cell) for cell in filled)


def _is_head(cell: str) -> bool:
    return len(cell) <= _LONGEST_HEAD and cell[-1] not in _ENDS and not _SERIAL.fullmatch(cell)


def _bare(row: Cells) -> str:
    """Return the cells of a row side by side; one that is merged over the whole row stands once."""
    cells = [cell for at, cell in enumerate(row) if cell and (at == 0 or cell != row[at - 1])]
    return " | ".join(cells)


def _named(heads: Cells, row: Cells, *, serial: bool) -> str:
    filled = {cell for cell in row if cell}
    if len(filled) == 1:
        return _bare(row)
    number = row[0] if serial and _SERIAL.fullmatch(row[0]) else ""
    pairs = list(zip(heads, row, strict=False))[bool(number) :]
    said = "；".join(f"{head}：{cell.rstrip('；;。')}" for head, cell in pairs if cell)
    return f"{number}．{said}。" if number else f"{said}。"
