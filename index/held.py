"""What an index holds, notice by notice, without their texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import Problem, Reading
from index.codec import decode_reading
from index.errors import IndexDamaged
from index.generation import SEGMENTS, read_manifest

READINGS = "readings.jsonl"
FILE = "held.json"
"""The file of a segment; one that was written before there was such a file does without."""


@dataclass(frozen=True, slots=True)
class Held:
    """A notice that is in the index.

    Attributes:
        id: of the notice.
        title: as it prints it.
        doc_number: its number, None where none is printed.
        issued_on: its date (ISO 8601), None where none is printed.
        sources: all files that hold it, the shown one first.
        superseded_by: the id of the notice whose corrected text took its place, None where there is none.
        problems: what a careful clerk would flag in it.
    """

    id: str
    title: str
    doc_number: str | None
    issued_on: str | None
    sources: tuple[str, ...]
    superseded_by: str | None
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, reading: Reading) -> Held:
        """Return what a reading tells."""
        notice = reading.notice
        return cls(
            id=notice.id,
            title=notice.title,
            doc_number=notice.doc_number,
            issued_on=notice.issued_on.isoformat() if notice.issued_on else None,
            sources=notice.sources,
            superseded_by=notice.superseded_by,
            problems=notice.problems,
        )


def encode_held(readings: Iterable[Reading]) -> bytes:
    """Return what a segment keeps of its notices for `read_held`."""
    return json.dumps([asdict(Held.of(reading)) for reading in readings], ensure_ascii=False).encode()


def read_held(folder: Path, generation: str | None = None) -> tuple[Held, ...]:
    """Return the notices of a generation, in the order of their ids.

    Args:
        folder: of the index.
        generation: its name; the one that serves when not given.

    Raises:
        IndexMissing: if the folder holds no index.
        IndexDamaged: if a file of it is missing or cannot be read.
        SchemaMismatch: if another version of the program made it.
    """
    manifest = read_manifest(folder, generation)
    found = [
        one
        for name, files in manifest.segments.items()
        for one in _of_segment(folder / SEGMENTS / name, FILE in files)
        if (live := manifest.live.get(one.id)) is not None and live.segment == name
    ]
    return tuple(sorted(found, key=lambda one: one.id))


def _of_segment(folder: Path, listed: bool) -> Sequence[Held]:
    if not listed:
        readings = (folder / READINGS).read_bytes().splitlines()
        return [Held.of(decode_reading(line)) for line in readings]
    path = folder / FILE
    try:
        return [_held(row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise IndexDamaged(path, f"not a list of notices ({error})", "the file as it was written") from error


def _held(row: dict[str, Any]) -> Held:
    problems = tuple(Problem(**one) for one in row.pop("problems"))
    return Held(sources=tuple(row.pop("sources")), problems=problems, **row)
