"""Value: a figure, a date, a frequency or a unit leads the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ask import Ask
from assistant.compose.passages import lead_words, paragraph_span, sentence_passage, whole_passage
from assistant.draft import FIGURE, Claim, Passage, Support
from assistant.english import on_topic, render_fact, render_unit, vague_duty
from assistant.evidence import Evidence, asked_facts
from assistant.question import Question
from assistant.terms import coverage
from assistant.wanted import asks_recipient
from corpus import Fact, FactKind, Reading
from corpus.fold import match_form

UNIT_LABEL = "责任单位"
_NAMING = re.compile(
    r"(?:明确|确定|指定)[^，。；]{2,20}(?:为|作为)|由[^，。；]{2,20}(?:负责|牵头|承担)|[^，。；]{2,20}是[^，。；]{2,20}(?:部门|单位|机构)"
)
_SAID_FROM = 0.75


def value_claim(question: Question, evidence: Evidence, place: str) -> Claim:
    """Return what one notice states: in its own words, or in English by the rules for figures."""
    facts = asked_facts(question, evidence)
    passage = sentence_passage(evidence)
    quoted = lead_words(evidence, question.terms, facts, counted=Ask.COUNT in question.asks)
    if question.language == "zh":
        return Claim(quoted, place, (passage,), Support.QUOTED)
    text = evidence.notice.text
    rendered = [render_fact(fact, text[fact.start : fact.end]) for fact in facts]
    # A bare number says nothing by itself: it is left in the words that say what it counts.
    if rendered and all(words and not words.isdigit() for words in rendered):
        source = "……".join(text[fact.start : fact.end] for fact in facts)
        words = ", ".join(dict.fromkeys(rendered))
        return Claim(words[:1].upper() + words[1:], place, (passage,), Support.RENDERED, source, FIGURE)
    vague = vague_duty(evidence.words) if question.asks_time else None
    if vague and not facts:
        words = f"{vague[1].capitalize()} (“{vague[0]}”, no figure is given)"
        return Claim(words, place, (passage,), Support.RENDERED, vague[0], "duty without a figure")
    return Claim(on_topic(evidence.clause, quoted), place, (passage,), Support.RENDERED, quoted, "topic")


def units_beside(evidence: Evidence, reading: Reading) -> tuple[Fact, ...]:
    """Return the responsible units of the paragraph that the evidence stands in, else of its clause."""
    clause = evidence.clause
    units = [f for f in reading.facts if f.clause_id == clause.id and f.kind == FactKind.RESPONSIBLE_UNIT]
    start, end = paragraph_span(reading.notice.text, evidence.start, evidence.end)
    here = tuple(f for f in units if start <= f.start < end)
    if here:
        later = tuple(f for f in here if f.start >= evidence.start)
        return _one_list(later or here, reading.notice.text)
    return _one_list(tuple(units), reading.notice.text)


def _one_list(units: Sequence[Fact], text: str) -> tuple[Fact, ...]:
    """Return the units of the first list among `units`, with those of further roles in the same brackets."""
    kept: list[Fact] = []
    for unit in units:
        between = text[kept[-1].end : unit.start] if kept else ""
        if "。" in between or "\n" in between or "）" in between:
            break
        kept.append(unit)
    return tuple(kept)


def who_claim(question: Question, evidence: Evidence, reading: Reading, place: str) -> Claim:
    """Return who is responsible: the clause's list of units, else the words of the sentence that names who acts."""
    units = units_beside(evidence, reading)
    if not units or asks_recipient(question.text) or _names_body(question, evidence):
        return value_claim(question, evidence, place)
    notice = evidence.notice
    start, end = units[0].start, units[-1].end
    passage = _with_list(evidence, start, end)
    listed = notice.text[start:end] + ("等" if units[-1].open and notice.text[end : end + 1] == "等" else "")
    if question.language == "zh":
        named = any(unit.qualifier for unit in units)
        label = "" if named else f"{UNIT_LABEL}："
        return Claim(f"{label}{listed}", place, (passage,), Support.RENDERED, listed, "unit list")
    names = [render_unit(unit.value) for unit in units]
    words = "Responsible: " + ", ".join(names) + (" and others (等)" if units[-1].open else "")
    return Claim(words, place, (passage,), Support.RENDERED, listed, "unit list")


def _names_body(question: Question, evidence: Evidence) -> bool:
    """Whether the sentence itself says who it is that the question describes (明确办公室为主管部门)."""
    if not _NAMING.search(evidence.words):
        return False
    return coverage(question.terms, [(match_form(evidence.words), 1.0)]) >= _SAID_FROM


def _with_list(evidence: Evidence, start: int, end: int) -> Passage:
    """Return the passage that shows the duty and its units: the whole clause when that is short."""
    whole = whole_passage(evidence)
    if whole.start <= start and end <= whole.end:
        return whole
    text = evidence.notice.text
    left = max(text.rfind(mark, evidence.clause.start, start) for mark in "（(\n。") + 1
    return Passage(evidence.notice, evidence.clause, max(left, evidence.clause.start), end)


def asks_who(question: Question) -> bool:
    """Whether the question asks for a unit before it asks for a figure."""
    return Ask.WHO in question.asks and not any(
        ask in (Ask.TIME, Ask.FREQUENCY, Ask.SHARE) for ask in question.asks[: question.asks.index(Ask.WHO)]
    )
