"""Markers: the numbering styles of Chinese official documents, as a table.

The order 一、 / （一） / 1. / （1） is that of GB/T 9704 (格式 of official documents); 编, 章, 节 and 条
are those of regulations. A style's rank says how deep it stands when nothing else is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import cn2an

_CN = "〇零一二三四五六七八九十百千"


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
    _style("part", 0, rf"第(?P<n>[{_CN}\d]+)编(?=[\s　]|$)", "第{}编"),
    _style("division", 0, rf"第(?P<n>[{_CN}\d]+)部分(?=[\s　：:]|$)[：:]?", "第{}部分"),
    _style("chapter", 1, rf"第(?P<n>[{_CN}\d]+)章(?=[\s　]|[^{_CN}、，。的])", "第{}章"),
    _style("section", 2, rf"第(?P<n>[{_CN}\d]+)节(?=[\s　]|$)", "第{}节"),
    _style("article", 3, rf"第(?P<n>[{_CN}\d]+)条(?:之(?P<sub>[{_CN}]+))?", "第{}条"),
    _style("han", 4, rf"(?P<n>[{_CN}]+)\s*[、．.](?![{_CN}]+[、季级类次年])", "{}"),
    _style("han-bracket", 5, rf"[（(]\s*(?P<n>[{_CN}]+)\s*[）)][、．.]?", "（{}）"),
    _style("decimal", 7, r"(?P<n>\d{1,2}[.．]\d{1,2})(?![\d.．%％])[、\s]*", "{}"),
    _style("digit", 6, r"(?P<n>\d{1,3})\s*[.．、](?!\s*\d)", "{}"),
    _style("digit-bracket", 8, r"[（(]\s*(?P<n>\d{1,3})\s*[）)][、．.]?", "（{}）"),
    _style("digit-half-bracket", 9, r"(?P<n>\d{1,2})[）)]", "{}）"),
    _style("circled", 10, r"(?P<n>[①-⑳])", "{}"),
)

_REFERENCE_AFTER = re.compile(r"[款项目](?![目的])|至第|和第|、第|规定|所[述称列指]|中规定|的规定|之规定")
"""What follows a number that refers to a clause elsewhere (第十条规定, 第（三）项) instead of opening one."""


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


def _value(numeral: str) -> int | None:
    if len(numeral) == 1 and "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    if re.fullmatch(r"\d+(?:[.．]\d+)?", numeral):
        return int(re.split(r"[.．]", numeral)[-1])
    try:
        return int(cn2an.cn2an(numeral.replace("〇", "零"), "smart"))
    except ValueError:
        return None


def match_marker(line: str) -> Marker | None:
    """Return the marker that opens `line`, None when the line opens with none or with a reference to a clause."""
    for style in STYLES:
        found = style.pattern.match(line)
        if found is None:
            continue
        if _REFERENCE_AFTER.match(line, found.end()):
            return None
        value = _value(found["n"])
        if value is None:
            continue
        step = style.step.format(found["n"].replace("．", "."))
        if style.name == "article" and found["sub"]:
            step += f"之{found['sub']}"
        end = found.end() + len(line[found.end() :]) - len(line[found.end() :].lstrip())
        return Marker(style, value, step, line[:end] if end > found.end() else found[0])
    return None
