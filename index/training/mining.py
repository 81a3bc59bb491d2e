"""Mining: for each written question the clauses that lie nearest to it and do not answer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from corpus.fold import fold
from index.encoders.protocol import Encoder, Vectors, mean_directions
from index.expansion import expand
from index.lexical import KeywordSearch, ceiling, post, term_hash

NEAREST = 28
_BATCH = 256
# About as in the product's search (`index.retrieve`): what is near in it is what has to be told apart.
_VECTOR_SHARE, _WORDS_SHARE = 0.35, 0.6

Numbers = NDArray[np.int64]
Clause = tuple[str, Sequence[str]]


@dataclass(frozen=True)
class Pool:
    """What the reranker learns from; all texts are folded.

    Attributes:
        texts: the clauses, each under its headings.
        questions: the questions.
        answers: the number of the clause that answers each question.
        nearest: for each question the numbers of the `NEAREST` clauses that do not answer it, best first.
        silent: questions that a clause does not answer though it is about the same thing, with its number.
    """

    texts: Sequence[str]
    questions: Sequence[str]
    answers: Sequence[int]
    nearest: Numbers
    silent: Sequence[tuple[str, int]]

    @cached_property
    def asked_of(self) -> Mapping[int, Sequence[int]]:
        """The numbers of the questions that each clause answers."""
        found: dict[int, list[int]] = {}
        for number, clause in enumerate(self.answers):
            found.setdefault(clause, []).append(number)
        return found


def mine(clauses: Sequence[Clause], questions: Sequence[str], answers: Sequence[int], encoder: Encoder) -> Numbers:
    """Return for each question the numbers of the nearest clauses that do not answer it, best first.

    A question may come more than once, each time with another of the clauses that answer it.

    Args:
        clauses: what stands above each, and its sentences; more of them than `NEAREST`.
        questions: folded.
        answers: the number of the clause that answers each.
        encoder: what embeds both.
    """
    right: dict[str, set[int]] = {}
    for question, answer in zip(questions, answers, strict=True):
        right.setdefault(question, set()).add(answer)
    words = _Words(clauses)
    means = _means(clauses, encoder)
    found = np.zeros((len(questions), NEAREST), np.int64)
    for at in range(0, len(questions), _BATCH):
        batch = questions[at : at + _BATCH]
        scores = _VECTOR_SHARE * (encoder.encode_queries(batch) @ means.T) + _WORDS_SHARE * words.score(batch)
        for row, question in enumerate(batch):
            scores[row, list(right[question])] = -np.inf
        near = np.argpartition(-scores, NEAREST, axis=1)[:, :NEAREST]
        order = np.argsort(-np.take_along_axis(scores, near, axis=1), axis=1, kind="stable")
        found[at : at + len(batch)] = np.take_along_axis(near, order, axis=1)
    return found


def _means(clauses: Sequence[Clause], encoder: Encoder) -> Vectors:
    """Return the direction of the mean of each clause's sentences, each under its headings."""
    of = np.repeat(np.arange(len(clauses)), [len(sentences) for _, sentences in clauses])
    vectors = encoder.encode([fold(above + sentence) for above, sentences in clauses for sentence in sentences])
    return mean_directions(of, vectors, len(clauses))


class _Words:
    """Keyword search for a hundred thousand questions: that of `index.lexical`, as one product of sparse matrices."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        postings = post([("".join(sentences), above) for above, sentences in clauses])
        self._search = KeywordSearch([postings], [np.ones(len(clauses), np.bool_)])
        self._rarities: dict[str, float] = {}
        self._row = {int(key): at for at, key in enumerate(postings.hashes)}
        rows = np.repeat(np.arange(len(postings.hashes)), np.diff(postings.starts))
        weights = self._search.saturated(0)
        self._clauses = csr_matrix(
            (weights.astype(np.float32), (rows, postings.clauses)), shape=(len(self._row), len(clauses))
        )

    def score(self, questions: Sequence[str]) -> Vectors:
        """Return each question's score of each clause, from 0 to 1."""
        cells = [cell for at, question in enumerate(questions) for cell in self._cells(at, question)]
        rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
        asked = csr_matrix((np.array(values, np.float32), (rows, columns)), shape=(len(questions), len(self._row)))
        return np.asarray((asked @ self._clauses).toarray())

    def _rarity(self, term: str) -> float:
        """Return how much a term tells; the same few are in many questions."""
        rarity = self._rarities.get(term)
        if rarity is None:
            rarity = self._rarities[term] = self._search.importance({term: 1.0})[term]
        return rarity

    def _cells(self, at: int, question: str) -> Iterator[tuple[int, int, float]]:
        importance = {term: weight * self._rarity(term) for term, weight in expand(question).terms.items()}
        total = max(ceiling(importance), 1e-9)
        for term, value in importance.items():
            row = self._row.get(term_hash(term))
            if row is not None:
                yield at, row, value / total
