"""Decline: what is said when the notices do not answer: what is missing, and what the corpus holds nearest to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.ask import Ask
from assistant.place import pinyin_of
from assistant.question import Question
from assistant.scope import Missing
from corpus import Notice
from corpus.header import tidy

_CHAT = (
    "我只回答政务公开通知里的规定，这个问题不在范围内。",
    "I only answer from the government-openness notices in this corpus; this question is outside them.",
)
_MISSING: Mapping[str, tuple[str, str]] = {
    "place": ("库中没有{}的通知，无法回答。", "The corpus holds no notice of {}, so this cannot be answered."),
    "year": ("库中没有{}的通知，无法回答。", "The corpus holds no notice for {}, so this cannot be answered."),
    "number": ("库中没有收录文号为{}的文件，无法回答。", "The corpus does not hold the document numbered {}."),
    "title": ("库中没有收录{}，无法回答。", "The corpus does not hold {}."),
}
_TOPIC = ("{}没有就此作出规定，库中查不到答案。", "{} not say this; the corpus holds no answer.")
_NOT_PRINTED: Mapping[Ask, tuple[str, str]] = {
    Ask.DOC_NUMBER: ("{}上没有印发文字号。", "{} no document number."),
    Ask.ISSUE_DATE: ("{}上没有印日期。", "{} no date."),
    Ask.ANNEX: ("{}没有列出附件。", "{} no annex."),
    Ask.RELEASE: ("{}上没有标注能否公开。", "{} no mark that says whether it may be made public."),
    Ask.ADDRESSEE: ("{}上没有印主送机关。", "{} no addressee."),
    Ask.COPY: ("{}上没有印抄送机关。", "{} no list of copies."),
    Ask.SIGNER: ("{}上没有印签发人。", "{} no name of who signed."),
    Ask.CONTACT: ("{}上没有印联系人和电话。", "{} no contact person and no telephone number."),
    Ask.FORCE: ("{}没有写施行日期和有效期。", "{} no day of entry into force and no period of validity."),
    Ask.BASIS: ("{}没有写明依据的文件。", "{} no document that they are based on."),
    Ask.LABEL: ("{}上没有印这一项。", "{} no such entry."),
}
"""What is asked of a notice as a document and does not stand on it."""
_NEAREST = ("最接近的收录文件：{}。", "Nearest in the corpus: {}.")
_CITED_BY = ("它在{}中被引用，但原文不在库中。", "It is cited by {}, but its own text is not held.")


def _pick(pair: tuple[str, str], question: Question) -> str:
    return pair[0] if question.language == "zh" else pair[1]


def chat_lead(question: Question) -> str:
    """Return what is said to small talk and to requests for something else."""
    return _pick(_CHAT, question)


def missing_lead(question: Question, missing: Sequence[Missing]) -> str:
    """Return the sentence that names what the corpus lacks."""
    kind = missing[0].kind
    words = "、".join(m.words for m in missing if m.kind == kind)
    if question.language == "en" and kind in ("place", "year"):
        words = " and ".join(_latin(m.words) for m in missing if m.kind == kind)
    return _pick(_MISSING[kind], question).format(words)


def _latin(words: str) -> str:
    """Return the name of a place, with a year behind it or a year alone, in Latin letters."""
    if words.isascii():
        return words
    name, year = words.rstrip("年0123456789"), "".join(c for c in words if c.isdigit())
    return f"{pinyin_of(name) if name else ''} {year}".strip()


def unprinted_lead(question: Question, ask: Ask, whose: Sequence[str]) -> str:
    """Return the sentence that says that a notice does not print what is asked of it as a document; "" where it may.

    Args:
        question: what was asked, whose language is taken.
        ask: the particular of the notices that was asked for.
        whose: the places of the notices that do not print it.
    """
    absent = _NOT_PRINTED.get(ask)
    if absent is None or not whose:
        return ""
    if question.language == "zh":
        return absent[0].format("、".join(dict.fromkeys(whose)) + "的通知")
    names = " and ".join(dict.fromkeys(whose))
    return absent[1].format(f"The notices of {names} show")


def unmentioned_lead(question: Question, words: Sequence[str]) -> str:
    """Return the sentence that says that no notice in the question's scope has any of `words` in it."""
    if question.language == "zh":
        return f"所查的通知都没有提到{'、'.join(f'“{word}”' for word in words)}。"
    return f"No notice asked about mentions it (looked for: {', '.join(words)})."


def topic_lead(question: Question, notices: Sequence[Notice], places: Mapping[str, str]) -> str:
    """Return the sentence that says that the notices asked do not cover the topic, or do not print what is asked."""
    whose = list(dict.fromkeys(places[n.id] for n in notices))
    unprinted = "" if question.has_own_topic else unprinted_lead(question, question.ask, whose)
    if unprinted:
        return unprinted
    if question.language == "zh":
        return _TOPIC[0].format("、".join(whose) + "的通知" if whose else "库中的通知")
    return _TOPIC[1].format(f"The notices of {' and '.join(whose)} do" if whose else "The notices do")


def nearest_line(question: Question, notices: Sequence[Notice]) -> str:
    """Return the line that names the nearest notices held, "" when there are none."""
    named = "；".join(f"《{tidy(n.title)}》{n.doc_number or ''}" for n in notices[:4])
    return _pick(_NEAREST, question).format(named) if named else ""


def cited_line(question: Question, notices: Sequence[Notice]) -> str:
    """Return the line that names who cites a document that is not held, "" when nobody does."""
    named = "、".join(f"《{tidy(n.title)}》" for n in notices)
    return _pick(_CITED_BY, question).format(named) if named else ""
