"""Assistant: a question and its history become a verified answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.answer import Answer
from assistant.answering import Answering, Clock, Stock
from assistant.assemble import Assembler
from assistant.deadline.calendar import WorkCalendar
from assistant.deadline.tell import AsOf
from assistant.evidence import Search
from assistant.generate.generator import Generator
from index import Index


class Assistant:
    """Answers questions from an index; offline and with no model, unless a generator is given that asks one.

    Args:
        index: what answers come from.
        search: what finds clauses, with the signature of `Index.search`; the index's own when None.
        calendar: what working days are counted by; that of the house when None.
        generator: what puts an answer into a chat model's words; the answer is the extractive one when None.
    """

    def __init__(
        self,
        index: Index,
        search: Search | None = None,
        calendar: WorkCalendar | None = None,
        generator: Generator | None = None,
    ) -> None:
        self._calendar = calendar or WorkCalendar()
        self._generator = generator
        self._index = index
        self._given_search = search
        self._stock = Stock(index, search or index.search)

    @classmethod
    def open(cls, index_dir: Path, search: Search | None = None) -> Assistant:
        """Return an assistant over the index in `index_dir`.

        Args:
            index_dir: the folder of a built index.
            search: what finds clauses, with the signature of `Index.search`; the index's own when None.

        Raises:
            SearchIndexError: if the index is missing, half-written or of another encoder.
        """
        return cls(Index.open(Path(index_dir)), search)

    @property
    def index(self) -> Index:
        """The index that answers come from."""
        return self._index

    def answer(self, question: str, history: Sequence[str | Answer] = (), today: dt.date | None = None) -> Answer:
        """Return the answer to `question`, read after the earlier turns in `history`, oldest first.

        Raises:
            QuestionError: if the question is empty or too long.
        """
        *_, last = self.stream(question, history, today)
        return last

    def stream(
        self, question: str, history: Sequence[str | Answer] = (), today: dt.date | None = None
    ) -> Iterator[Answer]:
        """Yield the answer as it grows; the last one is whole, and what `answer` returns.

        Raises:
            QuestionError: if the question is empty or too long.
        """
        stock = self._current()
        clock = Clock()
        with clock.stage("read"):
            asked = stock.reader.read(question, history)
        as_of = AsOf(today or dt.date.today(), self._calendar)
        assembler = Assembler(asked, as_of.today, stock.generation, clock.timings)
        with clock.stage("answer"):
            answering = Answering(stock, asked, assembler, clock, as_of)
            answer = answering.answer()
        if self._generator is None or answering.material is None or not answer.answered:
            yield answer
        else:
            yield from self._generator.answers(answer, answering.material, asked, stock.readings, stock.rarity)

    def _current(self) -> Stock:
        """Return the stock of the generation that is live."""
        if self._stock.generation != self._index.generation:
            self._stock = Stock(self._index, self._given_search or self._index.search)
        return self._stock
