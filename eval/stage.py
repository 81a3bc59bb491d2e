"""The stage that lost a case: where to look first when an answer is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from assistant.answer import Answer
from eval.case import Case
from eval.metrics import Outcome, Verdict
from eval.shelf import Shelf
from index.hit import Hit

DEPTH = 10  # how many hits a composition may be expected to look through


class Stage(StrEnum):
    """The stages in the order in which a question passes them."""

    ERROR = "error"
    REFUSE_MISSING = "refuse-missing"
    PARSE = "parse"
    RETRIEVE = "retrieve"
    SCOPE = "scope"
    VERIFY = "verify"
    DECLINE = "decline"
    COMPOSE = "compose"


def lost_at(
    case: Case,
    verdict: Verdict,
    answer: Answer | None,
    hits: Sequence[Hit] | None,
    shelf: Shelf,
    right_unverified: Callable[[], bool] = lambda: False,
) -> Stage | None:
    """Return the first stage that went wrong, None for a right answer.

    Args:
        case: the question.
        verdict: what the scorer found in the answer.
        answer: what was answered, None if the case raised.
        hits: what the search finds for it, best first; None if that is not known. No gold clause
            among the first ten: lost in retrieval.
        shelf: the readings. A gold clause that is not among them, or without the gold words: lost in parsing.
        right_unverified: whether the answer would be right if its claims were not verified: lost in verification.
    """
    if verdict.outcome is Outcome.RIGHT:
        return None
    if answer is None:
        return Stage.ERROR
    if not case.answerable:
        return Stage.REFUSE_MISSING
    if not all(shelf.holds(entry) for entry in case.gold):
        return Stage.PARSE
    if case.gold and hits is not None and not _found(case, hits, shelf):
        return Stage.RETRIEVE
    if _left_its_notices(case, verdict, answer):
        return Stage.SCOPE
    if right_unverified():
        return Stage.VERIFY
    return Stage.COMPOSE if answer.answered else Stage.DECLINE


def _found(case: Case, hits: Sequence[Hit], shelf: Shelf) -> bool:
    wanted = {clause.id for entry in case.gold if (clause := shelf.clause_of(entry)) is not None}
    return any(hit.clause.id in wanted for hit in hits[:DEPTH])


def _left_its_notices(case: Case, verdict: Verdict, answer: Answer) -> bool:
    """Whether the answer is wrong for what it took from other notices than the gold's.

    Either it cites nothing else, or it says what it must, and beside it what only another notice says.
    """
    docs = tuple(entry.doc for entry in case.gold)
    elsewhere = [not citation.source.startswith(docs) for citation in answer.citations]
    return bool(docs) and any(elsewhere) and (all(elsewhere) or not verdict.unmet)
