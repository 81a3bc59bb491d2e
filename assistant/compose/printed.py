"""Printed: where a notice prints something beside its clauses, and how a claim about it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.draft import Claim, Passage, Support
from assistant.english import english_day
from assistant.question import Question
from corpus import Clause, Reading
from corpus.fold import fold_with_offsets
from corpus.header import parse_date

Composer = Callable[[Question, Reading, Sequence[Reading]], list[Claim]]
"""Returns what a notice prints of one particular; the readings are those that may cite it."""


def section(reading: Reading, *names: str) -> Iterable[Clause]:
    """Yield the sections of a notice that have one of `names`, in the order of the text."""
    return (clause for clause in reading.clauses if clause.is_section and clause.path[-1] in names)


def locate(reading: Reading, words: str, clauses: Iterable[Clause]) -> Passage | None:
    """Return where `words` stand in the own text of one of `clauses`, in any width and white space; None if nowhere."""
    wanted = "".join(fold_with_offsets(words)[0])
    for clause in clauses:
        folded, offsets = fold_with_offsets(clause.own_text)
        at = folded.find(wanted)
        if wanted and at >= 0:
            start, end = clause.start + offsets[at], clause.start + offsets[at + len(wanted) - 1] + 1
            return Passage(reading.notice, clause, start, end)
    return None


def matches(reading: Reading, pattern: re.Pattern[str], clauses: Iterable[Clause]) -> list[Passage]:
    """Return where `pattern` is found in the own text of `clauses`."""
    return [
        Passage(reading.notice, clause, clause.start + found.start(), clause.start + found.end())
        for clause in clauses
        for found in pattern.finditer(clause.own_text)
    ]


def said(question: Question, zh: str, en: str, passages: Sequence[Passage]) -> Claim:
    """Return a claim in the question's language over `passages`, whose words are its source."""
    words = zh if question.language == "zh" else en
    return Claim(words, "", tuple(passages), Support.RENDERED, "……".join(p.quote for p in passages), "metadata")


def compact(words: str) -> str:
    """Return `words` without white space."""
    return re.sub(r"\s", "", words)


def english_words(words: str) -> str:
    """Return a date printed in Chinese in English words, unchanged when it is no calendar day."""
    day = parse_date(words)
    return english_day(day) if day else words
