"""Repeals: what a sentence says no longer applies (《甲办法》同时废止, 决定废止《甲办法》)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.endings.sentence import BESIDE, DUTY, MARKER, Days, Sentence, is_dated, make_ending, span_of, when
from corpus.header import cited_numbers
from corpus.notice import Ending, EndingKind
from corpus.roles import DOC_NUMBER
from corpus.title import own_name

_REPEALED = re.compile(
    r"(?P<how>同时|现予?|即行|即|予以|予|一并|一律|相应|随之|随即|均|全部|正式|宣布|自行|自动|日起?|月起?|年起?|起|[》）)]|号|文件|文)\s*"
    r"(?:予以|宣布|自动|自行|一并|同时)?(?:废止|失效|停止执行|停止施行|停止使用|作废|不再执行)(?=\s*(?:[,，、:：]|$|并))"
)
_REPEALS = re.compile(
    rf"(?:^\s*(?:{MARKER}\s*)?|[,，、]\s*|决定|现|同时|一并|宣布|起|予以)(?:废止|停止执行)\s*"
    rf"(?=原?\s*(?:《|{DOC_NUMBER}|(?:下列|以下|如下)))"
)
_BACKGROUND = re.compile(r"^\s*(?:根据|按照|依据|依照|遵照|为了?|鉴于|因|由于|贯彻|落实|结合)")
_BOUNDARY = re.compile(
    r"起?(?:正式)?(?:施行|实施|执行|生效|试行)\s*[,，、]|有效期[^,，]{0,20}[,，]|解释\s*[,，]|之日起\s*[,，]"
)
_NOT_ENDED = re.compile(
    r"\s*(?:的?(?:有关|相关)?规定(?!同时|一并|即行|予以|自)|要求|精神|部署|等?\s*不一致|相抵触|以外|(?:第[一二三四五六七八九十]+次)?修[订正改]的|执行|施行)"
)
_IN_PART = re.compile(
    r"\s*(?:中|的?第\s*[一二三四五六七八九十百\d、至]+\s*[条款项章]|的?部分|附件|有关|相关|的有关|的相关)"
)
_BEFORE_DUTY = re.compile(r"(?:按照|依照|根据|执行|违反|未按|贯彻|学习)\s*$")
_NO_NOTICE = re.compile(r"(?:证|证书|执照|许可|合同|协议|协定|批件)》$")
_UNNAMED = re.compile(
    r"(?:原有?|此前|以往|以前|过去|先前|之前|旧)[^,，《》]{0,20}?(?P<kind>文件|规定|办法|通知|政策|标准|制度|细则|方案|规程)"
)


def repealed(sentence: Sentence, title: str, days: Days) -> Iterator[Ending]:
    """Yield what stands before or behind a verb of repeal."""
    for verb in _REPEALED.finditer(sentence.plain):
        start = _region(sentence.plain, verb.end())
        if DUTY.search(sentence.plain, start, verb.start()):
            continue
        between = sentence.plain[start : verb.end()]
        on = when(between, days, sentence.text[start : verb.end()])
        if verb["how"].startswith(("年", "月", "日")) and not is_dated(between):
            continue
        yield from _named(sentence, (start, verb.end()), on) or _unnamed(sentence, (start, verb.end()), title, on)
    for verb in _REPEALS.finditer(sentence.plain):
        if DUTY.search(sentence.plain, 0, verb.end()):
            continue
        rest = re.compile(r"[,，]\s*(?!《)|$").search(sentence.plain, verb.end())
        end = rest.start() if rest else len(sentence.plain)
        on = when(sentence.plain[: verb.end()], days, sentence.text[: verb.end()])
        yield from _named(sentence, (verb.end(), end), on, verb.start())


def _region(plain: str, end: int) -> int:
    """Return where the words begin that a verb ending at `end` may govern."""
    start = max((m.end() for m in _BOUNDARY.finditer(plain, 0, end)), default=0)
    while (comma := re.compile(r"[,，]").search(plain, start, end)) and _BACKGROUND.match(plain[start : comma.start()]):
        start = comma.end()
    lead = re.compile(rf"\s*(?:{MARKER}\s*)?").match(plain, start)
    return lead.end() if lead else start


def _named(sentence: Sentence, span: tuple[int, int], on: dt.date | None, first: int | None = None) -> list[Ending]:
    """Return the notices named in a part of a sentence as repealed, or as amended where only a part of one is."""
    start, end = span
    found = []
    words = (start if first is None else first, end)
    for name in sentence.names:
        if not start <= name.start() < end or _NO_NOTICE.search(name[0]):
            continue
        beside = BESIDE.match(sentence.text, name.end())
        behind = sentence.plain[beside.end() if beside else name.end() : end]
        if _NOT_ENDED.match(behind) or _BEFORE_DUTY.search(sentence.plain[start : name.start()]):
            continue
        kind = EndingKind.AMENDS if _IN_PART.match(behind) else EndingKind.REPEALS
        found.append(make_ending(kind, sentence, name, on, words))
    if found or any(start <= name.start() < end for name in sentence.names):
        return found
    numbers = cited_numbers(sentence.text[start:end])
    return [Ending(EndingKind.REPEALS, number, None, on, *span_of(sentence, words)) for number in numbers]


def _unnamed(sentence: Sentence, span: tuple[int, int], title: str, on: dt.date | None) -> Iterator[Ending]:
    """Yield an ending of 原有文件, which names none, or of 原办法, which is the notice's own forerunner."""
    start, end = span
    found = _UNNAMED.search(sentence.plain, start, end)
    if not found or sentence.names or not re.search(r"同时|一并|即行|予以", sentence.plain[start:end]):
        return
    name = own_name(title)
    own = (
        name if found[0] in (f"原{found['kind']}", f"原试行{found['kind']}") and name.endswith(found["kind"]) else None
    )
    kind = EndingKind.REPLACES if own else EndingKind.REPEALS
    yield Ending(kind, None, own, on, *span_of(sentence, span))
