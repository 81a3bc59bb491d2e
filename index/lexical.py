"""Keyword search (关键词): BM25 over folded character pairs, Latin words and numbers.

Each segment keeps its own postings, never changed; how rare a term is and how long a clause is on average
are counted over the live clauses of all segments when a question comes, so that a synced index scores
exactly as a freshly built one.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.fold import fold, read_numerals

HEADING_WEIGHT = 0.4
SATURATION = 1.2
LENGTH_NORM = 0.6

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+(?:\.\d+)?")
_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def terms_of(text: str) -> list[str]:
    """Return the terms of `text`: pairs of neighbouring Chinese characters, Latin words, numbers.

    A Chinese character that stands alone is a term of its own.
    """
    terms: list[str] = []
    for run in _RUN.findall(_GAP.sub("", read_numerals(fold(text)))):
        if run.isascii() or len(run) == 1:
            terms.append(run)
        else:
            terms += [run[at : at + 2] for at in range(len(run) - 1)]
    return terms


@dataclass(frozen=True, slots=True)
class Postings:
    """Which clauses of a segment hold which term, how heavily, and how long each clause is.

    `hashes` is sorted; the postings of `hashes[i]` are `clauses[starts[i]:starts[i + 1]]` and `weights` likewise.
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    clauses: NDArray[np.int32]
    weights: NDArray[np.float32]
    lengths: NDArray[np.float32]

    def of(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the clauses that hold `term` and its weight in each."""
        wanted = term_hash(term)
        at = int(np.searchsorted(self.hashes, np.uint64(wanted)))
        if at == len(self.hashes) or int(self.hashes[at]) != wanted:
            return self.clauses[:0], self.weights[:0]
        span = slice(int(self.starts[at]), int(self.starts[at + 1]))
        return self.clauses[span], self.weights[span]

    def save(self, folder: Path) -> None:
        """Write one file a field into `folder`."""
        for field in fields(self):
            np.save(folder / f"keyword_{field.name}.npy", getattr(self, field.name))

    @classmethod
    def load(cls, folder: Path) -> Postings:
        """Return the postings in `folder`, mapped into memory."""
        files = {field.name: folder / f"keyword_{field.name}.npy" for field in fields(cls)}
        return cls(**{name: np.asarray(np.load(file, mmap_mode="r")) for name, file in files.items()})


def post(texts: Iterable[tuple[str, str]]) -> Postings:
    """Return the postings of clauses given as (own words, headings above)."""
    found: dict[str, list[tuple[int, float]]] = {}
    lengths: list[float] = []
    for number, (words, headings) in enumerate(texts):
        weights: dict[str, float] = dict(Counter(terms_of(words)))
        lengths.append(float(sum(weights.values())))
        for term in frozenset[str]().union(*map(_heading_terms, headings.splitlines())):
            weights[term] = weights.get(term, 0.0) + HEADING_WEIGHT
        for term, weight in weights.items():
            found.setdefault(term, []).append((number, weight))
    by_hash = sorted((term_hash(term), rows) for term, rows in found.items())
    hashes = [key for key, _ in by_hash]
    starts = np.cumsum([0] + [len(rows) for _, rows in by_hash])
    rows = [row for _, rows in by_hash for row in rows]
    return Postings(
        np.array(hashes, np.uint64),
        starts.astype(np.int64),
        np.array([clause for clause, _ in rows], np.int32),
        np.array([weight for _, weight in rows], np.float32),
        np.array(lengths, np.float32),
    )


class KeywordSearch:
    """Keyword search over the live clauses of some segments; it never changes.

    Args:
        postings: the postings of the segments.
        live: which clauses of each segment are in the index.
    """

    def __init__(self, postings: Sequence[Postings], live: Sequence[NDArray[np.bool_]]) -> None:
        self._parts = tuple(zip(postings, live, strict=True))
        self._total = sum(int(mask.sum()) for mask in live)
        length = sum(float(part.lengths[mask].sum()) for part, mask in self._parts)
        average = max(length / max(self._total, 1), 1.0)
        self._damping = [SATURATION * (1 - LENGTH_NORM + LENGTH_NORM * part.lengths / average) for part in postings]

    def importance(self, terms: Mapping[str, float]) -> dict[str, float]:
        """Return how much each term tells: its weight in the question times its rarity among the live clauses."""
        found = {}
        for term, weight in sorted(terms.items()):
            holders = sum(int(mask[part.of(term)[0]].sum()) for part, mask in self._parts)
            found[term] = weight * float(np.log1p((self._total - holders + 0.5) / (holders + 0.5)))
        return found

    def score(self, importance: Mapping[str, float]) -> list[NDArray[np.float64]]:
        """Return for each segment the score of each of its clauses (0 where nothing matches or it is not live).

        This is BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) over what
        `importance` returned.
        """
        scores = [np.zeros(len(part.lengths), np.float64) for part, _ in self._parts]
        for term, value in sorted(importance.items()):
            for (part, mask), damp, into in zip(self._parts, self._damping, scores, strict=True):
                clauses, weights = part.of(term)
                counts = np.where(mask[clauses], weights.astype(np.float64), 0.0)
                into[clauses] += value * _saturate(counts, damp[clauses])
        return scores

    def saturated(self, number: int) -> NDArray[np.float64]:
        """Return what each posting of the segment `number` adds to a score for a term of importance 1."""
        part = self._parts[number][0]
        return _saturate(part.weights.astype(np.float64), self._damping[number][part.clauses])

    def holding(self, text: str) -> int:
        """Return how many live clauses hold every term of `text`: those that have the text itself, and few others."""
        terms, count = terms_of(text), 0
        for part, mask in self._parts:
            clauses = part.of(terms[0])[0]
            for term in terms[1:]:
                if not clauses.size:
                    break
                clauses = np.intersect1d(clauses, part.of(term)[0], assume_unique=True)
            count += int(mask[clauses].sum())
        return count


def _saturate(counts: NDArray[np.float64], damping: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(counts * (SATURATION + 1) / (counts + damping))


def ceiling(importance: Mapping[str, float]) -> float:
    """Return the score of a clause that held every term countless times: no clause scores more."""
    return (SATURATION + 1) * sum(importance.values())


@lru_cache(maxsize=100_000)
def term_hash(term: str) -> int:
    """Return the 64-bit number that stands for `term` in the postings."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=4096)
def _heading_terms(heading: str) -> frozenset[str]:
    """Return the terms of one heading; many clauses stand below the same one."""
    return frozenset(terms_of(heading))
