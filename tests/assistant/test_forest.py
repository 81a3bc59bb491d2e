"""Forest: the arrays say what the trees say that they were laid out from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from assistant.confidence import FILE, RATED, UNRATED
from assistant.forest import Forest, save
from assistant.measures import NAMES
from eval import forest as growing

MEASURES = ("height", "weight", "age")


@pytest.fixture(scope="module")
def learned() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    rows = rng.normal(size=(400, len(MEASURES)))
    right = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0
    rows[::7, 1] = np.nan
    return rows, right


def test_the_arrays_give_what_scikit_learn_gives(learned: tuple[np.ndarray, np.ndarray]) -> None:
    rows, right = learned
    forest = growing.grow(rows, right, np.ones(len(rows)))
    boosted = HistGradientBoostingClassifier(
        max_iter=growing.TREES,
        learning_rate=growing.RATE,
        max_leaf_nodes=growing.LEAVES,
        l2_regularization=growing.STRENGTH,
        max_features=growing.COLUMNS,
        random_state=growing.SEED,
    ).fit(rows, right)
    np.testing.assert_allclose(forest.log_odds(rows), boosted.decision_function(rows), atol=1e-9)


def test_a_forest_is_kept_and_read_again(learned: tuple[np.ndarray, np.ndarray], tmp_path: Path) -> None:
    rows, right = learned
    forest = growing.grow(rows, right, np.ones(len(rows)))
    save(tmp_path / "forest.safetensors", {"one": forest}, MEASURES)
    again = Forest.load(tmp_path / "forest.safetensors", "one", MEASURES)
    np.testing.assert_array_equal(again.log_odds(rows), forest.log_odds(rows))


def test_a_forest_of_other_measures_is_refused_and_says_what_to_do(
    learned: tuple[np.ndarray, np.ndarray], tmp_path: Path
) -> None:
    rows, right = learned
    save(tmp_path / "f.safetensors", {"one": growing.grow(rows, right, np.ones(len(rows)))}, MEASURES)
    with pytest.raises(ValueError, match=r"height weight age.*calibrate --save"):
        Forest.load(tmp_path / "f.safetensors", "one", ("height", "weight"))


@pytest.mark.parametrize("name", [RATED, UNRATED])
def test_the_product_has_a_forest_on_what_it_measures(name: str) -> None:
    assert Forest.load(FILE, name, NAMES).log_odds(np.zeros((0, len(NAMES)))).shape == (0,)
