"""Rule: what a fact of a notice says about time, in numbers that can be counted with; and which of several applies."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.deadline.count import COUNTABLE, HOURS, LONGEST
from assistant.deadline.event import Event, events_in, starts
from corpus import Fact, FactKind, Notice
from corpus.fold import match_form


class Kind(StrEnum):
    """How a rule sets a day."""

    WITHIN = "within a span after an event"
    BEFORE = "a span before an event"
    AT_LEAST = "not earlier than a span after an event"
    FIXED = "a day that the notice names"
    YEARLY = "a day of each year"
    MONTHLY = "a day of each month"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in numbers; `words` are the notice's own, at `start` to `end` of its text.

    A span has `amount`, `unit` and `trigger`; a day `month` and `day` (0 for the last of the month), with `year` when
    it is printed; `next_after` says that it lies in the year or month after the one meant (次年, 次月).
    """

    kind: Kind
    words: str
    start: int
    end: int
    amount: int = 0
    unit: str = ""
    trigger: str = ""
    year: int = 0
    month: int = 0
    day: int = 0
    next_after: bool = False

    @property
    def is_span(self) -> bool:
        """Whether a starting day is needed to tell the day."""
        return self.kind in (Kind.WITHIN, Kind.BEFORE, Kind.AT_LEAST)

    @property
    def event_words(self) -> str:
        """The event of the trigger, without the words that only say that it starts something."""
        return re.sub(r"(?:之日起算?|之日|之后|以后|后|起|时|之前|以前|前)$", "", self.trigger)


_LEAST = "不少于|不得少于|不低于|不得低于|不短于|不得短于|至少|最少|满"
_SPAN = re.compile(r"(?P<n>\d+|半)个?(?P<unit>工作日|自然日|日历日|个?月|小时|日|天|周|年)")
_HALVES = {"年": (6, "个月"), "个月": (15, "日"), "月": (15, "日")}


def rule_of(fact: Fact, text: str) -> Rule | None:
    """Return what a time limit or date says, None for what sets no last day (a beginning, an extension, 6月前)."""
    words, before = text[fact.start : fact.end], text[max(0, fact.start - 12) : fact.start]
    if fact.kind == FactKind.TIME_LIMIT:
        return _span(fact, words, before)
    return _date(fact, words, before) if fact.kind == FactKind.DATE else None


def _span(fact: Fact, words: str, before: str) -> Rule | None:
    read = read_span(words)
    if read is None or re.search("延长|延期|延迟", re.split(r"[，,。；;]", before)[-1] + words):
        return None
    if fact.qualifier in ("超过", "不足", "不满"):
        return None  # a condition (超过三年的), not a limit
    kind = kind_of(words)
    return Rule(kind, words, fact.start, fact.end, read[0], read[1], fact.trigger)


def kind_of(words: str) -> Kind:
    """Return on which side of a day the span lies that `words` state: not earlier than, before, or within it."""
    plain = match_form(words)
    if re.search(rf"(?:{_LEAST})[^，,]{{0,4}}\d", plain):
        return Kind.AT_LEAST
    return (
        Kind.BEFORE
        if re.search(r"提前[^，,]{0,4}\d|(?:工作日|天|日|小时|月|周|年)(?:之|以)?前$", plain)
        else Kind.WITHIN
    )


def read_span(words: str) -> tuple[int, str] | None:
    """Return the amount and the unit of the last span in `words`, None when there is none that can be counted.

    Half a year is six months, half a month fifteen days. Hours are counted where they make whole days.
    """
    found = list(_SPAN.finditer(match_form(words)))
    if not found:
        return None
    number, unit = found[-1]["n"], found[-1]["unit"]
    if number == "半":
        return _HALVES.get(unit)
    amount = int(number)
    whole = unit != HOURS or amount % 24 == 0
    return (amount, unit) if unit in COUNTABLE and whole and 0 < amount <= LONGEST else None


def _date(fact: Fact, words: str, before: str) -> Rule | None:
    plain = match_form(words)
    if fact.value.startswith("---"):
        return _day_of_month(fact, words, plain)
    found = re.fullmatch(r"(-|\d{4})-(\d{2})-(\d{2})", fact.value)
    # 起 begins something; 6月前 names no day; a third of a month and 12月份 have no last day of their own.
    if not found or fact.qualifier == "起" or re.search(r"月(?:之|以)?前|旬|月份|月初|每季|每半年|每月", plain):
        return None
    each = match_form(before[-3:] + words)
    year = int(found[1]) if found[1].isdigit() else 0
    last = re.search(r"月?[底末]|年度?[底末终内]|^年", plain) and "日" not in plain
    kind = Kind.YEARLY if not year and re.search(r"每年|次年|翌年", each) else Kind.FIXED
    following = bool(re.search(r"次年|翌年", each))
    return Rule(
        kind,
        words,
        fact.start,
        fact.end,
        year=year,
        month=int(found[2]),
        day=0 if last else int(found[3]),
        next_after=following,
    )


def _day_of_month(fact: Fact, words: str, plain: str) -> Rule | None:
    """Return the day of each month that a date without a month sets (次月5日前)."""
    if not fact.qualifier.endswith("前"):
        return None
    each = plain.startswith("每")
    return Rule(Kind.MONTHLY, words, fact.start, fact.end, day=int(fact.value[3:]), next_after=not each)


def plan_year(notice: Notice) -> int | None:
    """Return the year that a notice plans, as its title says (2019年政务公开工作要点); None for a standing notice."""
    found = re.search(
        r"((?:19|20)\d{2})年度?[^《》]*(?:要点|计划|方案|安排|任务|分工|清单|打算)", match_form(notice.title)
    )
    return int(found[1]) if found else None


def fixed_day(rule: Rule, notice: Notice, today: dt.date, start: dt.date | None = None) -> dt.date | None:
    """Return the day that a rule without an event names: the year's own, else the next one as of `today`.

    A day without a year lies in the year of the notice; one of each year or month is the next that `today` has not
    passed; 次月 is the month after that of `start`, or of `today`. None when no year can be told.
    """
    if rule.kind == Kind.MONTHLY:
        return _monthly(rule, today, start)
    if rule.kind == Kind.YEARLY:
        if rule.next_after and start:
            return _on(start.year + 1, rule)
        this = _on(today.year, rule)
        return this if this >= today else _on(today.year + 1, rule)
    year = rule.year or notice.year or (notice.issued_on.year if notice.issued_on else 0)
    return _on(year, rule) if year else None


def _monthly(rule: Rule, today: dt.date, start: dt.date | None) -> dt.date:
    base = (start or today).replace(day=1)
    following = (base + dt.timedelta(days=31)).replace(day=1)
    month = following if rule.next_after else base
    day = month.replace(day=min(rule.day, calendar.monthrange(month.year, month.month)[1]))
    if rule.next_after or day >= (start or today):
        return day
    return following.replace(day=min(rule.day, calendar.monthrange(following.year, following.month)[1]))


def _on(year: int, rule: Rule) -> dt.date:
    last = calendar.monthrange(year, rule.month)[1]
    return dt.date(year, rule.month, min(rule.day or last, last))


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule, and whether the event that the question names fits what starts it, or only stands in for that."""

    rule: Rule
    fits: bool
    stands_in: bool


def choose(rules: Sequence[Rule], event: Event | None) -> Choice | None:
    """Return the rule that an event starts, of several the first; None when there are no rules.

    A rule with a trigger that is the event's own comes before one that names no trigger, that before one for which the
    event stands in, and one that the event cannot start comes last and does not fit.
    """
    choices = [Choice(rule, *starts(event, rule.trigger)) for rule in rules]
    return min(choices, key=lambda choice: _rank(choice, event), default=None)


def _rank(choice: Choice, event: Event | None) -> int:
    if not choice.fits:
        return 3
    if choice.stands_in:
        return 2
    return 0 if event is None or event in events_in(choice.rule.trigger) else 1
