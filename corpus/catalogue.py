"""Catalogue: what the keeper knows of the notices in a folder beyond what they print."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError

FILE_NAME = "catalogue.json"
HOLIDAYS_FILE = "holidays.tsv"
"""The keeper's file of days off and made up, beside the notices; assistant/deadline/calendar.py reads it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One notice's row in the catalogue; None and () leave a field to what the notice prints."""

    source: str
    id: str | None = None
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    region: tuple[str, ...] = ()
    date: dt.date | None = None
    sha256: str | None = None


def _entry(row: Mapping[str, object], file: Path, number: int) -> Entry:
    source = row.get("source")
    if not isinstance(source, str) or not source:
        raise CorpusError(f"{file}: entry {number} has no source; give the name of the file that it describes.")
    texts = {key: row.get(key) for key in ("id", "title", "doc_number", "issuer", "sha256")}
    for key, value in texts.items():
        if value is not None and not isinstance(value, str):
            raise CorpusError(f"{file}: {key} of {source} is {value!r}, expected text or null.")
    region, date = row.get("region") or "", row.get("date")
    if not isinstance(region, str):
        raise CorpusError(f"{file}: region of {source} is {region!r}, expected a path such as 甘肃省/兰州市.")
    try:
        day = dt.date.fromisoformat(str(date)) if date else None
    except ValueError as error:
        raise CorpusError(f"{file}: date of {source} is {date!r}, expected YYYY-MM-DD.") from error
    return Entry(source=source, region=tuple(filter(None, region.split("/"))), date=day, **texts)  # type: ignore[arg-type]


def read_catalogue(folder: Path) -> dict[str, Entry]:
    """Return the catalogue of `folder` by file name; empty when the folder has none.

    Raises:
        CorpusError: if the catalogue is not a JSON list of entries of the expected form.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        return {}
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"{file}: not valid JSON ({error}). Correct it or remove it; a catalogue is optional."
        ) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{file}: expected a list of objects, one a notice.")
    entries = [_entry(row, file, number) for number, row in enumerate(rows, 1)]
    return {entry.source: entry for entry in entries}
