"""An answer: what the assistant says to a question, with what proves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.citation import Citation
from assistant.row import Row


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due, and the number of the citation that sets it."""

    day: dt.date
    citation: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    `lead` is the sentence that answers and stands first in `text`, where [1], [2] … refer to
    `citations` by their numbers. `answered` is False when the notices do not say; then `citations`
    is empty and `related` may point to the nearest clauses. `kind` names the composition used
    (value, who, what, list, compare, metadata, decline …). `notes` are one-sentence remarks for the reader
    (a fallback, a dropped claim, a notice with problems).
    `rows` are the items of a list or a table. `generation` is the index generation that answered;
    `timings` are milliseconds by stage. `deadlines` are the days that a calendar can take in.
    """

    question: str
    lead: str
    text: str
    language: str
    answered: bool
    kind: str
    citations: tuple[Citation, ...]
    related: tuple[Citation, ...]
    notes: tuple[str, ...]
    as_of: dt.date
    generation: str
    timings: Mapping[str, float]
    deadlines: tuple[Deadline, ...] = ()

    @property
    def own_words(self) -> str:
        """The text without the printed sources of its citations and without its notes."""
        text = self.text
        for below in (*(citation.printed for citation in self.citations), *self.notes):
            text = text.replace("\n\n" + below, "", 1)
        return text

    rows: tuple[Row, ...] = ()
