"""Figures: time limits, dates, frequencies, shares and counts, as a table of patterns tried in order.

A pattern reads only what no earlier one has read, so the more specific stand first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.fact import FactKind
from corpus.facts.dates import DATES, DAYS
from corpus.facts.found import Found
from corpus.facts.limits import LIMITS
from corpus.facts.pattern import ARABIC, HIGH, LOW, NUMBER, Pattern, bound, compiled, digits, group
from corpus.fold import read_numerals

_PERIOD = rf"每\s*(?:个\s*)?(?:{NUMBER}\s*(?:个\s*)?(?:季度|月|年|周|天|日|工作日)|半年度?|半个?月|年度?|季度?|月份?|周|星期|日|天)"
_ONCE_A = rf"(?:每|一|两|三|半)\s*(?:个\s*)?(?:季度|季|月|年|周|星期|天|日)\s*(?:(?:至少|不少于)\s*)?(?={NUMBER}\s*次)"
_TIMES = r"次|期|场|轮|篇|条|件|遍|批|个(?=选题|专题|活动|主题)"
_SCALE = r"(?:百万|千万|万|亿|千)?"
_MEASURE = r"(?:人次|件次|名|人|位|家|户|所|套|张|座|场|期|项|类|件|篇|条|份|处|元|次|种|批|公里|平方公里|平方米|立方米|米|亩|公顷|吨|辆|台|间|株|头|只|本|册|门|课时|学时|个)"
_COUNTED = rf"(?:{_SCALE}{_MEASURE}|页|分(?!之|钟|别))"
_DUTY = (
    r"(?:确定|明确|指定|配备|配齐|配置|设立|设置|增设|实现|建立|建成|开展|组织|组建|举办|召开|完成|打造|编制|公布|公开|推出|制定|培训|聘请|选取|选定|选派|推选|"
    r"安排|落实|发布|建设|保留|报送|达|新建|新增|新改建|扩建|改造|引进|创建|培育|认证|认定|主攻|争取|投放|到位|提交|填报|净增|更换|进行|抓好|"
    r"推动|力争|开设|开通|开办|开工|发放|采购|购置|投入|治理|增加|增设|留存|保存|提供|各执|吸引|转化|减少|压减|取消|下放|实施|行驶里程)"
)
_AND = r"(?:(?<=\d[名人家户所套张座场期项件条份处个])|(?<=\d万[名人家户所套张个]))、"
_HAN_COUNT = r"(?<!同)[一二两三四五六七八九十]{1,3}(?=\s*(?:名|份|张|套|次))|一(?=\s*个\s*(?:牵头|主管|责任))|[两三四五六七八九十](?=\s*个\s*(?!方面|以上|或))"
_NOT_COUNTED = (
    r"(?![”’]|试点|方面|领域|工作日|月|小时|自然日|百分点|以上|以下|性|级|新台阶|必须|确保|维护|坚持|建议|意识)"
)


def _frequency(found: re.Match[str]) -> Found:
    times = group(found, "n")
    value = digits(times) if times else group(found, "period").removeprefix("每")
    return Found(FactKind.FREQUENCY, found.start(), found.end(), value, group(found, "unit"), bound(found))


def _percentage(found: re.Match[str]) -> Found:
    if group(found, "parts"):
        value = f"{digits(found['share'])}/{digits(found['parts'])}"
        return Found(FactKind.PERCENTAGE, found.start(), found.end(), value, "", bound(found))
    ends = (found["n"], found["to"]) if not found["han"] else (found["han"],)
    value = "-".join(read_numerals(end).rstrip("%％").strip() for end in ends if end)
    return Found(FactKind.PERCENTAGE, found.start(), found.end(), value, "%", bound(found))


def _points(found: re.Match[str]) -> Found:
    return Found(FactKind.PERCENTAGE, found.start(), found.end(), digits(found["n"]), "百分点", bound(found))


def _quota(found: re.Match[str]) -> Found | None:
    if group(found, "condition"):
        return None
    value, unit = digits(found["n"]), group(found, "unit")
    return Found(FactKind.QUOTA, found.start("counted"), found.end(), value, unit, bound(found))


_TABLE = (
    Pattern(
        FactKind.PERCENTAGE,
        compiled(
            rf"(?P<before>{LOW})?\s*(?:(?P<n>\d{{1,9}}(?:\.\d{{1,4}})?)\s*(?:[%％]?\s*(?:至|到|[-—–~～]{{1,2}})\s*(?P<to>\d{{1,9}}(?:\.\d{{1,4}})?)\s*)?[%％]"
            rf"|(?P<han>百分之[一二两三四五六七八九十百]{{1,7}}(?:点[〇零一二三四五六七八九]{{1,4}})?)"
            rf"|(?P<parts>[二三四五六七八九十]|\d{{1,2}})\s*分之\s*(?P<share>[一二三四五六七八九]|\d{{1,2}}))\s*(?P<after>{HIGH})?"
        ),
        _percentage,
        ("%", "％", "分之"),
    ),
    Pattern(
        FactKind.PERCENTAGE,
        compiled(rf"(?P<before>{LOW})?\s*(?P<n>{NUMBER})\s*个百分点\s*(?P<after>{HIGH})?"),
        _points,
        ("百分点",),
    ),
    Pattern(
        FactKind.FREQUENCY,
        compiled(
            rf"(?P<period>{_PERIOD}|年内|全年|年度内|半年内|本年度)(?P<words>[^。；;，,、\n]{{0,24}}?)(?P<before>{LOW})?\s*(?P<n>{NUMBER})\s*(?P<unit>{_TIMES})\s*(?P<after>{HIGH})?"
        ),
        _frequency,
        ("每", "年"),
    ),
    Pattern(
        FactKind.FREQUENCY,
        compiled(rf"(?P<period>{_ONCE_A})(?P<before>)(?P<n>{NUMBER})\s*(?P<unit>次)\s*(?P<after>{HIGH})?"),
        _frequency,
        ("次",),
    ),
    *LIMITS,
    *DATES,
    Pattern(
        FactKind.FREQUENCY,
        compiled(rf"(?P<period>{_PERIOD})(?!\s*\d{{1,4}}\s*月)(?P<n>)(?P<before>)(?P<after>)(?P<unit>)"),
        _frequency,
        ("每",),
    ),
    *DAYS,
    Pattern(
        FactKind.FREQUENCY,
        compiled(
            r"(?:(?<![一-龥\d])|(?<=[行和、，立善]))(?P<period>季度|半年|月度)[^。；，,、和\n每]{0,6}"
            r"(?:通报|总结报送|总结|报送|报告|调度|督查|检查|评估|抽查)(?:制度)?(?P<n>)(?P<before>)(?P<after>)(?P<unit>)"
        ),
        _frequency,
        ("季度", "半年", "月度"),
    ),
    Pattern(
        FactKind.QUOTA,
        compiled(rf"(?P<counted>(?P<before>(?:最多|最少)?{LOW})\s*(?P<n>{NUMBER})\s*(?P<unit>{_COUNTED})\s*(?P<after>{HIGH})?)"),
        _quota,
    ),
    Pattern(
        FactKind.QUOTA,
        compiled(
            rf"(?P<counted>(?P<before>)(?:(?P<condition>(?:两个(?:或者?两个)?以上|为[两二三]人以上))|(?<![\d.一二三四五六七八九十百千万第])(?P<n>{NUMBER})\s*(?P<unit>{_COUNTED})\s*(?P<after>{HIGH})))"
        ),
        _quota,
        ("以上", "以下", "以内", "之内", "左右"),
    ),
    Pattern(
        FactKind.QUOTA,
        compiled(
            rf"(?:{_DUTY}(?:[^，,。；;\n\d]{{0,24}}?|[^，,。；;\n]{{0,36}}、[^，,。；;、\n\d]{{1,20}}?)|{_AND}[^，,。；;、\n\d]{{1,20}}?)"
            rf"(?P<counted>(?<![第\d.〔])(?P<n>{ARABIC})\s*(?P<unit>{_SCALE}(?![种类]){_MEASURE})){_NOT_COUNTED}"
        ),
        _quota,
    ),
    Pattern(
        FactKind.QUOTA,
        compiled(rf"{_DUTY}[^，,。；;、\n\d]{{0,6}}?(?P<counted>(?<![第“一二三四五六七八九十])(?P<n>{_HAN_COUNT})\s*(?P<unit>{_MEASURE})){_NOT_COUNTED}"),
        _quota,
    ),
)  # fmt: skip


def find_figures(words: str) -> Iterator[Found]:
    """Yield the figures in a clause's own text; none shares a character with another but a date in a frequency (年内…3次)."""
    taken = bytearray(len(words))
    for pattern in _TABLE:
        if not pattern.may_match(words):
            continue
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
