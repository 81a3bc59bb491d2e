"""Measures: what is known of each piece of evidence, as numbers, from which its confidence is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p, nan

import numpy as np
from numpy.typing import NDArray

from assistant.ask import Ask
from assistant.evidence import Evidence, Finder
from assistant.question import Question
from assistant.settles import settles
from assistant.stated import names_channel, names_someone, value_facts
from assistant.wanted import asks_recipient, names_recipient, wanted_thing
from index.reranker import WORST

Measures = NDArray[np.float64]
NAMES = (
    # Of the words and the search.
    "covered", "unproved", "found", "margin", "behind",
    # Of the reranker; not a number where there is none.
    "rated", "ahead", "whole",
    # Of the sentence and the clause.
    "sentence", "clause", "has_fact",
    # Of the question.
    "english", "terms", "figure", "who", "where", "decides",
    # What is asked for and lacking: a thing, somebody, what is done, a place or means, a reason or a side of a choice.
    "lacks_thing", "lacks_actor", "lacks_action", "lacks_means", "unsettled",
)  # fmt: skip
"""The measures, in the order of their columns. Lengths are logarithms of characters; `behind` is how far the score lies
under the best, `ahead` how far the reranker's word lies above the best other, or under the best."""
_UNPROVED_MOST = 3


def measure(question: Question, evidence: Sequence[Evidence], finder: Finder) -> Measures:
    """Return one row a piece of evidence, in columns as `NAMES`; `evidence` is what is weighed against each other."""
    asked = _of_question(question)
    best = max((item.score for item in evidence), default=0.0)
    ahead = _ahead([nan if item.rated is None else item.rated for item in evidence])
    rows = [
        (
            item.covered, min(item.unproved, _UNPROVED_MOST), item.found, item.margin, item.score - best,
            nan if item.rated is None else item.rated, above, nan if item.whole is None else item.whole,
            log1p(len(item.words)), log1p(len(item.clause.own_text)), bool(value_facts(question, item.facts)),
            *asked, *_lacks(question, item, finder),
        )
        for item, above in zip(evidence, ahead, strict=True)
    ]  # fmt: skip
    return np.array(rows, np.float64).reshape(len(rows), len(NAMES))


def _of_question(question: Question) -> tuple[float, ...]:
    kinds = (question.asks_figure, question.ask == Ask.WHO, question.ask == Ask.CHANNEL, question.decides)
    return (question.language == "en", len(question.terms), *kinds)


def _lacks(question: Question, evidence: Evidence, finder: Finder) -> tuple[bool, ...]:
    """Return what is asked for and does not stand there, as the last columns of `NAMES`."""
    thing = wanted_thing(question.text) if question.ask == Ask.WHAT else ""
    who, where = question.ask == Ask.WHO, question.ask == Ask.CHANNEL
    return (
        bool(thing) and not finder.mentions(evidence, thing),
        who and not _names_actor(question, evidence, finder),
        who and not finder.does(question, evidence),
        where and not names_channel(evidence.words, evidence.facts),
        not settles(question.asked, evidence.notice.text[evidence.clause.start : evidence.clause.own_end]),
    )


def _names_actor(question: Question, evidence: Evidence, finder: Finder) -> bool:
    if asks_recipient(question.text):
        return names_recipient(evidence.words)
    return finder.has_units(evidence.clause) or names_someone(evidence.words)


def _ahead(rated: Sequence[float]) -> list[float]:
    """Return how far each value lies above the highest other, or under the highest."""
    ranked = [*sorted(rated, reverse=True), WORST]
    if not rated:
        return []
    return [value - (ranked[1] if at == rated.index(ranked[0]) else ranked[0]) for at, value in enumerate(rated)]
