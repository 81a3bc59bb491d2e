"""Subject: whether what is cited is about what was asked.

True words of another duty or another city are a false answer. A citation must be of a notice in the question's scope,
and its clause must prove at least `FIT_SHARE` of what the clause proves that has most of the question's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.ask import Ask
from assistant.question import Question
from assistant.terms import coverage
from assistant.verify.failure import Failure, FailureKind
from assistant.verify.source import Cited
from corpus import Clause, Notice, Reading
from corpus.fold import match_form
from index.sentences import headings_above

FIT_SHARE = 0.4
"""Measured on the tuned questions: true answers begin at 0.45, of those to other questions 98 in 100 stay below 0.3."""
KNOWN_LEAST = 0.6
"""Where no clause proves as much of a question, it is asked in other words than theirs, which decide nothing. At 0.45
two right answers to tuned-on questions in everyday words were withheld for nothing; the catch is the same."""
_COMPARED_MOST = 40
"""With more notices in scope than this, a citation is compared with the clauses of its own notice only."""
_OWN_WORTH, _HEADING_WORTH, _ABOVE_WORTH, _TITLE_WORTH = 0.6, 0.8, 0.55, 0.3
"""How much a word of the question counts that stands not in the quote but around it."""

Parts = tuple[tuple[str, float], ...]


def subject_failures(asked: Question, citations: Sequence[Cited], readings: Mapping[str, Reading]) -> Iterator[Failure]:
    """Yield the citations that are of a notice, or of a duty, that the question does not ask about."""
    scope = asked.scope.notices
    asked_of = [readings[key].notice for key in scope or ()]
    outside = [c for c in citations if asked_of and not any(_is_about(c, notice) for notice in asked_of)]
    if len(outside) == len(citations):
        for cited in outside:
            yield Failure(FailureKind.SUBJECT, cited.quote, f"{cited.notice.source} is not what the question names")
        return
    if asked.about_document or Ask.DUTIES in asked.asks or not asked.terms:
        return
    ids = scope if scope is not None else tuple(readings)
    compared = [readings[key] for key in ids] if len(ids) <= _COMPARED_MOST else []
    for cited in citations:
        most = max((_most(asked, reading) for reading in compared or [cited.reading]), default=0.0)
        proved = coverage(asked.terms, ((match_form(cited.quote), 1.0), *_parts(cited.clause, cited.reading)))
        if most >= KNOWN_LEAST and proved < FIT_SHARE * most:
            yield Failure(FailureKind.SUBJECT, cited.quote, "other clauses say more of what the question names")


def _is_about(cited: Cited, notice: Notice) -> bool:
    """Whether a citation is of `notice`, or cites it by its title."""
    plan = re.search(r"《([^《》]+)》", notice.title)
    return cited.notice.id == notice.id or match_form(plan[1] if plan else notice.title) in match_form(cited.quote)


def _most(asked: Question, reading: Reading) -> float:
    """Return the largest share of the question's words that a clause of a notice proves."""
    clauses = [clause for clause in reading.clauses if clause.is_leaf and not clause.is_section]
    shares = (coverage(asked.terms, ((match_form_of(clause), 1.0), *_parts(clause, reading))) for clause in clauses)
    return max(shares, default=0.0)


def _parts(clause: Clause, reading: Reading) -> Parts:
    """Return what stands around a quote of `clause`, folded, with what a word counts that is found there."""
    return _around(clause, reading.notice.title, _above(clause, reading))


def _above(clause: Clause, reading: Reading) -> str:
    clauses = _by_id(reading.clauses)
    headings = headings_above(clause, clauses)
    return " ".join(headings[:-1] if clause.heading else headings)


@lru_cache(maxsize=64)
def _by_id(clauses: tuple[Clause, ...]) -> Mapping[str, Clause]:
    return {clause.id: clause for clause in clauses}


@lru_cache(maxsize=8192)
def match_form_of(clause: Clause) -> str:
    """Return a clause's own text in the form to compare in."""
    return match_form(clause.own_text)


@lru_cache(maxsize=8192)
def _around(clause: Clause, title: str, above: str) -> Parts:
    return (
        (match_form_of(clause), _OWN_WORTH),
        (match_form(clause.heading), _HEADING_WORTH),
        (match_form(above), _ABOVE_WORTH),
        (match_form(title), _TITLE_WORTH),
    )
