"""A segment: some notices, written once in a folder of their own and never changed.

readings.jsonl   the notices with their clauses and facts, one a line
held.json        the notices again, without their texts (index/held.py)
layout.json      which notice stands where
rows.npy         for each sentence: clause number, start, end
vectors.npy      for each sentence: its vector, mapped into memory for exact search
clauses.npy      for each clause: the mean of its sentences' vectors, likewise
keyword_*.npy    the postings
piece_*.npy      for each clause: the pieces that its text is made of, for late interaction
chroma/          the vector store
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Clause, Notice, Reading
from corpus.file import sha256_of
from corpus.fold import fold
from index.cache import EmbeddingCache
from index.codec import decode_reading, encode_reading
from index.encoder import Vectors, mean_directions
from index.errors import IndexDamaged
from index.held import FILE as HELD
from index.held import READINGS, encode_held
from index.intact import CHROMA, check_segment, check_store
from index.lexical import Postings, post
from index.pieces import ClausePieces, cut
from index.sentences import headings_above, in_context, split_sentences
from index.store import VectorStore, write_store

LAYOUT = "layout.json"

_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, EOFError)
"""What reading a file raises that is gone or cut off."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a notice stands in a segment: its line in the readings, and its clauses' first number and count."""

    notice_id: str
    line_start: int
    line_end: int
    first_clause: int
    clauses: int


@dataclass(frozen=True, slots=True)
class Segment:
    """An open segment.

    `rows` has one line a sentence (clause number, start, end) in the order of the clauses, so that the sentences
    of clause n are `rows[first_row[n]:first_row[n + 1]]`; `clause_of` is their first column. `notice_of` gives each
    clause's place in `placed`.
    """

    name: str
    folder: Path
    placed: tuple[Placed, ...]
    place_of: Mapping[str, Placed]
    rows: NDArray[np.int32]
    clause_of: NDArray[np.int32]
    first_row: NDArray[np.int64]
    notice_of: NDArray[np.int32]
    vectors: Vectors
    clause_vectors: Vectors
    postings: Postings
    pieces: ClausePieces
    store: VectorStore
    readings: NDArray[np.uint8]

    def read(self, notice_id: str) -> Reading:
        """Return the reading of a notice.

        Raises:
            KeyError: if the segment does not hold it.
        """
        place = self.place_of[notice_id]
        return decode_reading(self.readings[place.line_start : place.line_end].tobytes())


def write_segment(
    folder: Path, readings: Sequence[Reading], cache: EmbeddingCache, progress: Progress
) -> dict[str, str]:
    """Write `readings` into the new folder `folder` and return the SHA-256 of each file of ours, by name.

    Args:
        folder: where; it must not exist.
        readings: the notices, in the order in which they are kept.
        cache: what embeds the sentences.
        progress: called with a stage's name, what is done and the total.

    Raises:
        FileExistsError: if the folder exists.
    """
    folder.mkdir(parents=True)
    placed, lines = _place(readings)
    _write(folder / READINGS, b"".join(lines))
    _write(folder / HELD, encode_held(readings))
    _write(folder / LAYOUT, json.dumps([_as_row(place) for place in placed], ensure_ascii=False).encode())
    rows, texts = _sentences(readings)
    np.save(folder / "rows.npy", rows)
    vectors = cache.encode(texts, lambda done, total: progress("embed", done, total))
    np.save(folder / "vectors.npy", vectors)
    progress("keywords", 0, 1)
    words = _keyword_texts(readings)
    post(words).save(folder)
    clauses = [(reading.notice, clause) for reading in readings for clause in reading.clauses]
    cut(list(_reranked_texts(clauses, words)), cache.encoder).save(folder)
    progress("keywords", 1, 1)
    progress("store", 0, 1)
    means = mean_directions(rows[:, 0], vectors, len(clauses))
    np.save(folder / "clauses.npy", means)
    write_store(folder / CHROMA, clauses, means, vectors)
    progress("store", 1, 1)
    ours = sorted(path for path in folder.iterdir() if path.is_file())
    for path in ours:
        _flush(path)
    return {path.name: sha256_of(path) for path in ours}


def read_readings(folder: Path, notice_ids: Collection[str]) -> list[Reading]:
    """Return the readings of some notices of the segment in `folder`, in their order there.

    Raises:
        IndexDamaged: if they cannot be read.
    """
    try:
        data = (folder / READINGS).read_bytes()
        return [
            decode_reading(data[place.line_start : place.line_end])
            for place in _layout(folder)
            if place.notice_id in notice_ids
        ]
    except _BROKEN as error:
        raise IndexDamaged(folder, f"its notices cannot be read ({error})", "a segment as it was written") from error


def open_segment(folder: Path, files: Mapping[str, str]) -> Segment:
    """Return the segment in `folder`.

    Args:
        folder: a folder that `write_segment` made.
        files: what it returned; every file is checked against it.

    Raises:
        IndexDamaged: if a file is missing or is not the one that was written.
    """
    try:
        check_segment(folder, files)
        return _opened(folder)
    except _BROKEN as error:
        # Such as a file that went between the check and now.
        raise IndexDamaged(folder, f"it cannot be opened ({error})", "a segment as it was written") from error


def _opened(folder: Path) -> Segment:
    placed = _layout(folder)
    rows: NDArray[np.int32] = np.load(folder / "rows.npy")
    count = sum(place.clauses for place in placed)
    return Segment(
        name=folder.name,
        folder=folder,
        placed=placed,
        place_of={place.notice_id: place for place in placed},
        rows=rows,
        clause_of=np.ascontiguousarray(rows[:, 0]),
        first_row=np.searchsorted(rows[:, 0], np.arange(count + 1)).astype(np.int64),
        notice_of=np.repeat(np.arange(len(placed)), [place.clauses for place in placed]).astype(np.int32),
        # A plain view of the mapped file: slices of np.memmap itself cost ten times as much.
        vectors=np.asarray(np.load(folder / "vectors.npy", mmap_mode="r")),
        clause_vectors=np.asarray(np.load(folder / "clauses.npy", mmap_mode="r")),
        postings=Postings.load(folder),
        pieces=ClausePieces.load(folder),
        store=VectorStore(folder / CHROMA),
        readings=_mapped(folder / READINGS),
    )


def _place(readings: Sequence[Reading]) -> tuple[list[Placed], list[bytes]]:
    placed: list[Placed] = []
    lines: list[bytes] = []
    at = clause = 0
    for reading in readings:
        line = encode_reading(reading) + b"\n"
        placed.append(Placed(reading.notice.id, at, at + len(line), clause, len(reading.clauses)))
        lines.append(line)
        at += len(line)
        clause += len(reading.clauses)
    return placed, lines


def _layout(folder: Path) -> tuple[Placed, ...]:
    return tuple(Placed(*row) for row in json.loads((folder / LAYOUT).read_text(encoding="utf-8")))


def _as_row(place: Placed) -> list[str | int]:
    return [place.notice_id, place.line_start, place.line_end, place.first_clause, place.clauses]


def _sentences(readings: Sequence[Reading]) -> tuple[NDArray[np.int32], list[str]]:
    """Return the rows of all sentences and the folded text that each is embedded as."""
    rows: list[tuple[int, int, int]] = []
    texts: list[str] = []
    number = 0
    for reading in readings:
        for clause, headings in _with_headings(reading):
            for sentence in split_sentences(clause.own_text, clause.start):
                rows.append((number, sentence.start, sentence.end))
                words = reading.notice.text[sentence.start : sentence.end]
                texts.append(fold(in_context(reading.notice, headings, words)))
            number += 1
    return np.array(rows, np.int32).reshape(-1, 3), texts


def _keyword_texts(readings: Sequence[Reading]) -> list[tuple[str, str]]:
    return [
        (clause.own_text, _above(reading.notice, headings))
        for reading in readings
        for clause, headings in _with_headings(reading)
    ]


def _reranked_texts(clauses: Iterable[tuple[Notice, Clause]], words: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what the reranker reads of each clause: nothing of a bare heading, for it would take the words of the title
    alone for an answer."""
    for (_, clause), (own, above) in zip(clauses, words, strict=True):
        yield "" if clause.is_bare_heading else fold(f"{above}\n{own}")


def _above(notice: Notice, headings: Sequence[str]) -> str:
    return "\n".join([notice.title, *headings])


def _with_headings(reading: Reading) -> list[tuple[Clause, tuple[str, ...]]]:
    by_id = {clause.id: clause for clause in reading.clauses}
    return [(clause, headings_above(clause, by_id)) for clause in reading.clauses]


def _mapped(path: Path) -> NDArray[np.uint8]:
    """Return the bytes of a file, which stay there when the file is deleted: a reader may be slower than two syncs."""
    empty = path.stat().st_size == 0
    return np.empty(0, np.uint8) if empty else np.asarray(np.memmap(path, np.uint8, "r"))


def check_sizes(folder: Path, files: Mapping[str, str]) -> None:
    """Do nothing where every file of a segment is there in its full length; unlike opening it, this reads none whole.

    Raises:
        IndexDamaged: if one is not.
    """
    try:
        for name in files:
            if name.endswith(".npy"):
                np.load(folder / name, mmap_mode="r")
        if (folder / READINGS).stat().st_size != max((one.line_end for one in _layout(folder)), default=0):
            raise IndexDamaged(folder / READINGS, "the file is cut off", "the length that layout.json tells")
    except _BROKEN as error:
        raise IndexDamaged(folder, f"a file is missing or cut off ({error})", "a segment as it was written") from error
    check_store(folder)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
