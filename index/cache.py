"""The embedding cache: a text is embedded once under one encoder, whatever generation asks for it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import numpy as np

from index.encoder import Encoder, Vectors

FILE_NAME = "embeddings.sqlite"
_BATCH = 512
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
Result = TypeVar("Result")
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS embedding "
    "(encoder TEXT, text BLOB, vector BLOB, PRIMARY KEY (encoder, text)) WITHOUT ROWID"
)


class EmbeddingCache:
    """Vectors by encoder name and SHA-256 of the text, in one SQLite file.

    Args:
        path: the file; it is made when missing.
        encoder: what embeds a text that the cache does not hold.
    """

    def __init__(self, path: Path, encoder: Encoder) -> None:
        self._path = path
        self.encoder = encoder
        self.embedded = 0
        self._whole(self._make)

    def _whole(self, use: Callable[[], Result]) -> Result:
        """Return what `use` returns; where the file is damaged, a new one is made first: only time is lost with it."""
        try:
            return use()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                raise
            for end in ("", "-journal", "-wal", "-shm"):
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)
            self._make()
            return use()

    def _make(self) -> None:
        with closing(sqlite3.connect(self._path)) as store, store:
            store.execute(_SCHEMA)

    def encode(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors:
        """Return one row a text; only texts never seen before are embedded, each once, and kept at once.

        Args:
            texts: the texts.
            progress: called with the number of distinct texts done and their total.
        """
        return self._whole(lambda: self._encoded(texts, progress))

    def _encoded(self, texts: Sequence[str], progress: Callable[[int, int], None] | None) -> Vectors:
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        distinct = dict(zip(keys, texts, strict=True))
        row_of = {key: row for row, key in enumerate(distinct)}
        vectors = np.zeros((len(distinct), self.encoder.dimension), np.float32)
        with closing(sqlite3.connect(self._path)) as store:
            waiting = list(distinct)
            for at in range(0, len(waiting), _BATCH):
                batch = waiting[at : at + _BATCH]
                for key, vector in self._batch(store, {key: distinct[key] for key in batch}).items():
                    vectors[row_of[key]] = np.frombuffer(vector, np.float32)
                if progress:
                    progress(at + len(batch), len(waiting))
        return vectors[[row_of[key] for key in keys]] if keys else vectors

    def _batch(self, store: sqlite3.Connection, texts: dict[bytes, str]) -> dict[bytes, bytes]:
        marks = ",".join("?" * len(texts))
        query = f"SELECT text, vector FROM embedding WHERE encoder = ? AND text IN ({marks})"
        rows = store.execute(query, (self.encoder.name, *texts))
        size = self.encoder.dimension * np.dtype(np.float32).itemsize
        known = {key: vector for key, vector in rows if len(vector) == size}
        fresh = [key for key in texts if key not in known]
        if fresh:
            made = self.encoder.encode([texts[key] for key in fresh])
            new = {key: row.astype(np.float32).tobytes() for key, row in zip(fresh, made, strict=True)}
            with store:
                store.executemany(
                    "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)",
                    [(self.encoder.name, key, vector) for key, vector in new.items()],
                )
            self.embedded += len(new)
            known.update(new)
        return known
