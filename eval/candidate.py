"""A candidate: a disliked answer becomes a case that its keeper completes, never one that counts by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from assistant.language import language_of
from eval.case import Case
from eval.leak import question_key

UNSORTED = "unsorted"
"""The type of a candidate; the keeper puts the right one."""
_REASON = "disliked: {}"


class DislikeError(Exception):
    """Shown to the keeper of the cases: what was stored of a disliked answer is not in the form expected."""


@dataclass(frozen=True, slots=True)
class Dislike:
    """What a reader disliked: the question after its earlier turns, the answer's words and citations, and why."""

    question: str
    history: tuple[str, ...]
    cited: tuple[tuple[str, str, str], ...]
    said: str
    reason: str


def parse_dislike(text: str) -> Dislike:
    """Return the dislike that a JSON object holds.

    The form is {"question", "history": [...], "answer", "reason"}; `answer` is the answer as the API prints it, or
    its text alone.

    Raises:
        DislikeError: naming what is missing or of another type.
    """
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise DislikeError(f"not JSON ({error.msg} at line {error.lineno}); expected one object") from error
    if not isinstance(record, dict):
        raise DislikeError(f"{type(record).__name__} found; expected one JSON object")
    for field in ("question", "answer"):
        if not record.get(field):
            raise DislikeError(f"`{field}` is missing; expected question, history, answer and reason")
    answer = record["answer"] if isinstance(record["answer"], dict) else {"text": record["answer"]}
    history = tuple(str(turn) for turn in record.get("history") or ())
    return Dislike(
        str(record["question"]),
        history,
        _citations(answer),
        str(answer.get("lead") or answer.get("text") or ""),
        str(record.get("reason") or "no reason given"),
    )


def candidate_of(dislike: Dislike) -> Case:
    """Return the case to be completed: its gold is empty, for what was cited may be what is wrong; the note
    holds what was said, cited and disliked.

    The same question gives the same id, so that a second dislike of it is seen by the linter.
    """
    key = question_key(*dislike.history, dislike.question)
    note = f"{_REASON.format(dislike.reason)}; answered: {dislike.said}"
    return Case(
        id=f"c-{sha256(key.encode()).hexdigest()[:8]}",
        lang=language_of(dislike.question),
        type=UNSORTED,
        question=dislike.question,
        history=dislike.history,
        gold=(),
        answer_must=(),
        answer_must_not=(),
        answerable=True,
        note=note + "".join(f"; cited {source} {clause}: {quote}" for source, clause, quote in dislike.cited),
    )


def line_of_case(case: Case) -> str:
    """Return a case as the line of a case file."""
    record = {
        "id": case.id,
        "lang": case.lang,
        "type": case.type,
        "question": case.question,
        "history": list(case.history),
        "gold": [{"doc": entry.doc, "clause": entry.clause, "quote": entry.quote} for entry in case.gold],
        "answer_must": [list(group) for group in case.answer_must],
        "answer_must_not": list(case.answer_must_not),
        "answerable": case.answerable,
        "note": case.note,
    }
    return json.dumps(record, ensure_ascii=False)


def _citations(answer: Mapping[str, object]) -> tuple[tuple[str, str, str], ...]:
    listed = cast("list[Mapping[str, object]]", answer.get("citations") or [])
    return tuple(
        (
            str(one.get("source", "")),
            "/".join(map(str, cast("list[str]", one.get("clause_path") or []))),
            str(one.get("quote", "")),
        )
        for one in listed
    )
