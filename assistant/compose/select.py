"""Select: from the evidence found, the sentence of each notice that answers, or none when none covers the question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ask import Ask
from assistant.confidence import is_answer
from assistant.evidence import Evidence, Finder, states_value, value_facts
from assistant.question import Question

BESIDE_SHARE = 0.75
"""How well another notice must cover the question, as a share of the best, to be named beside it."""
COMPARED_SHARE = 0.6
"""The same where the question itself names several notices or asks for a comparison."""


def select(question: Question, evidence: Sequence[Evidence], finder: Finder) -> list[Evidence]:
    """Return the best evidence of each notice that answers `question`, best first; none when nothing covers it."""
    fitting = [item for item in evidence if _fits(question, item)]
    if not fitting:
        return []
    best = fitting[0]
    if not is_answer(best):
        return []
    share = COMPARED_SHARE if _compares(question) else BESIDE_SHARE
    chosen: dict[str, Evidence] = {best.notice.id: best}
    keys = [] if _compares(question) else finder.key_terms(question, best)
    for item in fitting:
        if item.notice.id in chosen or item.covered < share * best.covered:
            continue
        if not finder.proves(item, keys):
            continue
        if question.wants_value and not _compares(question) and bool(_states(question, item)) != bool(_states(question, best)):
            continue
        chosen[item.notice.id] = item
    return list(chosen.values())


def _fits(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence can answer at all: where a figure is asked for it must state one."""
    return not question.asks_figure or _compares(question) or states_value(question, evidence.words, evidence.facts)


def _compares(question: Question) -> bool:
    return Ask.COMPARE in question.asks or len(question.scope.places) > 1


def _states(question: Question, evidence: Evidence) -> bool:
    return bool(value_facts(question, evidence.facts))
