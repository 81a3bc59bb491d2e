"""Facts: the figures, dates, units, channels and citations that clauses state, each with the words it was read from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corpus.clause import Clause
from corpus.fact import Fact
from corpus.facts.basis import find_basis
from corpus.facts.channels import find_channels
from corpus.facts.figures import find_figures
from corpus.facts.recipients import find_recipients
from corpus.facts.units import find_units
from corpus.notice import Notice

__all__ = ["read_facts"]

_SEGMENT = re.compile(r"[^，,。；;：:\n（）()]+")
_SENTENCE = re.compile(r"[^。；\n]+")
_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(r"[^：:；。，（）()]{1,16}[：:]")
"""The name of a column is not what a unit in it answers for; the row is."""
_SUBJECT_SHORTEST, _SUBJECT_LONGEST = 4, 60


def read_facts(notice: Notice, clauses: Sequence[Clause]) -> tuple[Fact, ...]:
    """Return the facts of each clause's own text, in the order of the text."""
    return tuple(sorted(_facts(notice, clauses), key=lambda fact: (fact.start, fact.end)))


def _facts(notice: Notice, clauses: Sequence[Clause]) -> Iterator[Fact]:
    own_title = re.sub(r"\s", "", notice.title)
    for clause in clauses:
        words = clause.own_text
        parts = _Parts(words)
        for found in (
            *find_figures(words),
            *find_units(words),
            *find_basis(words, own_title),
            *find_channels(words),
            *find_recipients(words),
        ):
            yield Fact(
                clause.id, found.kind, found.value, found.unit, found.qualifier,
                parts.subject(*(found.around or (found.start, found.end))) or clause.heading, found.trigger, found.open,
                clause.start + found.start, clause.start + found.end,
            )  # fmt: skip


class _Parts:
    """The parts of sentences, the sentences and the lines of a clause's own text, found by place."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._levels = tuple(
            [part.span() for part in pattern.finditer(words)] for pattern in (_SEGMENT, _SENTENCE, _LINE)
        )

    def subject(self, start: int, end: int) -> str:
        """Return what words[start:end] is said about: the rest of its part of the sentence, else of more around it."""
        named = False
        for level, spans in enumerate(self._levels):
            if level == len(self._levels) - 1 and not named:
                break
            at = bisect_right(spans, start, key=lambda span: span[0]) - 1
            if at < 0 or spans[at][1] <= start:
                continue
            first, last = spans[at]
            rest = (self._words[first:start] + self._words[min(end, last) : last]).strip()
            named = bool(_LABEL.fullmatch(rest))
            if len(rest) >= _SUBJECT_SHORTEST and not named:
                return rest[:_SUBJECT_LONGEST]
        return ""
