"""The writers' lock: one build, sync or other writer of an index at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexBusy, WriteFailed

LOCK = "build.lock"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the writers' lock of the index in `folder`, which is made when missing.

    Raises:
        IndexBusy: if another writer holds it.
        WriteFailed: if the folder cannot be written to, before or while the lock is held.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise IndexBusy(folder) from error
    except OSError as error:
        raise WriteFailed(folder, error) from error
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise WriteFailed(folder, error) from error
    finally:
        lock.release()
