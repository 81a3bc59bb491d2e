"""Draft: what a composition wants to say, before the verifier has seen it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from corpus import Clause, Notice

FIGURE = "figure"
"""The rule of a claim that states figures of its source and nothing else."""


class Support(StrEnum):
    """How a claim rests on its source (design, 3)."""

    QUOTED = "quoted"
    RENDERED = "rendered"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a notice that is shown and cited: `notice.text[start:end]` in `clause`."""

    notice: Notice
    clause: Clause
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The piece's own words."""
        return self.notice.text[self.start : self.end]


class Derivation(Protocol):
    """What a derived claim was made from: enough to make it again."""

    def fault(self, words: str, shown: str) -> str:
        """Return what is wrong with `words` as derived from the passages `shown`, "" when nothing is."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the lead, or one item of a list, where it stands under the heading `group`.

    `words` is what is said; `place` whose rule it is (said before the words); `passages` prove it, the first one most
    of all. For a rendered claim `source` holds the source's own words that `words` put in another way, by `rule`.
    A derived claim has the `derivation` that makes it again.
    """

    words: str
    place: str
    passages: tuple[Passage, ...]
    support: Support
    source: str = ""
    rule: str = ""
    derivation: Derivation | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before verification.

    `blanks` are the lines of a comparison's table without a claim: a notice's name and what stands for its rule.

    `claims` make up the lead, or the lines of a table under the lead `summary`; `extras` are lines that follow them;
    `notes` are remarks for the reader; `days` the days that are due, each with the passage that sets it.
    """

    kind: str
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()
    table: bool = False
    summary: str = ""
    extras: tuple[str, ...] = ()
    days: tuple[tuple[Passage, dt.date], ...] = ()
    blanks: tuple[tuple[str, str], ...] = ()
