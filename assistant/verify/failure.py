"""A failure: what is false in an answer, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """In which way words of an answer fail."""

    QUOTE = "quote"
    """A citation does not hold what its notice says at its place."""
    SOURCE = "source"
    """A citation or its printed form names another clause, document, issuer or span."""
    MARKER = "marker"
    """Words without a marker, a marker without a citation, or a citation that nothing refers to."""
    PLACE = "place"
    """Words are given to another place or notice than the one cited."""
    FIGURE = "figure"
    """A number, date, unit or bound that the cited words do not hold."""
    NEGATION = "negation"
    """Words cut so that a negation, an exception or a bound is lost."""
    WORDING = "wording"
    """Words that are neither quoted nor rendered by a rule."""
    DERIVATION = "derivation"
    """A count or list that does not come out when it is made again."""
    SUBJECT = "subject"
    """True words that are about something else than the question."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is false: its kind, the words, and the reason in one phrase."""

    kind: FailureKind
    words: str
    reason: str
