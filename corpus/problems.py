"""Problems: what a careful clerk would flag in a notice before relying on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.fold import match_form
from corpus.header import Header
from corpus.notice import Boilerplate, Problem
from corpus.roles import Role
from corpus.zones import Zone, Zoned

CUT_OFF = "cut off"
DATES_DISAGREE = "dates disagree"
ANNEX_MISSING = "annex missing"

_SENTENCE_END = re.compile(r"[。！？；…][”’」』）)》】\"']*$|[）)]$")
_ANNEX_NAME = re.compile(
    r"(?:附\s*+(?:件|表|录|图)?\s*+[\d一二三四五六七八九十]{0,3}\s*+[:：]\s*+(?:\d{1,2}\s*[.．、](?!\d))?|\d{1,2}\s*[.．、](?!\d))\s*([^\s:：].*?)[。；]?$"
)
_LATE_PRINT_DAYS = 60


def find_problems(items: Sequence[Zoned], header: Header, dropped: Sequence[Boilerplate]) -> tuple[Problem, ...]:
    """Return what is wrong with the notice, one problem a kind."""
    found = (_cut_off(items, dropped), _dates(header), _annexes(items))
    return tuple(problem for problem in found if problem)


def _cut_off(items: Sequence[Zoned], dropped: Sequence[Boilerplate]) -> Problem | None:
    body = [item for item in items if item.zone in (Zone.BODY, Zone.ANNEX)]
    if any(piece.kind == "preview" for piece in dropped):
        return Problem(CUT_OFF, "原文只有预览部分，正文在中途中断，后面的条款缺失。")
    last = body[-1].paragraph.text if body else ""
    sentences = sum(bool(_SENTENCE_END.search(item.paragraph.text)) for item in body)
    if body and sentences * 3 >= len(body) and not _SENTENCE_END.search(last) and body[-1].zone == Zone.BODY:
        return Problem(CUT_OFF, f"正文在“{last[-12:]}”处中断，没有句末标点，后面可能有缺失。")
    return None


def _dates(header: Header) -> Problem | None:
    signed, printed, number = header.signed_on, header.printed_on, header.doc_number or ""
    year = re.search(r"〔(\d{4})", number)
    if signed and year and int(year[1]) not in (signed.year, signed.year - 1):
        printed_too = f"，版记印发日期为{printed:%Y-%m-%d}" if printed else ""
        return Problem(DATES_DISAGREE, f"落款日期{signed:%Y-%m-%d}与发文字号{number}的年份不一致{printed_too}。")
    if signed and printed and abs((printed - signed).days) > _LATE_PRINT_DAYS:
        return Problem(DATES_DISAGREE, f"落款日期{signed:%Y-%m-%d}与版记印发日期{printed:%Y-%m-%d}不一致。")
    return None


def _annexes(items: Sequence[Zoned]) -> Problem | None:
    heads = any(item.role == Role.ANNEX_HEAD for item in items)
    titles = {match_form(i.paragraph.text) for i in items if i.zone in (Zone.PREAMBLE, Zone.ANNEX)}
    named: list[str] = []
    following = False
    for item in items:
        following = item.role == Role.ANNEX_LINE or (following and bool(re.match(r"\d", item.paragraph.text)))
        if following and (name := _ANNEX_NAME.match(item.paragraph.text)):
            named.append(name[1].strip())
    bodies = " ".join(titles)
    missing = [name for name in named if match_form(re.sub(r"[《》]", "", name)) not in bodies]
    if missing and not (heads and len(named) == 1):
        return Problem(ANNEX_MISSING, f"文中列出的附件“{'”“'.join(missing)}”不在所收到的文件里。")
    return None
