"""The wire form: what the command line and the HTTP API print of answers, notices and clauses."""

from __future__ import annotations

import datetime as dt

# Pydantic, which documents these for the HTTP API, needs this one before Python 3.12.
from typing_extensions import TypedDict

from assistant.answer import Answer
from assistant.citation import Citation
from corpus.clause import Clause
from corpus.notice import Notice


class CitationJson(TypedDict):
    """A citation as JSON."""

    number: int
    notice_id: str
    source: str
    title: str
    doc_number: str | None
    issuer: str | None
    clause_id: str
    clause_path: list[str]
    page: int | None
    quote: str
    start: int
    end: int


class RowJson(TypedDict):
    """One item of a list or a table as JSON."""

    group: str
    place: str
    words: str
    numbers: list[int]


class DeadlineJson(TypedDict):
    """A day by which something is due, and the number of the citation that sets it, as JSON."""

    day: str
    citation: int


class AnswerJson(TypedDict):
    """An answer as JSON."""

    question: str
    lead: str
    text: str
    language: str
    answered: bool
    kind: str
    citations: list[CitationJson]
    related: list[CitationJson]
    notes: list[str]
    as_of: str
    generation: str
    timings: dict[str, float]
    rows: list[RowJson]
    deadlines: list[DeadlineJson]


class ProblemJson(TypedDict):
    """What a clerk would flag in a notice, as JSON."""

    code: str
    message: str


class NoticeJson(TypedDict):
    """The particulars of a notice as JSON."""

    id: str
    title: str
    doc_number: str | None
    issuer: str | None
    region: list[str]
    level: str | None
    issued_on: str | None
    year: int | None
    sources: list[str]
    version: str
    effective_from: str | None
    effective_to: str | None
    superseded_by: str | None
    based_on: list[str]
    problems: list[ProblemJson]


class ClauseJson(TypedDict):
    """A clause as JSON, with the particulars of its notice."""

    id: str
    path: list[str]
    label: str
    marker: str
    heading: str
    text: str
    start: int
    end: int
    parent: str | None
    is_leaf: bool
    notice: NoticeJson


def answer_json(answer: Answer) -> AnswerJson:
    """Return the fields of `answer` as JSON values: dates in ISO form, tuples as lists."""
    return {
        "question": answer.question,
        "lead": answer.lead,
        "text": answer.text,
        "language": answer.language,
        "answered": answer.answered,
        "kind": answer.kind,
        "citations": [citation_json(citation) for citation in answer.citations],
        "related": [citation_json(citation) for citation in answer.related],
        "notes": list(answer.notes),
        "as_of": answer.as_of.isoformat(),
        "generation": answer.generation,
        "timings": dict(answer.timings),
        "rows": [
            {"group": row.group, "place": row.place, "words": row.words, "numbers": list(row.numbers)}
            for row in answer.rows
        ],
        "deadlines": [{"day": each.day.isoformat(), "citation": each.citation} for each in answer.deadlines],
    }


def citation_json(citation: Citation) -> CitationJson:
    """Return the fields of `citation` as JSON values."""
    return {
        "number": citation.number,
        "notice_id": citation.notice_id,
        "source": citation.source,
        "title": citation.title,
        "doc_number": citation.doc_number,
        "issuer": citation.issuer,
        "clause_id": citation.clause_id,
        "clause_path": list(citation.clause_path),
        "page": citation.page,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def notice_json(notice: Notice) -> NoticeJson:
    """Return what a list of notices shows of one: its particulars, not its text."""
    return {
        "id": notice.id,
        "title": notice.title,
        "doc_number": notice.doc_number,
        "issuer": notice.issuer,
        "region": list(notice.region),
        "level": notice.level,
        "issued_on": _iso(notice.issued_on),
        "year": notice.year,
        "sources": list(notice.sources),
        "version": notice.version,
        "effective_from": _iso(notice.effective_from),
        "effective_to": _iso(notice.effective_to),
        "superseded_by": notice.superseded_by,
        "based_on": list(notice.based_on),
        "problems": [{"code": problem.code, "message": problem.message} for problem in notice.problems],
    }


def clause_json(clause: Clause, notice: Notice) -> ClauseJson:
    """Return `clause` as JSON values, with the particulars of the notice that it stands in."""
    return {
        "id": clause.id,
        "path": list(clause.path),
        "label": clause.label,
        "marker": clause.marker,
        "heading": clause.heading,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "parent": clause.parent,
        "is_leaf": clause.is_leaf,
        "notice": notice_json(notice),
    }


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
