"""Force: from when and until when a notice says that it applies."""

from __future__ import annotations

import datetime as dt
import re

from corpus.fold import read_numerals
from corpus.header import parse_date
from corpus.roles import DATE

_FROM_DATE = re.compile(rf"自\s*({DATE})\s*起(?:正式)?(?:施行|实施|执行|生效)")
_FROM_ISSUE = re.compile(r"自(?:印发|发布|公布|发文|签发|颁布)之日起(?:正式)?(?:施行|实施|执行|生效)")
_YEARS = re.compile(r"有效期(?:为|限为|限)?\s*(\d{1,2})\s*年")
_UNTIL = re.compile(rf"有效期(?:至|到|截至|截止到?)\s*({DATE})")


def read_force(text: str, issued_on: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day on which the notice applies, None where it does not say.

    A period of N years ends on the day before its anniversary.
    """
    plain = read_numerals(text)
    begin: dt.date | None = None
    if dated := _FROM_DATE.search(text):
        begin = parse_date(dated[1])
    elif _FROM_ISSUE.search(plain):
        begin = issued_on
    if until := _UNTIL.search(text):
        return begin, parse_date(until[1])
    years = _YEARS.search(plain)
    if years and begin and begin.year + int(years[1]) <= dt.MAXYEAR:
        return begin, _anniversary(begin, int(years[1])) - dt.timedelta(days=1)
    return begin, None


def _anniversary(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February in a year that has none
        return dt.date(day.year + years, 3, 1)
