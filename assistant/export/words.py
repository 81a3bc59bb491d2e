"""Words: the fixed words of the exports in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Answer


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    title: str
    question: str
    answer: str
    sources: str
    nearest: str
    quoted: str
    notes: str
    corpus: str
    as_of: str
    made: str
    caution: str
    columns: tuple[str, ...]
    about: str


_ZH = Words(
    "答复单", "问题", "答复", "依据", "相近条款（不是答案）", "所引", "请注意", "语料版本", "答复基准日", "生成时间",
    "条款为原文照录，以印发的原件为准；本单不构成法律意见。",
    ("序号", "类别", "地方", "内容", "发文机关", "文号", "标题", "条款", "原文", "来源文件"), "说明",
)  # fmt: skip
_EN = Words(
    "Answer slip", "Question", "Answer", "Sources", "Nearest clauses (not the answer)", "Quoted", "Please note",
    "Corpus generation", "Answered as of", "Made at",
    "Clauses are given word for word; the printed notice prevails. This slip is no legal advice.",
    ("No.", "Group", "Place", "Item", "Issuer", "Document number", "Title", "Clause", "Verbatim", "File"), "About",
)  # fmt: skip
_WORDS: Mapping[str, Words] = {"zh": _ZH, "en": _EN}


def words_of(answer: Answer) -> Words:
    """Return the words in the language of `answer`."""
    return _WORDS[answer.language]


def particulars(answer: Answer, made: dt.datetime) -> tuple[tuple[str, str], ...]:
    """Return what identifies an export: the generation that answered, the day it answers for, and when it was made."""
    words = words_of(answer)
    return (
        (words.corpus, answer.generation),
        (words.as_of, answer.as_of.isoformat()),
        (words.made, made.isoformat(sep=" ", timespec="seconds")),
    )
