"""Memory: what was searched and found, kept while a run lasts, so that methods that look for the same look once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

from assistant.evidence import Evidence, Finder
from assistant.question import Question
from eval.ablation import Altered
from eval.system import Answerer, Search
from index import Hit, Index

_FIND = Finder.find


class Memory:
    """What one search found over one index. Only methods that share both may share a memory; not for threads.

    `spared` is how many milliseconds were not spent because something was remembered: an answer's time counts them,
    as if it had searched itself.
    """

    def __init__(self) -> None:
        self.spared = 0.0
        self._found: dict[object, tuple[list[Evidence], float]] = {}
        self._hits: dict[tuple[str, int], list[Hit]] = {}

    def searching(self, index: Index) -> Search:
        """Return the index's search over all notices, which searches each query once."""

        def search(query: str, *, limit: int) -> Sequence[Hit]:
            if (query, limit) not in self._hits:
                self._hits[query, limit] = index.search(query, limit=limit)
            return self._hits[query, limit]

        return search

    def filling(self, answerer: Answerer) -> Answerer:
        """Return `answerer`, which looks for everything itself, and what it finds is remembered."""

        def find(finder: Finder, question: Question, *rest: int) -> list[Evidence]:
            return self._find(finder, question, rest)

        return Altered(answerer, Finder, "find", find)

    def using(self, answerer: Answerer) -> Answerer:
        """Return `answerer`, which looks only for what is not remembered."""
        return Altered(answerer, Finder, "find", self.recall)

    @property
    def recall(self) -> Callable[..., list[Evidence]]:
        """What stands in for `Finder.find` where only what is not remembered is looked for."""

        # A function, for a bound method would not be given the finder when it stands in a class.
        def find(finder: Finder, question: Question, *rest: int) -> list[Evidence]:
            known = self._found.get((question, rest))
            if known is None:
                return self._find(finder, question, rest)
            self.spared += known[1]
            return list(known[0])

        return find

    def _find(self, finder: Finder, question: Question, rest: tuple[int, ...]) -> list[Evidence]:
        start = perf_counter()
        found = _FIND(finder, question, *rest)
        self._found[question, rest] = found, (perf_counter() - start) * 1000
        return list(found)
