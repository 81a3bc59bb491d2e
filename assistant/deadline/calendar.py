"""Calendar: which days are worked, by the State Council's holiday notices and the files that a keeper adds.

The library `chinesecalendar` holds the published notices; it ends with the last year published. A keeper adds further
years in a text file, one day a line: the date, 休 (off) or 班 (worked), and the holiday's name, separated by tabs.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import chinese_calendar

from corpus.catalogue import HOLIDAYS_FILE

FEWEST_OFF = 11
"""The fewest statutory days off of a year since 2008: a year with fewer is not listed whole."""
HOLIDAYS = {
    "New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节", "National Day": "国庆节", "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}  # fmt: skip
"""The names of holidays, as the library has them in English, in Chinese."""
_MARKS = {"休": False, "班": True}
_FIRST_YEAR = min(chinese_calendar.holidays).year
_LAST_YEAR = max(chinese_calendar.holidays).year


class HolidayFileError(ValueError):
    """Shown to whoever keeps the holiday file: which line is wrong, what was expected, what to write."""


class UncoveredYear(LookupError):
    """Seen by the composer only: no calendar covers `year`, so no working day of it can be told."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holiday calendar covers {year}; add its days to {HOLIDAYS_FILE}")
        self.year = year


@dataclass(frozen=True, slots=True)
class Day:
    """Whether a day is worked, and the holiday for whose sake it is off or made up for, "" on an ordinary day."""

    worked: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days of the library's years and those of `added`, which come before the library's.

    A year that the library lacks is covered when `added` lists its days off.
    """

    added: Mapping[dt.date, Day] = field(default_factory=dict)

    def covers(self, year: int) -> bool:
        """Whether the working days of `year` are known."""
        return _FIRST_YEAR <= year <= _LAST_YEAR or any(day.year == year for day in self.added)

    def day(self, date: dt.date) -> Day:
        """Return whether `date` is worked.

        Raises:
            UncoveredYear: if no calendar covers its year.
        """
        if not self.covers(date.year):
            raise UncoveredYear(date.year)
        if known := self.added.get(date):
            return known
        if name := chinese_calendar.workdays.get(date):
            return Day(True, _chinese(name))
        if name := chinese_calendar.holidays.get(date):
            return Day(False, _chinese(name))
        return Day(date.weekday() < 5)


def _chinese(name: str) -> str:
    """Return the Chinese name of a holiday that the library names in English, else that name."""
    return HOLIDAYS.get(name, name)


def open_calendar(folder: Path | None = None) -> WorkCalendar:
    """Return the calendar of the library and, where there is one, of the keeper's file in `folder`.

    Raises:
        HolidayFileError: if the file cannot be read as one.
    """
    path = folder / HOLIDAYS_FILE if folder else None
    return WorkCalendar(read_holidays(path)) if path and path.is_file() else WorkCalendar()


def read_holidays(path: Path) -> Mapping[dt.date, Day]:
    """Return the days that a keeper's file lists; empty lines and lines that begin with # say nothing.

    Raises:
        HolidayFileError: if a line is malformed, a day is listed twice, or a year that only the file has is not whole.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HolidayFileError(f"{path}: cannot be read ({error}); expected a text file in UTF-8.") from error
    days: dict[dt.date, Day] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path}, line {number}"
        date, day = _read_line(line, where)
        if date in days:
            raise HolidayFileError(f"{where}: {date} is listed twice; keep one line for it.")
        days[date] = day
    _check_whole(days, path)
    return days


def _read_line(line: str, where: str) -> tuple[dt.date, Day]:
    fields = [each.strip() for each in line.split("\t")]
    if len(fields) != 3 or not fields[2]:
        raise HolidayFileError(
            f"{where}: {line!r}; expected date, 休 or 班, and the holiday's name, separated by tabs."
        )
    try:
        date = dt.date.fromisoformat(fields[0])
    except ValueError as error:
        raise HolidayFileError(f"{where}: {fields[0]!r} is no day; expected a date such as 2027-01-01.") from error
    if fields[1] not in _MARKS:
        raise HolidayFileError(f"{where}: {fields[1]!r}; expected 休 for a day off or 班 for a day worked.")
    worked = _MARKS[fields[1]]
    if worked and date.weekday() < 5:
        raise HolidayFileError(
            f"{where}: {date} is worked anyway, from Monday to Friday; 班 marks a Saturday or Sunday."
        )
    return date, Day(worked, fields[2])


def _check_whole(days: Mapping[dt.date, Day], path: Path) -> None:
    """Refuse a year that only the file has and of which it lists too little to count by."""
    off = Counter(date.year for date, day in days.items() if not day.worked)
    for year in sorted({date.year for date in days}):
        if not _FIRST_YEAR <= year <= _LAST_YEAR and off[year] < FEWEST_OFF:
            raise HolidayFileError(
                f"{path}: {off[year]} days off in {year}; expected at least {FEWEST_OFF}, all that the State Council's "
                "notice for the year names. Add the others."
            )
