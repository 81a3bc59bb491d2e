"""The plain LangChain + Chroma recipe as the bench times it: python -m eval.bench_recipe CORES."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from corpus import Reading
from eval.baselines import RecipeSearch
from eval.bench_worker import SEARCH, Asking, Stages, Wording, serve
from eval.ranking import DEPTH
from index import open_encoder


class Recipe:
    """Chunks of 500 characters in Chroma under the product's encoder, handed on as they are found."""

    def __init__(self) -> None:
        self._encoder = open_encoder()

    def build(self, readings: Sequence[Reading], place: Path) -> None:
        """Cut the readings into chunks and keep them in the folder `place`."""
        RecipeSearch({reading.notice.id: reading for reading in readings}, self._encoder, place)

    def open(self, place: Path, source: Path, asking: Asking) -> Stages:
        """Return the stages over the chunks in `place`: a question encoded and searched in each scope."""
        # Without readings nothing is added to what the folder holds already.
        store = RecipeSearch({}, self._encoder, place)
        stages: dict[str, Callable[[int], object]] = {SEARCH: partial(_search, store, asking.wordings, None)}
        for name, ids in asking.scopes.items():
            stages[f"{SEARCH} in {name}"] = partial(_search, store, asking.wordings, ids)
        return stages


def _search(store: RecipeSearch, wordings: Sequence[Wording], ids: Collection[str] | None, at: int) -> object:
    # The chunks as they are found: no clause is looked for in them, as the plain recipe looks for none.
    return store.chunks(wordings[at].query, limit=DEPTH, notice_ids=ids)


if __name__ == "__main__":
    serve(Recipe)
