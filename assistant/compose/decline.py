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
    return (
        words
        if words.isascii()
        else f"{pinyin_of(words.rstrip('年0123456789'))} {''.join(c for c in words if c.isdigit())}".strip()
    )


def topic_lead(question: Question, notices: Sequence[Notice], places: Mapping[str, str]) -> str:
    """Return the sentence that says that the notices asked do not cover the topic, or do not print what is asked."""
    absent = _NOT_PRINTED.get(question.ask) if notices and not question.has_own_topic else None
    if question.language == "zh":
        whose = "、".join(dict.fromkeys(places[n.id] for n in notices)) + "的通知" if notices else "库中的通知"
        return (absent or _TOPIC)[0].format(whose)
    whose = " and ".join(dict.fromkeys(places[n.id] for n in notices))
    if absent:
        return absent[1].format(f"The notices of {whose} show")
    return _TOPIC[1].format(f"The notices of {whose} do" if notices else "The notices do")


def nearest_line(question: Question, notices: Sequence[Notice]) -> str:
    """Return the line that names the nearest notices held, "" when there are none."""
    named = "；".join(f"《{tidy(n.title)}》{n.doc_number or ''}" for n in notices[:4])
    return _pick(_NEAREST, question).format(named) if named else ""


def cited_line(question: Question, notices: Sequence[Notice]) -> str:
    """Return the line that names who cites a document that is not held, "" when nobody does."""
    named = "、".join(f"《{tidy(n.title)}》" for n in notices)
    return _pick(_CITED_BY, question).format(named) if named else ""
