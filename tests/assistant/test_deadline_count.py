"""Count: working days, calendar days, months and years, each counted by hand on the published holiday notices."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.deadline.calendar import UncoveredYear, WorkCalendar
from assistant.deadline.count import add_months, count

CALENDAR = WorkCalendar()


def day(words: str) -> dt.date:
    return dt.date.fromisoformat(words)


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        pytest.param("2019-09-02", 7, "2019-09-11", id="an ordinary weekend between"),
        pytest.param("2026-11-16", 1, "2026-11-17", id="the starting day is not counted"),
        pytest.param("2026-11-20", 1, "2026-11-23", id="from a Friday to a Monday"),
        pytest.param("2026-11-21", 1, "2026-11-23", id="from a Saturday"),
        pytest.param("2024-02-08", 3, "2024-02-19", id="Spring Festival 2024 with the Sunday made up for it"),
        pytest.param("2024-04-30", 5, "2024-05-10", id="Labour Day 2024"),
        pytest.param("2024-09-30", 3, "2024-10-10", id="National Day 2024"),
        pytest.param("2024-10-11", 1, "2024-10-12", id="a Saturday made up in 2024"),
        pytest.param("2025-01-24", 2, "2025-01-27", id="a Sunday made up before Spring Festival 2025"),
        pytest.param("2025-01-27", 1, "2025-02-05", id="Spring Festival 2025"),
        pytest.param("2025-09-26", 2, "2025-09-29", id="a Sunday made up in September 2025"),
        pytest.param("2025-09-30", 2, "2025-10-10", id="National Day and Mid-autumn 2025"),
        pytest.param("2025-12-31", 1, "2026-01-04", id="a Sunday made up for New Year's Day 2026"),
        pytest.param("2026-02-13", 2, "2026-02-24", id="Spring Festival 2026 with the Saturday before it"),
        pytest.param("2026-06-18", 1, "2026-06-22", id="Dragon Boat Festival 2026"),
        pytest.param("2026-09-24", 1, "2026-09-28", id="Mid-autumn 2026"),
    ],
)
def test_working_days_follow_the_holiday_calendar(start: str, amount: int, due: str) -> None:
    assert count(day(start), amount, "工作日", CALENDAR).due == day(due)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        pytest.param("2026-09-25", 10, "日", "2026-10-05", id="calendar days run through holidays"),
        pytest.param("2026-09-25", 10, "天", "2026-10-05", id="天 is 日"),
        pytest.param("2026-11-22", 2, "周", "2026-12-06", id="weeks"),
        pytest.param("2026-01-31", 1, "个月", "2026-02-28", id="a month that has no such day"),
        pytest.param("2024-01-31", 1, "个月", "2024-02-29", id="a leap year"),
        pytest.param("2025-11-30", 3, "个月", "2026-02-28", id="over the turn of the year"),
        pytest.param("2026-02-28", 1, "个月", "2026-03-28", id="the same day, not the month's end"),
        pytest.param("2024-02-29", 1, "年", "2025-02-28", id="29 February a year later"),
        pytest.param("2026-11-22", 48, "小时", "2026-11-24", id="hours that make days"),
    ],
)
def test_calendar_days_months_and_years(start: str, amount: int, unit: str, due: str) -> None:
    assert count(day(start), amount, unit, CALENDAR).due == day(due)


def test_days_before_an_event_are_counted_back() -> None:
    assert count(day("2026-10-12"), 5, "工作日", CALENDAR, back=True).due == day("2026-09-29")
    assert count(day("2026-03-01"), 2, "日", CALENDAR, back=True).due == day("2026-02-27")


def test_the_count_names_the_days_off_and_the_days_made_up() -> None:
    counted = count(day("2026-09-17"), 20, "工作日", CALENDAR)
    assert counted.due == day("2026-10-21")
    assert [date.isoformat() for date, _ in counted.worked] == ["2026-09-20", "2026-10-10"]
    assert {name for _, name in counted.off} == {"中秋节", "国庆节"}
    assert len(counted.off) == 10 and counted.weekend == 4


def test_a_count_into_a_year_without_a_calendar_is_refused() -> None:
    with pytest.raises(UncoveredYear) as refused:
        count(day("2026-12-28"), 20, "工作日", CALENDAR)
    assert refused.value.year == 2027


@given(st.dates(day("2024-01-01"), day("2026-06-30")), st.integers(1, 60))
def test_the_last_of_so_many_working_days_is_worked_and_counting_back_never_passes_the_start(
    start: dt.date, amount: int
) -> None:
    due = count(start, amount, "工作日", CALENDAR).due
    assert CALENDAR.day(due).worked
    between = [start + dt.timedelta(days=number) for number in range(1, (due - start).days + 1)]
    assert sum(CALENDAR.day(date).worked for date in between) == amount


@given(st.dates(day("1990-01-01"), day("2090-12-31")), st.integers(-600, 600))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(start: dt.date, months: int) -> None:
    later = add_months(start, months)
    assert (later.year - start.year) * 12 + later.month - start.month == months
    assert later.day == start.day or (later + dt.timedelta(days=1)).day == 1
