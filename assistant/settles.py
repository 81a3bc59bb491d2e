"""Settles: whether a sentence says what the wording of a question leaves open: a reason, one side of a choice, names.

A sentence on the right subject is no answer when just that is missing from it. Figures and units have their own
module (`wanted`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import dropwhile, islice, takewhile

import rjieba

from corpus.fold import match_form, read_numerals

_WHY = re.compile(
    r"为什么|为何|为啥|凭什么|凭啥|什么原因|啥原因|怎么会|\bwhy\b|what(?: is| was)? the reason|how come", re.IGNORECASE
)
_REASON = re.compile(
    r"因[^此地应而果]|由于|鉴于|原因|为了?[^此]{2,30}[，,]|以便|便于|旨在|目的|从而|以[确保促推提防避增方满]|"
    r"[使让]|根据|按照|依据|依照"
)
_YEAR_ASKED = re.compile(r"哪一?年|几几年|\b(?:which|what) year\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}|[今去明本当]年|年[内底末初]")
_CHOICE = re.compile(r"(?P<left>[\u4e00-\u9fff]{1,12})还是(?P<right>[\u4e00-\u9fff]{1,12})")
_FILLING = frozenset(
    (
        "先 要 是 归 由 到底 究竟 去 找 报 交 给 放 在 放在 向 管 负责 来 就 该 得 应 应该 还是 只 自己 另外 人 的 "
        "了 吗 呢 一下"
    ).split()
)
_SIDE_LONGEST = 3
"""How many words one side of a choice has at most."""
_NAMES = re.compile(
    r"(?:具体|分别|各自|到底)(?:都)?(?:是|有|叫|指)?(?:哪些|哪几|什么|啥)|(?:分别|都)叫(?:什么|啥)|叫(?:什么|啥)名"
    r"|\bwhat are (?:they|the (?:names|exact))|\bnames? (?:of )?(?:them|each|all)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"、|[（(][一二三四五六七八九十\d]+[)）].*[（(][一二三四五六七八九十\d]+[)）]|》《|；", re.DOTALL)

_COUNTED_NAMES = re.compile(
    r"(?P<count>\d+)\s*(?:个|项|类|种|家|条|大|方面|领域)[^，。？?]{0,14}?(?:(?:具体|分别|各自|到底|都)?(?:是|有|叫|指|包括)?(?:哪些|哪几|什么|啥)(?![时候样]))"
    r"|(?P<rest>\d+)\s*(?:个|项|类|种|家|条|部|份)制?度?(?:里|中|当中|之中)?[^？?]{0,16}?(?:另外|其他|其余|剩下|还有)"
    r"|\b(?:what|which) (?:are|were) (?:the |all )?(?:other )?(?P<many>\d+)\b"
)
"""A question for the names of so many things, or for those of them that are not named yet."""
_LISTED_LEAST = 2
_BETWEEN = re.compile(r"、|》《|；|[（(][一二三四五六七八九十\d]+[)）]|和|与|及")


def settles(question: str, words: str) -> bool:
    """Whether `words` say what `question` leaves open; always when its wording leaves open none of these things."""
    if _WHY.search(question) and not _REASON.search(words):
        return False
    if _YEAR_ASKED.search(question) and not _YEAR.search(words):
        return False
    if _NAMES.search(question) and not _NAMED.search(words):
        return False
    if not _names_so_many(question, words):
        return False
    return _decides_choice(question, words)


def _names_so_many(question: str, words: str) -> bool:
    """Whether `words` can hold the names that are asked for by their number; always when no number of names is.

    So many names have one mark less between them. Three (……等12个领域) are an answer, but not where the rest of them
    is asked for: then half of the marks must be there, for some names are lists themselves.
    """
    found = _COUNTED_NAMES.search(read_numerals(question).lower())
    if not found:
        return True
    marks = (int(next(filter(None, found.groups()))) - 1) / 2
    return len(_BETWEEN.findall(words)) >= (marks if found["rest"] else min(marks, _LISTED_LEAST))


def _decides_choice(question: str, words: str) -> bool:
    """Whether `words` name a side of the choice that the question gives; always when it gives none."""
    found = _CHOICE.search(question)
    # In a question with 吗 the word means "still".
    if not found or question.rstrip("？? 。").endswith("吗"):
        return True
    left, right = _run(reversed(rjieba.cut(found["left"]))), _run(rjieba.cut(found["right"]))
    # What stands on both sides is not what is chosen between.
    sides = left ^ right
    text = match_form(words)
    return not (left and right and sides) or any(side in text for side in sides)


def _run(words: Iterable[str]) -> set[str]:
    """Return the first words that say something, those before them and from the next filling word on left out."""
    content = takewhile(lambda word: not _fills(word), dropwhile(_fills, words))
    return set(islice(content, _SIDE_LONGEST))


def _fills(word: str) -> bool:
    return word in _FILLING or word.startswith("先")
