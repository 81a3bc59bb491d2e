"""Expansion: a question is searched in its own words and in the words that notices use for them.

English words and phrases are rendered by the glossary, longest first; everyday wording gets its official
terms beside it. The same expansion serves keyword and vector search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.fold import fold
from index.lexical import terms_of
from index.lexicon import english_synonyms, read_everyday, read_glossary, read_thesaurus

ENGLISH_WEIGHT = 1.0
EVERYDAY_WEIGHT = 0.5
# What is left of an English question once its terms are rendered says little in a Chinese corpus.
LEFT_ENGLISH_WEIGHT = 0.5
RENDERINGS = 3
# An everyday wording with more meanings than this tells nothing.
MEANINGS = 6
_AFTER = 100
Stems = tuple[str, ...]

_LATIN_RUN = re.compile(r"[a-z][a-z'’\-]*(?:[\s\-]+[a-z][a-z'’\-]*)*")
_LATIN_WORD = re.compile(r"[a-z]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))


@dataclass(frozen=True, slots=True)
class Added:
    """A term added to a question, how much it counts beside the question's own words (1), and for which words."""

    term: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """A question rewritten for search: its own words with their weight, and the terms added."""

    original: str
    original_weight: float
    added: tuple[Added, ...]

    @property
    def own_terms(self) -> dict[str, float]:
        """The terms of the question's own words, as keyword search has them, with their weight."""
        return dict.fromkeys(terms_of(self.original), self.original_weight)

    @property
    def terms(self) -> dict[str, float]:
        """The terms of its own words and of those added, each with the greatest weight that it has."""
        found = self.own_terms
        for one in self.added:
            for term in terms_of(one.term):
                found[term] = max(found.get(term, 0.0), one.weight)
        return found


def expand(query: str, *, thesaurus: bool = True) -> Expansion:
    """Return `query` with its English rendered in Chinese and its everyday wording in official terms.

    The thesaurus gives what comes to mind, which helps to find; without it only what means the same is added.
    """
    folded = fold(query)
    english = tuple(_render(folded, thesaurus))
    # The list takes a third of a second to read in, and an English question has no use for it.
    everyday = tuple(_official(folded, *_everyday_terms(thesaurus))) if _CHINESE.search(folded) else ()
    weight = 1.0 if _CHINESE.search(folded) or not english else LEFT_ENGLISH_WEIGHT
    return Expansion(query, weight, _distinct((*english, *everyday)))


def _render(folded: str, with_thesaurus: bool) -> Iterable[Added]:
    for run in _LATIN_RUN.findall(folded):
        words = _LATIN_WORD.findall(run)
        stems = [_stem(word) for word in words]
        at = 0
        while at < len(stems):
            phrases = _phrases(stems[at], with_thesaurus)
            longest = max(map(len, phrases), default=0)
            size = next((n for n in range(longest, 0, -1) if tuple(stems[at : at + n]) in phrases), 0)
            renderings = phrases.get(tuple(stems[at : at + size]), ())[:RENDERINGS]
            for chinese in renderings:
                yield Added(chinese, ENGLISH_WEIGHT / len(renderings) ** 0.5, " ".join(words[at : at + size]))
            at += max(size, 1)


def _official(folded: str, terms: Mapping[str, tuple[str, ...]], longest: int) -> Iterable[Added]:
    at = 0
    while at < len(folded):
        size = next((n for n in range(min(longest, len(folded) - at), 1, -1) if folded[at : at + n] in terms), 0)
        wording = folded[at : at + size]
        for term in terms.get(wording, ()):
            if term not in folded:
                yield Added(term, EVERYDAY_WEIGHT / len(terms[wording]) ** 0.5, wording)
        at += max(size, 1)


@cache
def _phrases(first: str, with_thesaurus: bool) -> Mapping[Stems, tuple[str, ...]]:
    """Return the Chinese renderings of each English phrase whose first word has the stem `first`.

    Where the glossary of the field and the thesaurus both know a phrase, the glossary's renderings come first.
    """
    found: dict[Stems, dict[str, int]] = {}
    rows = _glossary_phrases().get(first, ())
    if with_thesaurus:
        # A stem differs from its word after the third letter, or where an ending stands for y.
        alike = english_synonyms(first.removesuffix("y")[:3])
        rows = [*rows, *_by_first(((row.word, row.english) for row in alike), _AFTER).get(first, ())]
    for key, chinese, rank in rows:
        ranks = found.setdefault(key, {})
        ranks[chinese] = min(rank, ranks.get(chinese, rank))
    return {key: tuple(sorted(ranks, key=lambda chinese: ranks[chinese])) for key, ranks in found.items()}


@cache
def _glossary_phrases() -> Mapping[str, Sequence[tuple[Stems, str, int]]]:
    return _by_first(((row.chinese, [fold(phrase) for phrase in row.english]) for row in read_glossary()), 0)


def _by_first(rows: Iterable[tuple[str, Sequence[str]]], start: int) -> Mapping[str, Sequence[tuple[Stems, str, int]]]:
    """Return, by the stem of its first word, each phrase's stems, what it renders and its rank from `start` on."""
    found: dict[str, list[tuple[Stems, str, int]]] = {}
    for chinese, phrases in rows:
        for rank, phrase in enumerate(phrases, start):
            key = tuple(_stem(word) for word in _LATIN_WORD.findall(phrase))
            if key:
                found.setdefault(key[0], []).append((key, chinese, rank))
    return found


@cache
def _everyday_terms(with_thesaurus: bool) -> tuple[Mapping[str, tuple[str, ...]], int]:
    """Return the official terms of each everyday wording, and the length of the longest.

    What the thesaurus has for a wording is taken where the list of the field does not know it, unless the wording
    stands for so many words that it tells nothing.
    """
    found: dict[str, list[str]] = {}
    for row in read_thesaurus() if with_thesaurus else ():
        for wording in row.everyday:
            found.setdefault(wording, []).append(row.word)
    telling = {
        wording: tuple(words[:RENDERINGS])
        for wording, words in found.items()
        if len(wording) > 1 and len(words) <= MEANINGS
    }
    terms = telling | {fold(row.wording): row.official for row in read_everyday()}
    return terms, max(map(len, terms), default=0)


@cache
def _stem(word: str) -> str:
    """Return `word` without the ending of a plural or a verb form, and without a final e."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3 and not word.endswith("ss"):
            return _undouble(word[: len(word) - len(ending)] + instead)
    return word


def _undouble(stem: str) -> str:
    """Return `stem` with the consonant that a verb form doubled (submitt, plann) written once."""
    return stem[:-1] if len(stem) > 4 and stem[-1] == stem[-2] and stem[-1] not in "aeiousl" else stem


def _distinct(added: Iterable[Added]) -> tuple[Added, ...]:
    """Return each term once, with the greatest weight it was given."""
    best: dict[str, Added] = {}
    for one in added:
        if one.term not in best or best[one.term].weight < one.weight:
            best[one.term] = one
    return tuple(best.values())
