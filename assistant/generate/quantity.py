"""Quantity: the figures of a text with their unit and bound, in Chinese and English, in a form that can be compared."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.fold import match_form

ANY_COUNT = "counted"
"""The unit of an English count that has no Chinese unit of its own: 3 sessions may be 3场, 3次 or 3期."""

_TIME_UNITS = frozenset("工作日 自然日 日 月 个月 年 周 小时 分钟 %".split())
_UNIT = (
    r"个?工作日|个?自然日|个?日历日|个月|月(?:底|末|份|初|上旬|中旬|下旬)?|年(?:底|末|度)?|个?小时|分钟|个?星期|周|日|天|%|万元|亿元|元|"
    r"个?[\u4e00-\u9fff]"
)
_FIGURE = re.compile(rf"(?P<n>\d+(?:\.\d+)?)(?P<unit>{_UNIT})?")
_SAME_UNIT: Mapping[str, str] = {
    "天": "日",
    "日历日": "自然日",
    "星期": "周",
    "月末": "月底",
    "年末": "年底",
    "月份": "月",
    "年度": "年",
    "人": "名",
    "位": "名",
}

_BEFORE_ZH = (
    ("least", r"不少于|不低于|不得少于|不得低于|不小于|不短于|不得小于|(?:至少|最少|起码)[\u4e00-\u9fff]{0,5}"),
    ("most", r"不超过|不得超过|不高于|不多于|不得多于|不得高于|不超出|(?:至多|最多|最长)[\u4e00-\u9fff]{0,3}"),
    ("before", r"(?:不晚于|不迟于|最迟|最晚)[\u4e00-\u9fff]{0,3}"),
    ("less", r"低于|少于|不足|不到|小于|未满"),
    ("more", r"超过|高于|多于|大于|超出"),
    ("about", r"约|大约|近|左右"),
    ("early", r"提前"),
    ("longer", r"延长"),
)
_AFTER_ZH = (
    ("most", r"以内|之内|内|以下"),
    ("least", r"以上|及以上"),
    ("before", r"之前|以前|前"),
    ("after", r"之后|以后|后|起"),
    ("about", r"左右|上下"),
)
_BEFORE_EN = (
    ("least", r"at least|no(?:t)? (?:be )?(?:less|fewer|lower|shorter) than|a minimum of|minimum of"),
    (
        "most",
        r"at most|no(?:t)? (?:be )?(?:more|longer|greater|higher) than|up to|a maximum of|maximum of|not exceed(?:ing)?|within|not over",
    ),
    ("before", r"no later than|not later than|by(?: the end of)?|before(?: the end of)?|prior to|until"),
    ("less", r"less than|fewer than|below|under"),
    ("more", r"more than|over|above|exceeding|exceed"),
    ("after", r"after|from|since|starting(?: on| from)?"),
    ("about", r"about|around|approximately|roughly"),
    ("longer", r"extended (?:by|for)|extend(?:ed)? it by"),
)
_AFTER_EN = (
    ("least", r"or more|or above|or higher|minimum"),
    ("most", r"or less|or fewer|or below|maximum"),
    ("early", r"in advance|beforehand|earlier"),
    ("about", r"or so"),
)
_ANCHORS_ZH = {"post": r"(?:之日起|之日|之后|以后|后|起)的?(?:第|满)?$", "ante": r"(?:之前|以前|前)的?$"}
_ANCHORS_EN = {"post": r"^ (?:of|after|following|from|since)\b", "ante": r"^ (?:before|prior to|ahead of)\b"}
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_NUMBER_WORDS: Mapping[str, str] = {word: str(value) for value, word in enumerate(_WORDS, 1)} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
}
_EN_UNITS: Mapping[str, str] = {
    "working day": "工作日", "business day": "工作日", "workday": "工作日", "calendar day": "自然日", "day": "日", "month": "月", "year": "年",
    "week": "周", "hour": "小时", "minute": "分钟", "time": "次", "percent": "%", "per cent": "%", "%": "%", "yuan": "元",
}  # fmt: skip
_MONTHS = [name.lower() for name in month_name[1:]]
_MONTH = "|".join(_MONTHS)
_EN_DATE = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? )?(?P<m>{_MONTH})(?: (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,? (?P<y>\d{{4}}))?"
)
_EN_FIGURE = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<unit>\s?%| (?:working |business |calendar )?[a-z]+| per cent)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: its value in digits, its unit (个 left out, days all 日), its bound by class, and its place in the text.

    `anchor` says on which side of an event a time lies: "post" (印发后20日内), "ante" (会前3日), "" where no event is named.
    """

    value: str
    unit: str
    bound: str
    start: int
    end: int
    anchor: str = ""

    def proves(self, other: Quantity) -> bool:
        """Whether the source's quantity is the one that is said: same value, unit and bound."""
        sides = {self.anchor, other.anchor}
        return (
            self.value == other.value
            and self.bound == other.bound
            and same_unit(self.unit, other.unit)
            and sides != {"post", "ante"}
        )


def same_unit(one: str, other: str) -> bool:
    """Whether two units count the same thing: 月 a month of the year or of a time limit, a count any count."""
    if ANY_COUNT in (one, other):
        return not {one, other} & _TIME_UNITS
    return one == other or {one, other} in ({"月", "个月"}, {"月", "月底"}, {"年", "年底"})


def quantities(text: str, language: str) -> list[Quantity]:
    """Return the quantities of `text` in `language`: Chinese in match form, English as it is written."""
    return list(_chinese(match_form(text)) if language == "zh" else _english(plain_english(text)))


def plain_english(text: str) -> str:
    """Return English in lower case, single spaces and with its number words in digits where a unit follows."""
    text = " ".join(text.lower().replace("-", " ").split())
    text = re.sub(r"\bonce\b", "1 time", re.sub(r"\btwice\b", "2 times", text))
    units = "|".join(sorted(_EN_UNITS, key=len, reverse=True))
    pattern = rf"\b(?:(?P<tens>twenty|thirty|forty|fifty|sixty|ninety) )?(?P<word>{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))}) (?=(?:{units})s?\b)"

    def digits(found: re.Match[str]) -> str:
        tens = int(_NUMBER_WORDS[found["tens"]]) if found["tens"] else 0
        return f"{tens + int(_NUMBER_WORDS[found['word']])} "

    return re.sub(pattern, digits, text)


def _anchor(patterns: Mapping[str, str], text: str) -> str:
    return next((side for side, pattern in patterns.items() if re.search(pattern, text)), "")


def _class(table: tuple[tuple[str, str], ...], text: str, *, before: bool) -> str:
    for name, pattern in table:
        if before and re.search(rf"(?:{pattern})(?:为|的|在|至|到|于|为期|the|a|of| )?\s*$", text):
            return name
        if not before and re.match(rf"(?:{pattern})", text.lstrip(" ")):
            return name
    return ""


def _chinese(text: str) -> Iterator[Quantity]:
    for found in _FIGURE.finditer(text):
        unit = found["unit"] or ""
        end = found.end()
        if unit and unit[-1] in "前后内以之起至到和或及的为左" and len(unit) == 1:
            unit, end = "", found.end("n")
        name = unit if unit == "个月" else unit.removeprefix("个")
        name = _SAME_UNIT.get(name, name)
        after = _class(_AFTER_ZH, text[end:], before=False)
        lead = text[max(0, found.start() - 10) : found.start()]
        bound = _class(_BEFORE_ZH, lead, before=True)
        bound = after if after and bound in ("", "before") else bound
        yield Quantity(_plain(found["n"]), name, bound, found.start(), end, _anchor(_ANCHORS_ZH, lead))


def _english(text: str) -> Iterator[Quantity]:
    taken: list[tuple[int, int]] = []
    for found in _EN_DATE.finditer(text):
        if (found.start() and text[found.start() - 1].isalpha()) or text[found.end() : found.end() + 1].isalpha():
            continue
        taken.append(found.span())
        bound = _class(_BEFORE_EN, text[max(0, found.start() - 22) : found.start()], before=True)
        day = found["d1"] or found["d2"]
        parts = [(found["y"], "年"), (str(_MONTHS.index(found["m"]) + 1), "月"), (day, "日")]
        named = [(value, unit) for value, unit in parts if value]
        for at, (value, unit) in enumerate(named):
            yield Quantity(_plain(value), unit, bound if at == len(named) - 1 else "", found.start(), found.end())
    for found in _EN_FIGURE.finditer(text):
        if any(start <= found.start() < end for start, end in taken):
            continue
        unit, end = _english_unit(found)
        after = _class(_AFTER_EN, text[end:], before=False)
        bound = _class(_BEFORE_EN, text[max(0, found.start() - 22) : found.start()], before=True)
        if re.fullmatch(r"(?:19|20)\d\d", found["n"]) and unit in ("", ANY_COUNT):
            unit = "年"
        bound = bound if unit == "年" or not after else after
        yield Quantity(_plain(found["n"]), unit, bound, found.start(), end, _anchor(_ANCHORS_EN, text[end : end + 16]))


def _english_unit(found: re.Match[str]) -> tuple[str, int]:
    words = (found["unit"] or "").strip()
    for form in (words, words.removesuffix("s")):
        if form in _EN_UNITS:
            return _EN_UNITS[form], found.end()
    if not words or words in ("and", "or", "of", "to", "in", "on", "by", "for", "is", "are", "the"):
        return "", found.end("n")
    return ANY_COUNT, found.end()


def _plain(number: str) -> str:
    """Return a number without leading zeros: 07 is 7."""
    return number.lstrip("0") or "0" if "." not in number else number


def dates(text: str, language: str) -> list[str]:
    """Return the dates of two parts or more in `text`, in the Chinese order: 2020年11月30日, 11月30日."""
    if language == "zh":
        return re.findall(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月", match_form(text))
    found = []
    for date in _EN_DATE.finditer(plain_english(text)):
        day = date["d1"] or date["d2"]
        year = f"{date['y']}年" if date["y"] else ""
        if year or day:
            found.append(f"{year}{_MONTHS.index(date['m']) + 1}月" + (f"{int(day)}日" if day else ""))
    return found
