"""Chroma: the vector store of one segment. No other module imports it.

One record a clause with its text and metadata, one id-only record a sentence. A store is written once,
in full, and only queried afterwards; its files are Chroma's own and change even when they are opened.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus import Clause, Notice
from index.encoder import Vectors
from index.errors import IndexDamaged

_CLAUSES = "clauses"
_SENTENCES = "sentences"
_FILE = "chroma.sqlite3"
_WHOLE = "a vector store as it was written"
# Chroma fails to tidy up after a store that it could not open: that is the AttributeError.
_FAILURES = (ValueError, LookupError, OSError, RuntimeError, AttributeError, sqlite3.Error)
# Vectors have length one, so the inner product is the cosine; a zero vector is allowed, as it is not under "cosine".
_HNSW = {"space": "ip", "ef_construction": 100, "max_neighbors": 16, "ef_search": 256}


class VectorStore:
    """The Chroma store in `folder`, opened when it is first asked: exact searches do without it.

    Args:
        folder: a store that `write_store` made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opening = threading.Lock()
        self._opened: _Opened | None = None
        self._damage = ""

    def nearest(self, vector: Vectors, limit: int) -> list[int]:
        """Return the rows of at most `limit` sentences nearest to `vector`, nearest first (approximately).

        Raises:
            IndexDamaged: if the store's files are missing or not those that were written.
        """
        # As in `write_store`.
        from chromadb.errors import ChromaError

        if self._damage:
            # Another attempt to open it would take as long, for every question.
            raise IndexDamaged(self._folder, self._damage, _WHOLE)
        try:
            sentences = self._open().sentences
            found = sentences.query(query_embeddings=[vector.tolist()], n_results=limit, include=["distances"])
        except (ChromaError, *_FAILURES) as error:
            self._damage = f"Chroma: {error}"
            raise IndexDamaged(self._folder, self._damage, _WHOLE) from error
        return [int(row) for row in found["ids"][0]]

    def count(self) -> tuple[int, int]:
        """Return how many clauses and how many sentences the store holds."""
        opened = self._open()
        return int(opened.clauses.count()), int(opened.sentences.count())

    def check(self, clauses: int, sentences: int) -> None:
        """Do nothing where the store can be opened and holds so many clauses and sentences.

        Raises:
            IndexDamaged: if it cannot be, or does not.
        """
        # Chroma takes two seconds to import; `--help`, errors and exact searches do without it.
        from chromadb.errors import ChromaError

        if not (self._folder / _FILE).is_file():
            # Chroma would make a new one.
            raise IndexDamaged(self._folder / _FILE, "the file is missing", "Chroma's database")
        try:
            found = self.count()
        except (ChromaError, ValueError) as error:
            raise IndexDamaged(self._folder, f"Chroma cannot open it ({error})", "a vector store") from error
        finally:
            self.close()
        if found != (clauses, sentences):
            raise IndexDamaged(self._folder, f"{found} clauses and sentences", f"{(clauses, sentences)}")

    def close(self) -> None:
        """Release the store's files."""
        with self._opening:
            if self._opened:
                self._opened.client.close()
            self._opened = None

    def _open(self) -> _Opened:
        with self._opening:
            if self._opened is None:
                client = _client(self._folder)
                collections = (client.get_collection(name, embedding_function=None) for name in (_CLAUSES, _SENTENCES))
                self._opened = _Opened(client, *collections)
            return self._opened


@dataclass(frozen=True, slots=True)
class _Opened:
    client: Any
    clauses: Any
    sentences: Any


def preload() -> None:
    """Begin to load Chroma in a thread of its own, for whoever is going to write a store a little later."""
    if "chromadb" not in sys.modules:
        threading.Thread(target=_import, name="chromadb").start()


def write_store(
    folder: Path,
    clauses: Sequence[tuple[Notice, Clause]],
    clause_vectors: Vectors,
    sentence_vectors: Vectors,
) -> None:
    """Write a store into the new folder `folder`.

    Args:
        folder: where; it must not exist.
        clauses: the clauses with their notices, in the order of their vectors.
        clause_vectors: one row a clause.
        sentence_vectors: one row a sentence; a sentence's id is its row.

    Raises:
        OSError: if it cannot be written.
    """
    # Chroma takes two seconds to import; `--help`, errors and exact searches do without it.
    from chromadb.errors import ChromaError

    try:
        _write(folder, clauses, clause_vectors, sentence_vectors)
    except ChromaError as error:
        # Such as a full disk, of which Chroma tells in errors of its own.
        raise OSError(f"Chroma: {error}") from error


def _write(
    folder: Path,
    clauses: Sequence[tuple[Notice, Clause]],
    clause_vectors: Vectors,
    sentence_vectors: Vectors,
) -> None:
    client = _client(folder)
    try:
        settings: Any = {"hnsw": _HNSW}
        size = int(client.get_max_batch_size())
        records = client.create_collection(_CLAUSES, configuration=settings, embedding_function=None)
        for start in range(0, len(clauses), size):
            batch = clauses[start : start + size]
            records.add(
                ids=[clause.id for _, clause in batch],
                embeddings=np.asarray(clause_vectors[start : start + size]),
                documents=[clause.own_text for _, clause in batch],
                metadatas=[_metadata(notice, clause) for notice, clause in batch],
            )
        vectors = client.create_collection(_SENTENCES, configuration=settings, embedding_function=None)
        for start in range(0, len(sentence_vectors), size):
            part = sentence_vectors[start : start + size]
            vectors.add(ids=_ids(range(start, start + len(part))), embeddings=np.asarray(part))
    finally:
        client.close()


def _client(folder: Path) -> Any:
    # Chroma takes two seconds to import; `--help`, errors and exact searches do without it.
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def _import() -> None:
    # Chroma takes two seconds to import; `--help`, errors and exact searches do without it.
    import chromadb  # noqa: F401


def _ids(rows: Sequence[int]) -> list[str]:
    return [str(row) for row in rows]


def _metadata(notice: Notice, clause: Clause) -> dict[str, str | int | bool]:
    """Return what identifies a clause to someone who looks into the store; Chroma takes no empty values."""
    values: dict[str, str | int | bool | None] = {
        "notice_id": notice.id,
        "title": notice.title,
        "doc_number": notice.doc_number,
        "issuer": notice.issuer,
        "region": "/".join(notice.region) or None,
        "year": notice.year,
        "source": notice.source,
        "path": "/".join(clause.path),
        "heading": clause.heading or None,
        "is_leaf": clause.is_leaf,
        "start": clause.start,
        "end": clause.end,
    }
    return {key: value for key, value in values.items() if value is not None}
