"""Forest: boosted decision trees as arrays, run with numpy; `eval.forest` grows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ARRAYS = ("column", "threshold", "missing_left", "left", "right", "value")


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees whose leaves add up to log-odds; every array has one row a tree and one column a node, node 0 the root.

    A node sends a row left when the measure in its `column` is at most its `threshold`, or when it is not a number
    and `missing_left` says so. A leaf has itself on both sides.
    """

    base: float
    depth: int
    column: NDArray[np.int16]
    threshold: NDArray[np.float64]
    missing_left: NDArray[np.bool_]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float64]

    @classmethod
    def load(cls, file: Path, name: str, measures: Sequence[str]) -> Forest:
        """Return the forest `name` of a file that `save` wrote.

        Args:
            file: where it lies.
            name: which of the forests in it.
            measures: the columns that it will be given; it must have been grown on the same.

        Raises:
            ValueError: if it was grown on other measures.
        """
        # Takes a tenth of a second, and only answering needs it.
        from safetensors import safe_open

        with safe_open(file, framework="numpy") as stored:
            about = stored.metadata()
            if about["measures"].split() != list(measures):
                raise ValueError(
                    f"{file.name} was grown on the measures {about['measures']}, but the code measures "
                    f"{' '.join(measures)}; grow it again with: python -m eval calibrate --save"
                )
            arrays = {key: stored.get_tensor(f"{name}.{key}") for key in ARRAYS}
        return cls(float(about[f"{name}.base"]), int(about[f"{name}.depth"]), **arrays)

    def log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds of each row of measures."""
        trees = np.arange(len(self.left))
        node = np.zeros((len(rows), len(trees)), np.int16)
        for _ in range(self.depth):
            measured = np.take_along_axis(rows, self.column[trees, node].astype(np.int64), axis=1)
            lower = np.where(
                np.isnan(measured), self.missing_left[trees, node], measured <= self.threshold[trees, node]
            )
            node = np.where(lower, self.left[trees, node], self.right[trees, node])
        return np.asarray(self.base + self.value[trees, node].sum(axis=1), np.float64)


def save(file: Path, forests: Mapping[str, Forest], measures: Sequence[str]) -> None:
    """Write `forests` into one file, with the names of the measures that they were grown on."""
    # As above: what is written once is read a thousand times without it.
    from safetensors.numpy import save_file

    arrays = {f"{name}.{key}": getattr(forest, key) for name, forest in forests.items() for key in ARRAYS}
    about = {"measures": " ".join(measures)}
    for name, forest in forests.items():
        about |= {f"{name}.base": repr(forest.base), f"{name}.depth": str(forest.depth)}
    save_file(arrays, file, about)
