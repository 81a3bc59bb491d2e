"""An answer: what the assistant says to a question, with what proves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.citation import Citation
from assistant.row import Row


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    `lead` is the sentence that answers and stands first in `text`, where [1], [2] … refer to
    `citations` by their numbers. `answered` is False when the notices do not say; then `citations`
    is empty and `related` may point to the nearest clauses. `kind` names the composition used
    (value, who, what, list, compare, metadata, decline …). `notes` are one-sentence remarks for the reader
    (a fallback, a dropped claim, a notice with problems).
    `rows` are the items of a list or a table. `generation` is the index generation that answered;
    `timings` are milliseconds by stage.
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
    rows: tuple[Row, ...] = ()
