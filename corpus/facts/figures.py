"""Figures: time limits, dates, frequencies, shares and counts, as a table of patterns tried in order.

A pattern reads only what no earlier one has read, so the more specific stand first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.fold import fold, read_numerals

_N = r"(?:\d{1,9}(?:\.\d{1,4})?|[一二两三四五六七八九十百]{1,7}|半)"
_SPAN = r"(?:个\s*)?(?:工作日|自然日|日历日|日|天|个月|月|小时|周|年|分钟)"
_LOW = r"(?:不少于|不低于|不小于|至少|最少|不得少于|不得低于|达到|达|超过|高于|不超过|不高于|不多于|不得超过|最多|低于|少于|约)"
_HIGH = r"(?:以上|以下|以内)"
_PERIOD = rf"每\s*(?:个\s*)?(?:{_N}\s*(?:个\s*)?(?:季度|月|年|周|天|日|工作日)|半年度?|半个?月|年度?|季度?|月份?|周|星期|日|天)"
_TIMES = r"次|期|场|轮|篇|条|件|遍|批|个(?=选题|专题|活动|主题)"
_COUNTED = r"(?:名|人|位|个|期|场|项|类|件|篇|条|家|份|处|万元|元|分|次|种|户|所|批|天|日|小时|年|页)"
_DUTY = r"(?:确定|明确|配备|配齐|设立|设置|实现|建立|建成|开展|组织|举办|完成|打造|编制|公布|公开|推出|制定|培训|聘请|选取|选定|安排|落实|发布|建设|保留|报送|达)"


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: FactKind
    regex: re.Pattern[str]
    read: Callable[[re.Match[str]], Found | None]


def _digits(words: str) -> str:
    plain = read_numerals(fold(words).strip() + "个")[:-1]
    return {"半": "半"}.get(plain, plain)


def _group(found: re.Match[str], name: str) -> str:
    return re.sub(r"\s", "", found.groupdict().get(name) or "")


def _bound(found: re.Match[str]) -> str:
    """Return the bound that the text sets: the words before the figure (不少于), else behind it (以上); 达到 yields to 以上."""
    before, after = _group(found, "before"), _group(found, "after")
    if not before and (inside := _LEAST.search(_group(found, "words"))):
        before = inside[0]
    return after if after and before in ("", "达", "达到") else before


_LEAST = re.compile(_LOW)
_EVENT = re.compile(
    r"印发|印制|发布|公布|收到|接到|作出|做出|形成|变更|变化|制定|批准|批复|通过|结束|成立|受理|登记|签发|完成|公示|备案|出台|生效|实施|"
    r"召开|送达|确认|提交|出版|施行|发生|上报|下达|移交|办结|审议|审定|调整|更新|发现|申请|组织|开展"
)


def _trigger(words: str) -> tuple[str, int]:
    """Return the event that starts a time limit and where its words begin in the phrase before the figure.

    It begins behind 自 or 从, which belong to the words but not to the event; else behind 在 or 于; else at the first
    word for an event.
    """
    since = max(words.rfind("自"), words.rfind("从"))
    if since >= 0:
        return words[since + 1 :], since
    event, lead = _EVENT.search(words), re.match(r"\s*[在于]", words)
    begin = lead.end() if lead else event.start() if event else 0
    return words[begin:], begin


def _time_limit(found: re.Match[str]) -> Found:
    qualifier = _bound(found)
    phrase = found.groupdict().get("trigger") or ""
    trigger, shift = _trigger(phrase)
    start = found.start() + shift if phrase else found.start()
    span = _group(found, "span")
    unit = span if span == "个月" else span.removeprefix("个")
    value = _digits(found["n"])
    return Found(FactKind.TIME_LIMIT, start, found.end(), value, unit, qualifier, re.sub(r"\s", "", trigger))


_MONTH_END = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def _date(found: re.Match[str]) -> Found | None:
    year = _digits(_group(found, "year"))
    month = _digits(_group(found, "month"))
    day = _digits(_group(found, "day"))
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return None
    if not day and not _group(found, "part") and not _group(found, "after"):
        return None
    if day and not _group(found, "after"):
        return None
    part = _group(found, "part")
    last = {"上旬": 10, "中旬": 20, "初": 10}.get(part, _MONTH_END[int(month)])
    number = int(day) if day.isdigit() else last
    value = f"{year or '-'}-{int(month):02d}-{number:02d}"
    return Found(FactKind.DATE, found.start(), found.end(), value, "", _group(found, "after"))


def _year_end(found: re.Match[str]) -> Found:
    year = _digits(_group(found, "year"))
    after = _group(found, "after")
    return Found(FactKind.DATE, found.start(), found.end(), f"{year or '-'}-12-31", "", after)


def _frequency(found: re.Match[str]) -> Found:
    times = _group(found, "n")
    value = _digits(times) if times else _group(found, "period").removeprefix("每")
    qualifier = _bound(found)
    return Found(FactKind.FREQUENCY, found.start(), found.end(), value, _group(found, "unit"), qualifier)


def _percentage(found: re.Match[str]) -> Found:
    value = _digits(found["n"]) if not found["han"] else read_numerals(found["han"]).rstrip("%")
    return Found(FactKind.PERCENTAGE, found.start(), found.end(), value, "%", _bound(found))


def _quota(found: re.Match[str]) -> Found:
    qualifier = _bound(found)
    return Found(
        FactKind.QUOTA, found.start("counted"), found.end(), _digits(found["n"]), _group(found, "unit"), qualifier
    )


def _compile(pattern: str) -> re.Pattern[str]:
    """Return `pattern` compiled, its white space bounded so that a long run of it costs no more than its length."""
    return re.compile(pattern.replace(r"\s*", r"\s{0,3}"))


_TRIGGER = r"(?P<trigger>[^，,。；;、：:\n]{0,40}?(?:之日起|之日|之后|以后|后|之前|前|起|时))?\s*的?\s*"
_TABLE = (
    _Pattern(
        FactKind.PERCENTAGE,
        _compile(rf"(?P<before>{_LOW})?\s*(?:(?P<n>\d{{1,9}}(?:\.\d{{1,4}})?)\s*[%％]|(?P<han>百分之[一二两三四五六七八九十百]{{1,7}}))\s*(?P<after>{_HIGH})?"),
        _percentage,
    ),
    _Pattern(
        FactKind.FREQUENCY,
        _compile(
            rf"(?P<period>{_PERIOD}|年内|全年|年度内|半年内|本年度)(?P<words>[^。；;，,、\n]{{0,24}}?)(?P<before>{_LOW})?\s*(?P<n>{_N})\s*(?P<unit>{_TIMES})\s*(?P<after>{_HIGH})?"
        ),
        _frequency,
    ),
    _Pattern(
        FactKind.TIME_LIMIT,
        _compile(rf"{_TRIGGER}(?P<before>提前|延长|不超过|不得超过|不少于|不得少于|至少|最长|最迟)?\s*(?P<n>{_N})\s*(?P<span>{_SPAN})\s*(?P<after>以内|之内|内)"),
        _time_limit,
    ),
    _Pattern(
        FactKind.TIME_LIMIT,
        _compile(rf"(?P<before>提前|延长(?:至|期限)?|不超过|不得超过|不少于|不得少于|不短于|至少|最长)\s*(?:为)?\s*(?P<n>{_N})\s*(?P<span>个?\s*(?:工作日|自然日)|日|天|个月|小时|年)(?!度)"),
        _time_limit,
    ),
    _Pattern(
        FactKind.TIME_LIMIT,
        _compile(rf"(?P<trigger>[^，,。；;、：:\n]{{2,24}})?(?<!\d)(?P<n>{_N})\s*(?P<span>个\s*工作日|工作日|天|小时)\s*(?P<after>前|之前|以前)"),
        _time_limit,
    ),
    _Pattern(
        FactKind.DATE,
        _compile(
            r"(?:(?P<each>每年|当年|次年|翌年|次月|每季度末?月?)\s*)?(?:(?P<year>\d{4}|[〇零一二三四五六七八九]{4})\s*年\s*)?(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月\s*"
            r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日|(?P<part>底|末|份|初|上旬|中旬|下旬))?\s*(?P<after>之?以?前|起)?"
        ),
        _date,
    ),
    _Pattern(
        FactKind.DATE,
        _compile(r"(?:(?P<year>\d{4})\s*年\s*)?(?:年|(?<=年))(?:底|末|终)\s*(?P<after>之?以?前)?"),
        _year_end,
    ),
    _Pattern(FactKind.DATE, _compile(r"(?:(?P<year>\d{4})\s*)?(?:年|年度|本年度)(?P<after>内)(?![部容在设])"), _year_end),
    _Pattern(
        FactKind.FREQUENCY,
        _compile(rf"(?P<period>{_PERIOD})(?!\s*\d{{1,4}}\s*月)(?P<n>)(?P<before>)(?P<after>)(?P<unit>)"),
        _frequency,
    ),
    _Pattern(
        FactKind.FREQUENCY,
        _compile(
            r"(?:(?<![一-龥\d])|(?<=[行和、，立善]))(?P<period>季度|半年|月度)[^。；，,、和\n每]{0,6}"
            r"(?:通报|总结报送|总结|报送|报告|调度|督查|检查|评估|抽查)(?:制度)?(?P<n>)(?P<before>)(?P<after>)(?P<unit>)"
        ),
        _frequency,
    ),
    _Pattern(
        FactKind.QUOTA,
        _compile(rf"(?P<counted>(?P<before>{_LOW})\s*(?P<n>{_N})\s*(?P<unit>{_COUNTED})\s*(?P<after>{_HIGH})?)"),
        _quota,
    ),
    _Pattern(
        FactKind.QUOTA,
        _compile(rf"(?P<counted>(?P<before>)(?<![\d.一二三四五六七八九十第])(?P<n>{_N})\s*(?P<unit>{_COUNTED})\s*(?P<after>{_HIGH}))"),
        _quota,
    ),
    _Pattern(
        FactKind.QUOTA,
        _compile(rf"{_DUTY}[^，,。；;、\n\d]{{0,8}}(?:、[^，。；、\n\d]{{1,4}}){{0,3}}(?P<counted>(?P<n>\d{{1,9}}|[一二两三四五六七八九十]{{1,7}}(?=名))\s*(?P<unit>名|人|个|场|期|家|处|项))(?!试点|方面|领域|工作日)"),
        _quota,
    ),
)  # fmt: skip


def find_figures(words: str) -> Iterator[Found]:
    """Yield the figures in a clause's own text; none shares a character with another but a date in a frequency (年内…3次)."""
    taken = bytearray(len(words))
    for pattern in _TABLE:
        for match in pattern.regex.finditer(words):
            found = pattern.read(match)
            if found is None or _collides(found, taken):
                continue
            mark = _FREQUENCY_MARK if found.kind == FactKind.FREQUENCY else _OTHER_MARK
            taken[found.start : found.end] = mark * (found.end - found.start)
            yield _trimmed(words, found)


_OTHER_MARK, _FREQUENCY_MARK = b"\x01", b"\x02"


def _collides(found: Found, taken: bytearray) -> bool:
    read = taken[found.start : found.end]
    return _OTHER_MARK in read or (found.kind != FactKind.DATE and _FREQUENCY_MARK in read)


def _trimmed(words: str, found: Found) -> Found:
    """Return `found` without white space at the ends of its words."""
    text = words[found.start : found.end]
    left, right = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return replace(found, start=found.start + left, end=found.end - right)
