"""Terms: the content words of a question, each with the wordings that prove it in a clause."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import rjieba

from assistant.ask import is_ask_word, is_english_stop_word, is_question_word
from corpus.fold import fold, match_form
from index.expansion import expand
from index.lexicon import formal_words, read_glossary

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z0-9\-]*[0-9a-z]|\d{2,}")
_COMMON = frozenset(
    "工作 政务 公开 政府 信息 做好 加强 推进 开展 进行 有关 相关 部门 单位 各 各级 情况 内容 时间 时限 通知 文件 "
    "要点 方案 规定 任务 事项 政务公开 信息公开 责任 负责 完成 次数 地方 "
    "日期 数量 人员 年 多 大 小 好 做 办 用 说 看 出 给 来 去 能 想 拿 弄 搞 干".split()
)
_COMMON_WEIGHT = 0.25
_KIND_WEIGHT = {"general": 0.4, "action": 0.7, "unit": 0.3}
"""How much less the words count that the glossary calls general, actions or units: they tell few clauses apart."""
_UNSEEN = 0.9
"""What a term of the field counts that no clause has, as a share of the rarest: its absence is telling."""
_FORMAL = 0.5
"""What the absence of a word of official prose tells that the glossary does not list."""
_SPOKEN = 0.15
_ENGLISH = 0.12
"""What the absence of any other word tells, Chinese and English."""
_SEVERAL = 3
_UNPROVED_BELOW = 0.35
_LIGHT = 0.6
_PARTIAL_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Term:
    """One content word: as asked, and what proves it (any of `wordings`, folded).

    `weight` is how much it counts where it is found, `absence` how much it tells where it is not: a term of the field
    that a clause lacks tells much, a spoken word little. `telling` says whether it is a word of the field at all,
    `is_action` whether the glossary calls it something that is done.
    """

    asked: str
    wordings: tuple[str, ...]
    weight: float = 1.0
    absence: float = 1.0
    telling: bool = True
    is_action: bool = False

    def found_in(self, text: str) -> float:
        """Return how well folded `text` proves the term: 1 for a wording, a share for most of a long one's pairs."""
        best = 0.0
        for wording in self.wordings:
            if wording in text:
                return 1.0
            pairs = [wording[i : i + 2] for i in range(len(wording) - 1)]
            if len(pairs) >= 2:
                share = sum(pair in text for pair in pairs) / len(pairs)
                if share >= _PARTIAL_FROM:
                    best = max(best, share * 0.8)
        return best


class Rarity:
    """How much a word counts, from the number of clauses that have it (inverse document frequency)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known: dict[tuple[str, ...], tuple[float, float]] = {}
        self._most = math.log(len(texts) + 1.0) if texts else 1.0

    def weigh(self, wordings: tuple[str, ...]) -> tuple[float, float]:
        """Return how much a term counts that any of `wordings` proves, found and absent."""
        known = self._known.get(wordings)
        if known is None:
            known = self._known[wordings] = self._weigh(wordings)
        return known

    def _weigh(self, wordings: tuple[str, ...]) -> tuple[float, float]:
        if wordings[0] in _COMMON:
            return _COMMON_WEIGHT, _COMMON_WEIGHT
        kinds = [_kinds()[wording] for wording in wordings if wording in _kinds()]
        factor = max((_KIND_WEIGHT.get(kind, 1.0) for kind in kinds), default=1.0)
        count = sum(any(wording in text for wording in wordings) for text in self._texts)
        found = max(math.log((len(self._texts) + 1) / (count + 0.5)), 0.2) if count else self._most * _UNSEEN
        if kinds or count >= _SEVERAL:
            return found * factor, found * factor
        share = _ENGLISH if wordings[0].isascii() else _FORMAL if wordings[0] in formal_words() else _SPOKEN
        return found, self._most * share


@cache
def _kinds() -> Mapping[str, str]:
    return {fold(term.chinese): term.kind for term in read_glossary()}


_FIELD_KINDS = frozenset({"term", "topic", "office", "document"})


@cache
def _field_terms() -> tuple[str, ...]:
    """Return the glossary's terms of the field that are longer than a word, longest first."""
    terms = {fold(t.chinese) for t in read_glossary() if t.kind in _FIELD_KINDS and len(t.chinese) >= 3}
    return tuple(sorted(terms, key=lambda term: (-len(term), term)))


def _take_field_terms(text: str) -> tuple[list[str], str]:
    """Return the terms of the field in `text`, and the rest of it."""
    found = []
    for term in _field_terms():
        if term in text:
            found.append(term)
            text = text.replace(term, " ")
    return found, text


def _chinese_words(text: str) -> Iterable[str]:
    for run in _HAN_RUN.findall(text):
        for word in rjieba.cut(run):
            if len(word) > 1 and not is_question_word(word) and not is_ask_word(word):
                yield word


def _english_words(text: str, taken: Iterable[str]) -> Iterable[str]:
    rendered = {word for source in taken for word in source.split()}
    for word in _LATIN.findall(text):
        # A hyphenated word was rendered part by part.
        if not set(word.split("-")) <= rendered and not is_english_stop_word(word):
            yield word


def read_terms(text: str, rarity: Rarity, *, thesaurus: bool = True) -> tuple[Term, ...]:
    """Return the terms of a question from which places, years and numbers of documents have been taken out.

    Everyday wording and English phrases carry the official terms that the lexicon has for them; what the lexicon
    does not know stands for itself. Without the thesaurus a term is proved only by what means the same.
    """
    folded = match_form_spaced(text)
    groups: dict[str, list[str]] = {}
    for added in expand(text, thesaurus=thesaurus).added:
        groups.setdefault(added.source, []).append(fold(added.term))
    rest = folded
    terms: dict[str, tuple[str, ...]] = {}
    for source, official in sorted(groups.items(), key=lambda item: -len(item[0])):
        if source.isascii():
            if all(is_english_stop_word(word) for word in source.split()) or is_ask_word(source):
                continue
            terms[source] = tuple(official)
        elif source in rest and is_ask_word(source):
            rest = rest.replace(source, " ")
        elif source in rest and not is_question_word(source):
            terms[source] = (source, *official)
            rest = rest.replace(source, " ")
    field, rest = _take_field_terms(rest)
    for word in (*field, *_chinese_words(rest), *_english_words(rest, groups)):
        terms.setdefault(word, (word,))
    return tuple(
        Term(asked, words, *rarity.weigh(words), telling=_tells(words), is_action=_is_action(words))
        for asked, words in terms.items()
    )


def _is_action(wordings: tuple[str, ...]) -> bool:
    return _kinds().get(wordings[0]) == "action" and not wordings[0].isascii()


def _tells(wordings: tuple[str, ...]) -> bool:
    return any(wording in _kinds() or wording in formal_words() for wording in wordings)


def match_form_spaced(text: str) -> str:
    """Return `text` in the form that texts are compared in, with white space kept between Latin words."""
    return fold(text) if text.isascii() else match_form(text)


@dataclass(frozen=True, slots=True)
class Proof:
    """How well a question's terms are proved: the share found, 0 to 1, and how many words of the field are not."""

    covered: float
    unproved: int


def prove(terms: Sequence[Term], parts: Sequence[tuple[str, float]]) -> Proof:
    """Return how well `parts` prove `terms`.

    Each part is a folded text and how much a term counts that stands in it: a term counts by its best part. The share
    is what is found against what is found and what is lost.
    """
    found = lost = 0.0
    unproved = 0
    for term in terms:
        share = max((worth * term.found_in(text) for text, worth in parts), default=0.0)
        found += share * term.weight
        lost += (1.0 - share) * term.absence
        unproved += term.telling and share < _UNPROVED_BELOW and term.absence > _LIGHT
    return Proof(found / (found + lost) if found else 0.0, unproved)


def coverage(terms: Sequence[Term], parts: Sequence[tuple[str, float]]) -> float:
    """Return the share, 0 to 1, of `terms` that `parts` prove; see `prove`."""
    return prove(terms, parts).covered
