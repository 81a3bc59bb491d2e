"""Bearing: what a notice rests on and brings along: basis, annexes, force, marks, and whether its text is whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.imprint import title_claims
from assistant.compose.printed import compact, matches, said, section
from assistant.draft import Claim, Passage
from assistant.question import Question
from corpus import Clause, FactKind, Reading
from corpus.clause import CLOSING, FRONT, PREAMBLE, SECTIONS, SIGNATURE

_ANNEX_LINE = re.compile(r"附\s*件\s*\d{0,2}\s*[:：][^\n]+(?:\n[ 　]*\d{1,2}\s*[.．、][^\n。]+)*")
_RELEASE_LINE = re.compile(r"[（(]\s*(?:此件|信息公开|公开方式)[^）)\n]*[）)]")

_ENDS = r"[^。；\n]*"
_FORCE = re.compile(
    rf"(?:(?<=[。；\n])|^){_ENDS}(?:自[^。；，,\n]{{2,24}}起(?:正式)?(?:施行|实施|执行|生效)|有效期[^。；\n]{{0,6}}[\d一二三四五六七八九十两]){_ENDS}[。；]?"
)
_OWN = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+条\s*|[（(]?[一二三四五六七八九十\d]+[）).．、]\s*)?(?:本|此|自|有效期|以上)"
)
_RESTS_ON = re.compile(
    r"(?:根据|依据|按照|依照|遵照|为(?:认真|全面|深入)?(?:贯彻|落实))[^。；\n]{4,160}?(?=[，。；\n])"
)
_MADE = re.compile(r"(?:制定|制订|特制定|结合)[^。\n]{0,30}(?:本|办法|细则|方案|规定|规程|实际)")
_LABELS = (
    "索引号|主题分类|体裁分类|有效性|时效性|效力状态|公开方式|公开形式|公开类别|公开属性|公开选项"
    "|浏览次数|信息来源|登记号|统一编号|发布日期|发布时间"
)


def whole_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return whether the text is complete, proved by the words at which it ends or breaks off."""
    notice = reading.notice
    numbered = [clause for clause in reading.clauses if not clause.is_section]
    last = numbered[-1]
    start = max(last.start, last.own_end - 60)
    passage = Passage(notice, last, start, last.own_end)
    cut = [p for p in notice.problems if p.code in ("cut off", "annex missing")]
    if any(p.code == "cut off" for p in cut):
        zh = f"不完整，正文在{last.label}中断，后面的内容缺失"
        return [said(question, zh, f"Not complete: the text is cut off in clause {last.label}", [passage])]
    if cut:
        annexes = matches(reading, _ANNEX_LINE, section(reading, CLOSING, FRONT)) or [passage]
        return [
            said(
                question,
                "正文完整，但所列附件未随文收录，附件缺失",
                "The text is complete, but the annex it names is missing",
                annexes,
            )
        ]
    return [
        said(question, f"正文完整，到{last.label}为止", f"Complete; the text ends with clause {last.label}", [passage])
    ]


def annex_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the annexes that the notice names, and whether the corpus holds them."""
    lines = matches(reading, _ANNEX_LINE, section(reading, CLOSING, FRONT))
    if not lines:
        return []
    missing = any(p.code == "annex missing" for p in reading.notice.problems)
    listed = "；".join(compact(line.quote) for line in lines)
    zh = f"{listed}（{'附件正文未收录' if missing else '已收录在本件内'}）"
    en = f"It names “{listed}” ({'the annex itself is not held' if missing else 'it is part of this text'})"
    return [said(question, zh, en, lines)]


def release_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the mark that says whether the notice itself may be published."""
    found = matches(reading, _RELEASE_LINE, section(reading, SIGNATURE, CLOSING, FRONT))
    if not found:
        return []
    mark = found[0].quote
    return [said(question, f"文上标注{mark}", f"It is marked {mark}", found[:1])]


def basis_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the documents that the notice says it follows: in its preamble, else in the clause that says why it is
    made; what its other clauses cite is no basis of it."""
    if "转发" in question.asked and "转发" in reading.notice.title:
        return title_claims(question, reading, others)
    places = [*section(reading, PREAMBLE), *_purpose(reading)]
    for place in places:
        cited = [f for f in reading.facts if f.kind == FactKind.LEGAL_BASIS and f.clause_id == place.id]
        named = [one.region[-1] for one in question.scope.places if one.region != reading.notice.region]
        cited = [f for f in cited if any(words in f.value for words in named)] or cited
        if cited:
            passages = [Passage(reading.notice, place, f.start, f.end) for f in cited]
            listed = "、".join(compact(p.quote) for p in passages)
            return [said(question, f"依据{listed}", f"Based on {listed}", passages)]
    for passage in matches(reading, _RESTS_ON, places):
        words = compact(passage.quote)
        return [said(question, words, f"It says “{words}” and names no document", [passage])]
    return []


def _purpose(reading: Reading) -> list[Clause]:
    """Return the first clause where it says on what grounds the notice is made (第一条 为了……，根据……，制定本办法)."""
    first = next((clause for clause in reading.clauses if not clause.is_section and not clause.is_bare_heading), None)
    return [first] if first and _MADE.search(first.own_text) else []


def force_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return from when the notice applies and for how long, in its own words."""
    found = [p for p in matches(reading, _FORCE, reading.clauses) if _OWN.match(p.quote)]
    words = "".join(p.quote.strip() for p in found).rstrip("。；")
    return [said(question, words, f"It says “{words}”", found)] if found else []


def label_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return what the table above a notice says under the label that is asked for."""
    claims = []
    for label in dict.fromkeys(re.findall(_LABELS, question.asked)):
        spaced = r"\s*".join(label)
        pattern = re.compile(rf"{spaced}\s*[:：]\s*[^\s：:][^\n　]*?(?=\s{{2,}}|　|\n|[）)]|$)")
        claims += [
            said(question, compact(p.quote), f"It prints “{compact(p.quote)}”", [p])
            for p in matches(reading, pattern, section(reading, *SECTIONS))[:1]
        ]
    return claims or (release_claims(question, reading, others) if "公开" in question.asked else [])
