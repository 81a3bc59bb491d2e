"""The judge: a chat model's verdict on answers, and how far it agrees with the one that string matching gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.metrics import cohen_kappa_score

from eval.endpoint import EndpointError
from eval.result import Result
from eval.system import Answerer
from prompts import JUDGE, RIGHT, WRONG

_NOTHING = "(the notices do not answer this question)"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a judge and string matching agree over `judged` answers; `unjudged` had no reply, or another one.

    `kappa` is Cohen's (1960): agreement beyond chance, 1 at most; None where either says the same of all.
    """

    judged: int
    unjudged: int
    judge_right: int
    matching_right: int
    same: int
    kappa: float | None


def agreement_of(results: Sequence[Result], judge: Answerer) -> Agreement:
    """Return how the verdicts of `judge` on the answers agree with those of string matching.

    Args:
        results: the judged cases; those that raised are left out.
        judge: a chat model, asked one message an answer.
    """
    asked = [result for result in results if result.answer]
    pairs = [(verdict, result.is_right) for result in asked if (verdict := _verdict(result, judge)) is not None]
    ours, theirs = [matching for _, matching in pairs], [judged for judged, _ in pairs]
    varied = len(set(ours)) > 1 and len(set(theirs)) > 1
    return Agreement(
        judged=len(pairs),
        unjudged=len(asked) - len(pairs),
        judge_right=sum(theirs),
        matching_right=sum(ours),
        same=sum(one == other for one, other in pairs),
        kappa=round(float(cohen_kappa_score(ours, theirs)), 4) if varied else None,
    )


def _verdict(result: Result, judge: Answerer) -> bool | None:
    """Return what the judge says of an answer, None where it does not reply with one of its two words."""
    quotes = "; ".join(f"「{entry.quote}」" for entry in result.case.gold)
    said = result.answer.text if result.answer else ""
    message = JUDGE.fill(right=RIGHT, wrong=WRONG, question=result.case.query, gold=quotes or _NOTHING, answer=said)
    try:
        reply = judge.answer(message).text.strip(" .。*`").upper()
    except EndpointError:
        return None
    return {RIGHT: True, WRONG: False}.get(reply)
