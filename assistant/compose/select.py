"""Select: from the evidence found, the sentence of each notice that answers, or none when none covers the question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ask import Ask
from assistant.confidence import confidence, is_answer
from assistant.evidence import Evidence, Finder, names_channel, names_someone, states_value, value_facts
from assistant.question import Question
from assistant.settles import settles
from assistant.terms import coverage
from assistant.wanted import (
    DURATIONS,
    asks_recipient,
    names_recipient,
    states_contact,
    states_unit,
    wanted_thing,
    wanted_units,
)
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

DECIDED_LACK = 1
"""How many of the question's words of the field a clause may lack that decides a yes or no, without a reranker."""
DECIDED_FROM = 0.6
"""The least confidence in such a clause."""
DECIDED_RATED = -1.0
"""What the reranker must say at least of a clause that lacks words of the field; then their number is no matter."""
RATED_BESIDE = 1.0
"""From what the reranker says another notice's sentence is named beside the best, in whatever words it is put."""
RATED_ALONE = 0.0
"""From what the reranker says an answer need hold no word for the thing or the person asked for."""

DONE_FROM = 0.7
"""The confidence from which a clause answers who does something though it has none of the English verb's wordings."""


def select(question: Question, evidence: Sequence[Evidence], finder: Finder) -> list[Evidence]:
    """Return the best evidence of each notice that answers `question`, best first; none when nothing covers it."""
    usable = fitting(question, evidence, finder)
    if not usable:
        return []
    best = usable[0]
    if not is_answer(best):
        return []
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


def _is_surely_rated(evidence: Evidence) -> bool:
    return evidence.rated is not None and evidence.rated >= RATED_BESIDE and is_answer(evidence)


def fitting(question: Question, evidence: Sequence[Evidence], finder: Finder) -> list[Evidence]:
    """Return the evidence that can answer at all: with a figure where one is asked for, with somebody for a who."""
    evidence = [item for item in evidence if states_contact(question.text, item.words)]
    evidence = [item for item in evidence if settles(question.asked, _clause_words(item))]
    if question.decides:
        evidence = [item for item in evidence if _may_decide(item)]
    thing = wanted_thing(question.text) if question.ask == Ask.WHAT else ""
    if thing:
        evidence = [item for item in evidence if _is_rated(item) or finder.mentions(item, thing)]
    if question.asks_figure:
        units = wanted_units(question.text, question.language)
        return [
            item
            for item in evidence
            if states_value(question, item.words, item.facts) and _in_units(question, item, units)
        ]
    if question.ask == Ask.CHANNEL:
        return [item for item in evidence if _is_rated(item) or names_channel(item.words, item.facts)]
    if question.ask == Ask.WHO:
        return [item for item in evidence if _is_rated(item) or _names_who(question, item, finder)]
    return list(evidence)


def _is_rated(evidence: Evidence) -> bool:
    """Whether the reranker takes `evidence` for an answer: it knows more ways to say things than any list of words."""
    return evidence.rated is not None and evidence.rated >= RATED_ALONE


def _names_who(question: Question, evidence: Evidence, finder: Finder) -> bool:
    """Whether a clause says of somebody that he does what the question asks about."""
    if asks_recipient(question.text):
        return names_recipient(evidence.words)
    someone = finder.has_units(evidence.clause) or names_someone(evidence.words)
    return someone and _does(question, evidence, finder)


def _does(question: Question, evidence: Evidence, finder: Finder) -> bool:
    """Whether a clause speaks of what somebody does in the question, or is surely about it in other English words.

    An English verb has more senses than the glossary gives Chinese words for it.
    """
    surely = question.language == "en" and confidence(evidence) >= DONE_FROM
    return surely or finder.does(question, evidence)


def _may_decide(evidence: Evidence) -> bool:
    """Whether a clause can decide a yes or no: it lacks no word of the field, or is about the rest all the same."""
    if not evidence.unproved:
        return True
    if evidence.rated is None:
        return evidence.unproved <= DECIDED_LACK and confidence(evidence) >= DECIDED_FROM
    return evidence.rated >= DECIDED_RATED


def _in_units(question: Question, evidence: Evidence, units: frozenset[str]) -> bool:
    """Whether the figure is in the unit asked for, in any unit of time where one is, or a duty without a figure."""
    if not _states(question, evidence) and question.asks_time:
        return True  # 定期, 及时: a duty without a figure; or a length of time that is no limit
    if Ask.TIME in question.asks:
        units = DURATIONS if units & DURATIONS else units
    return states_unit(units, evidence.words, evidence.facts)


def _clause_words(evidence: Evidence) -> str:
    """Return the clause's own words, where a reason or a name may stand beside the sentence that answers."""
    return evidence.notice.text[evidence.clause.start : evidence.clause.own_end]


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
