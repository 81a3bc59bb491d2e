"""Tiny builders for the evaluation's tests: a notice of two clauses, cases, citations, answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from assistant.answer import Answer
from assistant.citation import Citation
from corpus import Clause, Notice, Piece, Reading
from eval.case import Case, Gold
from eval.shelf import Shelf
from index.hit import Hit

TEXT = (
    "青木市政务公开办法\n一、公开时限。主动公开文件印发实施后二十个工作日内上网发布。\n"
    "二、公开方式\n（一）每年举办2次开放日，由市政府办公室负责。\n（二）每季度通报一次。"
)
SOURCE = "q01_qingmu.txt"


def reading(text: str = TEXT, source: str = SOURCE) -> Reading:
    """Return a reading of a notice that prints 文头, 一, 二, 二/（一） and 二/（二）."""
    first, second, inner, last = (text.index(mark) for mark in ("一、", "二、", "（一）", "（二）"))
    notice_id = source.split("_", maxsplit=1)[0]

    def clause(path: Sequence[str], start: int, end: int, own_end: int, parent: str | None) -> Clause:
        return Clause(
            id=f"{notice_id}:{'/'.join(path)}",
            notice_id=notice_id,
            path=tuple(path),
            marker=path[-1],
            heading="",
            text=text[start:end],
            start=start,
            end=end,
            own_end=own_end,
            parent=parent,
            is_leaf=own_end == end,
        )

    clauses = (
        clause(["文头"], 0, first, first, None),
        clause(["一"], first, second, second, None),
        clause(["二"], second, len(text), inner, None),
        clause(["二", "（一）"], inner, last, last, f"{notice_id}:二"),
        clause(["二", "（二）"], last, len(text), len(text), f"{notice_id}:二"),
    )
    return Reading(notice=_notice(notice_id, source, text), clauses=clauses, facts=())


def _notice(notice_id: str, source: str, text: str) -> Notice:
    return Notice(
        id=notice_id,
        title="青木市2022年政务公开办法",
        doc_number="青政办〔2022〕7号",
        issuer="青木市人民政府办公室",
        region=("青木市",),
        level=None,
        issued_on=None,
        year=2022,
        sources=(source,),
        version="1",
        effective_from=None,
        effective_to=None,
        superseded_by=None,
        raw=text,
        text=text,
        based_on=(),
        problems=(),
        pieces=(Piece(0, 0, len(text)),),
        boilerplate=(),
    )


def case(
    question: str = "文件多久上网？",
    *,
    id: str = "c-1",
    type: str = "time limit",
    lang: str = "zh",
    history: Sequence[str] = (),
    gold: Sequence[Gold] = (Gold("q01", "一", "主动公开文件印发实施后二十个工作日内上网发布。"),),
    must: Sequence[Sequence[str]] = (("20个工作日",),),
    must_not: Sequence[str] = (),
    answerable: bool = True,
) -> Case:
    """Return a case; by default it asks for the 20 working days of clause 一."""
    return Case(
        id=id,
        lang=lang,
        type=type,
        question=question,
        history=tuple(history),
        gold=tuple(gold) if answerable else (),
        answer_must=tuple(map(tuple, must)) if answerable else (),
        answer_must_not=tuple(must_not),
        answerable=answerable,
        note="",
    )


def citation(
    clause: str = "一", quote: str = "主动公开文件印发实施后二十个工作日内上网发布。", source: str = SOURCE
) -> Citation:
    """Return a citation of the built notice, at the place where its quote stands."""
    start = max(TEXT.find(quote), 0)
    return Citation(
        number=1,
        notice_id=source.split("_", maxsplit=1)[0],
        source=source,
        title="",
        doc_number=None,
        issuer=None,
        clause_id=f"{source.split('_', maxsplit=1)[0]}:{clause}",
        clause_path=tuple(clause.split("/")),
        page=None,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def answer(
    lead: str = "20个工作日内。[1]",
    *,
    text: str | None = None,
    citations: Sequence[Citation] = (),
    answered: bool = True,
) -> Answer:
    """Return an answer whose text is its lead unless another is given."""
    return Answer(
        question="",
        lead=lead,
        text=lead if text is None else text,
        language="zh",
        answered=answered,
        kind="value",
        citations=tuple(citations),
        related=(),
        notes=(),
        as_of=dt.date(2026, 11, 1),
        generation="",
        timings={},
    )


SHELF = Shelf((reading(),))
"""The one notice of the builders."""


class Scripted:
    """Answers from a script; a question that is not in it raises."""

    def __init__(self, script: Mapping[str, Answer]) -> None:
        self.script = script
        self.asked_on: list[dt.date | None] = []

    def answer(self, question: str, history: Sequence[str] = (), today: dt.date | None = None) -> Answer:
        self.asked_on.append(today)
        return self.script[question]


def search(query: str, *, limit: int) -> list[Hit]:
    """Return every clause of the notice in its order."""
    return [Hit(clause, 1.0, clause.start, clause.end) for clause in SHELF.readings[0].clauses][:limit]
