"""Confidence: how likely a piece of evidence answers its question, from three measures of it.

A logistic model over the share of the question's words that the evidence proves, the score that the search gave its
clause, and the margin of that over the notice's next clause. (How many words of the field nothing proves tells nothing
more once these are known.)
`python -m eval calibrate` fits it on the tuned-on cases, checks it by leaving one notice out, and prints the
coefficients and the trade-off curve that `ANSWER_FROM` was read off.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Model:
    """The coefficients of the logistic model."""

    bias: float
    covered: float
    found: float
    margin: float

    def confidence(self, evidence: Evidence) -> float:
        """Return the probability, 0 to 1, that `evidence` answers its question."""
        drawn = self.covered * evidence.covered + self.found * evidence.found + self.margin * evidence.margin
        return 1.0 / (1.0 + math.exp(-self.bias - drawn))


FITTED = Model(bias=-1.92, covered=2.22, found=5.02, margin=12.67)
ANSWER_FROM = 0.55
"""The least confidence with which an answer is given: below it wrong answers outweigh those withheld."""


COVERED_LEAST = 0.12
"""The least share of the question's words that an answer must prove, whatever else speaks for it."""


def is_answer(evidence: Evidence) -> bool:
    """Whether `evidence` is good enough to be given as an answer."""
    return evidence.covered >= COVERED_LEAST and FITTED.confidence(evidence) >= ANSWER_FROM
