"""What every encoder offers: texts become vectors of length one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Pieces = NDArray[np.int32]


class Encoder(Protocol):
    """Anything that turns texts into vectors under a name of its own."""

    @property
    def name(self) -> str:
        """What tells this encoder from every other; an index remembers it, and `open_encoder` opens it again."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text that is searched, each of length one (or zero when nothing in it is known)."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question; it differs from `encode` for models that were trained to tell the two apart."""
        ...


@runtime_checkable
class PieceEncoder(Encoder, Protocol):
    """An encoder whose texts are made of pieces that have vectors of their own, whatever stands beside them."""

    @property
    def folder(self) -> Path:
        """Where its files are; what was trained on its pieces lies beside them."""
        ...

    @property
    def vocabulary(self) -> int:
        """How many pieces it knows; they are numbered from 0, which stands for what is not known."""
        ...

    def pieces(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the pieces of each text in their order; what is not known is left out."""
        ...

    def piece_vectors(self, pieces: Pieces) -> Vectors:
        """Return one row a piece; the more it tells, the longer it is."""
        ...


def normalise(vectors: Vectors) -> Vectors:
    """Return `vectors` with every row that is not zero scaled to length one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


def mean_directions(groups: NDArray[np.integer], vectors: Vectors, count: int) -> Vectors:
    """Return one row for each of `count` groups: the mean of its vectors, scaled to length one (zero without any).

    Args:
        groups: the number of the group that each row of `vectors` is in.
        vectors: one row a text.
        count: how many groups there are.
    """
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, groups, vectors)
    return normalise(sums)
