"""The disk: room, the right to write, and the writers' lock."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from index.doctor.finding import Finding
from index.garbage import size_of
from index.lock import LOCK

_MEGABYTE = 1_000_000


def check_room(folder: Path) -> Iterator[Finding]:
    """Yield that there is no room for the index twice more: a rebuild writes it once, a backup once."""
    if not folder.is_dir():
        return
    size, free = size_of(folder), shutil.disk_usage(folder).free
    if free < 2 * size:
        yield Finding(
            "room",
            f"{folder}: {free // _MEGABYTE} MB are free on its disk; expected {2 * size // _MEGABYTE + 1}, twice the "
            "index. Make room; `python -m index gc` deletes what is not needed.",
        )


def check_writable(folder: Path) -> Iterator[Finding]:
    """Yield that a file cannot be written into the index's folder, or where that would be made; it is really tried."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".try-") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        yield Finding(
            "writable", f"{place}: no file can be written there ({error}); expected a folder. Grant the right."
        )


def check_lock(folder: Path) -> Iterator[Finding]:
    """Yield that another writer is at work; that passes."""
    if not (folder / LOCK).is_file():
        return
    try:
        with FileLock(folder / LOCK, timeout=0):
            return
    except Timeout:
        yield Finding("lock", f"{folder}: a build or sync is running. Wait until it ends.", wrong=False)
    except OSError as error:
        yield Finding("lock", f"{folder / LOCK}: it cannot be opened ({error}); expected a file. Grant the right.")
