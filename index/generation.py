"""A generation: the manifest that says what is live, replaced atomically.

current              the name of the generation that serves
generations/*.json   the manifests of the last two
records/*.json       what they know of the files of the corpus folder (index/records.py)
segments/*/          what they refer to
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged, IndexMissing, NoEarlierGeneration, SchemaMismatch
from index.lock import writing

SCHEMA = 5
CURRENT = "current"
GENERATIONS = "generations"
SEGMENTS = "segments"
RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Live:
    """A notice that is in the index.

    Attributes:
        version: a hash of its raw text.
        digest: a hash of everything that was read of it.
        state: a hash of what decides whether it has to be written anew; empty where that is not known.
        source: the file that it was read from.
        segment: what holds it.
    """

    version: str
    digest: str
    state: str
    source: str
    segment: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of the corpus that could not be read, why, and what its keeper can do.

    `stands` tells that what it held when it could be read goes on being searched.
    """

    name: str
    reason: str
    remedy: str
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation. `segments` maps a segment's name to the SHA-256 of each of its files of ours."""

    schema: int
    number: int
    created: str
    encoder: str
    dimension: int
    parameters: Mapping[str, float]
    live: Mapping[str, Live]
    segments: Mapping[str, Mapping[str, str]]
    unreadable: tuple[Unread, ...]

    @property
    def name(self) -> str:
        """The generation's name: its number and a hash of what is live in it."""
        told = json.dumps([self.encoder, sorted((key, live.digest) for key, live in self.live.items())])
        return f"{self.number:06d}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def now() -> str:
    """Return the time as a manifest records it (UTC, ISO 8601)."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def current_name(folder: Path) -> str:
    """Return the name of the generation that serves.

    Raises:
        IndexMissing: if the folder holds none.
        IndexDamaged: if the pointer is empty or no text.
    """
    pointer = folder / CURRENT
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(folder) from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(pointer, f"it cannot be read ({error})", "the name of a generation") from error
    if not name:
        raise IndexDamaged(pointer, "the file is empty", "the name of a generation")
    return name


def read_manifest(folder: Path, name: str | None = None) -> Manifest:
    """Return the manifest called `name`, or the one that serves.

    Raises:
        IndexMissing: if the folder holds no index.
        IndexDamaged: if the manifest is missing or cannot be read.
        SchemaMismatch: if another version of the program wrote it.
    """
    name = name or current_name(folder)
    data = _manifest_data(folder, name)
    if data["schema"] != SCHEMA:
        raise SchemaMismatch(folder, data["schema"], SCHEMA)
    try:
        data["live"] = {key: Live(**live) for key, live in data["live"].items()}
        data["unreadable"] = tuple(Unread(**unread) for unread in data["unreadable"])
        return Manifest(**data)
    except (LookupError, TypeError, AttributeError) as error:
        expected = f"the fields of schema {SCHEMA}"
        raise IndexDamaged(_manifest_path(folder, name), f"not a manifest ({error})", expected) from error


def schema_of(folder: Path) -> object:
    """Return the schema of the generation that serves, whatever version of the program wrote it.

    Raises:
        IndexMissing: if the folder holds no index.
        IndexDamaged: if its manifest is missing or cannot be read.
    """
    return _manifest_data(folder, current_name(folder))["schema"]


def encoder_and_sources(folder: Path) -> tuple[str, frozenset[str]]:
    """Return the encoder's name and the notices' files as the generation that serves tells them, of any schema.

    Raises:
        IndexMissing: if the folder holds no index.
        IndexDamaged: if its manifest is missing or does not tell them.
    """
    name = current_name(folder)
    data = _manifest_data(folder, name)
    try:
        return str(data["encoder"]), frozenset(str(one["source"]) for one in data["live"].values())
    except (LookupError, TypeError, AttributeError) as error:
        raise IndexDamaged(_manifest_path(folder, name), f"not a manifest ({error})", "encoder and notices") from error


def segments_of(folder: Path, name: str) -> frozenset[str]:
    """Return the names of the segments that a generation needs, whatever version of the program wrote it.

    Raises:
        IndexDamaged: if its manifest is missing or does not tell them.
    """
    segments = _manifest_data(folder, name).get("segments")
    if not isinstance(segments, dict):
        raise IndexDamaged(_manifest_path(folder, name), "not a manifest (no segments)", "the names of segments")
    return frozenset(segments)


def _manifest_path(folder: Path, name: str) -> Path:
    return folder / GENERATIONS / f"{name}.json"


def _manifest_data(folder: Path, name: str) -> dict[str, Any]:
    """Return what the manifest called `name` holds; it has a schema at least."""
    path = _manifest_path(folder, name)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise IndexDamaged(path, "the manifest is missing", "a JSON file") from error
    except OSError as error:
        raise IndexDamaged(path, f"the manifest cannot be opened ({error.strerror})", "a JSON file") from error
    except ValueError as error:
        raise IndexDamaged(path, f"not a manifest ({error})", "JSON with a schema") from error
    if not isinstance(data, dict) or "schema" not in data:
        raise IndexDamaged(path, "not a manifest (no schema)", "JSON with a schema")
    return data


def publish(folder: Path, manifest: Manifest) -> None:
    """Make `manifest` the generation that serves; a reader sees the old one or this one, nothing between."""
    (folder / GENERATIONS).mkdir(exist_ok=True)
    data = json.dumps(plain(manifest), ensure_ascii=False, separators=(",", ":"), default=plain)
    replace_file(folder / GENERATIONS / f"{manifest.name}.json", data)
    replace_file(folder / CURRENT, manifest.name + "\n")


def plain(record: object) -> dict[str, object]:
    """Return the fields of a record by name, for JSON; `asdict` copies what they hold, which takes ten times as long.

    Raises:
        TypeError: if it is no dataclass.
    """
    if not is_dataclass(record):
        raise TypeError(f"{type(record).__name__} is no record")
    return {field.name: getattr(record, field.name) for field in fields(record)}


def kept_names(folder: Path) -> list[str]:
    """Return the names of the generations in `folder`, oldest first."""
    return sorted(path.stem for path in (folder / GENERATIONS).glob("*.json"))


def rollback(folder: Path) -> str:
    """Make the generation before the current one serve again, and return its name.

    Raises:
        IndexMissing: if the folder holds no index.
        NoEarlierGeneration: if there is none before it.
        SchemaMismatch: if only another version of the program can go back to it.
        IndexBusy: if a build or sync is running.
    """
    current_name(folder)
    with writing(folder):
        current = current_name(folder)
        earlier = [name for name in kept_names(folder) if name < current]
        if not earlier:
            raise NoEarlierGeneration(folder, current)
        read_manifest(folder, earlier[-1])
        replace_file(folder / CURRENT, earlier[-1] + "\n")
        return earlier[-1]


def replace_file(path: Path, text: str) -> None:
    """Write `text` beside `path`, make sure that it is on the disk, and put it in `path`'s place."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
