"""The stage that lost a case: where to look first when an answer is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from assistant.answer import Answer
from eval.case import Case
from eval.metrics import Outcome
from eval.shelf import Shelf
from index.hit import Hit

DEPTH = 10  # how many hits a composition may be expected to look through


class Stage(StrEnum):
    """The stages in the order in which a question passes them."""

    ERROR = "error"
    REFUSE_MISSING = "refuse-missing"
    PARSE = "parse"
    RETRIEVE = "retrieve"
    DECLINE = "decline"
    SCOPE = "scope"
    COMPOSE = "compose"


def lost_at(case: Case, outcome: Outcome, answer: Answer | None, hits: Sequence[Hit], shelf: Shelf) -> Stage | None:
    """Return the first stage that went wrong, None for a right answer.

    A case is lost in retrieval when none of its gold clauses is among the first ten hits, in scope
    when all it cites is from other notices than the gold's.
    """
    if outcome is Outcome.RIGHT:
        return None
    if answer is None:
        return Stage.ERROR
    if not case.answerable:
        return Stage.REFUSE_MISSING
    if not all(shelf.holds(entry) for entry in case.gold):
        return Stage.PARSE
    if case.gold and not _found(case, hits, shelf):
        return Stage.RETRIEVE
    if not answer.answered:
        return Stage.DECLINE
    return Stage.SCOPE if _cites_elsewhere_only(case, answer) else Stage.COMPOSE


def _found(case: Case, hits: Sequence[Hit], shelf: Shelf) -> bool:
    wanted = {clause.id for entry in case.gold if (clause := shelf.clause_of(entry)) is not None}
    return any(hit.clause.id in wanted for hit in hits[:DEPTH])


def _cites_elsewhere_only(case: Case, answer: Answer) -> bool:
    sources = [citation.source for citation in answer.citations]
    docs = tuple(entry.doc for entry in case.gold)
    return bool(sources) and bool(docs) and not any(source.startswith(docs) for source in sources)
