"""What a pattern found in a clause's own text."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.fact import FactKind


@dataclass(frozen=True, slots=True)
class Found:
    """A fact without its clause; `start` and `end` are offsets into the clause's own text.

    `around` is the span of the list that it is a member of, so that its subject is what the whole list is for.
    """

    kind: FactKind
    start: int
    end: int
    value: str
    unit: str = ""
    qualifier: str = ""
    trigger: str = ""
    open: bool = False
    around: tuple[int, int] | None = None
