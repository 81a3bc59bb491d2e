"""Retrieval: a question's terms and vector become ranked clauses of a generation's segments.

A clause scores by its best sentence and by all of them together in vector search, and by its own words (and,
less, the headings above it) in keyword search. Vector search goes through Chroma; where few sentences are to be
searched, the exact product over the memory-mapped matrix is faster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum
from typing import Literal

import numpy as np

from index.encoder import Vectors
from index.lexical import KeywordSearch, ceiling, terms_of
from index.nearest import Mask, Numbers, Scores, cosines, exact_best, sentence_count, store_best
from index.reranker import BEST, WORST, Asked, Reranker
from index.segment import Segment

Mode = Literal["fused", "dense", "keyword"]
MODES: tuple[Mode, ...] = ("fused", "dense", "keyword")
# How much each measure of a clause counts: the cosine of its best sentence, that of all its sentences together, the
# question's own words found in it, those with the words added to them; they add up to 1. Then how much the reranker
# counts beside all of these. Tuned on the development questions (index/models/*/README.md), never on evaluation cases.
SENTENCE_SHARE, CLAUSE_SHARE, OWN_WORDS_SHARE, WORDS_SHARE = 0.18, 0.12, 0.03, 0.67
RERANKER_SHARE = 0.36
# So many of the best are reranked.
RERANKED = 50
# Which of a clause's sentences is shown.
DENSE_SHARE = 0.8
# Up to so many sentences the exact product is faster than Chroma, which has to be asked for many times as many
# where a scope leaves some of them out.
EXACT_SENTENCES, EXACT_IN_SCOPE = 20_000, 100_000
CANDIDATES = 200
# Several sentences of one clause may be among the nearest.
NEAREST = 2 * CANDIDATES
# Two runs of the same product may differ in the last bits; what is equal to here is a tie.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched: the importance of its terms, of its own and of all, its vector, and how the
    reranker reads it (None without one)."""

    own: Mapping[str, float]
    terms: Mapping[str, float]
    vector: Vectors
    asked: Asked | None


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
    """Search over the live clauses of the segments of one generation; only the latest question is remembered.

    Args:
        segments: the generation's segments.
        live: for each notice id the name of the segment that holds its live version.
        reranker: what looks again at the best, None when nothing does.
    """

    def __init__(self, segments: Sequence[Segment], live: Mapping[str, str], reranker: Reranker | None) -> None:
        self._segments = tuple(segments)
        self._reranker = reranker
        self._latest: _Latest | None = None
        self._live = [
            _mask(segment, {key for key, name in live.items() if name == segment.name}) for segment in segments
        ]
        self._clauses = sum(map(len, self._live))
        self.keywords = KeywordSearch([segment.postings for segment in segments], self._live)

    @property
    def sentences(self) -> int:
        """How many live sentences there are."""
        return sum(sentence_count(segment, mask) for segment, mask in zip(self._segments, self._live, strict=True))

    def search(self, query: Query, *, limit: int, notice_ids: Collection[str] | None, mode: Mode) -> list[Ranked]:
        """Return the best `limit` clauses of the given notices (of all when None), best first.

        Both measures are computed for each candidate, whichever of them found it; a clause that neither
        finds anything in is not returned.
        """
        scope = self._scope(notice_ids)
        words = np.zeros(0)
        found: list[Scores] = []
        if mode != "dense":
            words = self._words(query)
            found.append(np.where(np.concatenate(scope), words, 0.0))
        if mode != "keyword":
            found.append(_joined(self._nearest(scope, query.vector, limit, scoped=notice_ids is not None)))
        wanted = np.unique(np.concatenate([_top(scores, max(CANDIDATES, limit)) for scores in found]))
        values = np.zeros(self._clauses)
        values[wanted] = self._values(wanted, words, query, mode)
        starts = np.cumsum([0] + [len(mask) for mask in scope])
        ranked = []
        for number in _top(values, limit):
            at = int(np.searchsorted(starts, number, side="right")) - 1
            value = round(float(values[number]), DIGITS)
            ranked.append(Ranked(self._segments[at], int(number - starts[at]), value))
        ranked.sort(key=lambda one: (-one.score, one.notice_id, one.rows.start - self._first_row(one)))
        return ranked[:limit]

    def nearest_exactly(self, vector: Vectors, notice_ids: Collection[str] | None = None) -> list[Scores]:
        """Return for each segment each clause's best cosine by exact product (0 outside the scope)."""
        return [exact_best(segment, mask, vector) for segment, mask in self._pairs(self._scope(notice_ids))]

    def nearest_by_store(self, vector: Vectors, limit: int, notice_ids: Collection[str] | None = None) -> list[Scores]:
        """Return the same through Chroma, for the clauses of at least `limit` nearest sentences (0 elsewhere)."""
        return [store_best(segment, mask, vector, limit) for segment, mask in self._pairs(self._scope(notice_ids))]

    @staticmethod
    def best_sentence(query: Query, vectors: Vectors, texts: Sequence[str]) -> int:
        """Return which of a clause's sentences answers best in meaning and in words together.

        Args:
            query: the question.
            vectors: one row a sentence.
            texts: their words.
        """
        total = sum(query.terms.values()) or 1.0
        held = [_terms_in(text) for text in texts]
        # fsum: the same sum in whatever order the terms come.
        coverage = [fsum(map(query.terms.__getitem__, query.terms.keys() & terms)) / total for terms in held]
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
        sentences = sum(sentence_count(segment, mask) for segment, mask in self._pairs(scope))
        if sentences <= (EXACT_IN_SCOPE if scoped else EXACT_SENTENCES):
            return [exact_best(segment, mask, vector) for segment, mask in self._pairs(scope)]
        wanted = max(NEAREST, 3 * limit)
        return [store_best(segment, mask, vector, wanted) for segment, mask in self._pairs(scope)]

    def _values(self, numbers: Numbers, words: Scores, query: Query, mode: Mode) -> Scores:
        """Return the scores of the clauses `numbers`, counted through all segments."""
        if mode == "keyword":
            return words[numbers]
        best, together = np.zeros(len(numbers)), np.zeros(len(numbers))
        for segment, here, clauses in self._by_segment(numbers):
            best[here], together[here] = cosines(segment, clauses, query.vector)
        if mode == "dense":
            return (SENTENCE_SHARE * best + CLAUSE_SHARE * together) / (SENTENCE_SHARE + CLAUSE_SHARE)
        fused = SENTENCE_SHARE * best + CLAUSE_SHARE * together + words[numbers]
        if self._reranker is None or query.asked is None:
            return fused
        # What is not looked at again stays behind the worst that is.
        again = np.sort(np.argsort(-np.round(fused, DIGITS), kind="stable")[:RERANKED])
        fits = np.full(len(fused), np.inf)
        fits[again] = self._fits(numbers[again], query)
        return (1 - RERANKER_SHARE) * fused + RERANKER_SHARE * np.where(fits == np.inf, fits.min(initial=1), fits)

    def _fits(self, numbers: Numbers, query: Query) -> Scores:
        """Return what the reranker says of the clauses `numbers`, from 0 to 1; each is looked at once a question."""
        known = self._remembered(query).fits
        for segment, here, clauses in self._by_segment(numbers):
            new = np.array([at for at, number in enumerate(numbers[here]) if int(number) not in known], np.int64)
            if new.size and self._reranker:
                rated = self._reranker.rate(query.asked, segment.pieces, clauses[new]).fits
                fits = (np.minimum(rated, BEST) - WORST) / (BEST - WORST)
                known |= zip(map(int, numbers[here[new]]), map(float, fits), strict=True)
        return np.array([known[int(number)] for number in numbers])

    def _by_segment(self, numbers: Numbers) -> Iterator[tuple[Segment, Numbers, Numbers]]:
        """Yield each segment with the places of its clauses among `numbers`, and their numbers in it."""
        start = 0
        for segment in self._segments:
            end = start + len(segment.notice_of)
            here = np.flatnonzero((numbers >= start) & (numbers < end))
            yield segment, here, numbers[here] - start
            start = end

    def _words(self, query: Query) -> Scores:
        """Return the share that keyword search has in the score of each clause.

        Scores are measured against what no clause can exceed: a question of which little is found counts little.
        """
        latest = self._remembered(query)
        if latest.words is None:
            latest.words = self._score_words(query)
        return latest.words

    def _remembered(self, query: Query) -> _Latest:
        """Return what is known about a question already; it is often asked of one scope after the other."""
        latest = self._latest
        if latest is None or latest.query is not query:
            # One assignment: a thread that asks something else meanwhile sees all of it or nothing.
            self._latest = latest = _Latest(query)
        return latest

    def _score_words(self, query: Query) -> Scores:
        shares = ((query.own, OWN_WORDS_SHARE), (query.terms, WORDS_SHARE))
        parts = [_joined(self.keywords.score(terms)) * share / max(ceiling(terms), 1e-9) for terms, share in shares]
        return np.asarray(sum(parts))

    @staticmethod
    def _first_row(one: Ranked) -> int:
        """Return the first sentence row of the notice that a clause is in: what is counted from there does not
        depend on the segment."""
        place = one.segment.placed[int(one.segment.notice_of[one.clause])]
        return int(one.segment.first_row[place.first_clause])


@dataclass(slots=True)
class _Latest:
    """What was worked out for the latest question: its keyword scores, and what the reranker said of which clause."""

    query: Query
    words: Scores | None = None
    fits: dict[int, float] = field(default_factory=dict)


def _mask(segment: Segment, ids: Collection[str]) -> Mask:
    """Return which clauses of `segment` are in the notices `ids`."""
    return np.array([place.notice_id in ids for place in segment.placed], np.bool_)[segment.notice_of]


@lru_cache(maxsize=8192)
def _terms_in(sentence: str) -> frozenset[str]:
    """Return the terms of a sentence; the same few are looked at for many questions."""
    return frozenset(terms_of(sentence))


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
