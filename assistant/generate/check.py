"""Check: one generated sentence is held against the clauses that it cites; what they do not prove is a fault.

A sentence is checked part by part, a part being what commas and semicolons separate. A figure must stand in the source
with its unit and bound, in the stretch of the clause that speaks of the same thing; must and may, offices, places,
quotations and the words of the field must be the source's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.generate.given import Given, Piece
from assistant.generate.quantity import Quantity, dates, plain_english, quantities
from assistant.generate.sentence import Segment, Sentence
from assistant.generate.wording import (
    EXEMPT,
    FORBID,
    after_mode,
    misplaced_role,
    modes,
    negated_words,
    negates,
    states_mode,
    unproved_name,
    unproved_quote,
)
from assistant.language import language_of
from assistant.place import pinyin_of
from assistant.terms import Rarity, Term, prove, read_terms
from corpus.fold import match_form

COVERED_LEAST = {"zh": 0.55, "en": 0.4}
"""The share of a segment's words that its clauses must prove; English prose has many words no glossary lists."""

FOREIGN_MOST = {"zh": 0.3, "en": 0.5}
"""The share of a segment's content words, by their length, that may be in none of its clauses."""

_FOUND = 0.35
_FINE = re.compile(r"[^，,。；;：:、\n！？!?]+")
_ENGLISH_PARTS = re.compile(r"(?:[^,;:\n]|,(?=\s?\d{4}))+")
_QUOTES = re.compile(r"[“「『\"][^“”「」『』\"]*[”」』\"]|《[^《》]*》|[（(][\u4e00-\u9fff、，]+[）)]")
_CITY = re.compile(r"\b([A-Z][a-z]+)(?:'s)? (?:County|City|District|Province|Prefecture|New Area|High-[Tt]ech)")
_CHECKED = re.compile(
    r"不得?(?:少于|低于|超过|高于|多于|大于|小于|短于|晚于|迟于)|至少|最少|最多|至多|最长|最迟|最晚|低于|高于|超过|少于|多于|"
    r"以上|以下|以内|之内|之前|以前|之后|以后|"
    r"应当|必须|务必|可以|允许|不得|不应|不准|不能|禁止|严禁|无需|不需|不必|不予|没有|尚未|"
    r"由|该项?|这项|此项|本项|上述|其中|并且|而且|均|"
    r"\b(?:at (?:least|most|the latest)|no (?:less|more|fewer|later) than|"
    r"not|no|only|within|shall|must|may|also|and|or)\b",
    re.IGNORECASE,
)
"""Words that are checked for themselves and carry no subject."""

_UNPROVED_MOST = {"zh": 0, "en": 1}
"""How many words of the field a segment may have that nothing proves: an English verb has more senses than entries."""

_LENGTH_SAID = re.compile(r"(?:为|是|即|：|:|\bis|\bare|\bof)\s*(?:the )?$")
_DURATIONS = frozenset("工作日 自然日 日 月 个月 年 周 小时 分钟".split())
_NO_WORD = re.compile(r"^(?:[\d\W_]|个|工作日|内|日|天)*$")
_CLOSE, _AS_NEAR = 0.999, 0.95


class Checker:
    """Checks the sentences of one reply.

    Args:
        given: the clauses that the model was shown.
        rarity: how much a word counts among the clauses of the corpus.
        language: the language that the answer is to be in.
    """

    def __init__(self, given: Sequence[Given], rarity: Rarity, language: str) -> None:
        self._given = {each.number: each for each in given}
        self._rarity = rarity
        self._language = language
        self._terms: dict[str, tuple[Term, ...]] = {}

    def fault_of(self, sentence: Sentence) -> str:
        """Return why the cited clauses do not prove `sentence`, "" when they do."""
        if not re.search(r"\w", sentence.words):
            return "no words"
        unknown = [number for number in sentence.numbers if number not in self._given]
        if unknown:
            return f"clause {unknown[0]} was not given"
        if any(not segment.numbers for segment in sentence.segments):
            return "no clause is cited"
        bare = _QUOTES.sub(" ", sentence.words)
        if re.search(r"\w\w", bare) and re.search(r"[^\W\d_]{2}", bare) and language_of(bare) != self._language:
            return "another language"
        owners: tuple[str, ...] = ()
        for segment in sentence.segments:
            cited = [self._given[number] for number in segment.numbers]
            if fault := self._segment_fault(segment, cited):
                return fault
            for part in self._cut(segment.words):
                owners = self._owners(part) or owners
                if fault := self._part_fault(part, segment.words, cited, owners):
                    return fault
        return ""

    def _segment_fault(self, segment: Segment, cited: Sequence[Given]) -> str:
        source, names = "\n".join(g.proof for g in cited), "\n".join(g.names for g in cited)
        words = segment.words
        if quote := unproved_quote(words, source, names, self._language):
            return f"the clause does not say “{quote}”"
        if name := unproved_name(words, source, names, self._language):
            return f"the clause does not name {name}"
        for part in self._cut(words):
            if role := misplaced_role(part, source):
                return f"the clause gives another the role {role}"
        if self._language == "en" and (place := self._unproved_city(words, cited)):
            return f"the clause is not of {place}"
        plain = match_form(source + names)
        for date in dates(words, self._language):
            if date not in plain and date.replace("月", "-").replace("日", "") not in plain:
                return f"the date {date} is not in the clause"
        return self._coverage_fault(words, cited)

    def _coverage_fault(self, words: str, cited: Sequence[Given]) -> str:
        terms = self._read(words)
        if not terms:
            return ""
        around = [(match_form(g.proof), 1.0) for g in cited] + [(match_form(g.names), 0.9) for g in cited]
        proof = prove(terms, around)
        if proof.unproved > _UNPROVED_MOST[self._language]:
            return "it says what the clause does not"
        sizes = [(len(term.asked), max(term.found_in(text) for text, _ in around)) for term in terms]
        foreign = sum(size for size, found in sizes if found < _FOUND) / sum(size for size, _ in sizes)
        if foreign > FOREIGN_MOST[self._language]:
            return "too much of it is not in the clause"
        if proof.covered < COVERED_LEAST[self._language]:
            return f"the clause proves only {proof.covered:.0%} of its words"
        return ""

    def _read(self, words: str) -> tuple[Term, ...]:
        if words not in self._terms:
            bare = _CHECKED.sub("，" if self._language == "zh" else " ", words)
            self._terms[words] = read_terms(bare, self._rarity, thesaurus=False)
        return self._terms[words]

    @cached_property
    def _labels(self) -> dict[str, frozenset[str]]:
        """How the places of the given clauses are said, each with the ids of its notices."""
        found: dict[str, set[str]] = {}
        for each in self._given.values():
            notice = each.passage.notice
            place = re.split(r"[（(]", each.place)[0].strip()
            for name in {place, *notice.region[-1:], *(pinyin_of(step) for step in notice.region[-1:])}:
                if len(name) >= 2:
                    found.setdefault(name.lower(), set()).add(notice.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    def _owners(self, part: str) -> tuple[str, ...]:
        """Return the notices whose places `part` names, the longest names first; () when it names none."""
        text, ids = part.lower(), list[str]()
        for name in sorted(self._labels, key=len, reverse=True):
            if name in text:
                ids += sorted(self._labels[name])
                text = text.replace(name, " ")
        return tuple(dict.fromkeys(ids))

    def _unproved_city(self, words: str, cited: Sequence[Given]) -> str:
        known = {pinyin_of(step).lower() for g in cited for step in g.passage.notice.region}
        known |= set(re.findall(r"[a-z]+", " ".join(g.place.lower() for g in cited)))
        return next((f[0] for f in _CITY.finditer(words) if f[1].lower() not in known | _ARTICLES), "")

    def _cut(self, words: str) -> list[str]:
        pattern = _FINE if self._language == "zh" else _ENGLISH_PARTS
        return [part.strip() for part in pattern.findall(words) if part.strip()]

    def _part_fault(self, part: str, whole: str, cited: Sequence[Given], owners: Sequence[str]) -> str:
        notices = list(dict.fromkeys(g.passage.notice.id for g in cited))
        named = [key for key in owners if key in notices]
        if owners and not named:
            return "a place is named whose clause is not cited"
        said = _QUOTES.sub(lambda m: m[0] if self._language == "zh" else " ", part)
        found = [q for q in quantities(said, self._language)]
        for key in named or notices:
            texts = [g for g in cited if g.passage.notice.id == key]
            names = match_form(" ".join(g.names for g in texts))
            for quantity in found:
                if fault := self._figure_fault(quantity, part, whole, texts, names):
                    return fault
        texts = [g for g in cited if not named or g.passage.notice.id in named]
        return self._mode_fault(part, whole, texts)

    def _figure_fault(self, said: Quantity, part: str, whole: str, texts: Sequence[Given], names: str) -> str:
        if said.unit in ("年", "号", "条", "款", "章", "节", "项", "") and not said.bound:
            called = [q for q in quantities(names, "zh") if q.value == said.value and said.unit in ("", q.unit)]
            if called:
                return ""
        pieces = [(piece, list(quantities(piece.words, "zh")), g) for g in texts for piece in g.pieces]
        if not said.bound and said.unit in _DURATIONS and _LENGTH_SAID.search(_before(part, said, self._language)):
            # 期限为20个工作日 is how 20个工作日内 is said of a time limit.
            said = replace(said, bound="most")
        holding = [(piece, g) for piece, found, g in pieces if any(q.proves(said) for q in found)]
        shown = f"{said.bound} {said.value}{said.unit}".strip()
        if not holding:
            return f"the figure {shown} is not in the clause"
        rivals = [
            (piece, g)
            for piece, found, g in pieces
            if any(q.unit == said.unit and q.value != said.value for q in found) and (piece, g) not in holding
        ]
        if not rivals:
            return ""
        terms = self._subject(part, whole)
        if self._names_rival(terms, _before(part, said, self._language), holding, rivals):
            return f"the figure {shown} is said of something else"
        best = max(self._nearness(terms, piece, g) for piece, g in holding)
        other = max(self._nearness(terms, piece, g) for piece, g in rivals)
        if best < other * _CLOSE or not best:
            return f"the figure {shown} is said of something else"
        return ""

    @staticmethod
    def _names_rival(
        terms: Sequence[Term],
        before: str,
        holding: Sequence[tuple[Piece, Given]],
        rivals: Sequence[tuple[Piece, Given]],
    ) -> bool:
        """Whether the last words before a figure stand beside other figures only: 人大代表 beside 5名."""
        if not before.isascii():
            run = (re.findall(r"[\u4e00-\u9fff]+", _CHECKED.sub("，", before).replace("一般", "")) or [""])[-1]
            return _tail_in(run, rivals) > _tail_in(run, holding)
        said = [term for term in terms if term.asked in before]
        last = max(said, key=lambda term: before.rfind(term.asked), default=None)
        if last is None:
            return False
        stands = [any(last.found_in(piece.words) >= 0.5 for piece, _ in pieces) for pieces in (holding, rivals)]
        return stands == [False, True]

    def _subject(self, part: str, whole: str) -> tuple[Term, ...]:
        """Return the content words of a part of a sentence; those of the sentence up to it where it has none."""
        terms = self._read(part)
        if terms or part not in whole:
            return terms
        return self._read(whole[: whole.index(part) + len(part)])

    @staticmethod
    def _nearness(terms: Sequence[Term], piece: Piece, given: Given) -> float:
        heading = match_form(given.passage.clause.heading)
        return prove(terms, [(piece.words, 1.0), (piece.sentence, 0.3), (heading, 0.3)]).covered

    def _mode_fault(self, part: str, whole: str, texts: Sequence[Given]) -> str:
        said = modes(part, self._language)
        focus = after_mode(part) if self._language == "zh" else ""
        # 未附方案的文件不予受理: what is denied or allowed is what follows, whatever stands before.
        terms = (self._read(focus) if focus else ()) or self._subject(part, whole)
        if not terms or _NO_WORD.match(part):
            return ""
        scored = [(self._nearness(terms, piece, g), piece) for g in texts for piece in g.parts]
        top = max((score for score, _ in scored), default=0.0)
        best = [piece.words for score, piece in scored if score >= top * _AS_NEAR]
        if not best:
            return "nothing in the clause is about it"
        # Of two parts that are as near (情况紧急的 | 可以缩短期限) the one that says may or must decides.
        allowed = [modes(words, "zh") for words in [one for one in best if states_mode(one)] or best]
        if not any(said <= laid for laid in allowed):
            wanted = ", ".join(sorted({mode for laid in allowed for mode in laid}))
            return f"it says {', '.join(sorted(said))} where the clause says {wanted}"
        return self._negation_fault(part, best, texts)

    def _negation_fault(self, part: str, best: Sequence[str], texts: Iterable[Given]) -> str:
        if self._language == "en":
            denied = any(negated_words(words) or modes(words, "zh") & {FORBID, EXEMPT} for words in best)
            plain = all(negated_words(words) or modes(words, "zh") & {FORBID, EXEMPT} for words in best)
            if negates(part) != denied and (negates(part) or plain):
                return "it denies what the clause does not, or leaves a denial out"
            return ""
        folded = match_form(part)
        source = " ".join(g.matched for g in texts)
        for word in negated_words(folded):
            if not re.search(rf"(?:不|未|非|没有|无)[予能得应宜再是属]{{0,2}}{re.escape(word[0])}", source):
                return f"the clause does not deny {word}"
        for words in best:
            for word in negated_words(words):
                if word in folded and word not in negated_words(folded) and words.count(word) == 1:
                    return f"the clause denies {word}"
        return ""


def _tail_in(run: str, pieces: Sequence[tuple[Piece, Given]]) -> int:
    """Return how many of the last characters of `run`, two to six, stand together in one of `pieces`."""
    sizes = [
        size for size in range(2, 7) if size <= len(run) and any(run[-size:] in piece.words for piece, _ in pieces)
    ]
    return max(sizes, default=0)


def _before(part: str, said: Quantity, language: str) -> str:
    """Return the words of a part of a sentence before one of its quantities."""
    return (match_form(part) if language == "zh" else plain_english(part))[: said.start]


_ARTICLES = {"the", "this", "that", "each", "every", "all", "a"}
