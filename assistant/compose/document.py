"""Document: questions about a notice itself: its number, date, issuer, basis, annexes, and whether it is whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.ask import Ask
from assistant.draft import Claim, Passage, Support
from assistant.english import english_day
from assistant.question import Question
from assistant.terms import coverage
from corpus import Clause, FactKind, Notice, Reading
from corpus.clause import CLOSING, FRONT, PREAMBLE, SIGNATURE
from corpus.fold import fold_with_offsets, match_form
from corpus.header import normal_number, parse_date

_DATE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_NUMBER_AT = re.compile(r"[\u4e00-\u9fff]{1,14}\s*[〔\[［(（【﹝]\s*\d{4}\s*[〕\]］)）】﹞]\s*(?:第\s*)?\d{1,5}\s*号")
_ANNEX_LINE = re.compile(r"附\s*件\s*\d{0,2}\s*[:：][^\n]+")
_RELEASE_LINE = re.compile(r"[（(]\s*(?:此件|信息公开|公开方式)[^）)\n]*[）)]")

Composer = Callable[[Question, Reading, Sequence[Reading]], list[Claim]]


def section(reading: Reading, *names: str) -> Iterable[Clause]:
    """Yield the sections of a notice that have one of `names`, in the order of the text."""
    return (clause for clause in reading.clauses if clause.is_section and clause.path[-1] in names)


def locate(reading: Reading, words: str, clauses: Iterable[Clause]) -> Passage | None:
    """Return where `words` stand in the own text of one of `clauses`, in any width and white space; None if nowhere."""
    wanted = "".join(fold_with_offsets(words)[0])
    for clause in clauses:
        folded, offsets = fold_with_offsets(clause.own_text)
        at = folded.find(wanted)
        if wanted and at >= 0:
            start, end = clause.start + offsets[at], clause.start + offsets[at + len(wanted) - 1] + 1
            return Passage(reading.notice, clause, start, end)
    return None


def _first(reading: Reading, pattern: re.Pattern[str], clauses: Iterable[Clause]) -> list[Passage]:
    return [
        Passage(reading.notice, clause, clause.start + found.start(), clause.start + found.end())
        for clause in clauses
        for found in pattern.finditer(clause.own_text)
    ]


def _said(question: Question, zh: str, en: str, passages: Sequence[Passage]) -> Claim:
    """Return a claim in the question's language over `passages`, whose words are its source."""
    words = zh if question.language == "zh" else en
    return Claim(words, "", tuple(passages), Support.RENDERED, "……".join(p.quote for p in passages), "metadata")


def number_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the notice's own document number; where it prints none, the number that another notice cites it by."""
    notice = reading.notice
    for passage in _first(reading, _NUMBER_AT, section(reading, FRONT)):
        number = notice.doc_number
        if number and normal_number(passage.quote).endswith(number):
            return [_said(question, f"发文字号为{number}", f"Document number: {number}", [passage])]
    for other in others:
        for fact in other.facts:
            cited = other.notice.text[fact.start : fact.end]
            number_at = _NUMBER_AT.search(cited)
            if fact.kind != FactKind.LEGAL_BASIS or other.notice.id == notice.id or not number_at:
                continue
            if match_form(_plan_of(notice)) in match_form(fact.value):
                clause = next(c for c in other.clauses if c.id == fact.clause_id)
                passage = Passage(other.notice, clause, fact.start, fact.end)
                number = normal_number(number_at[0])
                zh = f"本件未印发文字号；{_short(other.notice)}引用它时写作{number}"
                en = f"It prints no number of its own; {_short(other.notice)} cites it as {number}"
                return [_said(question, zh, en, [passage])]
    return []


def _plan_of(notice: Notice) -> str:
    quoted = re.search(r"《([^《》]+)》", notice.title)
    return quoted[1] if quoted else notice.title


def _short(notice: Notice) -> str:
    return f"《{_plan_of(notice)}》"


def date_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the date of issue; where signature and imprint disagree, both."""
    notice = reading.notice
    found = _first(reading, _DATE, section(reading, SIGNATURE, CLOSING)) or _first(
        reading, _DATE, section(reading, FRONT)
    )
    if not found:
        return []
    disagree = any(problem.code == "dates disagree" for problem in notice.problems)
    if disagree and len(found) > 1:
        printed = [_label(p) for p in found]
        zh = (
            "，".join(f"{label}印作{_compact(p.quote)}" for label, p in zip(printed, found, strict=True))
            + "，两者不一致"
        )
        names = {"落款": "the signature", "版记": "the imprint", "网页": "the page"}
        en = "; ".join(f"{names[label]} says {english_words(p.quote)}" for label, p in zip(printed, found, strict=True))
        return [_said(question, zh, f"{en[:1].upper()}{en[1:]}: the two disagree", found)]
    first = found[0]
    label = {"落款": "落款日期为", "版记": "印发日期为", "网页": "发布日期为"}[_label(first)]
    return [_said(question, f"{label}{_compact(first.quote)}", f"It is dated {english_words(first.quote)}", [first])]


def _label(passage: Passage) -> str:
    return {SIGNATURE: "落款", CLOSING: "版记"}.get(passage.clause.path[-1], "网页")


def _compact(words: str) -> str:
    return re.sub(r"\s", "", words)


def english_words(words: str) -> str:
    """Return a date printed in Chinese in English words, unchanged when it is no calendar day."""
    day = parse_date(words)
    return english_day(day) if day else words


def issuer_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return who issued the notice, proved by its signature or its title."""
    issuer = reading.notice.issuer
    if not issuer:
        return []
    passage = locate(reading, issuer, section(reading, SIGNATURE)) or locate(
        reading, issuer, section(reading, FRONT, PREAMBLE, CLOSING)
    )
    if passage is None:
        return []
    number = reading.notice.doc_number
    shown = locate(reading, number, section(reading, FRONT)) if number else None
    passages = [passage, *([shown] if shown else [])]
    zh = f"发文机关为{issuer}" + (f"，发文字号{number}" if shown else "")
    en = f"Issued by {issuer}" + (f", document number {number}" if shown else "")
    return [_said(question, zh, en, passages)]


def basis_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the documents that the notice's preamble says it follows."""
    notice = reading.notice
    sections = {clause.id: clause for clause in section(reading, PREAMBLE)}
    cited = [f for f in reading.facts if f.kind == FactKind.LEGAL_BASIS and f.clause_id in sections]
    if not cited:
        cited = [f for f in reading.facts if f.kind == FactKind.LEGAL_BASIS][:3]
        sections = {clause.id: clause for clause in reading.clauses}
    named = [place.region[-1] for place in question.scope.places if place.region != notice.region]
    cited = [f for f in cited if any(words in f.value for words in named)] or cited
    if not cited:
        return []
    passages = [Passage(notice, sections[f.clause_id], f.start, f.end) for f in cited]
    listed = "、".join(_compact(p.quote) for p in passages)
    return [_said(question, f"依据{listed}", f"Based on {listed}", passages)]


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
        return [_said(question, zh, f"Not complete: the text is cut off in clause {last.label}", [passage])]
    if cut:
        annexes = _first(reading, _ANNEX_LINE, section(reading, CLOSING, FRONT)) or [passage]
        return [
            _said(
                question,
                "正文完整，但所列附件未随文收录，附件缺失",
                "The text is complete, but the annex it names is missing",
                annexes,
            )
        ]
    return [
        _said(question, f"正文完整，到{last.label}为止", f"Complete; the text ends with clause {last.label}", [passage])
    ]


def annex_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the annexes that the notice names, and whether the corpus holds them."""
    lines = _first(reading, _ANNEX_LINE, section(reading, CLOSING, FRONT))
    if not lines:
        return []
    missing = any(p.code == "annex missing" for p in reading.notice.problems)
    listed = "；".join(_compact(line.quote) for line in lines)
    zh = f"{listed}（{'附件正文未收录' if missing else '已收录在本件内'}）"
    en = f"It names “{listed}” ({'the annex itself is not held' if missing else 'it is part of this text'})"
    return [_said(question, zh, en, lines)]


def release_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the mark that says whether the notice itself may be published."""
    found = _first(reading, _RELEASE_LINE, section(reading, SIGNATURE, CLOSING, FRONT))
    if not found:
        return []
    mark = found[0].quote
    return [_said(question, f"文上标注{mark}", f"It is marked {mark}", found[:1])]


def title_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the notice's full title."""
    title = reading.notice.title
    passage = locate(reading, title, section(reading, FRONT, PREAMBLE))
    return [_said(question, f"全称为《{title}》", f"Its full title is 《{title}》", [passage])] if passage else []


COMPOSERS: Mapping[Ask, Composer] = {
    Ask.DOC_NUMBER: number_claims,
    Ask.ISSUE_DATE: date_claims,
    Ask.ISSUER: issuer_claims,
    Ask.BASIS: basis_claims,
    Ask.WHOLE: whole_claims,
    Ask.ANNEX: annex_claims,
    Ask.RELEASE: release_claims,
    Ask.TITLE: title_claims,
}


def document_claims(question: Question, reading: Reading, others: Sequence[Reading], place: str) -> list[Claim]:
    """Return what the question asks of one notice as a document, with its place; nothing when it is not printed."""
    claims: list[Claim] = []
    asks = [ask for ask in question.asks if not (ask == Ask.DOC_NUMBER and Ask.BASIS in question.asks)]
    for ask in asks:
        composer = COMPOSERS.get(ask)
        if composer:
            claims += composer(question, reading, others)
    return [Claim(c.words, place, c.passages, c.support, c.source, c.rule) for c in claims]


_NAMED_FROM = 0.6


def documents_asked(question: Question, readings: Sequence[Reading]) -> tuple[list[Reading], bool]:
    """Return the notices whose titles the question's words name best, and whether they name them at all."""
    if Ask.BASIS in question.asks and len(question.scope.places) > 1:
        first = min(question.scope.places, key=lambda place: question.asked.find(place.words))
        readings = [r for r in readings if r.notice.region == first.region] or readings
    shares = [coverage(question.naming, [(match_form(reading.notice.title), 1.0)]) for reading in readings]
    best = max(shares, default=0.0)
    if best < _NAMED_FROM:
        return list(readings), False
    return [reading for reading, share in zip(readings, shares, strict=True) if share >= best - 0.05], True
