"""The look-up as the bench times it, its questions encoded beforehand: python -m eval.bench_lookup CORES."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from corpus import Reading
from corpus.fold import fold
from eval.bench_worker import SEARCH, Asking, Stages, serve
from eval.lookup import LookUp, Scope, write_lookup
from index import open_encoder
from index.encoder import Vectors


class Floor:
    """One matrix product and one BM25 look-up; a scope is a mask that is made beforehand."""

    def __init__(self) -> None:
        self._encoder = open_encoder()

    def build(self, readings: Sequence[Reading], place: Path) -> None:
        """Write the matrix and the counted words into the folder `place`."""
        write_lookup(readings, self._encoder, place)

    def open(self, place: Path, source: Path, asking: Asking) -> Stages:
        """Return the stages over the matrix in `place`: a question searched in each scope."""
        lookup = LookUp(place)
        words = [wording.query for wording in asking.wordings]
        search = partial(_search, lookup, self._encoder.encode_queries([fold(text) for text in words]), words)
        stages: dict[str, Callable[[int], object]] = {SEARCH: partial(search, None)}
        for name, ids in asking.scopes.items():
            stages[f"{SEARCH} in {name}"] = partial(search, lookup.scope(ids))
        return stages


def _search(lookup: LookUp, vectors: Vectors, words: Sequence[str], scope: Scope | None, at: int) -> object:
    return lookup.nearest(vectors[at], words[at], scope)


if __name__ == "__main__":
    serve(Floor)
