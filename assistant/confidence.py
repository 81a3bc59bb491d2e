"""Confidence: how likely a piece of evidence answers its question, from three measures of it.

A logistic model over the share of the question's words that the evidence proves, what the reranker says of the sentence
and the margin of the clause's score over the notice's next clause. Where no reranker goes with the encoder, another has
the score itself in its place. (How many words of the field nothing proves tells nothing more once these are known.)
`python -m eval calibrate` fits it on the tuned-on cases, checks it by leaving one notice out, and prints the
coefficients and the trade-off curve that `ANSWER_FROM` was read off.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Model:
    """The coefficients of a logistic model."""

    bias: float
    covered: float = 0.0
    found: float = 0.0
    margin: float = 0.0
    rated: float = 0.0

    def confidence(self, evidence: Evidence) -> float:
        """Return the probability, 0 to 1, that `evidence` answers its question."""
        drawn = self.covered * evidence.covered + self.found * evidence.found + self.margin * evidence.margin
        return 1.0 / (1.0 + math.exp(-self.bias - drawn - self.rated * (evidence.rated or 0.0)))


FITTED = Model(bias=0.63, covered=1.89, margin=8.2, rated=0.51)
UNRATED = Model(bias=-1.92, covered=2.22, found=5.02, margin=12.67)
"""For evidence that no reranker has seen; fitted on the same cases before there was one."""
ANSWER_FROM = 0.6
"""The least confidence with which an answer is given. From 0.55 to here, over the tuned-on cases of both folders, six
answers more would be right and seven wrong; a wrong one costs a clerk more."""


COVERED_LEAST = 0.12
"""The least share of the question's words that an answer must prove, unless the reranker takes it for one."""


def confidence(evidence: Evidence) -> float:
    """Return the probability, 0 to 1, that `evidence` answers its question."""
    return (UNRATED if evidence.rated is None else FITTED).confidence(evidence)


def is_answer(evidence: Evidence) -> bool:
    """Whether `evidence` is good enough to be given as an answer."""
    proved = evidence.covered >= COVERED_LEAST or (evidence.rated or 0.0) > 0.0
    return proved and confidence(evidence) >= ANSWER_FROM
