"""Sampling: what is drawn at random while a model learns."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

# Fewer pieces than this are not thinned out: what is left would say something else.
_WHOLE = 4

Number = TypeVar("Number", bound=np.integer)


def thin(pieces: NDArray[Number], share: float, rng: np.random.Generator) -> NDArray[Number]:
    """Return `pieces` without about `share` of them, so that no single one decides; never none of them."""
    if not share or len(pieces) < _WHOLE:
        return pieces
    kept = pieces[rng.random(len(pieces)) >= share]
    return kept if kept.size else pieces
