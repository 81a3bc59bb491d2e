"""The look-up: the least that any search over the same texts has to do, as the reference that speed is measured by."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from corpus import Reading
from corpus.fold import fold
from eval.ranking import DEPTH
from index import Encoder
from index.encoder import Vectors
from index.lexical import terms_of
from index.sentences import headings_above, in_context, split_sentences


class LookUp:
    """The least that a search has to do: the vectors of all sentences as one matrix, and BM25 over all clauses.

    Both are written to `folder`, so that their size can be told.
    """

    def __init__(self, readings: Mapping[str, Reading], encoder: Encoder, folder: Path) -> None:
        sentences = {key: sentences_of(reading) for key, reading in readings.items()}
        self.vectors: Vectors = encoder.encode([text for of_notice in sentences.values() for text in of_notice])
        self._rows = _spans({key: len(of_notice) for key, of_notice in sentences.items()})
        self._clauses = _spans({key: len(reading.clauses) for key, reading in readings.items()})
        self._count = sum(len(reading.clauses) for reading in readings.values())
        self._table = bm25s.BM25()
        clauses = (clause for reading in readings.values() for clause in reading.clauses)
        self._table.index([terms_of(clause.own_text) for clause in clauses], show_progress=False)
        self._table.save(folder, show_progress=False)
        np.save(folder / "vectors.npy", self.vectors)

    def nearest(self, vector: Vectors, words: str, notice_id: str | None = None) -> tuple[list[int], list[int]]:
        """Return the best ten rows by meaning and the best ten clauses by words, counted from the notice's first."""
        rows = slice(None) if notice_id is None else self._rows[notice_id]
        clauses = slice(None) if notice_id is None else self._clauses[notice_id]
        terms = terms_of(words)
        # bm25s takes no empty question.
        scores = self._table.get_scores(terms) if terms else np.zeros(self._count, np.float32)
        return _best(self.vectors[rows] @ vector), _best(scores[clauses])


def sentences_of(reading: Reading) -> list[str]:
    """Return the sentences of a notice in the form in which the index embeds them."""
    by_id = {clause.id: clause for clause in reading.clauses}
    return [
        fold(in_context(reading.notice, headings_above(clause, by_id), reading.notice.text[one.start : one.end]))
        for clause in reading.clauses
        for one in split_sentences(clause.own_text, clause.start)
    ]


def _spans(counts: Mapping[str, int]) -> dict[str, slice]:
    ends = np.cumsum(list(counts.values())).tolist()
    return {key: slice(end - count, end) for (key, count), end in zip(counts.items(), ends, strict=True)}


def _best(scores: NDArray[np.float32]) -> list[int]:
    """Return the places of the ten highest scores, highest first."""
    found = np.argpartition(-scores, DEPTH)[:DEPTH] if len(scores) > DEPTH else np.arange(len(scores))
    return [int(at) for at in found[np.argsort(-scores[found])]]
