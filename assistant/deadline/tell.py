"""Tell: what a rule says of the day that is asked for: the last day and its count, or what is missing to tell it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.deadline.calendar import UncoveredYear, WorkCalendar
from assistant.deadline.day import WANTS_DATE, DayWords, StartDay
from assistant.deadline.event import OTHER, Event
from assistant.deadline.proof import DeadlineProof
from assistant.deadline.rule import Choice, Rule, fixed_day, rule_of
from assistant.deadline.say import ask_line, fixed_line, hours_line, no_day_line, own_year_line, uncovered_line
from assistant.question import Question
from corpus import Fact, FactKind, Notice


@dataclass(frozen=True, slots=True)
class AsOf:
    """The clock and the calendar that deadlines are told by."""

    today: dt.date
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Given:
    """What the question gives: the words of the starting day, the day that they mean, and the day of a second one."""

    words: DayWords | None
    start: StartDay | None
    acted: dt.date | None

    @property
    def event(self) -> Event | None:
        """What happened on the starting day, None when the question does not say."""
        return self.words.event if self.words else None


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a rule's day: the sentence that leads with it, the lines below, and the day when there is one.

    `words` is "" and `proof` None where the rule's own words lead. `is_new` says whether there is more than those;
    `is_span` whether a starting day tells the day.
    """

    words: str = ""
    lines: tuple[str, ...] = ()
    day: dt.date | None = None
    proof: DeadlineProof | None = None
    is_new: bool = True
    is_span: bool = True


def given_of(question: Question, as_of: AsOf) -> Given:
    """Return the days that a question gives, resolved by the clock."""
    start = question.start.resolve(as_of.today) if question.start else None
    acted = question.acted.resolve(as_of.today) if question.acted else None
    return Given(question.start, start, acted.day if acted and start and acted.day >= start.day else None)


def time_facts(facts: Sequence[Fact]) -> list[Fact]:
    """Return those of `facts` that are time limits or dates."""
    return [fact for fact in facts if fact.kind in (FactKind.TIME_LIMIT, FactKind.DATE)]


def rules_in(facts: Sequence[Fact], text: str) -> list[Rule]:
    """Return the rules that `facts` of the notice with `text` set."""
    rules = (rule_of(fact, text) for fact in facts)
    return [rule for rule in rules if rule is not None]


def joined(lines: Sequence[str], language: str) -> str:
    """Return lines as one paragraph."""
    return ("" if language == "zh" else " ").join(lines)


def tell(question: Question, choice: Choice, notice: Notice, as_of: AsOf, given: Given) -> Told:
    """Return what a chosen rule of `notice` says of the day that `question` asks for."""
    rule = choice.rule
    if not rule.is_span:
        start = given.start.day if given.start else None
        day = fixed_day(rule, notice, as_of.today, start)
        line = fixed_line(rule, day, as_of.today, question.language) if day else ""
        return Told(lines=(line,) if line else (), day=day, is_new=bool(day), is_span=False)
    if given.start is None or not choice.fits:
        return _asking(question, choice, given)
    proof = _proof(question, choice, given, given.start, as_of)
    try:
        lines = (*proof.lines(), *_own_year_lines(proof, notice))
        return Told(proof.words(), lines, proof.count().due, proof)
    except UncoveredYear as error:
        return Told(lines=(uncovered_line(error.year, question.language),))
    except OverflowError:
        return Told(is_new=False, is_span=False)


def tell_hours(question: Question, facts: Sequence[Fact], given: Given) -> Told:
    """Return what is told where `facts` set no rule that counts days: that one in hours runs from the very moment."""
    hours = given.words is not None and any(fact.unit == "小时" for fact in facts)
    return Told(lines=(hours_line(question.language),) if hours else (), is_new=hours, is_span=hours)


def _asking(question: Question, choice: Choice, given: Given) -> Told:
    """Return what is missing before the rule becomes a date."""
    language = question.language
    if given.words is None:
        wanted = bool(WANTS_DATE.search(question.asked))
        return Told(lines=(ask_line(choice.rule, "", language),) if wanted else (), is_new=wanted)
    if given.start is None:
        return Told(lines=(no_day_line(given.words.words, language),))
    return Told(lines=(ask_line(choice.rule, _event_words(given.event, language), language),))


def _proof(question: Question, choice: Choice, given: Given, start: StartDay, as_of: AsOf) -> DeadlineProof:
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
