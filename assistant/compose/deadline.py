"""Deadline: the last day leads the answer; the rule, the count and how it stands today follow.

Without a starting day the rule leads, as it does in any answer for a value, and the day is asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.ask import Ask
from assistant.compose.passages import sentence_passage
from assistant.compose.recognised import is_recognised
from assistant.compose.value import value_claim
from assistant.deadline.day import asks_span_only
from assistant.deadline.event import Event
from assistant.deadline.rule import Choice, Rule, choose, plan_year
from assistant.deadline.say import over_line, summary_words
from assistant.deadline.tell import AsOf, Given, Told, given_of, joined, rules_in, tell, tell_hours, time_facts
from assistant.draft import Claim, Draft, Support
from assistant.evidence import Evidence, asked_facts
from assistant.question import Question
from corpus import Notice, Reading
from index.sentences import split_sentences

_LEAD_LONGEST = {"zh": 80, "en": 200}
_THIS_YEAR = re.compile(r"今年|本年度?|(?<!\d)当年|本[月周]|这个月|这周|\bthis (?:year|month|week)\b", re.IGNORECASE)
_COLON = {"zh": "：", "en": ": "}
_NAMED_MOST = 3
"""The most rules without a counted day that stand in one sentence, however long."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one notice says: a claim, and what is told of its day."""

    claim: Claim
    told: Told


def deadline_draft(
    question: Question,
    chosen: Sequence[Evidence],
    readings: Mapping[str, Reading],
    places: Mapping[str, str],
    as_of: AsOf,
) -> Draft | None:
    """Return the answer with the last day that each notice sets, or how a day that it names stands.

    None when the question asks for no deadline or there is nothing to add to the notices' own words: a rule such as
    20个工作日内, asked for as a span, is answered by itself.
    """
    if Ask.TIME not in question.asks or not chosen:
        return None
    if any(is_recognised(item.notice, item.start, item.end) for item in chosen):
        # A figure that may be misread makes no day; the words are shown, marked to be checked.
        return None
    given = given_of(question, as_of)
    outcomes = [_outcome(question, item, readings[item.notice.id], places, as_of, given) for item in chosen]
    if given.words is not None and any(outcome.told.is_span for outcome in outcomes):
        # A day on which something began says nothing about a duty that has a day of its own.
        chosen = [item for item, outcome in zip(chosen, outcomes, strict=True) if outcome.told.is_span]
        outcomes = [outcome for outcome in outcomes if outcome.told.is_span]
    if not any(outcome.told.is_new for outcome in outcomes):
        return None
    several = len({item.notice.id for item in chosen}) > 1
    extras = [line for outcome in outcomes for line in _placed(outcome, question.language, several=several)]
    claims = tuple(outcome.claim for outcome in outcomes)
    summary = _summary(outcomes, question.language)
    days = tuple((outcome.claim.passages[0], outcome.told.day) for outcome in outcomes if outcome.told.day)
    return Draft(
        "deadline", claims, _over_notes(chosen, as_of, question.language), table=bool(summary),
        summary=summary, extras=tuple(extras), days=days,
    )  # fmt: skip


def _outcome(
    question: Question, item: Evidence, reading: Reading, places: Mapping[str, str], as_of: AsOf, given: Given
) -> _Outcome:  # fmt: skip
    place = places[item.notice.id]
    stated = value_claim(question, item, place)
    choice, evidence = _choice(question, item, reading, given.event)
    if choice is None:
        return _Outcome(stated, tell_hours(question, item.facts, given))
    told = tell(question, choice, item.notice, as_of, given)
    passage = sentence_passage(evidence)
    proof = told.proof
    if proof is None or (
        asks_span_only(question.asked) and evidence is item and not proof.fault(told.words, passage.quote)
    ):
        return _Outcome(stated, told)
    claim = Claim(told.words, place, (passage,), Support.DERIVED, choice.rule.words, "deadline", proof)
    return _Outcome(claim, told)


def _choice(
    question: Question, item: Evidence, reading: Reading, event: Event | None
) -> tuple[Choice | None, Evidence]:
    """Return the rule that applies with the sentence that states it.

    The figures that the question asks for come first, then the others of the sentence, then those of the clause's other
    sentences that the event of the question starts by name.
    """
    text = item.notice.text
    asked = rules_in(asked_facts(question, item), text) or rules_in(time_facts(item.facts), text)
    found = choose(asked, event)
    if found is not None and found.fits:
        return found, item
    beside = choose(rules_in(time_facts(item.facts), text), event)
    if beside is not None and beside.fits:
        return beside, item
    others = [fact for fact in time_facts(reading.facts) if fact.clause_id == item.clause.id]
    other = choose([rule for rule in rules_in(others, text) if rule.trigger], event) if event else None
    if other is not None and other.fits and not other.stands_in:
        return other, _sentence_of(item, other.rule)
    return found or beside, item


def _sentence_of(item: Evidence, rule: Rule) -> Evidence:
    """Return the evidence moved to the sentence of its clause that holds a rule."""
    for piece in split_sentences(item.clause.own_text, item.clause.start):
        if piece.start <= rule.start and rule.end <= piece.end:
            return replace(item, start=piece.start, end=piece.end)
    return item


def _placed(outcome: _Outcome, language: str, *, several: bool) -> list[str]:
    lines = outcome.told.lines
    if not lines:
        return []
    label = f"{outcome.claim.place}{_COLON[language]}" if several and outcome.claim.place else ""
    return [label + joined(lines, language)] if several else list(lines)


def _summary(outcomes: Sequence[_Outcome], language: str) -> str:
    """Return what leads when the days of several notices do not fit into one sentence, "" when they do."""
    said = {(outcome.claim.words, outcome.claim.place) for outcome in outcomes}
    derived = any(outcome.claim.support == Support.DERIVED for outcome in outcomes)
    if not derived and len(outcomes) <= _NAMED_MOST:
        return ""
    if len(outcomes) < 2 or sum(len(words) + len(place) + 2 for words, place in said) <= _LEAD_LONGEST[language]:
        return ""
    days = [outcome.told.day for outcome in outcomes if outcome.told.day]
    return summary_words(len(outcomes), min(days, default=None), language)


def _over_notes(chosen: Sequence[Evidence], as_of: AsOf, language: str) -> tuple[str, ...]:
    return tuple(note for item in chosen if (note := over_note(item.notice, as_of.today, language)))


def over_note(notice: Notice, today: dt.date, language: str) -> str:
    """Return the note that a notice plans a year that is over as of `today`, "" when it does not."""
    year = plan_year(notice)
    return over_line(notice.title, year, language) if year and year < today.year else ""


def this_year_notes(question: Question, notices: Sequence[Notice], today: dt.date) -> tuple[str, ...]:
    """Return the notes that notices plan a year that is over, when the question is about the clock's own year."""
    if not _THIS_YEAR.search(question.asked):
        return ()
    return tuple(note for notice in notices if (note := over_note(notice, today, question.language)))
