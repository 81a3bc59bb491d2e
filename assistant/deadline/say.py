"""Say: a deadline in words, in Chinese and English: the day itself, how it was counted, how it stands today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.deadline.calendar import HOLIDAYS, UncoveredYear, WorkCalendar
from assistant.deadline.count import HOURS, WORKING, Count
from assistant.deadline.rule import Kind, Rule
from assistant.english import english_day
from corpus.catalogue import HOLIDAYS_FILE

_WEEKDAYS_ZH = "一二三四五六日"
_HOLIDAYS_EN = {chinese: english for english, chinese in HOLIDAYS.items()}
_UNITS_EN = {
    "工作日": "working days", "日": "days", "天": "days", "自然日": "calendar days", "日历日": "calendar days",
    "周": "weeks", "月": "months", "个月": "months", "年": "years", "小时": "hours",
}  # fmt: skip
_ONE_DAY = dt.timedelta(days=1)


def day_words(day: dt.date, language: str) -> str:
    """Return a day with its weekday: 2026年10月21日（星期三）, Wednesday, 21 October 2026."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS_ZH[day.weekday()]}）"
    return f"{day:%A}, {english_day(day)}"


def due_words(rule: Rule, due: dt.date, today: dt.date, acted: dt.date | None, language: str) -> str:
    """Return what leads: the last day with its weekday, and whether it has passed, or was kept by what `acted` did."""
    day = day_words(due, language)
    status = (
        _kept(due, acted, language) if acted and rule.kind != Kind.AT_LEAST else _status(rule, due, today, language)
    )
    if language == "zh":
        if rule.kind == Kind.AT_LEAST:
            return f"最早{day}期满{status}"
        return f"最晚{day}{'同一时刻' if rule.unit == HOURS else ''}{status}"
    if rule.kind == Kind.AT_LEAST:
        return f"Not before the end of {day}{status}"
    return f"By {day}{' at the same hour' if rule.unit == HOURS else ''} at the latest{status}"


def _status(rule: Rule, due: dt.date, today: dt.date, language: str) -> str:
    zh = language == "zh"
    if due < today:
        if rule.kind == Kind.AT_LEAST:
            return "，已满" if zh else " (completed)"
        return "，已过期" if zh else " (this day has passed)"
    if due == today:
        return "，就是今天" if zh else " (that is today)"
    return ""


def _kept(due: dt.date, acted: dt.date, language: str) -> str:
    late = (acted - due).days
    if language == "zh":
        return f"，{acted.month}月{acted.day}日{f'超期{late}天' if late > 0 else '没有超期'}"
    day = english_day(acted)
    return f"; {day} is {_days(late)} late" if late > 0 else f"; {day} is in time"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def stands(due: dt.date, today: dt.date, language: str) -> str:
    """Return how many days have passed since a deadline, or are left, as of `today`."""
    left = (due - today).days
    if language == "zh":
        return f"已过{-left}天" if left < 0 else f"还有{left}天" if left else "就是今天"
    return f"passed {_days(-left)} ago" if left < 0 else f"{_days(left)} left" if left else "that is today"


def today_line(due: dt.date, today: dt.date, language: str) -> str:
    """Return the line that says how a deadline stands today."""
    if language == "zh":
        return f"今天是{day_words(today, 'zh')}，这一期限{stands(due, today, 'zh')}。"
    return f"Today is {day_words(today, 'en')}: {stands(due, today, 'en')}."


def rule_line(rule: Rule, event: str, language: str, *, stands_in: bool) -> str:
    """Return the line with the rule in the notice's words and the event from which it runs."""
    quoted = " ".join(rule.words.split())
    if language == "zh":
        since = f"从“{rule.event_words}”算" if rule.trigger else "通知没有写从何时算起，按所给的日子算"
        return f"规则：“{quoted}”，{since}{f'；所给的是“{event}”的日子，这里当作同一天' if stands_in else ''}。"
    since = (
        f"counted from “{rule.event_words}”"
        if rule.trigger
        else "the notice names no event; counted from the day given"
    )
    same = f"; the day given is that of {event}, taken here for the same" if stands_in else ""
    return f"Rule: “{quoted}”, {since}{same}."


def own_year_line(issued: dt.date, due: dt.date, language: str) -> str:
    """Return the line with the other day that is meant when a day without a year is that of the notice itself."""
    if language == "zh":
        return f"如果指的是通知自己的印发日{day_words(issued, 'zh')}，那么最晚是{day_words(due, 'zh')}。"
    return (
        f"If the notice's own day of issue is meant, {day_words(issued, 'en')}, the last day is {day_words(due, 'en')}."
    )


_ASSUMED = {
    "this year": ("没有写年份，按今年（{0.year}年）算", "no year was given; this year, {0.year}, is taken"),
    "last year": (
        "没有写年份，今年的这一天还没到，按{0.year}年算", "no year was given; the latest such day is taken",
    ),
    "this month": ("没有写月份，按本月（{0.year}年{0.month}月）算", "no month was given; this month is taken"),
    "last month": ("没有写月份，按上月（{0.year}年{0.month}月）算", "no month was given; last month is taken"),
}  # fmt: skip


def count_line(rule: Rule, start: dt.date, counted: Count, assumed: str, language: str) -> str:
    """Return the line that says from which day was counted, which is not counted itself, and how far."""
    zh = language == "zh"
    note = _ASSUMED[assumed][0 if zh else 1].format(start) if assumed else ""
    first, last = day_words(start, language), day_words(counted.due, language)
    back = rule.kind == Kind.BEFORE
    if rule.unit == HOURS:
        return _hours_counted(rule, first, last, language)
    if zh:
        unit = rule.unit if rule.unit.startswith("个") or rule.unit in ("天", "日", "年", "周") else f"个{rule.unit}"
        way = f"往前数{rule.amount}{unit}" if back else f"从次日数起，满{rule.amount}{unit}"
        return f"起算日：{first}{f'（{note}）' if note else ''}，当天不计入；{way}是{last}。"
    unit = _UNITS_EN[rule.unit].removesuffix("s" if rule.amount == 1 else "")
    way = f"{rule.amount} {unit} {'before it' if back else 'after it'}"
    return f"Starting day: {first}{f' ({note})' if note else ''}, not counted itself; {way} is {last}."


def _hours_counted(rule: Rule, first: str, last: str, language: str) -> str:
    if language == "zh":
        return f"从{first}的那一时刻数起，满{rule.amount}小时是{last}的同一时刻。"
    return f"From the hour on {first}, {rule.amount} hours end at the same hour on {last}."


def calendar_line(rule: Rule, counted: Count, calendar: WorkCalendar, language: str) -> str:
    """Return which holidays and made-up days lay between; for calendar days whether the last is a day off; else ""."""
    if rule.unit == HOURS:
        return ""
    if rule.unit != WORKING:
        return _rest_line(counted.due, calendar, language)
    zh = language == "zh"
    parts = []
    if counted.off:
        parts.append(("放假：" if zh else "Holidays: ") + ("、" if zh else ", ").join(_runs(counted.off, language)))
    if counted.worked:
        parts.append(
            ("调休上班：" if zh else "made-up working days: ")
            + ("、" if zh else ", ").join(_runs(counted.worked, language))
        )
    if counted.weekend:
        parts.append(f"{'另有' if parts else '有'}周末{counted.weekend}天" if zh else _weekend_days(counted.weekend))
    if not parts:
        return ""
    return f"其间{'；'.join(parts)}。" if zh else f"In between: {'; '.join(parts)}."


def _weekend_days(number: int) -> str:
    return f"{number} weekend day{'' if number == 1 else 's'}"


def _rest_line(due: dt.date, calendar: WorkCalendar, language: str) -> str:
    try:
        day = calendar.day(due)
        later = due
        while not calendar.day(later).worked:
            later += _ONE_DAY
    except UncoveredYear:
        return ""
    if day.worked:
        return ""
    if language == "zh":
        named = f"（{day.name}）" if day.name else ""
        return f"该日是休息日{named}，通知没有写是否顺延；其后第一个工作日是{day_words(later, 'zh')}。"
    following = day_words(later, "en")
    return f"That is a day off; the notice does not say whether it moves. The next working day is {following}."


def _runs(days: Sequence[tuple[dt.date, str]], language: str) -> Iterator[str]:
    """Yield each run of days with one name: 10月1日至7日国庆节, 1–7 October (National Day)."""
    breaks = [at for at, (one, two) in enumerate(pairwise(days), 1) if two[0] - one[0] != _ONE_DAY or two[1] != one[1]]
    for first, last in pairwise([0, *breaks, len(days)]):
        begin, name = days[first]
        end = days[last - 1][0]
        if language == "zh":
            until = "" if begin == end else f"至{'' if begin.month == end.month else f'{end.month}月'}{end.day}日"
            yield f"{begin.month}月{begin.day}日{until}（{name}）"
        else:
            until = "" if begin == end else f" to {end.day} {end:%B}"
            yield f"{begin.day} {begin:%B}{until} ({_HOLIDAYS_EN.get(name, name)})"


def uncovered_line(year: int, language: str) -> str:
    """Return the line that says that no calendar covers a year, and who can change that."""
    if language == "zh":
        return f"日历里没有{year}年的放假安排，不能推算工作日；管理员可以在通知文件夹的{HOLIDAYS_FILE}里补上这一年。"
    return (
        f"No holiday calendar covers {year}, so working days cannot be counted; whoever keeps the notices can add the "
        f"year in {HOLIDAYS_FILE}, in their folder."
    )


def ask_line(rule: Rule, given: str, language: str) -> str:
    """Return the line that asks for the starting day; `given` is the event of a day that starts something else."""
    zh = language == "zh"
    trigger = rule.event_words or ("起算" if zh else "the start")
    if zh:
        lead = f"所给的是“{given}”的日子，这一期限从“{trigger}”起算" if given else f"这一期限从“{trigger}”起算"
        return f"{lead}。请告诉我那是哪一天（例如“9月17日”），就能算出日期。"
    lead = (
        f"The day given is that of {given}; this limit runs from “{trigger}”."
        if given
        else f"This limit runs from “{trigger}”."
    )
    return f"{lead} Tell me the day (for example 17 September) and the date can be counted."


def no_day_line(words: str, language: str) -> str:
    """Return the line that says that the calendar has no such day as `words`."""
    if language == "zh":
        return f"日历上没有“{words}”这一天，请核对后再问。"
    return f"The calendar has no such day as “{words}”; please check it."


def hours_line(language: str) -> str:
    """Return the line that says that a limit in hours has no date of its own."""
    return (
        "这一期限按小时算，要从事情发生的时刻数起。"
        if language == "zh"
        else "This limit is in hours, from the very moment."
    )


def fixed_line(rule: Rule, day: dt.date, today: dt.date, language: str) -> str:
    """Return the line with the day of a rule that names it, and whether it has passed."""
    quoted, when = " ".join(rule.words.split()), day_words(day, language)
    again = rule.kind in (Kind.YEARLY, Kind.MONTHLY)
    if language == "zh":
        year = "" if rule.year or again else f"，按通知所属的{day.year}年算"
        return f"“{quoted}”{'最近的一次' if again else ''}是{when}{year}，{stands(day, today, 'zh')}。"
    year = "" if rule.year or again else f", in {day.year}, the year of the notice"
    return f"“{quoted}”{', the next time,' if again else ''} is {when}{year}: {stands(day, today, 'en')}."


def summary_words(number: int, earliest: dt.date | None, language: str) -> str:
    """Return what leads a table of the rules of several notices, with the earliest day when one is known."""
    if language == "zh":
        more = f"，所得期限中最早的是{day_words(earliest, 'zh')}" if earliest else ""
        return f"{number}份通知各有规定{more}"
    more = f"; the earliest day is {day_words(earliest, 'en')}" if earliest else ""
    return f"{number} notices have rules of their own{more}"


def over_line(title: str, year: int, language: str) -> str:
    """Return the note that a notice plans a year that is over; that does not mean that it was repealed."""
    if language == "zh":
        return f"《{title}》安排的是{year}年的工作，这一年度已经结束。"
    return f"{title} is a plan for {year}; that year is over."
