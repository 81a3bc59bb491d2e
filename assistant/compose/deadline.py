"""Deadline: the last day leads the answer; the rule, the count and how it stands today follow.

Without a starting day the rule leads, as it does in any answer for a value, and the day is asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.compose.passages import sentence_passage
from assistant.compose.value import value_claim
from assistant.deadline.calendar import UncoveredYear, WorkCalendar
from assistant.deadline.day import WANTS_DATE, DayWords, StartDay, asks_span_only
from assistant.deadline.event import OTHER, Event
from assistant.deadline.proof import DeadlineProof
from assistant.deadline.rule import Choice, Rule, choose, fixed_day, monthly_rules, plan_year, rule_of
from assistant.deadline.say import (
    ask_line,
    day_words,
    fixed_line,
    hours_line,
    no_day_line,
    over_line,
    own_year_line,
    uncovered_line,
)
from assistant.draft import Claim, Draft, Support
from assistant.evidence import Evidence, asked_facts
from assistant.question import Question
from corpus import Fact, FactKind, Notice, Reading
from index.sentences import split_sentences

_LEAD_LONGEST = {"zh": 80, "en": 200}
_THIS_YEAR = re.compile(r"今年|本年度?|(?<!\d)当年|本[月周]|这个月|这周|\bthis (?:year|month|week)\b", re.IGNORECASE)
_COLON = {"zh": "：", "en": ": "}


@dataclass(frozen=True, slots=True)
class AsOf:
    """The clock and the calendar that deadlines are told by."""

    today: dt.date
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class _Given:
    """What the question gives: the words of the starting day, the day that they mean, and the day of a second one."""

    words: DayWords | None
    start: StartDay | None
    acted: dt.date | None

    @property
    def event(self) -> Event | None:
        return self.words.event if self.words else None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one notice says: a claim, the lines under it, and the day when there is one.

    `is_new` says whether that is more than the notice's own words; `is_span` whether a starting day tells the day.
    """

    claim: Claim
    lines: tuple[str, ...] = ()
    day: dt.date | None = None
    is_new: bool = True
    is_span: bool = True


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
    if not question.asks_time or not chosen:
        return None
    given = _given(question, as_of)
    outcomes = [_outcome(question, item, readings[item.notice.id], places, as_of, given) for item in chosen]
    if given.words is not None and any(outcome.is_span for outcome in outcomes):
        # A day on which something began says nothing about a duty that has a day of its own.
        chosen = [item for item, outcome in zip(chosen, outcomes, strict=True) if outcome.is_span]
        outcomes = [outcome for outcome in outcomes if outcome.is_span]
    if not any(outcome.is_new for outcome in outcomes):
        return None
    several = len({item.notice.id for item in chosen}) > 1
    extras = [line for outcome in outcomes for line in _placed(outcome, question.language, several=several)]
    claims = tuple(outcome.claim for outcome in outcomes)
    summary = _summary(outcomes, question.language)
    days = tuple((outcome.claim.passages[0], outcome.day) for outcome in outcomes if outcome.day)
    return Draft(
        "deadline", claims, _over_notes(chosen, as_of, question.language), table=bool(summary) or len(claims) > 3,
        summary=summary, extras=tuple(extras), days=days,
    )  # fmt: skip


def _given(question: Question, as_of: AsOf) -> _Given:
    start = question.start.resolve(as_of.today) if question.start else None
    acted = question.acted.resolve(as_of.today) if question.acted else None
    return _Given(question.start, start, acted.day if acted and start and acted.day >= start.day else None)


def _outcome(
    question: Question, item: Evidence, reading: Reading, places: Mapping[str, str], as_of: AsOf, given: _Given
) -> _Outcome:  # fmt: skip
    place = places[item.notice.id]
    stated = value_claim(question, item, place)
    choice, evidence = _choice(question, item, reading, given.event)
    if choice is None:
        hours = given.words is not None and any(fact.unit == "小时" for fact in item.facts)
        return _Outcome(stated, (hours_line(question.language),) if hours else (), is_new=hours, is_span=hours)
    rule = choice.rule
    if not rule.is_span:
        start = given.start.day if given.start else None
        day = fixed_day(rule, item.notice, as_of.today, start)
        lines = (fixed_line(rule, day, as_of.today, question.language),) if day else ()
        return _Outcome(stated, lines, day, is_new=bool(day), is_span=False)
    if given.start is None or not choice.fits:
        return _asking(question, stated, choice, given)
    proof = _proof(question, choice, given, given.start, as_of)
    try:
        due, words, derived = proof.count().due, proof.words(), proof.lines()
    except UncoveredYear as error:
        return _Outcome(stated, (uncovered_line(error.year, question.language),))
    except OverflowError:
        return _Outcome(stated, is_new=False, is_span=False)
    passage = sentence_passage(evidence)
    if asks_span_only(question.asked) and evidence is item and not proof.fault(words, passage.quote):
        return _Outcome(stated, derived, due)
    claim = Claim(words, place, (passage,), Support.DERIVED, rule.words, "deadline", proof)
    return _Outcome(claim, (*derived, *_own_year_lines(proof, item.notice)), due)


def _asking(question: Question, stated: Claim, choice: Choice, given: _Given) -> _Outcome:
    """Return the rule in its own words and what is missing before it becomes a date."""
    language = question.language
    if given.words is None:
        wanted = bool(WANTS_DATE.search(question.asked))
        return _Outcome(stated, (ask_line(choice.rule, "", language),) if wanted else (), is_new=wanted)
    if given.start is None:
        return _Outcome(stated, (no_day_line(given.words.words, language),))
    return _Outcome(stated, (ask_line(choice.rule, _event_words(given.event, language), language),))


def _proof(question: Question, choice: Choice, given: _Given, start: StartDay, as_of: AsOf) -> DeadlineProof:
    event = _event_words(given.event, question.language)
    return DeadlineProof(
        choice.rule, start.day, as_of.today, as_of.calendar, question.language, event, choice.stands_in, start.assumed,
        given.acted,
    )  # fmt: skip


def _own_year_lines(proof: DeadlineProof, notice: Notice) -> tuple[str, ...]:
    """Return the line for a day without a year that is also the day on which the notice itself was issued."""
    issued, start = notice.issued_on, proof.start
    if not proof.assumed.endswith("year") or issued is None or issued == start:
        return ()
    if (issued.month, issued.day) != (start.month, start.day):
        return ()
    try:
        due = replace(proof, start=issued).count().due
    except UncoveredYear:
        return ()
    return (own_year_line(issued, due, proof.language),)


def _event_words(event: Event | None, language: str) -> str:
    if event is None or event is OTHER:
        return ""
    return event.zh if language == "zh" else event.en


def _choice(
    question: Question, item: Evidence, reading: Reading, event: Event | None
) -> tuple[Choice | None, Evidence]:
    """Return the rule that applies with the sentence that states it.

    The figures that the question asks for come first, then the others of the sentence, then those of the clause's other
    sentences that the event of the question starts by name.
    """
    text = item.notice.text
    asked = _rules(asked_facts(question, item), text) or _rules(_times(item.facts), text)
    found = choose([*asked, *monthly_rules(item.words, item.start)], event)
    if found is not None and found.fits:
        return found, item
    beside = choose(_rules(_times(item.facts), text), event)
    if beside is not None and beside.fits:
        return beside, item
    others = [fact for fact in _times(reading.facts) if fact.clause_id == item.clause.id]
    other = choose([rule for rule in _rules(others, text) if rule.trigger], event) if event else None
    if other is not None and other.fits and not other.stands_in:
        return other, _sentence_of(item, other.rule)
    return found or beside, item


def _times(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.kind in (FactKind.TIME_LIMIT, FactKind.DATE)]


def _rules(facts: Sequence[Fact], text: str) -> list[Rule]:
    rules = (rule_of(fact, text) for fact in facts)
    return [rule for rule in rules if rule is not None]


def _sentence_of(item: Evidence, rule: Rule) -> Evidence:
    """Return the evidence moved to the sentence of its clause that holds a rule."""
    for piece in split_sentences(item.clause.own_text, item.clause.start):
        if piece.start <= rule.start and rule.end <= piece.end:
            return replace(item, start=piece.start, end=piece.end)
    return item


def _placed(outcome: _Outcome, language: str, *, several: bool) -> list[str]:
    if not outcome.lines:
        return []
    label = f"{outcome.claim.place}{_COLON[language]}" if several and outcome.claim.place else ""
    return [label + ("" if language == "zh" else " ").join(outcome.lines)] if several else list(outcome.lines)


def _summary(outcomes: Sequence[_Outcome], language: str) -> str:
    """Return what leads when the days of several notices do not fit into one sentence, "" when they do."""
    said = {(outcome.claim.words, outcome.claim.place) for outcome in outcomes}
    days = [o.day for o in outcomes if o.day and o.claim.support == Support.DERIVED]
    if len(outcomes) < 2 or sum(len(words) + len(place) + 2 for words, place in said) <= _LEAD_LONGEST[language]:
        return ""
    if not days:
        return ""
    if language == "zh":
        return f"{len(outcomes)}份通知各有规定，所得期限中最早的是{day_words(min(days), 'zh')}"
    return f"{len(outcomes)} notices have rules of their own; the earliest day is {day_words(min(days), 'en')}"


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
