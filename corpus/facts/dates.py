"""Dates: the days by which, until which or from which something holds; what is not printed is left out of the value.

`2020-11-30` a day, `--11-30` a day of no printed year, `---10` a day of every month or of one named by another word.
"""

from __future__ import annotations

import re

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.facts.pattern import Pattern, compiled, digits, group

_MONTH_END = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_PART_END = {"上旬": 10, "中旬": 20, "初": 10}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_BEFORE = r"(?P<after>之前|以前|前)"


def _date(found: re.Match[str]) -> Found | None:
    year, month, day = (digits(group(found, name)) if group(found, name) else "" for name in ("year", "month", "day"))
    part, after = group(found, "part"), group(found, "after")
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return None
    if not after and (day or not part):
        return None
    number = int(day) if day.isdigit() else _PART_END.get(part, _month_end(year, int(month)))
    return Found(FactKind.DATE, found.start(), found.end(), f"{year or '-'}-{int(month):02d}-{number:02d}", "", after)


def _month_end(year: str, month: int) -> int:
    leap = year.isdigit() and month == 2 and int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    return 29 if leap else _MONTH_END[month]


def _year_end(found: re.Match[str]) -> Found:
    year = group(found, "year")
    return Found(FactKind.DATE, found.start(), found.end(), f"{year or '-'}-12-31", "", group(found, "after"))


def _quarter_end(found: re.Match[str]) -> Found | None:
    """Return the last day of a quarter or half year that is named with 前, 末 or 底; 第三季度前 is 9月底前."""
    if not group(found, "part") and not group(found, "after"):
        return None
    quarter = group(found, "quarter")
    month = 3 * (_QUARTERS.get(quarter) or int(quarter)) if quarter else 6 if found["half"] == "上半年" else 12
    value = f"{group(found, 'year') or '-'}-{month:02d}-{_MONTH_END[month]:02d}"
    return Found(FactKind.DATE, found.start(), found.end(), value, "", group(found, "after"))


def _day_of_month(found: re.Match[str]) -> Found | None:
    day = int(digits(found["day"]))
    if not 1 <= day <= 31:
        return None
    return Found(FactKind.DATE, found.start(), found.end(), f"---{day:02d}", "", group(found, "after"))


DATES = (
    Pattern(
        FactKind.DATE,
        compiled(
            r"(?:(?P<each>每年|当年|次年|翌年|次月|每季度末?月?)\s*)?"
            r"(?:(?P<year>\d{4}|[〇零一二三四五六七八九]{4})\s*年\s*)?"
            r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月\s*"
            r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日|(?P<part>底|末|份|初|上旬|中旬|下旬))?\s*"
            r"(?P<after>之?以?前|起)?"
        ),
        _date,
        ("月",),
    ),
    Pattern(
        FactKind.DATE,
        compiled(
            r"(?:(?P<year>\d{4})\s*年\s*)?"
            rf"(?:第?\s*(?P<quarter>[一二三四1-4])\s*季度|(?P<half>上半年|下半年))\s*(?P<part>末|底)?\s*{_BEFORE}?"
        ),
        _quarter_end,
        ("季度", "半年"),
    ),
    Pattern(
        FactKind.DATE,
        compiled(r"(?:(?P<year>\d{4})\s*年\s*)?(?:年|(?<=年))(?:底|末|终)\s*(?P<after>之?以?前)?"),
        _year_end,
        ("底", "末", "终"),
    ),
    Pattern(
        FactKind.DATE,
        compiled(r"(?:(?P<year>\d{4})\s*)?(?:年|年度|本年度)(?P<after>内)(?![部容在设])"),
        _year_end,
        ("年内", "年度内"),
    ),
)  # fmt: skip
"""Dates that a month, a quarter or a year names."""

DAYS = (
    Pattern(
        FactKind.DATE,
        compiled(rf"(?:每\s*个?月|次月|下个?月|当月|本月)的?\s*(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*[日号]\s*{_BEFORE}?"),
        _day_of_month,
        ("月",),
    ),
    Pattern(
        FactKind.DATE,
        compiled(rf"(?<![\d月.—-])(?P<day>\d{{1,2}})\s*[日号]\s*{_BEFORE}(?!期|述|款)"),
        _day_of_month,
        ("日", "号"),
    ),
)  # fmt: skip
"""Days of a month that is not named; they stand behind frequencies, for 每月10日前 is a date in a frequency."""
