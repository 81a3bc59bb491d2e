"""Facts: the figures, dates, units and citations that clauses state, each with the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.clause import Clause
from corpus.fact import Fact
from corpus.facts.basis import find_basis
from corpus.facts.figures import find_figures
from corpus.facts.units import find_units
from corpus.notice import Notice

__all__ = ["read_facts"]

_SEGMENT = re.compile(r"[^，,。；;：:\n（）()]+")
_SENTENCE = re.compile(r"[^。；\n]+")
_SUBJECT_LONGEST = 60


def read_facts(notice: Notice, clauses: Sequence[Clause]) -> tuple[Fact, ...]:
    """Return the facts of each clause's own text, in the order of the text."""
    return tuple(sorted(_facts(notice, clauses), key=lambda fact: (fact.start, fact.end)))


def _facts(notice: Notice, clauses: Sequence[Clause]) -> Iterator[Fact]:
    own_title = re.sub(r"\s", "", notice.title)
    for clause in clauses:
        words = clause.own_text
        for found in (*find_figures(words), *find_units(words), *find_basis(words, own_title)):
            yield Fact(
                clause.id, found.kind, found.value, found.unit, found.qualifier,
                _subject(words, found.start, found.end, clause.heading), found.trigger, found.open,
                clause.start + found.start, clause.start + found.end,
            )  # fmt: skip


def _subject(words: str, start: int, end: int, heading: str) -> str:
    """Return what the fact is about: the rest of its part of the sentence, else the sentence, else the heading."""
    for pattern in (_SEGMENT, _SENTENCE):
        for part in pattern.finditer(words):
            if part.start() <= start < part.end():
                rest = words[part.start() : max(part.start(), start)] + words[min(end, part.end()) : part.end()]
                if len(rest.strip()) >= 4:
                    return rest.strip()[:_SUBJECT_LONGEST]
    return heading
