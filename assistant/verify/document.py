"""Document: what is said of a notice itself, by a table of forms, each checked against what the notice prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.compose.imprint import names_beside
from assistant.compose.printed import english_words
from assistant.verify.source import Cited
from corpus import Notice
from corpus.clause import CLOSING, SIGNATURE
from corpus.fold import match_form
from corpus.header import normal_number
from corpus.roles import Role

_PRINTED = {SIGNATURE: ("落款", "the signature", "落款"), CLOSING: ("版记", "the imprint", "印发")}
_ELSEWHERE = ("网页", "the page", "发布")

_DAY = re.compile(
    r"[^，。；]{0,3}\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?|[〇○零一二三四五六七八九]{4}年\S{1,3}月\S{1,3}日"
)

Check = Callable[[re.Match[str], Sequence[Cited], Notice], Sequence[Cited]]
"""From a matched form, the citations and the notice spoken of: the citations that prove it, none when it is false."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What is said, and what proves it; `elsewhere` where other notices prove it, not the one spoken of."""

    regex: re.Pattern[str]
    check: Check
    elsewhere: bool


def stated_by(words: str, citations: Sequence[Cited], subject: Notice) -> frozenset[int]:
    """Return the numbers of the citations that prove what `words` say of `subject` as a document."""
    for form in _FORMS:
        if found := form.regex.fullmatch(words):
            own = [cited for cited in citations if (cited.notice.id != subject.id) == form.elsewhere]
            return frozenset(cited.number for cited in form.check(found, own, subject))
    return frozenset()


def _compact(words: str) -> str:
    return re.sub(r"\s", "", words)


def _number(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    said = found["number"]
    return [c for c in citations if said == c.notice.doc_number and normal_number(c.quote).endswith(said)]


def _cited_number(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    if subject.doc_number:
        return []
    plan = re.search(r"《([^《》]+)》", subject.title)
    title = match_form(plan[1] if plan else subject.title)
    return [
        c
        for c in citations
        if title in match_form(c.quote)
        and normal_number(c.quote.rstrip("）)")).endswith(found["number"])
        and found["other"] in f"《{c.notice.title}》"
    ]


def _issuer(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    said, number = found["issuer"], found["number"]
    proving = [c for c in citations if said == c.notice.issuer and match_form(said) in match_form(c.quote)]
    if proving and number:
        numbers = _number(found, citations, subject)
        return [*proving, *numbers] if numbers else []
    return proving


def _printed(cited: Cited) -> tuple[str, str, str]:
    return _PRINTED.get(cited.clause.path[-1], _ELSEWHERE)


def _date(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    label = found.groupdict().get("label")
    return [
        c
        for c in citations
        if (label == _printed(c)[2] and found["date"] == _compact(c.quote))
        or (label is None and found["date"] == english_words(c.quote))
    ]


def _dates(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> Sequence[Cited]:
    citations = [c for c in citations if _DAY.fullmatch(_compact(c.quote))]
    zh = "，".join(f"{_printed(c)[0]}印作{_compact(c.quote)}" for c in citations)
    en = "; ".join(f"{_printed(c)[1]} says {english_words(c.quote)}" for c in citations)
    differ = len({english_words(c.quote) for c in citations}) > 1
    return citations if differ and found["printed"] in (zh, en, en[:1].upper() + en[1:]) else []


def _basis(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> Sequence[Cited]:
    whole = [c for c in citations if _compact(c.quote) in found["listed"] and c.quote.startswith("《")]
    return whole if "、".join(_compact(c.quote) for c in whole) == found["listed"] else []


def _codes(cited: Cited) -> set[str]:
    return {problem.code for problem in cited.notice.problems}


def _cut(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    return [c for c in citations if "cut off" in _codes(c) and found["clause"] == c.clause.label]


def _whole(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    ends = [c for c in citations if [k for k in c.reading.clauses if not k.is_section][-1].id == c.clause.id]
    return [c for c in ends if not _codes(c) & {"cut off", "annex missing"} and found["clause"] == c.clause.label]


def _annex_missing(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    return [c for c in citations if "annex missing" in _codes(c) and "cut off" not in _codes(c)]


def _annex(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> Sequence[Cited]:
    lines = [c for c in citations if _compact(c.quote) in found["listed"]]
    missing = found["held"] in ("附件正文未收录", "the annex itself is not held")
    if "；".join(_compact(c.quote) for c in lines) != found["listed"]:
        return []
    return lines if all(("annex missing" in _codes(c)) == missing for c in lines) else []


def _release(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    return [c for c in citations if c.quote == found["mark"]]


def _title(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    said = match_form(found["title"])
    return [c for c in citations if said == match_form(c.notice.title) and said in match_form(c.quote)]


def _joined(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> Sequence[Cited]:
    """Hold the words said against all that is cited, one piece after the other."""
    said = found["words"]
    pieces = [_compact(c.quote).rstrip("。；:：") for c in citations]
    whole = _compact(said).rstrip("。；")
    fits = any(whole == joint.join(pieces) for joint in ("", "。", "；"))
    return citations if fits else []


def _beside(found: re.Match[str], citations: Sequence[Cited], subject: Notice) -> list[Cited]:
    """Hold offices said against the lines of the file that name them; they are in no clause."""
    (name, said), *_ = found.groupdict().items()
    role = Role.ADDRESSEE if name == "addressee" else Role.COPY
    return [
        c
        for c in citations
        if said == names_beside(c.notice, role) and match_form(c.quote) in match_form(c.notice.title)
    ]


_TABLE: tuple[tuple[str, Check], ...] = (
    (r"(?:发文字号为|Document number: )(?P<number>\S+)", _number),
    (r"本件未印发文字号；(?P<other>《.+》)引用它时写作(?P<number>\S+)", _cited_number),
    (r"It prints no number of its own; (?P<other>《.+》) cites it as (?P<number>\S+)", _cited_number),
    (r"发文机关为(?P<issuer>[^，]+?)(?:，发文字号(?P<number>\S+))?", _issuer),
    (r"Issued by (?P<issuer>[^,]+?)(?:, document number (?P<number>\S+))?", _issuer),
    (r"(?P<label>落款|印发|发布)日期为(?P<date>.+)", _date),
    (r"It is dated (?P<date>.+)", _date),
    (r"(?P<printed>.+印作.+)，两者不一致", _dates),
    (r"(?P<printed>.+ says .+): the two disagree", _dates),
    (r"依据(?P<listed>《.+)", _basis),
    (r"Based on (?P<listed>《.+)", _basis),
    (r"不完整，正文在(?P<clause>.+)中断，后面的内容缺失", _cut),
    (r"Not complete: the text is cut off in clause (?P<clause>.+)", _cut),
    (r"正文完整，到(?P<clause>.+)为止", _whole),
    (r"Complete; the text ends with clause (?P<clause>.+)", _whole),
    (r"正文完整，但所列附件未随文收录，附件缺失", _annex_missing),
    (r"The text is complete, but the annex it names is missing", _annex_missing),
    (r"(?P<listed>附\s*件.+)（(?P<held>附件正文未收录|已收录在本件内)）", _annex),
    (r"It names “(?P<listed>.+)” \((?P<held>the annex itself is not held|it is part of this text)\)", _annex),
    (r"(?:文上标注|It is marked )(?P<mark>.+)", _release),
    (r"(?:全称为|Its full title is )《(?P<title>.+)》", _title),
    (r"(?:主送|Addressed to )(?P<addressee>.+)", _beside),
    (r"(?:抄送|Copied to )(?P<copy>.+)", _beside),
    (r"Signed for issue: (?P<words>.+)", _joined),
    (r"It (?:prints|says) “(?P<words>.+)”(?: and names no document)?", _joined),
    (r"(?P<words>.+)", _joined),
)
_FORMS = tuple(_Form(re.compile(pattern), check, check is _cited_number) for pattern, check in _TABLE)
