"""Day: the starting day that a question names, found without a clock and told apart from the day it is resolved to."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.deadline.count import add_months
from assistant.deadline.event import EVENTS, OTHER, Event, first_event, last_event
from corpus.fold import read_numerals

ASKS_DAY = re.compile(
    r"最晚|最迟|哪天|哪一天|哪日|几[号日]|几月|什么时候|啥时候|何时|何日|截止|到期|期满|过期|超期|逾期|超时|还剩|"
    r"还有[几多]|来[得不]及|期限|时限|多久|多长时间|[几多]少?个?(?:工作日|天)"
    r"|\b(?:deadline|by when|when|latest|last day|due|overdue|expired?|late|in time|how long|(?:what|which) da(?:te|y)"
    r"|how many (?:working )?days)\b",
    re.IGNORECASE,
)
"""The wordings that ask for a deadline or how it stands."""
WANTS_DATE = re.compile(
    r"哪天|哪一天|哪日|几[号日](?!令)|几月几|何日|过期|超期|逾期|到期|还剩|还有[几多]|来[得不]及"
    r"|\b(?:(?:what|which|last) da(?:te|y)|overdue|expired?|too late|in time|calendar date)\b",
    re.IGNORECASE,
)
"""The wordings that ask for a day, not for a span of time."""
_ASKS_SPAN = re.compile(
    r"[几多]少?个?(?:工作日|天|小时|个?月)|多久|多长时间|多快|\bhow (?:long|many|soon|quickly)\b", re.IGNORECASE
)
_ASKS_POINT = re.compile(
    rf"{WANTS_DATE.pattern}|最晚|最迟|什么时候|啥时候|何时|几月|截止|\b(?:by when|when|latest|due)\b", re.IGNORECASE
)


def asks_span_only(text: str) -> bool:
    """Whether `text` asks how long something may take (几天内) and not on which day it ends."""
    return bool(_ASKS_SPAN.search(text)) and not _ASKS_POINT.search(text)


_MONTHS = tuple("january february march april may june july august september october november december".split())
_WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_COUNTED = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


@dataclass(frozen=True, slots=True)
class StartDay:
    """A starting day on the calendar; `assumed` says how a part that the question leaves out was filled in.

    `assumed` is "", "this year" or "last year" (the year was not given), or "this month" or "last month".
    """

    day: dt.date
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words of a question that name a day, the kind of event on it, and the name of the form that they have.

    `after` holds the characters that follow, by which some forms are told (刚 is a day in 刚收到 only).
    """

    words: str
    event: Event | None
    form: str
    after: str = ""

    def resolve(self, today: dt.date) -> StartDay | None:
        """Return the day that the words mean as of `today`; None for one that no calendar has, such as 2月30日."""
        found = _FORMS_BY_NAME[self.form].pattern.match(self.words + self.after)
        if found is None:
            return None
        try:
            return _FORMS_BY_NAME[self.form].resolve(found, today)
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], dt.date], StartDay]
    needs_event: bool = False


def _full(found: re.Match[str], today: dt.date) -> StartDay:
    return StartDay(dt.date(int(found["y"]), _month(found["m"]), int(found["d"])))


def _month(words: str) -> int:
    if words.isdigit():
        return int(words)
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(words.lower()[:3]))


def _of_year(found: re.Match[str], today: dt.date) -> StartDay:
    shift = {"去年": -1, "前年": -2, "明年": 1, "last": -1, "next": 1}.get(found["ry"].lower(), 0)
    return StartDay(dt.date(today.year + shift, _month(found["m"]), int(found["d"])))


def _without_year(found: re.Match[str], today: dt.date) -> StartDay:
    """Return the day in the clock's year, in the year before when it is still to come: what starts a limit is past.

    29 February is taken in the last year that has one.
    """
    month, number = _month(found["m"]), int(found["d"])
    if (month, number) == (2, 29):
        year = next(y for y in range(today.year, today.year - 9, -1) if calendar.isleap(y))
        return StartDay(dt.date(year, 2, 29), "this year" if year == today.year else "last year")
    day = dt.date(today.year, month, number)
    return StartDay(day, "this year") if day <= today else StartDay(day.replace(year=day.year - 1), "last year")


def _of_month(found: re.Match[str], today: dt.date) -> StartDay:
    words = found["rm"].lower()
    first = add_months(today.replace(day=1), -1 if words[0] in "上l" else 1 if words[0] in "下n" else 0)
    last = calendar.monthrange(first.year, first.month)[1]
    return StartDay(first.replace(day=int(found["d"]) if found["d"] else last))


def _day_only(found: re.Match[str], today: dt.date) -> StartDay:
    number = int(found["d"])
    if number <= today.day:
        return StartDay(today.replace(day=number), "this month")
    return StartDay(add_months(today.replace(day=1), -1).replace(day=number), "last month")


_NEAR = {
    "今天": 0, "今日": 0, "今儿": 0, "刚才": 0, "刚刚": 0, "刚": 0, "昨天": -1, "昨日": -1, "昨儿": -1, "前天": -2, "大前天": -3,
    "明天": 1, "明日": 1, "后天": 2, "today": 0, "just now": 0, "this morning": 0, "this afternoon": 0, "just": 0,
    "yesterday": -1, "the day before yesterday": -2, "tomorrow": 1,
}  # fmt: skip


def _near(found: re.Match[str], today: dt.date) -> StartDay:
    return StartDay(today + dt.timedelta(days=_NEAR[" ".join(found[0].lower().split())]))


def _of_week(found: re.Match[str], today: dt.date) -> StartDay:
    """Return a day of this week (Monday to Sunday), or of another; a bare one that lies ahead is last week's."""
    named = (found["wd"] or found["wde"]).lower()
    number = "一二三四五六日".find("日" if named == "天" else named)
    number = number if number >= 0 else int(named) - 1 if named.isdigit() else _WEEKDAYS.index(named)
    which = (found["rw"] or found["rwe"] or "").lower()
    weeks = -which.count("上") or (-1 if which == "last" else 1 if which[:1] in ("下", "n") else 0)
    day = today + dt.timedelta(days=number - today.weekday() + 7 * weeks)
    return StartDay(day - dt.timedelta(days=7) if not which and day > today else day)


def _ago(found: re.Match[str], today: dt.date) -> StartDay:
    amount = int(found["n"]) if found["n"].isdigit() else _COUNTED[found["n"].lower()]
    unit = found["u"].lower()
    if unit.startswith(("月", "个月", "month")):
        return StartDay(add_months(today, -amount))
    weeks = unit.startswith(("周", "星期", "礼拜", "week"))
    return StartDay(today - dt.timedelta(days=amount * (7 if weeks else 1)))


_MONTH = r"(?P<m>(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_NTH = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"


def _form(
    name: str, pattern: str, resolve: Callable[[re.Match[str], dt.date], StartDay], *, event: bool = False
) -> _Form:
    return _Form(name, re.compile(pattern, re.IGNORECASE), resolve, event)


_FORMS = (
    _form("full", r"(?<!\d)(?P<y>(?:19|20)\d{2})\s?(?:年|[-/.])\s?(?P<m>\d{1,2})\s?(?:月|[-/.])\s?(?P<d>\d{1,2})(?!\d)\s?[日号]?", _full),
    _form("full-en", rf"(?<!\w){_NTH}(?: of)? {_MONTH},? (?P<y>(?:19|20)\d{{2}})(?!\d)", _full),
    _form("full-us", rf"\b{_MONTH} {_NTH},? (?P<y>(?:19|20)\d{{2}})(?!\d)", _full),
    _form("of-year", r"(?P<ry>今年|本年|去年|前年|明年)的?\s?(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?", _of_year),
    _form("of-year-en", rf"(?<!\w){_NTH}(?: of)? {_MONTH} (?P<ry>this|last|next) year", _of_year),
    _form("of-year-us", rf"\b{_MONTH} {_NTH},? (?:of )?(?P<ry>this|last|next) year", _of_year),
    _form("of-month", r"(?P<rm>本月|这个月|这月|当月|上个?月|下个?月)(?:的?(?P<d>\d{1,2})[日号]|底|末|最后一天)", _of_month),
    _form("of-month-en", r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th) (?:of )?(?P<rm>this|last|next) month", _of_month),
    _form("month-day", r"(?<![\d年])(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})(?!\d)\s?[日号]?", _without_year),
    _form("month-day-en", rf"(?<!\w){_NTH}(?: of)? {_MONTH}(?!\w)", _without_year),
    _form("month-day-us", rf"\b{_MONTH} {_NTH}(?!\w)", _without_year),
    _form("near", r"大前天|前天|昨[天日儿]|今[天日儿]|明[天日]|后天|刚刚|刚才|刚(?=收|接|印|发|作|做|形|批)"
          r"|\b(?:the day before yesterday|yesterday|today|tomorrow|just now|this (?:morning|afternoon)|just(?= (?:received|issued|got|made)))\b", _near),
    _form("of-week", r"(?<![每一二两三四五六\d])(?P<rw>上上个?|上个?|本|这个?|下个?)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天1-7])(?!次|个?工作|[天日]内)"
          r"|\b(?:(?P<rwe>last|this|next) )?(?P<wde>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", _of_week),
    _form("ago", r"(?P<n>\d{1,3})\s?(?P<u>天|周|星期|礼拜|个星期|个礼拜|个月)(?:以|之)?前(?!置)", _ago, event=True),
    _form("ago-en", r"\b(?P<n>\d{1,3}|an?|one|two|three|four|five|ten) (?P<u>days?|weeks?|months?) ago", _ago),
    _form("day-only", r"(?<![\d月年第〕\]）.个])(?P<d>[12]?\d|3[01])[日号](?![令文线楼内前以])", _day_only, event=True),
)  # fmt: skip
_FORMS_BY_NAME = {form.name: form for form in _FORMS}

_NO_START = re.compile(r"\s*(?:(?:之|以)?前|底|截止|为止|之内|是?(?:最后|截止|到期))|\s+(?:or earlier|at the latest)")
_NO_START_BEFORE = re.compile(
    r"(?:每年|每月|截至|截止到?|最晚|最迟|到|至)\s*$|\b(?:by|before|until|till|than|every|each)\s*(?:the\s*)?$",
    re.IGNORECASE,
)
_STOP = re.compile(
    rf"[。？?；;!！]|{ASKS_DAY.pattern}|[要应须需得可能](?!求)|\b(?:must|should|has to|have to|needs?|can)\b",
    re.IGNORECASE,
)
_AFTER, _BEFORE, _LOOK = 24, 36, 12
_JOINTS = re.compile(r"(?:^|\s)(?:on|from|dated|as of|since)\s*$|[于在自从]\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    words: DayWords
    start: int
    end: int


def split_start(text: str) -> tuple[DayWords | None, DayWords | None, str]:
    """Return the starting day that `text` names, a second day in it, and the text without the starting day.

    Of several days the first with an event that can start a limit is the starting day. Days that are a deadline
    themselves (11月30日前, by 30 November) are none. Without a starting day the text comes back as it was.
    """
    plain = read_numerals(text)
    found = sorted(_days(plain), key=lambda one: one.start)
    if not found:
        return None, None, text
    chosen = next((one for one in found if one.words.event is not None), found[0])
    other = next((one.words for one in found if one is not chosen and one.start > chosen.start), None)
    # The words asked are kept as they were typed wherever the day itself needed no reading of numerals.
    start = text.find(chosen.words.words)
    source, end = (text, start + len(chosen.words.words)) if start >= 0 else (plain, chosen.end)
    before = _JOINTS.sub(" ", source[: start if start >= 0 else chosen.start])
    after = re.sub(r"^\s*(?:当[天日])?(?:起(?!草))?", "", source[end:])
    return chosen.words, other, " ".join(f"{before}{after}".split())


def ask_with_day(text: str, *, after_deadline: bool) -> tuple[DayWords | None, DayWords | None, str]:
    """Return `split_start(text)` for a question about a deadline, and `text` as it is for any other.

    `after_deadline` says that the turn before asked for one: then a day alone (9月17日印发的) answers what was missing,
    and the text that is left says no more than that the turn goes on.
    """
    if not (after_deadline or ASKS_DAY.search(text)):
        return None, None, text
    start, acted, rest = split_start(text)
    if start is not None and after_deadline and _SAYS_NOTHING.fullmatch(rest):
        return start, acted, "呢"
    return start, acted, rest


_EVENT_WORDS = "|".join(f"{event.words_zh.pattern}|{event.words_en.pattern}" for event in (*EVENTS, OTHER))
_SAYS_NOTHING = re.compile(
    rf"(?:{_EVENT_WORDS}|我们|文件|申请|决定|通知|信息|它|日期|时间|那?是|的|了|呢|吧|就|在|于"
    r"|\b(?:it|we|was|is|were|the|an?|document|file|application|notice|and|if|what|about|on|day|date|of|how)\b|[\s，,。.？?：:])*",
    re.IGNORECASE,
)


def _days(text: str) -> Iterator[_Found]:
    taken = bytearray(len(text))
    for form in _FORMS:
        for found in form.pattern.finditer(text):
            start, end = found.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            if _NO_START.match(text, end) or _NO_START_BEFORE.search(text[:start]):
                continue
            event = _event_near(text, start, end)
            if event is not None or not form.needs_event:
                yield _Found(DayWords(found[0], event, form.name, text[end : end + _LOOK]), start, end)


def _event_near(text: str, start: int, end: int) -> Event | None:
    """Return the event nearest behind a day, before anything is asked; else the one before it in its sentence."""
    stop = _STOP.search(text, end)
    after = text[end : min(stop.start() if stop else len(text), end + _AFTER)]
    before = re.split(r"[。？?；;!！，,]", text[max(0, start - _BEFORE) : start])[-1]
    if event := first_event(after) or last_event(before):
        return event
    return OTHER if re.match(r"\s*(?:起|开始|算)", after) or re.search(r"(?:自|从|from)\s*$", before) else None
