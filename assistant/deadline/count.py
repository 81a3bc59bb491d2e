"""Count: from a day and a span of time to the last day of the span; the day it starts from is never counted."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from assistant.deadline.calendar import WorkCalendar

WORKING = "工作日"
_DAYS = {"日": 1, "天": 1, "自然日": 1, "日历日": 1, "周": 7}
_MONTHS = {"月": 1, "个月": 1, "年": 12}
HOURS = "小时"
COUNTABLE = frozenset({WORKING, HOURS, *_DAYS, *_MONTHS})
"""The units in which a span can be counted to a day."""
LONGEST = 9999
"""The longest span that is counted, in its own unit: what is longer is a slip of the text, not a time limit."""


@dataclass(frozen=True, slots=True)
class Count:
    """The last day of a span and what lay between.

    `off` are days off that would have been worked but for a holiday, or belong to its holidays; `worked` the Saturdays
    and Sundays that were made up for one; each with the holiday's name. `weekend` counts the other days off. All three
    are empty where calendar days are counted.
    """

    due: dt.date
    off: tuple[tuple[dt.date, str], ...] = ()
    worked: tuple[tuple[dt.date, str], ...] = ()
    weekend: int = 0


def count(start: dt.date, amount: int, unit: str, days: WorkCalendar, *, back: bool = False) -> Count:
    """Return the day that lies `amount` of `unit` after `start` (before it with `back`), `start` not counted.

    Months and years end on the day of the same number, on the month's last day where it has none (Civil Code,
    Articles 201 and 202). Hours make whole days and end at the same time of the day.

    Raises:
        UncoveredYear: if working days are counted and no calendar covers a year that they reach.
        OverflowError: if the day lies beyond the years that a date can have.
    """
    step = -1 if back else 1
    if unit == WORKING:
        return _count_working(start, amount, step, days)
    if unit == HOURS:
        return Count(start + dt.timedelta(days=step * (amount // 24)))
    if unit in _DAYS:
        return Count(start + dt.timedelta(days=step * amount * _DAYS[unit]))
    return Count(add_months(start, step * amount * _MONTHS[unit]))


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` later, the month's last day where it has none (31 January → 28 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"the year {year} is outside {dt.MINYEAR} to {dt.MAXYEAR}")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _count_working(start: dt.date, amount: int, step: int, days: WorkCalendar) -> Count:
    off: list[tuple[dt.date, str]] = []
    worked: list[tuple[dt.date, str]] = []
    weekend, counted, date = 0, 0, start
    while counted < amount:
        date += dt.timedelta(days=step)
        day = days.day(date)
        counted += day.worked
        if day.name:
            (worked if day.worked else off).append((date, day.name))
        elif not day.worked:
            weekend += 1
    return Count(date, tuple(sorted(off)), tuple(sorted(worked)), weekend)
