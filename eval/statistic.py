"""Statistics: means with bootstrap intervals, and paired tests of two systems on the same cases (scipy does both)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from typing import Literal

import numpy as np
from scipy.stats import bootstrap, false_discovery_control, permutation_test  # type: ignore[import-untyped]

RESAMPLES = 2000
SEED = 20_20_100
SIGNIFICANT = 0.05
"""A difference is called significant when chance alone would make one as large less often than this."""

Side = Literal["two-sided", "less"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A mean over `count` cases, between 0 and 1, and the ends of its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Paired:
    """One system against another on the same cases: the mean difference, how many cases were won and lost, and `p`.

    `p` is the probability of a difference at least as large if it were chance which system gets which value.
    """

    difference: float
    won: int
    lost: int
    count: int
    p: float


def measure(values: Sequence[float]) -> Measured | None:
    """Return the mean of `values` with its interval, None where there are none."""
    if not values:
        return None
    low, high = interval(values)
    return Measured(fmean(values), low, high, len(values))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the 95 % percentile-bootstrap interval of the mean, the same at every call.

    Where all values are equal the interval has no width: resampling cannot say more.
    """
    return _interval(tuple(sorted(values)))


@lru_cache(maxsize=8192)
def _interval(values: tuple[float, ...]) -> tuple[float, float]:
    """Return the interval of sorted values: small groups share their few multisets, and drawing takes its time."""
    if values[0] == values[-1]:
        return values[0], values[0]
    drawn = bootstrap(
        (np.asarray(values),),
        np.mean,
        n_resamples=RESAMPLES,
        batch=500,
        method="percentile",
        rng=np.random.default_rng(SEED),
    )
    return float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)


def paired(ours: Sequence[float], theirs: Sequence[float], side: Side = "two-sided") -> Paired:
    """Return how `ours` stands to `theirs`, value by value of the same cases.

    The test flips the signs of the differences (Fisher's randomisation test; Smucker, Allan and Carterette 2007
    recommend it for paired retrieval and answer scores). Equal pairs say nothing and are left out of it; up to ten
    unequal ones are flipped in every way, more at random. With "less", `p` is that of ours being worse.

    Raises:
        ValueError: if the two are not of one length.
    """
    differences = np.subtract(ours, theirs) if len(ours) == len(theirs) else None
    if differences is None:
        raise ValueError(f"{len(ours)} values against {len(theirs)}: expected the same cases on both sides.")
    unequal = np.sort(differences[differences != 0])
    won, lost = int((unequal > 0).sum()), int((unequal < 0).sum())
    mean = float(differences.mean()) if len(differences) else 0.0
    return Paired(mean, won, lost, len(differences), _flipped(unequal, side))


def _flipped(unequal: np.ndarray[tuple[int], np.dtype[np.float64]], side: Side) -> float:
    if not len(unequal):
        return 1.0
    if len(unequal) == 1:  # scipy wants two; one coin falls either way
        return 1.0 if side == "two-sided" or unequal[0] > 0 else 0.5
    test = permutation_test(
        (unequal,),
        lambda sample, axis: np.sum(sample, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=500,
        alternative=side,
        rng=np.random.default_rng(SEED),
    )
    return float(test.pvalue)


def adjusted(ps: Sequence[float]) -> tuple[float, ...]:
    """Return the `ps` of several tests as Benjamini and Hochberg (1995) adjust them for their number."""
    return tuple(float(p) for p in false_discovery_control(ps)) if ps else ()
