"""Select: from the evidence found, the sentence of each notice that answers, or none when none covers the question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ask import Ask
from assistant.confidence import is_answer, judge
from assistant.evidence import Evidence, Finder
from assistant.question import Question
from assistant.stated import states_asked, value_facts
from assistant.terms import coverage
from corpus.fold import match_form

BESIDE_SHARE = 0.75
"""How well another notice must cover the question, as a share of the best, to be named beside it."""
COMPARED_SHARE = 0.6
"""The same where the question itself names several notices or asks for a comparison."""
FOUND_SHARE = 0.6
"""How high the search must have scored another notice's clause, as a share of the best, to be named beside it."""
SAID_SHARE = 0.85
"""What another notice's sentence must itself say of the question, as a share of what the best one says."""
RATED_BELOW = 2.0
"""How far below the best one's the reranker's log-odds for such a sentence may be."""
RATED_BESIDE = 1.0
"""From what the reranker says another notice's sentence is named beside the best, in whatever words it is put."""


def select(question: Question, evidence: Sequence[Evidence], finder: Finder) -> list[Evidence]:
    """Return the best evidence of each notice that answers `question`, best first; none when nothing covers it."""
    usable = judge(question, fitting(question, evidence), finder)
    if not usable or not is_answer(usable[0]):
        return []
    best = usable[0]
    share = COMPARED_SHARE if _compares(question) else BESIDE_SHARE
    chosen: dict[str, Evidence] = {best.notice.id: best}
    keys = finder.key_terms(question, best)
    for item in usable:
        if item.notice.id in chosen:
            continue
        by_words = item.covered >= share * best.covered and (
            _compares(question) or _stands_beside(question, item, best, finder.proves(item, keys))
        )
        if by_words or (_is_surely_rated(item) and _is_alike(question, item, best)):
            chosen[item.notice.id] = item
    return list(chosen.values())


def _stands_beside(question: Question, item: Evidence, best: Evidence, proves_keys: bool) -> bool:
    """Whether another notice's evidence answers the same question as the best, and with the same kind of value."""
    found = item.found >= FOUND_SHARE * best.found and proves_keys and is_answer(item)
    if not found and not (_said(question, item) >= SAID_SHARE * _said(question, best) and _as_sure(item, best)):
        return False
    return _is_alike(question, item, best)


def _is_alike(question: Question, item: Evidence, best: Evidence) -> bool:
    """Whether `item` states a value where the best does, and none where it does not, if the question wants one."""
    return not question.wants_value or _states(question, item) == _states(question, best)


def _is_surely_rated(item: Evidence) -> bool:
    return item.rated is not None and item.rated >= RATED_BESIDE and is_answer(item)


def fitting(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence that can answer at all: with the figure or the address that is asked for."""
    return [item for item in evidence if states_asked(question, item.words, item.facts)]


def _as_sure(evidence: Evidence, best: Evidence) -> bool:
    """Whether the reranker, where there is one, is about as sure of `evidence` as of the best."""
    return evidence.rated is None or best.rated is None or evidence.rated >= best.rated - RATED_BELOW


def _said(question: Question, evidence: Evidence) -> float:
    """Return the share of the question's words that the sentence itself proves, without its headings."""
    return coverage(question.terms, [(match_form(evidence.words), 1.0)])


def _compares(question: Question) -> bool:
    return Ask.COMPARE in question.asks or len(question.scope.places) > 1


def _states(question: Question, evidence: Evidence) -> bool:
    return bool(value_facts(question, evidence.facts))
