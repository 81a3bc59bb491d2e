"""Records: what a generation knows of the files of its corpus folder, so that the next sync reads only what changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus import Card, FileRecord, Refusal
from index.generation import RECORDS, plain, replace_file


def write_records(folder: Path, name: str, records: Mapping[str, FileRecord]) -> None:
    """Write the records of the generation called `name`."""
    (folder / RECORDS).mkdir(exist_ok=True)
    text = json.dumps(dict(records), ensure_ascii=False, separators=(",", ":"), default=_written)
    replace_file(folder / RECORDS / f"{name}.json", text)


def read_records(folder: Path, name: str) -> dict[str, FileRecord]:
    """Return the records of the generation called `name`: none where they are missing or damaged, so that all is read.

    Nothing is lost with them but time.
    """
    try:
        data: dict[str, dict[str, Any]] = json.loads((folder / RECORDS / f"{name}.json").read_text(encoding="utf-8"))
        return {key: _record(row) for key, row in data.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else plain(value)


def _record(row: dict[str, Any]) -> FileRecord:
    cards = tuple(_card(card) for card in row.pop("cards"))
    refusals = tuple(Refusal(**one) for one in row.pop("refusals"))
    return FileRecord(cards=cards, refusals=refusals, **row)


def _card(row: dict[str, Any]) -> Card:
    day = row.pop("issued_on")
    return Card(issued_on=dt.date.fromisoformat(day) if day else None, **row)
