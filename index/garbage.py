"""Garbage: what no kept generation needs, and what killed runs left behind."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexDamaged
from index.generation import GENERATIONS, RECORDS, SEGMENTS, current_name, kept_names, segments_of
from index.lock import writing

KEPT = 2
_UNFINISHED = ".new"


@dataclass(frozen=True, slots=True)
class Deleted:
    """A file or folder that was deleted: its path below the index's folder, and how many bytes it held."""

    name: str
    size: int


def collect(folder: Path) -> tuple[Deleted, ...]:
    """Delete what no kept generation of the index in `folder` needs, and what killed runs left; return what it was.

    Raises:
        IndexMissing: if the folder holds no index.
        IndexDamaged: if the generation that serves cannot be read, so that it is unknown what it needs.
        IndexBusy: if a build or sync is running.
        WriteFailed: if something cannot be deleted.
    """
    current_name(folder)
    with writing(folder):
        return collect_garbage(folder)


def collect_garbage(folder: Path) -> tuple[Deleted, ...]:
    """Do the same as `collect`; only a writer that holds the lock may call this.

    The generation that serves and the latest other one are kept, also one that only an earlier version of the program
    can read: whoever goes back to that version finds it.
    """
    current = current_name(folder)
    needs = {current: segments_of(folder, current)}
    for name in reversed(kept_names(folder)):
        if len(needs) < KEPT and name != current:
            try:
                needs[name] = segments_of(folder, name)
            except IndexDamaged:
                # Nobody can go back to it.
                continue
    unused = sorted(_unused(folder, needs.keys(), frozenset().union(*needs.values())))
    deleted = tuple(Deleted(path.relative_to(folder).as_posix(), size_of(path)) for path in unused)
    for path in unused:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return deleted


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder; what goes meanwhile counts nothing."""
    total = 0
    for one in path.rglob("*") if path.is_dir() else (path,):
        try:
            total += one.stat().st_size if one.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def _unused(folder: Path, kept: Collection[str], needed: frozenset[str]) -> Iterator[Path]:
    yield from folder.glob(f"*{_UNFINISHED}")
    for part in (GENERATIONS, RECORDS):
        yield from (folder / part).glob(f"*{_UNFINISHED}")
        yield from (path for path in (folder / part).glob("*.json") if path.stem not in kept)
    if (folder / SEGMENTS).is_dir():
        yield from (path for path in (folder / SEGMENTS).iterdir() if path.name not in needed)
