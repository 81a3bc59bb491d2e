"""Vector search in one segment: the cosine of each clause's best sentence, by exact product or through Chroma."""

from __future__ import annotations

import logging

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import IndexDamaged
from index.segment import Segment

# Rows that are read one by one cost some five times as much as rows that are read in a run.
_GATHERED = 0.2

_log = logging.getLogger(__name__)

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


def sentence_count(segment: Segment, mask: Mask) -> int:
    """Return how many sentences the clauses of `mask` have."""
    return int(np.diff(segment.first_row)[mask].sum())


def exact_best(segment: Segment, mask: Mask, vector: Vectors) -> Scores:
    """Return the best cosine of each clause of `mask` by exact product, at least 0 (0 for the others)."""
    sentences = np.diff(segment.first_row)
    inside = mask & (sentences > 0)
    if sentences[inside].sum() > _GATHERED * len(segment.rows):
        # A clause's sentences stand together, so that the best of each is found in one run over all of them.
        best = np.zeros(len(mask))
        filled = np.flatnonzero(sentences)
        best[filled] = np.maximum.reduceat(segment.vectors @ vector, segment.first_row[filled])
        return np.where(inside, np.maximum(best, 0), 0.0)
    rows = np.flatnonzero(inside[segment.clause_of])
    return _best_by_clause(segment, rows, segment.vectors[rows] @ vector)


def store_best(segment: Segment, mask: Mask, vector: Vectors, wanted: int) -> Scores:
    """Ask Chroma for more and more sentences until enough of them are in the scope.

    Masked rows are left out afterwards, for Chroma's own filters take a hundred times as long on broad scopes.
    Where the store is damaged, the exact product answers, for it needs nothing of it.
    """
    try:
        return _store_best(segment, mask, vector, wanted)
    except IndexDamaged as error:
        _log.warning("%s", error)
        return exact_best(segment, mask, vector)


def _store_best(segment: Segment, mask: Mask, vector: Vectors, wanted: int) -> Scores:
    available = min(wanted, sentence_count(segment, mask))
    total = len(segment.rows)
    asked = min(wanted, total)
    while available:
        rows = np.array(segment.store.nearest(vector, asked), np.int64)
        rows = rows[mask[segment.clause_of[rows]]]
        if len(rows) >= available or asked >= total:
            return _best_by_clause(segment, rows, segment.vectors[rows] @ vector)
        asked = min(asked * 4, total)
    return np.zeros(len(mask))


def _best_by_clause(segment: Segment, rows: Numbers, similarities: Vectors) -> Scores:
    best = np.zeros(len(segment.notice_of))
    np.maximum.at(best, segment.clause_of[rows], similarities.astype(np.float64))
    return best


def cosines(segment: Segment, clauses: Numbers, vector: Vectors) -> tuple[Scores, Scores]:
    """Return for each clause the cosine of its best sentence and of the mean of all (0 for a clause without one)."""
    best, together = np.zeros(len(clauses)), segment.clause_vectors[clauses] @ vector
    starts = segment.first_row[clauses]
    counts = segment.first_row[clauses + 1] - starts
    filled = np.flatnonzero(counts)
    if filled.size:
        bounds = np.concatenate([[0], np.cumsum(counts[filled])])
        rows = np.repeat(starts[filled] - bounds[:-1], counts[filled]) + np.arange(bounds[-1])
        best[filled] = np.maximum.reduceat(segment.vectors[rows] @ vector, bounds[:-1])
    return np.maximum(best, 0), np.maximum(together, 0)
