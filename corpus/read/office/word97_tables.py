"""Word 97 tables: what the end of a row in a binary Word file tells of the row's cells."""

from __future__ import annotations

from corpus.read.office.grid import Row
from corpus.read.office.word97 import Properties, number

_DEFINITION, _MERGE_DOWN = 0xD608, 0xD62B
_MOST_CELLS, _CELL_BYTES = 64, 20


def define(row: Row, properties: Properties) -> None:
    """Set the edges and merges of a row from the properties of its end (sprmTDefTable, sprmTVertMerge)."""
    data = properties.get(_DEFINITION, b"")
    count = min(data[0], _MOST_CELLS) if data else 0
    base = 1 + 2 * (count + 1)
    if count and len(data) >= base:
        row.edges = [number(data, 1 + 2 * at, "<h") for at in range(count + 1)]
        places = [base + _CELL_BYTES * at for at in range(count)]
        flags = [number(data, place) if place + 2 <= len(data) else 0 for place in places]
        row.beside = [bool(flag & 2) and not flag & 1 for flag in flags]
        row.below = [bool(flag & 0x20) and not flag & 0x40 for flag in flags]
    merged = properties.get(_MERGE_DOWN, b"")
    if len(merged) >= 2 and merged[0] < len(row.below):
        row.below[merged[0]] = merged[1] == 1
