"""Calibrate: grow the trees that say how sure an answer is, and check them on notices that they did not learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from assistant.forest import Forest
from eval.forest import grow
from eval.samples import Sample, stacked

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Trade:
    """What one threshold gives away: right answers withheld, wrong ones given, and unanswerable questions answered."""

    threshold: float
    withheld: int
    wrong: int
    answered_unanswerable: int


@dataclass(frozen=True, slots=True)
class Told:
    """How sure the best evidence of a sample is, whether it is right, and whether anything could have been."""

    confidence: float
    is_right: bool
    answerable: bool


def tell(samples: Sequence[Sample], forest: Forest) -> list[Told]:
    """Return what `forest` says of each sample's best evidence; of a sample without any it is 0 sure."""
    return [_told(sample, forest.log_odds(sample.measures)) for sample in samples]


def _told(sample: Sample, odds: NDArray[np.float64]) -> Told:
    if not odds.size:
        return Told(0.0, False, sample.answerable)
    best = int(np.argmax(odds))
    return Told(float(1 / (1 + np.exp(-odds[best]))), bool(sample.right[best]), sample.answerable)


def trades(told: Sequence[Told]) -> tuple[Trade, ...]:
    """Return the trade-off curve: what each threshold would withhold and give."""
    return tuple(
        Trade(
            threshold,
            sum(one.is_right and one.confidence < threshold for one in told),
            sum(one.answerable and not one.is_right and one.confidence >= threshold for one in told),
            sum(not one.answerable and one.confidence >= threshold for one in told),
        )
        for threshold in THRESHOLDS
    )


def tell_unseen(samples: Sequence[Sample]) -> list[Told]:
    """Return what forests say of the samples of notices that they did not learn from, a fifth of the notices a time."""
    told: dict[int, Told] = {}
    groups = np.array([sample.group for sample in samples])
    for learned, held in GroupKFold(FOLDS).split(groups, groups=groups):
        forest = grow(*stacked([samples[at] for at in learned]))
        told |= dict(zip(map(int, held), tell([samples[at] for at in held], forest), strict=True))
    return [told[at] for at in range(len(samples))]
