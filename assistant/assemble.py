"""Assemble: verified claims become the answer that is shown, with numbered citations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Deadline
from assistant.citation import Citation
from assistant.draft import Claim, Draft, Passage
from assistant.question import Question
from assistant.row import Row
from assistant.table import COMPARISON, LEAD_LONGEST, table_lines
from corpus import Notice

_SEPARATOR = {"zh": "；", "en": "; "}
_STOP = {"zh": "。", "en": "."}
_COLON = {"zh": "：", "en": ": "}
_SOURCE = {"zh": "依据", "en": "Source"}


def cite(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Return one numbered citation for each different passage, in order."""
    distinct = {(p.clause.id, p.start, p.end): p for p in passages}
    return tuple(_citation(number, passage) for number, passage in enumerate(distinct.values(), 1))


def _citation(number: int, passage: Passage) -> Citation:
    notice, clause = passage.notice, passage.clause
    return Citation(
        number, notice.id, notice.source, notice.title, notice.doc_number, notice.issuer, clause.id, clause.path,
        None, passage.quote, passage.start, passage.end,
    )  # fmt: skip


class Assembler:
    """Puts an answer together for one question."""

    def __init__(self, question: Question, today: dt.date, generation: str, timings: Mapping[str, float]) -> None:
        self._question = question
        self._language = question.language
        self._today = today
        self._generation = generation
        self._timings = timings

    def answered(self, draft: Draft, claims: Sequence[Claim], notes: Sequence[str]) -> Answer:
        """Return the answer that says `claims`, each with the citations of its passages."""
        citations = cite([passage for claim in claims for passage in claim.passages])
        numbers = {(c.clause_id, c.start, c.end): c.number for c in citations}
        marks = ["".join(f"[{numbers[p.clause.id, p.start, p.end]}]" for p in claim.passages) for claim in claims]
        notes = [*slip_notes(self._question), *notes]
        compared = draft.table and draft.kind == COMPARISON
        lead = draft.summary or (self._first(claims) if compared else self._lead(claims))
        rows = self._rows(draft, claims, numbers) if draft.table else ()
        body = table_lines(draft.kind, rows, self._language) if rows else []
        opening = lead + ("" if draft.table else "".join(dict.fromkeys(marks))) + _STOP[self._language]
        text = "\n\n".join([opening, *body, *draft.extras, *(c.printed for c in citations), *notes])
        days = [(numbers.get((p.clause.id, p.start, p.end)), day) for p, day in draft.days]
        deadlines = tuple(Deadline(day, number) for number, day in days if number)
        answer = self._answer(lead, text, draft.kind, True, citations, (), notes)
        return replace(answer, rows=rows, deadlines=deadlines)

    def _lead(self, claims: Sequence[Claim]) -> str:
        same: dict[str, list[str]] = {}
        for claim in claims:
            places = same.setdefault(claim.words, [])
            if claim.place and claim.place not in places:
                places.append(claim.place)
        joint = "、" if self._language == "zh" else " and "
        parts: list[str] = []
        before = ""
        for words, named in same.items():
            label = joint.join(named)
            parts.append(f"{label}{_COLON[self._language]}{words}" if label and label != before else words)
            before = label
        return _SEPARATOR[self._language].join(parts)

    def _first(self, claims: Sequence[Claim]) -> str:
        """Return the first claims of a table, as many as a lead holds; all of them stand in the table."""
        parts: list[str] = []
        for claim in claims:
            part = f"{claim.place}{_COLON[self._language]}{claim.words}"
            if parts and sum(map(len, parts)) + len(part) > LEAD_LONGEST:
                break
            parts.append(part)
        return _SEPARATOR[self._language].join(parts)

    @staticmethod
    def _rows(draft: Draft, claims: Sequence[Claim], numbers: Mapping[tuple[str, int, int], int]) -> tuple[Row, ...]:
        said = [
            Row(c.group, c.place, c.words, tuple(numbers[p.clause.id, p.start, p.end] for p in c.passages))
            for c in claims
        ]
        return (*said, *(Row("", place, words, ()) for place, words in draft.blanks))

    def declined(self, lead: str, kind: str, lines: Sequence[str], related: Sequence[Passage]) -> Answer:
        """Return the answer that says why there is none; `related` are shown as nearest, never as the answer."""
        notes = slip_notes(self._question)
        text = "\n\n".join([lead, *(line for line in lines if line), *notes])
        return self._answer(lead, text, kind, False, (), cite(related), notes)

    def _answer(
        self, lead: str, text: str, kind: str, answered: bool, citations: tuple[Citation, ...],
        related: tuple[Citation, ...], notes: Sequence[str],
    ) -> Answer:  # fmt: skip
        return Answer(
            self._question.asked, lead, text, self._language, answered, kind, citations, related, tuple(notes),
            self._today, self._generation, dict(self._timings),
        )  # fmt: skip


def slip_notes(question: Question) -> tuple[str, ...]:
    """Return one note for each slip of `question`: how it was read."""
    form = "已按“{1}”理解“{0}”。" if question.language == "zh" else "“{0}” was read as “{1}”."
    return tuple(form.format(slip.typed, slip.meant) for slip in dict.fromkeys(question.slips))


def problem_notes(notices: Sequence[Notice], language: str) -> tuple[str, ...]:
    """Return one note for each problem of the notices that an answer rests on."""
    lead = "请注意" if language == "zh" else "Note"
    return tuple(
        f"{lead}：《{notice.title}》{problem.message}"
        if language == "zh"
        else f"{lead}: {notice.title}: {problem.message}"
        for notice in notices
        for problem in notice.problems
    )
