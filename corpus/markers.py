"""Markers: the numbering styles of Chinese official documents, as a table.

The order 一、 / （一） / 1. / （1） is that of GB/T 9704 (格式 of official documents); 编, 章, 节 and 条
are those of regulations. A style's rank says how deep it stands when nothing else is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.numeral import value_of

_CN = "〇零一二三四五六七八九十百千"
_LONGEST = 9
"""As many characters as the number of a clause has: 九千九百九十九 has seven."""


HAN_RANK = 6
ABOVE_ARTICLE_RANK = 4
"""Where 一、 stands in a document whose articles run on below such headings."""


@dataclass(frozen=True, slots=True)
class MarkerStyle:
    """One way of numbering: `pattern` has a group `n` for the number; `step` prints a path step from it."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    step: str


def _style(name: str, rank: int, pattern: str, step: str) -> MarkerStyle:
    return MarkerStyle(name, rank, re.compile(pattern), step)


STYLES = (
    _style("part", 0, rf"第\s*(?P<n>[{_CN}\d]{{1,{_LONGEST}}})\s*编(?=[\s　]|$)", "第{}编"),
    _style("volume", 0, rf"第\s*(?P<n>[{_CN}\d]{{1,{_LONGEST}}})\s*篇(?=[\s　]|$)", "第{}篇"),
    _style("division", 0, rf"第\s*(?P<n>[{_CN}\d]{{1,{_LONGEST}}})\s*部分(?=[\s　：:]|$)[：:]?", "第{}部分"),
    _style("subpart", 1, rf"第\s*(?P<n>[{_CN}\d]{{1,{_LONGEST}}})\s*分编(?=[\s　]|$)", "第{}分编"),
    _style("chapter", 2, rf"第\s*(?P<n>[{_CN}\d]{{1,{_LONGEST}}})\s*章(?=[\s　]|[^{_CN}、，。的])", "第{}章"),
    _style("section", 3, rf"第\s*(?P<n>[{_CN}\d]{{1,{_LONGEST}}})\s*节(?=[\s　]|$)", "第{}节"),
    _style(
        "article", 5, rf"第\s*(?P<n>[{_CN}\d]{{1,{_LONGEST}}})\s*条(?:之(?P<sub>[{_CN}]{{1,{_LONGEST}}}))?", "第{}条"
    ),
    _style("han", HAN_RANK, rf"(?P<n>[{_CN}]{{1,{_LONGEST}}})\s*[、．.](?![{_CN}]+[、季级类])", "{}"),
    _style("han-bracket", 7, rf"[（(]\s*(?P<n>[{_CN}]{{1,{_LONGEST}}})\s*[）)][、．.]?", "（{}）"),
    _style("decimal", 9, r"(?P<n>\d{1,2}[.．]\d{1,2})(?![\d.．%％])[、\s]*", "{}"),
    _style("digit", 8, r"(?P<n>\d{1,3})\s*[.．、](?!\s*\d)", "{}"),
    _style("digit-bracket", 10, r"[（(]\s*(?P<n>\d{1,3})\s*[）)][、．.]?", "（{}）"),
    _style("digit-half-bracket", 11, r"(?P<n>\d{1,2})[）)]", "{}）"),
    _style("circled", 12, r"(?P<n>[①-⑳])", "{}"),
)

_TO_ARTICLE = re.compile(r"[款项目](?![目的])|至第|和第|、第|规定|所[述称列指]|中规定|的|之规定")
_TO_ITEM = re.compile(r"[款项](?:规定|所|的|、|和|至|或|情形|中)|[、和至或]\s*[（(]")
_REFERENCE_AFTER = {"article": _TO_ARTICLE, "han-bracket": _TO_ITEM, "digit-bracket": _TO_ITEM}
"""What follows a number that refers to a clause elsewhere (第十条规定, 第（三）项) instead of opening one, by style."""


_NEXT = re.compile(rf"(?P<n>[{_CN}]{{1,{_LONGEST}}})[年次]")
"""What may be the second of two numbers that are counted together: 一、二年级, but not 一、五年工作的回顾."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number that opens a clause: `printed` as it stands, `step` as a path writes it."""

    style: MarkerStyle
    value: int
    step: str
    printed: str

    @property
    def spaced(self) -> bool:
        """Whether white space follows the number, as it does after 第X条 that opens an article."""
        return self.printed != self.printed.rstrip()


@lru_cache(maxsize=4096)
def _value(numeral: str) -> int | None:
    if len(numeral) == 1 and "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    if re.fullmatch(r"\d+(?:[.．]\d+)?", numeral):
        return int(re.split(r"[.．]", numeral)[-1])
    try:
        return int(value_of(numeral))
    except ValueError:
        return None


def match_marker(line: str) -> Marker | None:
    """Return the marker that opens `line`, None when the line opens with none or with a reference to a clause."""
    for style in STYLES:
        found = style.pattern.match(line)
        if found is None:
            continue
        reference = _REFERENCE_AFTER.get(style.name)
        if reference and reference.match(line, found.end()):
            return None
        value = _value(found["n"])
        if value is None:
            continue
        counted = _NEXT.match(line, found.end()) if style.rank == HAN_RANK else None
        if counted and _value(counted["n"]) == value + 1:
            return None
        step = style.step.format(found["n"].replace("．", "."))
        if style.name == "article" and found["sub"]:
            step += f"之{found['sub']}"
        end = found.end() + len(line[found.end() :]) - len(line[found.end() :].lstrip())
        return Marker(style, value, step, line[:end] if end > found.end() else found[0])
    return None


_BEFORE_DIGIT = re.compile(r"(?P<n>\d{1,3})\s*(?:[.．]\s*(?!\d[\d.]*\s*[万亿%％倍])(?=\d)|、\s*(?=\d{4}))")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")
_COUNTER = re.compile(r"\s*(?:[万亿个家名项倍%％米元人公平千]|[县乡镇村区市条]\s*\d)")


class Numbering:
    """Reads the markers of a file's lines in order; what a line alone leaves open, the lines above it settle.

    1.2020年底前 opens clause 1, 3.5个社区 clause 3 where a clause 2 stands above, 3.5 总体要求 the clause behind 3.4.
    """

    def __init__(self) -> None:
        self._digit = 0
        self._decimal = (0, 0)

    def read(self, line: str, *, begins: bool) -> Marker | None:
        """Return the marker that opens `line`; `begins` says that the line above it was finished."""
        marker = match_marker(line)
        if marker is None or marker.style.name == "decimal":
            marker = self._next_decimal(marker, line) or (self._next_digit(line) if begins else None)
        if marker and marker.style.name == "digit":
            self._digit = marker.value
        return marker

    def _next_decimal(self, marker: Marker | None, line: str) -> Marker | None:
        """Return a decimal marker that goes on from the one above it, or begins below the number above it."""
        if marker is None:
            return None
        whole, part = (int(number) for number in re.split(r"[.．]", marker.step))
        last_whole, last_part = self._decimal
        runs_on = (whole, part) == (last_whole, last_part + 1)
        below = whole == self._digit or (last_whole and whole == last_whole + 1) or not (self._digit or last_whole)
        if not runs_on and not (part == 1 and below and not _COUNTER.match(line, len(marker.printed))):
            return None
        self._decimal = (whole, part)
        return marker

    def _next_digit(self, line: str) -> Marker | None:
        """Return the number before a full stop and a figure (1.2020年) when it is the next, or 1 before a year."""
        found = _BEFORE_DIGIT.match(line)
        if found is None:
            return None
        value = int(found["n"])
        if value != self._digit + 1 and not (value == 1 and _YEAR.match(line, found.end())):
            return None
        return Marker(_DIGIT, value, str(value), found[0])


_DIGIT = next(style for style in STYLES if style.name == "digit")
