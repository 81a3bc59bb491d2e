"""The one door through which every face reaches the assistant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from assistant.answer import Answer
from corpus.notice import Notice
from corpus.reading import Reading


class Library(Protocol):
    """The notices that are live: what a face needs in order to show a source."""

    @property
    def notices(self) -> Mapping[str, Notice]:
        """The live notices by id."""

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The live readings (notice, clauses, facts) by notice id."""

    @property
    def generation(self) -> str:
        """The name of the generation that is live."""


class Answerer(Protocol):
    """Whatever answers questions over a library; `Assistant` in production."""

    @property
    def index(self) -> Library:
        """The library that the answers come from."""

    def answer(self, question: str, history: Sequence[str | Answer] = (), today: dt.date | None = None) -> Answer:
        """Return the answer to `question`, read after the earlier turns in `history`.

        Raises:
            QuestionError: if the question is empty or too long; its message is meant for the reader.
        """

    def stream(
        self, question: str, history: Sequence[str | Answer] = (), today: dt.date | None = None
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, each state a verified one; the last is what `answer` returns.

        Raises:
            QuestionError: if the question is empty or too long; its message is meant for the reader.
        """
