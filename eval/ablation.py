"""Ablations: the product with one part taken out, which shows what that part is worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from unittest.mock import patch

from assistant import answering
from assistant.answer import Answer
from assistant.draft import Claim, Draft
from assistant.scope import Scope, Scoper
from assistant.verify import Verdict
from eval.system import Answerer


class Altered:
    """An answerer of which one part is another while it answers.

    The part is replaced from outside and put back, so that the product needs no switch for its evaluation. Not to be
    shared between threads.

    Args:
        answerer: who answers.
        owner: the module or class that the part is looked up in.
        part: its name there.
        other: what stands in for it.
    """

    def __init__(self, answerer: Answerer, owner: object, part: str, other: Callable[..., object]) -> None:
        self._answerer = answerer
        self._owner = owner
        self._part = part
        self._other = other

    def answer(self, question: str, history: Sequence[str] = (), today: dt.date | None = None) -> Answer:
        """Return what is answered with the other part in place."""
        with patch.object(self._owner, self._part, self._other):
            return self._answerer.answer(question, history=history, today=today)


def without_verification(answerer: Answerer) -> Answerer:
    """Return `answerer` with every claim of a draft shown, proved or not."""
    return Altered(Altered(answerer, answering, "verify", _all_kept), answering, "passed", _ungated)


def without_scope(answerer: Answerer) -> Answerer:
    """Return `answerer` deaf to places, years, numbers and titles: every question is about all notices."""
    return Altered(answerer, Scoper, "read", _everywhere)


def _all_kept(draft: Draft) -> Verdict:
    return Verdict(kept=draft.claims, dropped=())


def _ungated(shown: Callable[[Sequence[Claim]], Answer | None], claims: Sequence[Claim], *_: object) -> Answer | None:
    return shown(claims) if claims else None


_READ = Scoper.read


def _everywhere(scoper: Scoper, question: str) -> Scope:
    """Return that all notices are meant; what names one is still no word to be looked for in their clauses."""
    return Scope(notices=None, places=(), years=(), missing=(), rest=_READ(scoper, question).rest)
