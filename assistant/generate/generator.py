"""Generator: asks a chat model for the answer, lets through what is verified, falls back on the extractive answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.assemble import cite
from assistant.budget import TokenCounter
from assistant.generate.check import Checker
from assistant.generate.demand import Demand, contradicts, demands
from assistant.generate.given import Given, give
from assistant.generate.material import Material
from assistant.generate.notes import dropped_note, fallback_note
from assistant.generate.sentence import Sentence, sentences
from assistant.generate.worded import worded
from assistant.model import Model, ModelFailed
from assistant.question import Question
from assistant.terms import Rarity
from assistant.verify import check
from assistant.verify.proof import Rule
from corpus import Reading
from prompts import ANSWER, CLAUSES, NO_ANSWER

GENERATED = "generated"
"""The kind of an answer that a chat model has put into words."""

LEAD_LONGEST = {"zh": 120, "en": 300}
"""The most characters of a generated lead for each place that it speaks of."""

SENTENCES_MOST = 8
"""The most sentences of an answer; what a model adds beyond them is left out."""

_REPLY_TOKENS = 1024
_LANGUAGE = {"zh": "Chinese", "en": "English"}

log = logging.getLogger(__name__)


class Generator:
    """Puts verified answers into a chat model's words.

    Args:
        model: what replies.
        counter: counts the tokens of what it is given.
        window: how many tokens it takes in and gives out together.
    """

    def __init__(self, model: Model, counter: TokenCounter, window: int) -> None:
        self._model = model
        self._counter = counter
        self._window = window

    def answers(
        self, base: Answer, material: Material, asked: Question, readings: Mapping[str, Reading], rarity: Rarity
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, whole at last; `base`, with a note, where the model gives none that holds.

        Args:
            base: the extractive answer.
            material: what it rests on.
            asked: the question as it was read.
            readings: the notices, by id.
            rarity: how much a word counts among the clauses of the corpus.
        """
        begun = time.perf_counter()
        reply = _Reply(base, material, asked, readings)
        try:
            yield from self._grow(reply, base, material, asked.text, rarity)
            last = reply.whole() if reply.is_led else reply.fallen_back(reply.reason)
        except ModelFailed as failure:
            log.warning("%s The extractive answer is given.", failure)
            last = reply.fallen_back(str(failure.failure))
        spent = (time.perf_counter() - begun) * 1000
        yield replace(last, timings={**base.timings, "generate": spent})

    def _grow(self, reply: _Reply, base: Answer, material: Material, asked: str, rarity: Rarity) -> Iterator[Answer]:
        """Take up the model's sentences one by one; yield the answer so far once its lead stands."""
        system = ANSWER.fill(language=_LANGUAGE[base.language], no_answer=NO_ANSWER, today=base.as_of.isoformat())
        bare = CLAUSES.fill(clauses="", question=asked)
        room = self._window - _REPLY_TOKENS - self._counter.count(system) - self._counter.count(bare)
        given = give(material.passages, self._counter, room)
        if not reply.accepts(given):
            reply.reason = "large"
            return
        checker = Checker(given, rarity, base.language)
        reply.prove_by(worded(checker, given))
        user = CLAUSES.fill(clauses="\n".join(each.shown for each in given), question=asked)
        pieces = self._model.reply(system, user)
        for sentence in sentences(pieces):
            if reply.take(sentence, checker):
                yield reply.partial()
            if reply.is_over:
                break


class _Reply:
    """What has been taken up of a model's reply: the lead until it holds what is demanded, then what follows."""

    def __init__(self, base: Answer, material: Material, asked: Question, readings: Mapping[str, Reading]) -> None:
        self._base = base
        self._asked = asked
        self._readings = readings
        self._rules: tuple[Rule, ...] = ()
        self._language = base.language
        self._material = material
        self._demands: tuple[Demand, ...] = demands(material.kind, material.claims, base.language)
        self._given: tuple[Given, ...] = ()
        self._lead: list[Sentence] = []
        self._rest: list[Sentence] = []
        self._dropped = 0
        self._over = False
        self.is_led = False
        self.reason = "empty"

    def accepts(self, given: tuple[Given, ...]) -> bool:
        """Take the clauses that fit the model's window; whether those that prove the answer are among them."""
        self._given = given
        return {demand.clause_id for demand in self._demands} <= {each.passage.clause.id for each in given}

    def prove_by(self, rule: Rule) -> None:
        """Take the rule by which free words are proved, beside those of the house."""
        self._rules = (rule,)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is taken."""
        return self._over or len(self._lead) + len(self._rest) >= max(SENTENCES_MOST, len(self._demands))

    def take(self, sentence: Sentence, checker: Checker) -> bool:
        """Take a sentence if it holds, and the answer with it; return whether there is now more of it to show."""
        if NO_ANSWER in sentence.words.upper():
            self.reason, self._over = "declined", not self.is_led
            return False
        if fault := checker.fault_of(sentence):
            log.info("a generated sentence was left out: %s", fault)
            self._dropped += 1
            self.reason = "unverified"
            return False
        if self.is_led:
            self._rest.append(sentence)
            if self._passes():
                return True
            self._rest.pop()
            self._dropped += 1
            return False
        self._lead.append(sentence)
        self.is_led = self._stands() and self._passes()
        if not self.is_led and (len(self._lead) >= max(1, len(self._demands)) or self._is_false()):
            self.reason, self._over = "unverified", True
        return self.is_led

    def _stands(self) -> bool:
        met = all(demand.is_met(self._lead, self._given, self._language) for demand in self._demands)
        length = sum(len(sentence.words) for sentence in self._lead)
        return met and not self._is_false() and length <= LEAD_LONGEST[self._language] * max(1, len(self._demands))

    def _passes(self) -> bool:
        """Whether the answer, as far as it has come, passes the gate that every answer passes."""
        failures = check(self._answer((), with_sources=True), self._readings, self._asked, self._rules)
        for failure in failures:
            log.info("a generated sentence was left out: %s: %s", failure.words, failure.reason)
        return not failures

    def _is_false(self) -> bool:
        return contradicts(self._demands, self._lead, self._language)

    def partial(self) -> Answer:
        """Return the answer as far as it has come, without the sources that stand below it."""
        return self._answer((), with_sources=False)

    def whole(self) -> Answer:
        """Return the whole answer: its text, the sources, and notes of what was left out."""
        notes = (dropped_note(self._dropped, self._language),) if self._dropped else ()
        return self._answer(notes, with_sources=True)

    def _answer(self, notes: tuple[str, ...], *, with_sources: bool) -> Answer:
        base = self._base
        used = dict.fromkeys(n for sentence in (*self._lead, *self._rest) for n in sentence.numbers)
        citations = cite([self._given[number - 1].passage for number in used])
        numbers = dict(zip(used, (citation.number for citation in citations), strict=True))
        opening = self._text(self._lead, numbers)
        rest = self._text(self._rest, numbers)
        all_notes = (*base.notes, *notes)
        below = [*(citation.printed for citation in citations), *all_notes] if with_sources else []
        text = "\n\n".join(part for part in (opening, rest, *below) if part)
        lead = self._text(self._lead, {}).strip().rstrip("。.")
        return replace(base, lead=lead, text=text, kind=GENERATED, citations=citations, related=(), notes=all_notes)

    def _text(self, taken: Sequence[Sentence], numbers: dict[int, int]) -> str:
        """Return sentences with their markers renumbered, or without any where `numbers` is empty."""
        parts: list[str] = []
        for sentence in taken:
            words = "".join(
                segment.words + "".join(f"[{numbers[n]}]" for n in dict.fromkeys(segment.numbers) if numbers)
                for segment in sentence.segments
            )
            gap = "" if not parts else "\n" if sentence.new_line else " " if self._language == "en" else ""
            parts.append(f"{gap}{words.strip()}{sentence.tail}")
        return "".join(parts)

    def fallen_back(self, reason: str) -> Answer:
        """Return the extractive answer with a note that says why it is given."""
        note = fallback_note(reason, self._language)
        base = self._base
        return replace(base, text=f"{base.text}\n\n{note}", notes=(*base.notes, note))
