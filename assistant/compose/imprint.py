"""Imprint: what a notice says on its letterhead, at its end and in its last lines: number, date, offices, contact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.printed import compact, english_words, locate, matches, said, section
from assistant.draft import Claim, Passage
from assistant.question import Question
from corpus import FactKind, Notice, Reading
from corpus.clause import CLOSING, FRONT, PREAMBLE, SECTIONS, SIGNATURE
from corpus.fold import match_form
from corpus.header import normal_number
from corpus.roles import Role

_DATE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_NUMBER_AT = re.compile(r"[\u4e00-\u9fff]{1,14}\s*[〔\[［(（【﹝]\s*\d{4}\s*[〕\]］)）】﹞]\s*(?:第\s*)?\d{1,5}\s*号")
_BOTH = re.compile(r"都|分别|各|(?:落款|成文).*(?:印发|发布)|(?:印发|发布).*(?:落款|成文)|\bboth\b", re.IGNORECASE)
_SIGNER = re.compile(r"签\s*发\s*人\s*[:：]?\s*[\u4e00-\u9fff· ]{2,20}")
_CONTACT = re.compile(
    r"[^。；\n（(]*(?:联\s*系\s*人|联系电话|咨询电话|联系方式|电\s*话|邮\s*箱|传\s*真)\s*(?:[:：]|为|是)[^。；\n）)]*"
)
_FIGURE = re.compile(r"\d{3}|@")


def number_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the notice's own document number; where it prints none, the number that another notice cites it by."""
    notice = reading.notice
    for passage in matches(reading, _NUMBER_AT, section(reading, FRONT)):
        number = notice.doc_number
        if number and normal_number(passage.quote).endswith(number):
            return [said(question, f"发文字号为{number}", f"Document number: {number}", [passage])]
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
                return [said(question, zh, en, [passage])]
    return []


def _plan_of(notice: Notice) -> str:
    quoted = re.search(r"《([^《》]+)》", notice.title)
    return quoted[1] if quoted else notice.title


def _short(notice: Notice) -> str:
    return f"《{_plan_of(notice)}》"


def date_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the date of issue; where signature and imprint disagree, both."""
    notice = reading.notice
    found = matches(reading, _DATE, section(reading, SIGNATURE, CLOSING)) or matches(
        reading, _DATE, section(reading, FRONT)
    )
    if not found:
        return []
    disagree = any(problem.code == "dates disagree" for problem in notice.problems)
    if disagree and len(found) > 1:
        printed = [_place_of(p) for p in found]
        zh = (
            "，".join(f"{label}印作{compact(p.quote)}" for label, p in zip(printed, found, strict=True))
            + "，两者不一致"
        )
        names = {"落款": "the signature", "版记": "the imprint", "网页": "the page"}
        en = "; ".join(f"{names[label]} says {english_words(p.quote)}" for label, p in zip(printed, found, strict=True))
        return [said(question, zh, f"{en[:1].upper()}{en[1:]}: the two disagree", found)]
    if _BOTH.search(question.asked) and len(found) > 1:
        return [_dated(question, passage) for passage in found]
    return [_dated(question, found[0])]


def _dated(question: Question, first: Passage) -> Claim:
    label = {"落款": "落款日期为", "版记": "印发日期为", "网页": "发布日期为"}[_place_of(first)]
    return said(question, f"{label}{compact(first.quote)}", f"It is dated {english_words(first.quote)}", [first])


def _place_of(passage: Passage) -> str:
    return {SIGNATURE: "落款", CLOSING: "版记"}.get(passage.clause.path[-1], "网页")


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
    return [said(question, zh, en, passages)]


def title_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the notice's full title."""
    title = reading.notice.title
    passage = locate(reading, title, section(reading, FRONT, PREAMBLE))
    return [said(question, f"全称为《{title}》", f"Its full title is 《{title}》", [passage])] if passage else []


def addressee_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return to whom the notice is addressed."""
    return _beside(question, reading, Role.ADDRESSEE, ("主送", "Addressed to "))


def copy_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return to whom copies of the notice go."""
    return _beside(question, reading, Role.COPY, ("抄送", "Copied to "))


def names_beside(notice: Notice, role: Role) -> str:
    """Return the offices in the lines of `role`, which stand in the file and in no clause; "" where there are none."""
    lines = (notice.raw[run.start : run.end] for run in notice.boilerplate if run.kind == str(role))
    return re.sub(r"^(?:抄送|抄报|分送)[:：]", "", compact("".join(lines))).rstrip(":：。")


def _beside(question: Question, reading: Reading, role: Role, said_as: tuple[str, str]) -> list[Claim]:
    """Return who is named in the lines of `role`; the notice's title is cited, for the lines are in no clause."""
    names = names_beside(reading.notice, role)
    title = title_claims(question, reading, ())
    if not names or not title:
        return []
    return [said(question, f"{said_as[0]}{names}", f"{said_as[1]}{names}", title[0].passages)]


def signer_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return who signed the notice for issue."""
    found = matches(reading, _SIGNER, section(reading, FRONT))[:1]
    return [said(question, compact(p.quote), f"Signed for issue: {compact(p.quote)}", [p]) for p in found]


def contact_claims(question: Question, reading: Reading, others: Sequence[Reading]) -> list[Claim]:
    """Return the contact persons, telephone numbers and addresses that the notice prints."""
    found = [
        passage
        for clauses in (section(reading, *SECTIONS), (c for c in reading.clauses if not c.is_section))
        for passage in matches(reading, _CONTACT, clauses)
        if _FIGURE.search(passage.quote)
    ]
    listed = "；".join(dict.fromkeys(p.quote.strip() for p in found))
    return [said(question, listed, f"It prints “{listed}”", found)] if found else []
