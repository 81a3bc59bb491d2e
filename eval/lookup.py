"""The look-up: the least that any search over the same texts has to do, as the reference that speed is measured by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from corpus import Reading
from eval.bench_worker import sentences_of
from eval.ranking import DEPTH
from index import Encoder
from index.encoder import Vectors
from index.lexical import terms_of

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which sentences and which clauses are searched."""

    rows: Mask
    clauses: Mask


class LookUp:
    """The vectors of all sentences as one matrix, and BM25 over all clauses, as `write_lookup` left them.

    Args:
        folder: where.
    """

    def __init__(self, folder: Path) -> None:
        self.vectors: Vectors = np.load(folder / "vectors.npy")
        self._notices: NDArray[np.str_] = np.load(folder / "notices.npy")
        self._row_notice: NDArray[np.int32] = np.load(folder / "row_notice.npy")
        self._clause_notice: NDArray[np.int32] = np.load(folder / "clause_notice.npy")
        self._table = bm25s.BM25.load(folder)

    def scope(self, ids: Collection[str]) -> Scope:
        """Return the masks of the notices `ids`."""
        wanted = np.isin(self._notices, sorted(ids))
        return Scope(wanted[self._row_notice], wanted[self._clause_notice])

    def nearest(self, vector: Vectors, words: str, scope: Scope | None = None) -> tuple[list[int], list[int]]:
        """Return the best ten sentences by meaning and the best ten clauses by words, in all notices or in a scope."""
        terms = terms_of(words)
        # bm25s takes no empty question.
        scores = self._table.get_scores(terms) if terms else np.zeros(len(self._clause_notice), np.float32)
        cosines = self.vectors @ vector
        if scope is not None:
            cosines = np.where(scope.rows, cosines, -np.inf)
            scores = np.where(scope.clauses, scores, -np.inf)
        return _best(cosines), _best(scores)


def write_lookup(readings: Sequence[Reading], encoder: Encoder, folder: Path) -> None:
    """Encode all sentences and count all words of `readings`, and write both into `folder`."""
    sentences = [sentences_of(reading) for reading in readings]
    vectors = encoder.encode([text for of_notice in sentences for text in of_notice])
    table = bm25s.BM25()
    clauses = (clause for reading in readings for clause in reading.clauses)
    table.index([terms_of(clause.own_text) for clause in clauses], show_progress=False)
    table.save(folder, show_progress=False)
    np.save(folder / "vectors.npy", vectors)
    np.save(folder / "notices.npy", np.array([reading.notice.id for reading in readings]))
    np.save(folder / "row_notice.npy", _repeated([len(of_notice) for of_notice in sentences]))
    np.save(folder / "clause_notice.npy", _repeated([len(reading.clauses) for reading in readings]))


def _repeated(counts: Sequence[int]) -> NDArray[np.int32]:
    return np.repeat(np.arange(len(counts)), counts).astype(np.int32)


def _best(scores: NDArray[np.float32]) -> list[int]:
    """Return the places of the ten highest finite scores, highest first."""
    found = np.argpartition(-scores, DEPTH)[:DEPTH] if len(scores) > DEPTH else np.arange(len(scores))
    return [int(at) for at in found[np.argsort(-scores[found])] if np.isfinite(scores[at])]
