"""Endings: what a notice says that it repeals, amends or replaces, with the words that say so."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.endings.changes import changed
from corpus.endings.lists import announces, listed
from corpus.endings.repeals import repealed
from corpus.endings.sentence import Days, Sentence, make_ending, read_sentence, when
from corpus.fold import match_form
from corpus.notice import Ending, EndingKind

_SENTENCE = re.compile(r"[^。；;\n]+")
_LONGEST = 4000
"""A longer sentence is none, but a file without full stops; time grows with the square of its length."""
_TOLD = re.compile(r"废止|失效|停止执行|停止施行|停止使用|作废|不再执行|取代|代替|替代|修改|修订|修正|调整|重新")
_OWN_TITLE = re.compile(
    r"关于(?P<verb>废止|停止执行|宣布|修改|修订|修正)(?P<rest>.*?)(?:失效)?(?:的?(?:决定|通知|公告|通告|意见|命令|令|批复))?$"
)


def read_endings(
    text: str, title: str, issued_on: dt.date | None, effective_from: dt.date | None
) -> tuple[Ending, ...]:
    """Return what the notice called `title` says that it ends or changes, in the order of `text`, each once."""
    days = Days(issued_on, effective_from)
    found: list[Ending] = []
    for match in _SENTENCE.finditer(text):
        if len(match[0]) > _LONGEST or not _TOLD.search(match[0]):
            continue
        sentence = read_sentence(match)
        found += _of_title(sentence, title, days)
        found += repealed(sentence, title, days)
        found += changed(sentence, days)
        if announces(sentence, title):
            found += listed(text, match, when(sentence.plain, days, match[0]))
    return _once(found)


def _of_title(sentence: Sentence, title: str, days: Days) -> Iterator[Ending]:
    """Yield what the notice's own title ends: 关于废止《…》的通知."""
    found = _OWN_TITLE.search(sentence.plain.strip())
    if not found or match_form(sentence.text) not in match_form(title):
        return
    kind = EndingKind.AMENDS if found["verb"] in ("修改", "修订", "修正") else EndingKind.REPEALS
    for name in sentence.names:
        yield make_ending(kind, sentence, name, days.issued or days.begins)


def _once(found: Sequence[Ending]) -> tuple[Ending, ...]:
    """Return the endings without those said before, the number kept where only one saying gives it."""
    kept: list[Ending] = []
    known: dict[tuple[EndingKind, str | None], list[int]] = defaultdict(list)
    for ending in sorted(found, key=lambda each: each.start):
        same = known[ending.kind, ending.title or ending.doc_number]
        at = next((i for i in same if _agree(kept[i].doc_number, ending.doc_number)), None)
        if at is None:
            same.append(len(kept))
            kept.append(ending)
        elif ending.doc_number and not kept[at].doc_number:
            kept[at] = replace(ending, on=ending.on or kept[at].on)
    return tuple(kept)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
