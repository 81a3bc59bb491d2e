"""Slips: a typing slip in a question is read as the word that was meant (政务工开 as 政务公开).

Pinyin input leaves homophones and, more rarely, two neighbours swapped. What is read otherwise than typed is a few
neighbouring words that are no word together and stand in no clause of the index, and that one homophone or one swap
makes a word of official prose or a place. Whatever can be read as it stands is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import rjieba

from corpus.fold import simplify
from corpus.places import known_places
from index.lexicon import Term, formal_words, read_everyday, read_glossary
from index.sounds import sounding_like, sounds_like

LONGEST = 6
"""The most characters of a word that a slip is looked for in."""
_FAMILIAR = 2
"""In how many clauses a word of two characters must stand for a slip to be read as it."""
_COMMON = 20
"""In how many it speaks for itself."""
_CLEARER = 3
"""How many times as many clauses must hold a reading as hold the next best."""

_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_RANK = frozenset("省市县区州盟旗镇乡村")
_FREE = frozenset(
    "的地得了着过吗呢吧啊么嘛也都还又就才再不没别很太最全正多少大小好年月日天个种件次份把被给让叫到对跟和与或同是在有要能会可"
    "想说看听写找去来上下里内外前后中人事钱网我你您他她它这那哪每各谁啥咋怎为以于从由按照用管办做干搞弄打拿交报查问"
    "往向离先已应该须等及刚归号省市县区一二三四五六七八九十百千万零〇半两几第"
)
"""Characters that stand alone in everyday speech: one beside another word is no sign of a slip."""

Held = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: what was typed and what was meant, words of the same length."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question as it is understood, and the slips that were read otherwise than typed, in their order."""

    text: str
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A window of a run of Chinese characters read as a known word; `clauses` of the index hold it."""

    start: int
    typed: str
    meant: str
    clauses: int


def correct(text: str, held: Held) -> Corrected:
    """Return `text` with its slips put right.

    Args:
        text: a question as it was typed.
        held: returns in how many clauses of the index all pairs of neighbouring characters of a word stand.
    """
    slips: list[Slip] = []

    def put_right(run: re.Match[str]) -> str:
        typed = simplify(run[0])
        if len(typed) != len(run[0]):
            return run[0]
        whole = run[0]
        for reading in _readings(typed, held):
            end = reading.start + len(reading.typed)
            slips.append(Slip(run[0][reading.start : end], reading.meant))
            whole = whole[: reading.start] + _changed(run[0], typed, reading) + whole[end:]
        return whole

    return Corrected(_RUN.sub(put_right, text), tuple(slips))


def _changed(run: str, typed: str, reading: _Reading) -> str:
    """Return what was meant, in the characters of `run` where they were typed right (it may be Traditional)."""
    at = reading.start
    return "".join(run[at + n] if typed[at + n] == each else each for n, each in enumerate(reading.meant))


def _readings(run: str, held: Held) -> list[_Reading]:
    """Return the readings to take in `run`, the longest of those that overlap, in their order."""
    taken: list[_Reading] = []
    for reading in sorted(_found(run, held), key=lambda one: (-len(one.typed), -one.clauses, one.start)):
        if all(
            reading.start >= one.start + len(one.typed) or one.start >= reading.start + len(reading.typed)
            for one in taken
        ):
            taken.append(reading)
    return sorted(taken, key=lambda one: one.start)


def _found(run: str, held: Held) -> Iterator[_Reading]:
    for start, words, around in _windows(rjieba.cut(run, False)):
        typed = "".join(words)
        if _is_known(typed):
            continue
        candidates = list(_neighbours(words, typed))
        is_like_county = _is_like_county(typed)
        if not (candidates or is_like_county) or held(typed):
            continue
        if is_like_county:
            candidates += _counties(typed)
        reading = _clearest(start, typed, [one for one in candidates if _supported(one, around, held)], held)
        if reading:
            yield reading


def _windows(words: list[str]) -> Iterator[tuple[int, list[str], list[str]]]:
    """Yield each few neighbouring words that may be one word with a slip: their place, they, and the words beside."""
    start = 0
    for first, word in enumerate(words):
        size = len(word)
        for last in range(first + 1, len(words)):
            size += len(words[last])
            if size > LONGEST:
                break
            yield start, words[first : last + 1], words[max(first - 1, 0) : first] + words[last + 1 : last + 2]
        start += len(word)


def _clearest(start: int, typed: str, candidates: list[str], held: Held) -> _Reading | None:
    """Return the reading that the index holds much more often than any other, None when there is no such."""
    alike = [one for one in candidates if sorted(typed) == sorted(one) or sounds_like(typed, one)]
    ranked = sorted(((held(one), one) for one in alike), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] < max(1, _CLEARER * ranked[1][0])):
        return None
    return _Reading(start, typed, ranked[0][1], ranked[0][0])


def _supported(meant: str, around: list[str], held: Held) -> bool:
    """Whether enough speaks for `meant` between the words `around` it.

    A word of two characters must be a term that the index has, or stand in a clause with one of those words.
    """
    if len(meant) > 2:
        return meant in _official() or bool(held(meant))
    clauses = held(meant)
    if clauses >= _COMMON or (clauses and meant in _terms()):
        return True
    return clauses >= _FAMILIAR and any(held(f"{word}，{meant}") for word in around if len(word) > 1)


def _is_known(word: str) -> bool:
    return word in _words() or rjieba.has_word(word)


def _neighbours(words: list[str], typed: str) -> Iterator[str]:
    """Yield the known words that are one character or one swap from `typed`, which is these words.

    What can stand by itself is rather meant as it stands: it is not changed in short words.
    """
    if len(typed) == 2 and (typed[0] in _FREE or typed[1] in _FREE):
        return
    for at, character in enumerate(typed):
        before, after = typed[:at], typed[at + 1 :]
        if character in _FREE and character in words and (len(typed) == 3 or _stands_beside(before, after)):
            continue
        for other in _gaps().get(before + "_" + after, ""):
            # 郑州 with a word after it is a place, not a slip for 郑州市.
            if after or other not in _RANK or not _is_known(before):
                yield before + other + after
    yield from _swapped(words, typed)


def _stands_beside(before: str, after: str) -> bool:
    """Whether what is before or after a character is a known word, and nothing is on its other side."""
    return not (before and after) and _is_known(before or after)


def _is_like_county(typed: str) -> bool:
    """Whether `typed` has the form of a place that no table lists: the tables lack some that an index may hold."""
    return len(typed) == 3 and typed[2] in _RANK and not _FREE & set(typed[:2]) and not _is_known(typed[:2])


def _counties(typed: str) -> Iterator[str]:
    """Yield what sounds like the place `typed`."""
    yield from (other + typed[1:] for other in sounding_like(typed[0]))
    yield from (typed[0] + other + typed[2] for other in sounding_like(typed[1]))


def _swapped(words: list[str], typed: str) -> Iterator[str]:
    """Yield the known words that are `typed` with two neighbours swapped; a short word inside it is left whole."""
    if len(typed) == 2:
        return
    for at in range(len(typed) - 1):
        pair = typed[at : at + 2]
        swapped = typed[:at] + pair[::-1] + typed[at + 2 :]
        if swapped in _words() and (len(typed) > 3 or not any(pair in word for word in words)):
            yield swapped


@cache
def _gaps() -> Mapping[str, str]:
    """Return the characters that make a known word in the place of the one left out (文_: 件, 本, …)."""
    found: defaultdict[str, str] = defaultdict(str)
    for word in _words():
        for at, character in enumerate(word):
            found[word[:at] + "_" + word[at + 1 :]] += character
    return found


@cache
def _terms() -> frozenset[str]:
    """Return the glossary's terms but for its general words, which everyday speech has too."""
    return _of_some_length(term.chinese for term in _glossary() if term.kind != "general")


@cache
def _official() -> frozenset[str]:
    """Return the words of the glossary and the places: words to trust though no clause holds them."""
    places = (name for name, _ in known_places())
    return _of_some_length(term.chinese for term in _glossary()) | _of_some_length(places)


@cache
def _words() -> frozenset[str]:
    """Return all words that a slip may stand for."""
    everyday = (official for row in read_everyday() for official in row.official)
    return _official() | _of_some_length(everyday) | _of_some_length(formal_words())


@cache
def _glossary() -> tuple[Term, ...]:
    return read_glossary()


def _of_some_length(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) <= LONGEST and _RUN.fullmatch(word))
