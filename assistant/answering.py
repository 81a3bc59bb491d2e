"""Answering: one question on its way: a composition is chosen, its draft verified, and declined where none holds."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial

from assistant.answer import Answer
from assistant.ask import Ask
from assistant.assemble import Assembler, problem_notes
from assistant.compose.compare import compare_draft, compares
from assistant.compose.content import content_claim
from assistant.compose.deadline import deadline_draft, this_year_notes
from assistant.compose.decline import (
    chat_lead,
    cited_line,
    missing_lead,
    nearest_line,
    topic_lead,
    unmentioned_lead,
    unprinted_lead,
)
from assistant.compose.document import (
    document_claims,
    documents_asked,
    has_own_topic,
    names_only_a_notice,
    particulars_asked,
)
from assistant.compose.holdings import LISTED, holdings_asked, holdings_draft
from assistant.compose.lists import topic_draft, unit_draft
from assistant.compose.mention import mention_asked
from assistant.compose.passages import whole_passage
from assistant.compose.recognised import recognition_notes
from assistant.compose.select import select
from assistant.compose.standing import is_over, standing_notes
from assistant.compose.topic import topic_asked
from assistant.compose.unit import unit_asked
from assistant.compose.value import asks_who, value_claim, who_claim
from assistant.deadline.tell import AsOf
from assistant.draft import Claim, Draft
from assistant.evidence import Evidence, Finder, Search
from assistant.generate.material import Material, material_of
from assistant.place_names import place_names
from assistant.question import Question
from assistant.reader import Reader
from assistant.table import COMPARISON
from assistant.terms import Rarity
from assistant.verify import passed, verify
from corpus import Notice, Reading
from corpus.fold import match_form
from corpus.standing import standings
from index import Index

_RELATED_MOST = 3
_DOCUMENTS_MOST = 8
# What more notices say than these is given as a table.
_SAID_IN_PROSE = 3


class Stock:
    """What is derived from one generation of readings: the reader of questions and the finder of evidence."""

    def __init__(self, index: Index, search: Search) -> None:
        self.generation = index.generation
        self.status = index.status()
        # A text whose corrected one is held is found by search, but answers nothing.
        self.readings: Mapping[str, Reading] = {
            key: reading for key, reading in index.readings.items() if reading.notice.superseded_by is None
        }
        self.notices: Mapping[str, Notice] = {key: reading.notice for key, reading in self.readings.items()}
        self.standings = standings(list(self.notices.values()))
        texts = [match_form(c.own_text) for reading in self.readings.values() for c in reading.clauses]
        self.rarity = Rarity(texts)
        self.reader = Reader(self.notices, self.rarity, index.corrected)
        self.finder = Finder(self.readings, search, index.rate)


class Clock:
    """Measures the stages of one answer in milliseconds."""

    def __init__(self) -> None:
        self.timings: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add what is spent inside to the stage called `name`."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.timings[name] = self.timings.get(name, 0.0) + (time.perf_counter() - begun) * 1000


class Answering:
    """Answers one question: chooses the composition, verifies its draft, falls back to declining."""

    _dropped = 0
    _unprinted = ""

    def __init__(self, stock: Stock, question: Question, assembler: Assembler, clock: Clock, as_of: AsOf) -> None:
        self._as_of = as_of
        self._stock = stock
        self._question = question
        self._assembler = assembler
        self._clock = clock
        self._evident: tuple[str, list[Evidence], list[Evidence]] = ("", [], [])
        self.material: Material | None = None
        """What the answer rests on where a chat model could put it into words; None where it is a list or declined."""

    def answer(self) -> Answer:
        """Return the verified answer, or why there is none."""
        question = self._question
        if question.ask == Ask.CHAT:
            return self._assembler.declined(chat_lead(question), "chat", (), ())
        if question.scope.missing and not question.scope.notices:
            return self._decline_missing()
        if self._asks_for_holdings():
            return self._holdings()
        for compose in (self._document, self._lists, self._evidence):
            draft = compose()
            answer = self._gated(draft) if draft is not None else None
            if answer is not None:
                return answer
            if self._unprinted:
                return self._assembler.declined(self._unprinted, "decline", (), ())
        return self._decline_topic()

    def _readings(self) -> list[Reading]:
        scope = self._question.scope.notices
        ids = scope if scope is not None else tuple(self._stock.readings)
        return [self._stock.readings[key] for key in ids]

    def _document(self) -> Draft | None:
        """Compose what is asked of a notice as a document, unless the question has a topic of its own."""
        question = self._question
        held = self._readings()
        asks = particulars_asked(question, held)
        if not asks:
            return None
        readings, named = documents_asked(question, held)
        pure = named or question.only_about_document
        if len(readings) > _DOCUMENTS_MOST or (not pure and has_own_topic(question)):
            return None
        others = list(self._stock.readings.values()) if len(self._stock.readings) <= 200 else readings
        places = self._places([r.notice for r in readings])
        claims: list[Claim] = []
        lacking: dict[Ask, list[str]] = {}
        for reading in readings:
            place = places[reading.notice.id]
            found, missing = document_claims(question, asks, reading, others, place)
            claims += found
            for ask in missing:
                lacking.setdefault(ask, []).append(place)
        notes = tuple(filter(None, (unprinted_lead(question, ask, whose) for ask, whose in lacking.items())))
        if not claims:
            self._unprinted = notes[0] if notes and (pure or names_only_a_notice(question, held)) else ""
            return None
        return Draft("metadata", tuple(claims), notes)

    def _lists(self) -> Draft | None:
        """Compose a complete list from the facts: of what binds a unit, or of what has a kind of fact."""
        question = self._question
        topic = topic_asked(question)
        if Ask.DUTIES not in question.asks and topic is None:
            return None
        readings = self._readings()
        places = self._places([r.notice for r in readings])
        unit = unit_asked(question, readings) if Ask.DUTIES in question.asks else None
        if unit:
            return unit_draft(question, unit, readings, places)
        draft = topic_draft(question, topic, readings, places) if topic else None
        if draft is None and topic and topic.mentioned:
            self._unprinted = unmentioned_lead(question, topic.mentioned)
        return draft

    def _asks_for_holdings(self) -> bool:
        """Whether the notices themselves are to be listed or counted."""
        question, held = self._question, self._readings()
        listed = Ask.HOLDINGS in question.asks and not mention_asked(question)
        if listed or holdings_asked(question, names_only_a_notice(question, held)):
            return True
        asks = particulars_asked(question, held)
        return bool(asks) and set(asks) <= LISTED and len(documents_asked(question, held)[0]) > _DOCUMENTS_MOST

    def _holdings(self) -> Answer:
        """Answer from the index's status and the notices in scope; what is counted there needs no citation."""
        readings = self._readings()
        places = self._places([r.notice for r in readings])
        draft = holdings_draft(self._question, self._stock.status, readings, places)
        return self._assembler.answered(draft, verify(draft).kept, ())

    def _evidence(self) -> Draft | None:
        evidence = self._found
        chosen = select(self._question, evidence, self._stock.finder)
        if not chosen:
            return None
        kind = "who" if asks_who(self._question) else "value" if self._question.wants_value else "what"
        places = self._places([item.notice for item in chosen])
        dated = deadline_draft(self._question, chosen, self._stock.readings, places, self._as_of)
        if kind == "value" and dated is not None:
            return replace(dated, notes=(*self._missing_notes(), *dated.notes))
        if compares(self._question, chosen):
            readings = self._readings()
            names = self._places([reading.notice for reading in readings])
            return compare_draft(
                self._question, chosen, readings, names, lambda item: self._claim(kind, item, names[item.notice.id])
            )
        claims = [self._claim(kind, item, places[item.notice.id]) for item in chosen]
        notes = self._missing_notes()
        self._evident = kind, chosen, evidence
        kind = COMPARISON if len(chosen) > 1 else kind
        return Draft(kind, tuple(claims), notes, table=len(chosen) > _SAID_IN_PROSE)

    @cached_property
    def _found(self) -> list[Evidence]:
        with self._clock.stage("search"):
            found = self._stock.finder.find(self._question)
        standing, today = self._stock.standings, self._as_of.today
        # What a later notice ended gives way to what applies, unless it is what the question names.
        return [item for item in found if not is_over(item.notice, standing, today)] or found

    def _places(self, notices: Sequence[Notice]) -> dict[str, str]:
        return place_names(notices, self._question.language)

    def _claim(self, kind: str, item: Evidence, place: str) -> Claim:
        if kind == "who":
            return who_claim(self._question, item, self._stock.readings[item.notice.id], place)
        if kind == "value":
            return value_claim(self._question, item, place)
        return content_claim(self._question, item, place)

    def _missing_notes(self) -> tuple[str, ...]:
        missing = self._question.scope.missing
        return (missing_lead(self._question, missing),) if missing else ()

    def _gated(self, draft: Draft) -> Answer | None:
        """Return the answer that says what of `draft` holds in the finished answer, None when nothing does."""
        answer = passed(
            partial(self._said, draft), draft.claims, self._stock.readings, self._question, self._as_of.calendar
        )
        if answer is None:
            self._dropped += len(draft.claims)
        return answer

    def _said(self, draft: Draft, claims: Sequence[Claim]) -> Answer | None:
        """Return the answer that says `claims` of `draft`, with a note of how many it leaves out."""
        left_out = len(draft.claims) - len(claims)
        note = (_dropped_note(left_out, self._question.language),) if left_out else ()
        return self._verified(replace(draft, claims=tuple(claims), notes=(*draft.notes, *note)))

    def _verified(self, draft: Draft) -> Answer | None:
        with self._clock.stage("verify"):
            verdict = verify(draft)
        if not verdict.kept:
            return None
        kind, chosen, found = self._evident
        if chosen and not draft.table:
            places = self._places([item.notice for item in found])
            self.material = material_of(kind, verdict.kept, chosen, found, self._stock.readings, places)
        cited = {p.notice.id: p.notice for claim in verdict.kept for p in claim.passages}
        over = this_year_notes(self._question, list(cited.values()), self._as_of.today)
        problems = problem_notes(list(cited.values()), self._question.language)
        standing, notices = self._stock.standings, self._stock.notices
        ended = standing_notes(self._question, list(cited.values()), standing, notices, self._as_of.today)
        read = recognition_notes(self._question, (p for claim in verdict.kept for p in claim.passages))
        notes = [*dict.fromkeys((*draft.notes, *ended, *read, *over)), *problems]
        if verdict.dropped:
            notes.append(_dropped_note(len(verdict.dropped), self._question.language))
        return self._assembler.answered(draft, verdict.kept, notes)

    def _decline_missing(self) -> Answer:
        question, notices = self._question, self._stock.notices
        nearest = self._stock.reader.scoper.nearest(question.scope)
        lines = (
            cited_line(question, [notices[key] for key in question.scope.cited]),
            nearest_line(question, nearest),
        )
        return self._assembler.declined(missing_lead(question, question.scope.missing), "decline", lines, ())

    def _decline_topic(self) -> Answer:
        question = self._question
        scope = question.scope.notices
        asked = [self._stock.notices[key] for key in scope] if scope is not None and len(scope) <= 4 else []
        lead = topic_lead(question, asked, self._places(asked))
        lines = (_dropped_note(self._dropped, question.language),) if self._dropped else ()
        near = [whole_passage(item) for item in self._found[:_RELATED_MOST]]
        return self._assembler.declined(lead, "decline", lines, near)


def _dropped_note(count: int, language: str) -> str:
    if language == "zh":
        return f"有{count}处表述未能与原文核对一致，已略去。"
    stated, were = ("statements", "were") if count > 1 else ("statement", "was")
    return f"{count} {stated} could not be verified against the source and {were} left out."
