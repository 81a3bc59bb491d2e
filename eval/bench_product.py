"""The product as the bench times it: python -m eval.bench_product CORES."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from assistant import Assistant
from corpus import Reading
from corpus.fold import fold
from eval.bench_worker import ANSWER, ENCODED, SEARCH, Asking, Stages, Wording, serve
from eval.ranking import DEPTH
from eval.run import AS_OF
from index import Index, build_readings, open_encoder


class Product:
    """The index and its search, with the bundled encoder."""

    def __init__(self) -> None:
        self._encoder = open_encoder()

    def build(self, readings: Sequence[Reading], place: Path) -> None:
        """Index the readings into the folder `place`."""
        build_readings(readings, place, self._encoder)

    def open(self, place: Path, source: Path, asking: Asking) -> Stages:
        """Return the stages over the index in `place`: a question encoded, searched in each scope, answered."""
        index = Index.open(place, self._encoder)
        wordings = asking.wordings
        stages: dict[str, Callable[[int], object]] = {
            ENCODED: lambda at: self._encoder.encode_queries([fold(wordings[at].query)]),
            SEARCH: partial(_search, index, wordings, None),
        }
        for name, ids in asking.scopes.items():
            stages[f"{SEARCH} in {name}"] = partial(_search, index, wordings, set(ids))
        if asking.answers:
            stages[ANSWER] = partial(_answer, Assistant(index), wordings)
        return stages


def _search(index: Index, wordings: Sequence[Wording], ids: Collection[str] | None, at: int) -> object:
    return index.search(wordings[at].query, limit=DEPTH, notice_ids=ids)


def _answer(assistant: Assistant, wordings: Sequence[Wording], at: int) -> object:
    return assistant.answer(wordings[at].question, history=list(wordings[at].history), today=AS_OF)


if __name__ == "__main__":
    serve(Product)
