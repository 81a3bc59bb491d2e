"""Mention: questions for where a word stands: 哪些文件提到政府开放日, which notices mention the open day."""

from __future__ import annotations

import re

from assistant.question import Question

_MENTION = re.compile(
    r"(?:提到|提及|涉及到?|说到|写到|讲到|谈到)了?(?P<zh>[^，。；？?]{2,24}?)(?:的?(?:条款|内容|地方|规定|表述|部分|要求)?(?:都|分别)?(?:有哪些|是哪些|有几[条处份个]|吗|没有)?)?(?=[，。；？?]|$)"
    r"|\bmention(?:s|ed|ing)?\s+(?:the |a |an )?(?P<en>[^,.;?]{3,40})",
    re.IGNORECASE,
)
_WHICH = re.compile(r"哪|有没有|有无|都有|列|吗|几[份个条处]|\b(?:which|what|any|list|do|does)\b", re.IGNORECASE)


def mention_asked(question: Question) -> tuple[str, ...]:
    """Return the words of which a question asks where they stand (哪些文件提到政府开放日); none if it asks for no such."""
    found = _MENTION.search(question.asked)
    if found is None or not _WHICH.search(question.asked):
        return ()
    if found["zh"]:
        words = re.split(r"或者?|和|、|及", found["zh"])
        return tuple(bare for word in words if len(bare := word.strip(" “”「」《》\"'的")) > 1)
    told = found["en"].lower()
    terms = [term for term in question.terms if term.asked.lower() in told]
    return tuple(dict.fromkeys(word for term in terms for word in term.wordings if not word.isascii()))
