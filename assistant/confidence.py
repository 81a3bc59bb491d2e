"""Confidence: how likely a piece of evidence answers its question.

Boosted trees over the measures of the evidence (`assistant.measures`): how much of the question the words prove, what
the reranker says of sentence and clause, how far it stands above the others, what is asked for and whether that stands
there. `python -m eval calibrate --save` grows them on questions written to invented notices that nothing else learned
from, on the same as if the notice lacked their clause, on such as every clause is silent on, and on the tuned-on cases;
it prints the trade-off curve that `ANSWER_FROM` was read off.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from assistant.evidence import Evidence, Finder
from assistant.forest import Forest
from assistant.measures import NAMES, measure
from assistant.question import Question

FILE = Path(__file__).parent / "confidence.safetensors"
RATED, UNRATED = "rated", "unrated"
"""The forest for evidence that a reranker has seen, and the one for an encoder that has none."""
WEIGHED_MOST = 8
"""How many clauses of a notice are weighed against each other, the best by their scores."""
ANSWER_FROM = 0.45
"""The least confidence with which an answer is given. Each notice left out in turn, of 5,795 right answers and 10,118
unanswerable questions, 0.40 would give 133 right ones more than this, 15 wrong ones more and 157 to unanswerable
questions more; 0.50 gives 184 right ones fewer, and 19 and 162 wrong ones fewer."""


def judge(question: Question, evidence: Sequence[Evidence], finder: Finder) -> list[Evidence]:
    """Return the best of `evidence` of each notice with their confidence, the most likely first."""
    if question.start:
        return [replace(item, confidence=_dated(item)) for item in evidence]
    judged = [one for items in weighed(evidence) for one in _judged(question, items, finder)]
    return sorted(judged, key=lambda item: -item.confidence)


def _dated(evidence: Evidence) -> float:
    """Return how likely evidence answers a question that gives a day to count from, as none of the written ones does.

    A logistic model, fitted on the tuned-on cases; evidence keeps the order of its scores.
    """
    known = 1.89 * evidence.covered + 8.2 * evidence.margin + 0.51 * (evidence.rated or 0.0)
    return 1.0 / (1.0 + math.exp(-0.02 - known))


def weighed(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Return the best of `evidence` by notice: what is measured against each other."""
    of: dict[str, list[Evidence]] = {}
    for item in evidence:
        of.setdefault(item.notice.id, []).append(item)
    return [items[:WEIGHED_MOST] for items in of.values()]


def _judged(question: Question, evidence: Sequence[Evidence], finder: Finder) -> list[Evidence]:
    name = UNRATED if any(item.rated is None for item in evidence) else RATED
    odds = forest(name).log_odds(measure(question, evidence, finder))
    return [
        replace(item, confidence=float(value)) for item, value in zip(evidence, 1 / (1 + np.exp(-odds)), strict=True)
    ]


def is_answer(evidence: Evidence) -> bool:
    """Whether `evidence`, once judged, is good enough to be given as an answer."""
    return evidence.confidence >= ANSWER_FROM


@cache
def forest(name: str) -> Forest:
    """Return the trees that the product uses, `RATED` or `UNRATED`."""
    return Forest.load(FILE, name, NAMES)
