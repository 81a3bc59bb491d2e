"""A system under evaluation: something that answers, and the search beneath it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from index.hit import Hit


class Answerer(Protocol):
    """Whatever can be asked: the product's assistant, a baseline, or a service behind HTTP."""

    def answer(self, question: str, history: Sequence[str] = (), today: dt.date | None = None) -> Answer:
        """Return the answer to `question` after the earlier user turns in `history`."""
        ...


class Search(Protocol):
    """A search over all notices."""

    def __call__(self, query: str, *, limit: int) -> Sequence[Hit]:
        """Return the best `limit` hits, best first."""
        ...


@dataclass(frozen=True, slots=True)
class System:
    """One column of the report: its name (part of a file name), who answers, what it searches with.

    `search` is None for a service of which only the answers are seen. `unverified` is the same system with nothing
    verified; where there is one, a case that only verification lost is told apart. `spared` is how many milliseconds
    of answering were not spent so far because another system had looked for the same.
    """

    name: str
    answerer: Answerer
    search: Search | None
    unverified: Answerer | None = None
    spared: Callable[[], float] = lambda: 0.0
