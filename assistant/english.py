"""English: figures, dates, units and headings rendered by named rules and the glossary, never word by word.

A rendering that the glossary does not wholly cover is not made: the Chinese words stand for themselves.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from assistant.place import pinyin_of
from corpus import Clause, Fact, FactKind, Notice
from corpus.fold import fold, match_form
from index.lexicon import read_glossary

_MONTHS = "January February March April May June July August September October November December".split()
_UNITS: Mapping[str, tuple[str, str]] = {
    "工作日": ("working day", "working days"),
    "自然日": ("calendar day", "calendar days"),
    "日": ("day", "days"),
    "天": ("day", "days"),
    "个月": ("month", "months"),
    "月": ("month", "months"),
    "年": ("year", "years"),
    "周": ("week", "weeks"),
    "小时": ("hour", "hours"),
    "分钟": ("minute", "minutes"),
    "次": ("time", "times"),
    "场": ("event", "events"),
    "期": ("issue", "issues"),
    "篇": ("article", "articles"),
    "条": ("item", "items"),
    "项": ("item", "items"),
    "件": ("item", "items"),
    "名": ("person", "persons"),
    "人": ("person", "persons"),
    "位": ("person", "persons"),
    "个": ("", ""),
    "家": ("body", "bodies"),
    "%": ("%", "%"),
    "百分点": ("percentage point", "percentage points"),
    "星期": ("week", "weeks"),
}
_NO_LENGTH: Mapping[str, str] = {"当日": "on the same day", "当天": "on the same day", "即日": "on the same day",
                                 "当即": "at once", "即时": "at once"}  # fmt: skip
_BOUNDS: Mapping[str, str] = {
    "不少于": "at least", "不得少于": "at least", "不低于": "not less than", "不得低于": "not less than", "至少": "at least",
    "最少": "at least", "以上": "at least", "达到": "reaching", "达": "reaching", "超过": "more than", "高于": "more than",
    "不超过": "at most", "不得超过": "at most", "不高于": "at most", "最多": "at most", "以下": "at most", "以内": "within",
    "低于": "less than", "少于": "less than", "约": "about", "延长": "extended by", "延长至": "extended to", "提前": "in advance:",
    "不短于": "at least", "最长": "at most",
}  # fmt: skip
_TRIGGERS = (
    (re.compile(r"印发"), "of issue"),
    (re.compile(r"收到.*申请"), "of receiving the application"),
    (re.compile(r"收到"), "of receipt"),
    (re.compile(r"形成或者?变更|形成|变更|变化"), "of being created or changed"),
    (re.compile(r"公布|发布|公开"), "of publication"),
    (re.compile(r"批准|批复|审批通过"), "of approval"),
    (re.compile(r"受理"), "of acceptance"),
    (re.compile(r"结束"), "of the end of the event"),
    (re.compile(r"发生"), "of the event happening"),
    (re.compile(r"发现"), "of discovery"),
    (re.compile(r"[作做]出"), "of the decision being made"),
    (re.compile(r"调整|修改|更新"), "of the change"),
)
_PERIODS: Mapping[str, str] = {
    "年": "year", "年度": "year", "季度": "quarter", "季": "quarter", "月": "month", "周": "week", "星期": "week",
    "半年": "half-year", "半年度": "half-year", "日": "day", "天": "day", "两个月": "two months", "半个月": "fortnight",
}  # fmt: skip
_VAGUE: Mapping[str, str] = {
    "定期": "regularly", "及时": "promptly", "尽快": "as soon as possible", "适时": "in due course", "按时": "on time",
    "实时": "in real time", "稳步": "steadily", "动态": "dynamically", "立即": "immediately", "随时": "at any time",
    "第一时间": "without delay",
}  # fmt: skip


def english_date(value: str) -> str:
    """Return an ISO date (`--` for a year that is not printed) in words: 30 November 2020, 30 November."""
    found = re.fullmatch(r"(-|\d{4})-(\d{2})-(\d{2})", value)
    if not found:
        return value
    year = "" if found[1] == "-" else f" {found[1]}"
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]}{year}"


def _counted(value: str, unit: str) -> str:
    if value == "半" or (unit == "年" and len(value) == 4):
        return f"half a {_UNITS[unit][0]}" if value == "半" and unit in _UNITS else value
    one, many = _UNITS.get(unit, (unit, unit))
    if unit == "%":
        return f"{value}%"
    return f"{value} {one if value == '1' else many}".strip()


def _time_limit(fact: Fact) -> str:
    amount = _counted(fact.value, fact.unit)
    after = fact.trigger
    event = next((english for pattern, english in _TRIGGERS if pattern.search(after)), "")
    if fact.qualifier in ("内", "以内", "之内"):
        if not after:
            return f"within {amount}"
        return f"within {amount} {event}" if event else f"within {amount} (“{after}”)"
    if fact.qualifier == "提前":
        return f"{amount} in advance"
    bound = _BOUNDS.get(fact.qualifier, "")
    return f"{bound} {amount}".strip()


def _date(fact: Fact, words: str) -> str:
    if fact.value.startswith("---"):
        return _day_of_month(fact, words)
    year = "" if fact.value.startswith("--") else f" {fact.value[:4]}"
    if "季度" in words or "半年" in words:
        return ""  # the end of a quarter is named in the notice's own words
    if "旬" in words:
        return ""  # a third of a month has no day of its own to name
    each = " each year" if "每年" in words else ""
    month = _MONTHS[int(fact.value[-5:-3]) - 1]
    before = fact.qualifier.endswith("前")
    if re.search(r"年\s*(?:年)?\s*[底末终]", words):
        return f"by the end of{year or ' the year'}" if before else f"at the end of{year or ' the year'}"
    if fact.qualifier == "内":
        return f"within the year{year}"
    if re.search(r"月\s*[底末份]?\s*(?:之?以?前)?$", words) and "日" not in words:
        edge = "by the end of" if re.search(r"[底末]|月\s*前", words) else "in"
        return f"{edge} {month}{year}{each}"
    lead = "by" if before else "from" if fact.qualifier == "起" else "on"
    return f"{lead} {english_date(fact.value)}{each}"


def _day_of_month(fact: Fact, words: str) -> str:
    """Return a day of a month that is not named (---10): 次月10日前, by day 10 of the next month."""
    lead = "by" if fact.qualifier.endswith("前") else "on"
    if re.search(r"每\s*个?月", words):
        month = "of each month"
    else:
        month = "of the next month" if re.search("次月|下", words) else ""
    return f"{lead} day {int(fact.value[3:])} {month}".strip()


def _frequency(fact: Fact, words: str) -> str:
    period = re.search(
        r"每\s*(?:个\s*)?([\u4e00-\u9fff]{1,3}?)(?=[^\u4e00-\u9fff]|至少|不少于|组织|开展|通报|抽查|解读|举办|召开|公布|报送|更新|$)",
        words,
    )
    every = _PERIODS.get(period[1], "") if period else ""
    every = every or next((en for zh, en in _PERIODS.items() if len(zh) > 1 and zh in words), "")
    every = every or ("year" if "年" in words else "")
    if not fact.unit:
        return f"every {every}" if every else ""
    amount = _counted(fact.value, fact.unit)
    each = "every" if every in ("two months", "half-year") else "a"
    return f"{_BOUNDS.get(fact.qualifier, '')} {amount} {each + ' ' + every if every else ''}".strip()


def render_fact(fact: Fact, words: str) -> str:
    """Return a fact's figure in English, "" when no rule renders it; `words` are the words that it was read from."""
    if fact.value in _NO_LENGTH:
        return _NO_LENGTH[fact.value]
    if fact.unit and fact.unit not in _UNITS:
        return ""  # 万元, 公里: left in the notice's own words
    if fact.kind == FactKind.TIME_LIMIT:
        return _time_limit(fact)
    if fact.kind == FactKind.DATE:
        return _date(fact, words)
    if fact.kind == FactKind.FREQUENCY:
        return _frequency(fact, words)
    if fact.kind in (FactKind.PERCENTAGE, FactKind.QUOTA):
        return f"{_BOUNDS.get(fact.qualifier, '')} {_counted(fact.value, fact.unit)}".strip()
    return ""


def unproved_wording(words: str, source: str) -> str:
    """Return the first month, counted unit or bound of an English rendering that `source` does not have, "" if none."""
    plain = match_form(source)
    for month in re.findall("|".join(_MONTHS), words):
        if not re.search(rf"(?<!\d)0?{_MONTHS.index(month) + 1}(?=[月\-/.])", plain):
            return str(month)
    for figure, unit in re.findall(r"(\d+) ((?:working |calendar )?[a-z]+)", words):
        known = "|".join(chinese for chinese, english in _UNITS.items() if unit in english)
        if known and not re.search(rf"(?<!\d){figure}个?(?:{known})", plain):
            return f"{figure} {unit}"
    for bound in set(_BOUNDS.values()):
        known = "|".join(chinese for chinese, english in _BOUNDS.items() if english == bound)
        if bound != "within" and re.search(rf"\b{bound}", words.lower()) and not re.search(known, plain):
            return bound
    return ""


def vague_duty(words: str) -> tuple[str, str] | None:
    """Return a duty without a figure in the source's word and in English: (定期, regularly); None when there is none."""
    return next(((zh, en) for zh, en in _VAGUE.items() if zh in words), None)


@cache
def _glossary() -> Mapping[str, str]:
    return {fold(term.chinese): term.english[0] for term in read_glossary()}


_JOINTS: Mapping[str, str] = {
    "和": "and",
    "与": "and",
    "及": "and",
    "、": ",",
    "，": ",",
    "的": "",
    "各": "",
    "等": "etc.",
    "（": "(",
    "）": ")",
}


def render_phrase(chinese: str) -> str:
    """Return a short Chinese phrase in English by longest glossary match, "" when the glossary does not cover it whole."""
    text, at = fold(chinese), 0
    words: list[str] = []
    while at < len(text):
        size = next((n for n in range(min(14, len(text) - at), 1, -1) if text[at : at + n] in _glossary()), 0)
        if size:
            words.append(_glossary()[text[at : at + size]])
            at += size
        elif text[at] in _JOINTS:
            words.append(_JOINTS[text[at]])
            at += 1
        elif text[at].isascii():
            words.append(text[at])
            at += 1
        else:
            return ""
    return re.sub(r"\s+([,)])", r"\1", re.sub(r"\s+", " ", " ".join(words))).strip()


_TOPIC_KINDS = frozenset({"term", "topic"})
_TOPICS_MOST = 2


@cache
def _topics() -> Mapping[str, str]:
    return {fold(t.chinese): t.english[0] for t in read_glossary() if t.kind in _TOPIC_KINDS and len(t.chinese) > 2}


def on_topic(clause: Clause, quoted: str) -> str:
    """Return a notice's own words in quotation marks, after the subjects that its heading names, in English.

    A subject is a glossary entry; the rest of the heading is not rendered.
    """
    heading, topics = fold(clause.heading), list[str]()
    for term in sorted((t for t in _topics() if t in heading), key=len, reverse=True):
        if term in heading and len(topics) < _TOPICS_MOST:
            topics.append(_topics()[term])
            heading = heading.replace(term, " ")
    named = f"On {' and '.join(topics)}: " if topics else ""
    return f"{named}“{quoted}”"


def render_unit(name: str) -> str:
    """Return an office's name in English, followed by the Chinese name; the Chinese alone when no entry covers it."""
    english = render_phrase(name)
    return f"{english} ({name})" if english else name


def render_place(notice: Notice, chinese: str) -> str:
    """Return a notice's place in pinyin with its rank: Zhangye, Lanling County, Lanzhou High-tech Zone."""
    if not notice.region:
        return chinese
    last = notice.region[-1]
    ranks = (
        ("高新区", "High-tech Zone"),
        ("经开区", "Economic Development Zone"),
        ("新区", "New Area"),
        ("县", "County"),
        ("区", "District"),
        ("省", "Province"),
    )
    for suffix, rank in ranks:
        if last.endswith(suffix):
            own = last if suffix not in ("高新区", "经开区") else notice.region[-2] if len(notice.region) > 1 else last
            stem = own.removesuffix(suffix) if suffix == "新区" else own
            return f"{pinyin_of(stem)} {rank}"
    return pinyin_of(last)


def english_day(day: dt.date | None) -> str:
    """Return a date in words, "no date printed" for None."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "no date printed"
