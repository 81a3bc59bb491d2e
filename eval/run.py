"""Run: cases are put to a system, one after the other, and become results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from assistant.answer import Answer
from eval.case import Case
from eval.metrics import Outcome, failed, is_verbatim, judge
from eval.ranking import DEPTH, retrieval_figures
from eval.result import Result
from eval.shelf import Shelf
from eval.stage import lost_at
from eval.system import System
from index.hit import Hit

# The day on which all questions are asked, so that a second run of the same commit gives the same figures.
AS_OF = dt.date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a system did with one case, before it is judged."""

    answer: Answer | None
    hits: tuple[Hit, ...] | None
    milliseconds: float
    error: str


def run_cases(cases: Sequence[Case], system: System, shelf: Shelf, today: dt.date = AS_OF) -> tuple[Result, ...]:
    """Return one result a case, in their order; a case that raises is a result too.

    Args:
        cases: the questions.
        system: who answers them.
        shelf: the readings of the notices that the system answers from.
        today: the day on which the questions are asked.
    """
    attempts = [_attempt(case, system, today) for case in cases]
    figures = _retrieval(cases, attempts, shelf) if system.search else {}
    return tuple(
        _result(case, attempt, shelf, figures.get(str(at), {}), partial(_right_unverified, case, system, shelf, today))
        for at, (case, attempt) in enumerate(zip(cases, attempts, strict=True))
    )


def _right_unverified(case: Case, system: System, shelf: Shelf, today: dt.date) -> bool:
    """Return whether the system answers a case rightly once nothing is verified."""
    if system.unverified is None:
        return False
    answer = _attempt(case, System(system.name, system.unverified, None), today).answer
    return answer is not None and judge(case, answer, shelf.names_of(case.gold)).outcome is Outcome.RIGHT


def _attempt(case: Case, system: System, today: dt.date) -> Attempt:
    answer: Answer | None = None
    hits: tuple[Hit, ...] | None = () if system.search else None
    error = ""
    milliseconds = 0.0
    try:
        spared, start = system.spared(), perf_counter()
        answer = system.answerer.answer(case.question, history=list(case.history), today=today)
        milliseconds = (perf_counter() - start) * 1000 + system.spared() - spared
        if system.search:
            hits = tuple(system.search(case.query, limit=DEPTH))
    except Exception as problem:  # noqa: BLE001  whatever a system raises is a wrong answer, never a lost case
        answer, error = None, f"{type(problem).__name__}: {problem}"
    return Attempt(answer=answer, hits=hits, milliseconds=milliseconds, error=error)


def _retrieval(cases: Sequence[Case], attempts: Sequence[Attempt], shelf: Shelf) -> dict[str, dict[str, float]]:
    """Return the retrieval figures by a case's place in the list: an id may be used twice."""
    wanted = {str(at): _wanted(case, shelf) for at, case in enumerate(cases) if case.gold}
    found = {str(at): [hit.clause.id for hit in attempt.hits or ()] for at, attempt in enumerate(attempts)}
    return retrieval_figures(wanted, found)


def _wanted(case: Case, shelf: Shelf) -> set[str]:
    """Return the ids of the gold clauses; a clause that was not read gets an id that nothing can find."""
    clauses = ((entry, shelf.clause_of(entry)) for entry in case.gold)
    return {clause.id if clause else f"not read: {entry.doc} {entry.clause}" for entry, clause in clauses}


def _result(
    case: Case, attempt: Attempt, shelf: Shelf, retrieval: dict[str, float], right_unverified: Callable[[], bool]
) -> Result:
    answer = attempt.answer
    verdict = judge(case, answer, shelf.names_of(case.gold)) if answer else failed(case)
    citations = answer.citations if answer else ()
    return Result(
        case=case,
        answer=answer,
        verdict=verdict,
        stage=lost_at(case, verdict, answer, attempt.hits, shelf, right_unverified),
        gold_read=all(shelf.holds(entry) for entry in case.gold),
        unverified=tuple(c.number for c in citations if not is_verbatim(c, shelf.text_of(c.notice_id))),
        retrieval=retrieval,
        milliseconds=attempt.milliseconds,
        error=attempt.error,
    )
