"""Retrieval: a question's terms and vector become ranked clauses of a generation's segments.

A clause scores by its best sentence in vector search, and by its own words (and, less, the headings above
it) in keyword search. Vector search goes through Chroma; a scope that leaves few sentences is searched
exactly over the memory-mapped matrix.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.lexical import rarities, score, terms_of
from index.segment import Segment

Mode = Literal["fused", "dense", "keyword"]
MODES: tuple[Mode, ...] = ("fused", "dense", "keyword")
DENSE_SHARE = 0.8
EXACT_SENTENCES = 20_000
CANDIDATES = 100
# Several sentences of one clause may be among the nearest.
NEAREST = 3 * CANDIDATES
# Two runs of the same product may differ in the last bits; what is equal to here is a tie.
DIGITS = 6

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched: its terms with their weights, and its vector."""

    terms: Mapping[str, float]
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Ranked:
    """A found clause: its segment, its number in it, and its score."""

    segment: Segment
    clause: int
    score: float

    @property
    def notice_id(self) -> str:
        """The id of the notice that the clause is in."""
        return self.segment.placed[int(self.segment.notice_of[self.clause])].notice_id

    @property
    def rows(self) -> range:
        """The rows of the clause's sentences."""
        return range(int(self.segment.first_row[self.clause]), int(self.segment.first_row[self.clause + 1]))


class Searcher:
    """Search over the live clauses of the segments of one generation; it never changes.

    Args:
        segments: the generation's segments.
        live: for each notice id the name of the segment that holds its live version.
    """

    def __init__(self, segments: Sequence[Segment], live: Mapping[str, str]) -> None:
        self._segments = tuple(segments)
        self._postings = [segment.postings for segment in segments]
        self._live = [
            _mask(segment, {key for key, name in live.items() if name == segment.name}) for segment in segments
        ]

    @property
    def sentences(self) -> int:
        """How many live sentences there are."""
        return sum(_sentence_count(segment, mask) for segment, mask in zip(self._segments, self._live, strict=True))

    def search(self, query: Query, *, limit: int, notice_ids: Collection[str] | None, mode: Mode) -> list[Ranked]:
        """Return the best `limit` clauses of the given notices (of all when None), best first.

        Both measures are computed for each candidate, whichever of them found it; a clause that neither
        finds anything in is not returned.
        """
        scope = self._scope(notice_ids)
        words = np.zeros(0)
        found: list[Scores] = []
        if mode != "dense":
            words = _joined(score(query.terms, self._postings, self._live))
            found.append(np.where(np.concatenate(scope), words, 0.0))
        if mode != "keyword":
            found.append(_joined(self._nearest(scope, query.vector, limit, scoped=notice_ids is not None)))
        wanted = np.unique(np.concatenate([_top(scores, max(CANDIDATES, limit)) for scores in found]))
        values = self._values(wanted, words, query, mode)
        starts = np.cumsum([0] + [len(mask) for mask in scope])
        ranked = []
        for number, value in zip(wanted, np.round(values, DIGITS), strict=True):
            at = int(np.searchsorted(starts, number, side="right")) - 1
            ranked.append(Ranked(self._segments[at], int(number - starts[at]), float(value)))
        ranked.sort(key=lambda one: (-one.score, one.notice_id, one.rows.start - self._first_row(one)))
        return [one for one in ranked[:limit] if one.score > 0]

    def nearest_exactly(self, vector: Vectors, notice_ids: Collection[str] | None = None) -> list[Scores]:
        """Return for each segment each clause's best cosine by exact product (0 outside the scope)."""
        return [_exact(segment, mask, vector) for segment, mask in self._pairs(self._scope(notice_ids))]

    def nearest_by_store(self, vector: Vectors, limit: int, notice_ids: Collection[str] | None = None) -> list[Scores]:
        """Return the same through Chroma, for the clauses of at least `limit` nearest sentences (0 elsewhere)."""
        return [_through_store(segment, mask, vector, limit) for segment, mask in self._pairs(self._scope(notice_ids))]

    def importance(self, query: Query) -> Mapping[str, float]:
        """Return how much each term of `query` tells: its weight in the question times its rarity in the index."""
        rare = rarities(query.terms, self._postings, self._live)
        return {term: weight * rare[term] for term, weight in query.terms.items()}

    @staticmethod
    def best_sentence(query: Query, weights: Mapping[str, float], vectors: Vectors, texts: Sequence[str]) -> int:
        """Return which of a clause's sentences answers best in meaning and in words together.

        Args:
            query: the question.
            weights: the importance of its terms.
            vectors: one row a sentence.
            texts: their words.
        """
        total = sum(weights.values()) or 1.0
        held = [set(terms_of(text)) for text in texts]
        coverage = [sum(weight for term, weight in weights.items() if term in terms) / total for terms in held]
        values = DENSE_SHARE * (vectors @ query.vector) + (1 - DENSE_SHARE) * np.array(coverage)
        return int(np.argmax(np.round(values, DIGITS)))

    def _pairs(self, masks: Sequence[Mask]) -> list[tuple[Segment, Mask]]:
        return list(zip(self._segments, masks, strict=True))

    def _scope(self, notice_ids: Collection[str] | None) -> list[Mask]:
        if notice_ids is None:
            return self._live
        ids = set(notice_ids)
        return [live & _mask(segment, ids) for segment, live in zip(self._segments, self._live, strict=True)]

    def _nearest(self, scope: Sequence[Mask], vector: Vectors, limit: int, *, scoped: bool) -> list[Scores]:
        if scoped and sum(_sentence_count(segment, mask) for segment, mask in self._pairs(scope)) <= EXACT_SENTENCES:
            return [_exact(segment, mask, vector) for segment, mask in self._pairs(scope)]
        wanted = max(NEAREST, 3 * limit)
        return [_through_store(segment, mask, vector, wanted) for segment, mask in self._pairs(scope)]

    def _values(self, numbers: Numbers, words: Scores, query: Query, mode: Mode) -> Scores:
        """Return the scores of the clauses `numbers`, counted through all segments."""
        if mode == "keyword":
            return words[numbers]
        cosines = np.zeros(len(numbers))
        start = 0
        for segment in self._segments:
            count = len(segment.notice_of)
            here = (numbers >= start) & (numbers < start + count)
            cosines[here] = _cosines(segment, numbers[here] - start, query.vector)
            start += count
        if mode == "dense":
            return cosines
        keyword = words[numbers]
        best = float(keyword.max(initial=0.0)) or 1.0
        return DENSE_SHARE * np.maximum(cosines, 0) + (1 - DENSE_SHARE) * keyword / best

    @staticmethod
    def _first_row(one: Ranked) -> int:
        """Return the first sentence row of the notice that a clause is in: what is counted from there does not
        depend on the segment."""
        place = one.segment.placed[int(one.segment.notice_of[one.clause])]
        return int(one.segment.first_row[place.first_clause])


def _mask(segment: Segment, ids: Collection[str]) -> Mask:
    """Return which clauses of `segment` are in the notices `ids`."""
    return np.array([place.notice_id in ids for place in segment.placed], np.bool_)[segment.notice_of]


def _sentence_count(segment: Segment, mask: Mask) -> int:
    return int(np.diff(segment.first_row)[mask].sum())


def _exact(segment: Segment, mask: Mask, vector: Vectors) -> Scores:
    rows = np.flatnonzero(mask[segment.clause_of])
    return _best_by_clause(segment, rows, segment.vectors[rows] @ vector)


def _through_store(segment: Segment, mask: Mask, vector: Vectors, wanted: int) -> Scores:
    """Ask Chroma for more and more sentences until enough of them are in the scope.

    Masked rows are left out afterwards, for Chroma's own filters take a hundred times as long on broad scopes.
    """
    available = min(wanted, _sentence_count(segment, mask))
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


def _cosines(segment: Segment, clauses: Numbers, vector: Vectors) -> Scores:
    """Return the best cosine of each clause (0 for one without a sentence)."""
    values = np.zeros(len(clauses))
    for at, clause in enumerate(clauses):
        span = slice(int(segment.first_row[clause]), int(segment.first_row[clause + 1]))
        values[at] = (segment.vectors[span] @ vector).max(initial=0.0)
    return values


def _joined(parts: Sequence[Scores]) -> Scores:
    return np.concatenate(parts) if parts else np.zeros(0)


def _top(scores: Scores, limit: int) -> Numbers:
    """Return the numbers of the `limit` best scores above zero, and of those that tie with the last."""
    found = np.flatnonzero(scores > 0)
    if len(found) <= limit:
        return found
    rounded = np.round(scores[found], DIGITS)
    least = np.partition(rounded, len(found) - limit)[len(found) - limit]
    return np.asarray(found[rounded >= least], np.int64)
