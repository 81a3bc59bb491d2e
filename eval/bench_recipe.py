"""The plain LangChain + Chroma recipe as the bench times it: python -m eval.bench_recipe CORES."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from corpus import Reading
from eval.baselines import RecipeSearch
from eval.bench_worker import SEARCH, Asking, Stages, Wording, serve
from eval.ranking import DEPTH
from index import Encoder, open_encoder


class Recipe:
    """Chunks of 500 characters in Chroma under the product's encoder, handed on as they are found."""

    def __init__(self) -> None:
        self._encoder = open_encoder()

    def build(self, readings: Sequence[Reading], place: Path) -> None:
        """Cut the readings into chunks and keep them in the folder `place`."""
        RecipeSearch({reading.notice.id: reading for reading in readings}, self._encoder, place)

    def open(self, place: Path, source: Path, asking: Asking) -> Stages:
        """Return the stages over the chunks in `place`: a question encoded and searched in each scope."""
        store = _Chunks(self._encoder, place)
        stages: dict[str, Callable[[int], object]] = {SEARCH: partial(_search, store, asking.wordings, None)}
        for name, ids in asking.scopes.items():
            stages[f"{SEARCH} in {name}"] = partial(_search, store, asking.wordings, sorted(ids))
        return stages


class _Chunks(RecipeSearch):
    """The recipe's store alone: no clause is looked for in what it finds, as the plain recipe looks for none."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        # Without readings nothing is added to what the folder holds already.
        super().__init__({}, encoder, folder)

    def chunks(self, query: str, ids: Collection[str] | None) -> object:
        """Return the nearest chunks of the notices `ids`, of all when None, each with its distance."""
        where = None if ids is None else {"notice_id": {"$in": list(ids)}}
        return self._store.similarity_search_with_score(query, k=DEPTH, filter=where)  # type: ignore[arg-type]


def _search(store: _Chunks, wordings: Sequence[Wording], ids: Collection[str] | None, at: int) -> object:
    return store.chunks(wordings[at].query, ids)


if __name__ == "__main__":
    serve(Recipe)
