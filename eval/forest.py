"""Growing the trees of `assistant.forest`: gradient boosting by scikit-learn, its trees laid out as arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from assistant.forest import Forest
from assistant.measures import Measures

TREES, LEAVES, RATE, STRENGTH, COLUMNS, SEED = 200, 10, 0.06, 5.0, 0.4, 7
"""How many trees of how many leaves, how much each adds, the regularisation, the share of the measures that a split
may choose from, and the seed of that choice."""


def grow(measures: Measures, right: NDArray[np.bool_], weights: NDArray[np.float64]) -> Forest:
    """Return a forest that gives the log-odds that a row is right.

    Args:
        measures: one row a piece of evidence; what is not a number is missing.
        right: whether each row comes from a clause that answers.
        weights: how much each row counts.
    """
    boosted = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, l2_regularization=STRENGTH, max_features=COLUMNS,
        random_state=SEED,
    )  # fmt: skip
    boosted.fit(measures, right, sample_weight=weights)
    # What the trees look like is known to scikit-learn alone; its version is pinned, and a test compares the two.
    return _laid_out([stage[0].nodes for stage in boosted._predictors], float(boosted._baseline_prediction[0, 0]))


def _laid_out(trees: list[NDArray[Any]], base: float) -> Forest:
    shape = (len(trees), max(map(len, trees)))
    column, left, right = (np.zeros(shape, np.int16) for _ in range(3))
    threshold, value, missing = np.zeros(shape), np.zeros(shape), np.zeros(shape, np.bool_)
    for at, nodes in enumerate(trees):
        inner, size = nodes["is_leaf"] == 0, len(nodes)
        places = np.arange(size)
        column[at, :size] = np.where(inner, nodes["feature_idx"], 0)
        threshold[at, :size] = np.where(inner, nodes["num_threshold"], 0.0)
        missing[at, :size] = nodes["missing_go_to_left"]
        left[at, :size], right[at, :size] = (np.where(inner, nodes[side], places) for side in ("left", "right"))
        value[at, :size] = np.where(inner, 0.0, nodes["value"])
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    return Forest(base, depth, column, threshold, missing, left, right, value)
