"""Recognised: words that only optical recognition has read are marked 待核, and no day is counted from them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.draft import Passage
from assistant.question import Question
from corpus import Notice


def recognition_notes(question: Question, passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return a note for each notice of which an answer quotes words that only recognition has read."""
    surest: dict[str, tuple[Notice, float, int]] = {}
    for passage in passages:
        for confidence, page in _seen(passage.notice, passage.start, passage.end):
            notice, least, first = surest.get(passage.notice.id, (passage.notice, 1.0, page))
            surest[passage.notice.id] = notice, min(least, confidence), min(first, page)
    zh = question.language == "zh"
    return tuple(
        f"待核：所引文字由光学识别从{notice.source}第{page}页读出（把握最低{least:.0%}），数字和日期请对照原件。"
        if zh
        else f"To be checked: the words quoted were read by optical recognition from page {page} of {notice.source} "
        f"({least:.0%} sure at least); compare figures and dates with the original."
        for notice, least, page in surest.values()
    )


def is_recognised(notice: Notice, start: int, end: int) -> bool:
    """Whether recognition alone has read some of `notice.text[start:end]`."""
    return bool(_seen(notice, start, end))


def _seen(notice: Notice, start: int, end: int) -> list[tuple[float, int]]:
    """Return the confidence and the page of the recognised lines that a span of the text touches."""
    if not notice.medium.seen or start >= end:
        return []
    first, last = notice.raw_offset(start), notice.raw_offset(end - 1)
    return [(line.confidence, line.page) for line in notice.medium.seen if line.start <= last and line.end > first]
