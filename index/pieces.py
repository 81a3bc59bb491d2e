"""The pieces that clauses are made of, kept in the segment for the reranker, so that none is cut up at search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder, PieceEncoder


@dataclass(frozen=True, slots=True)
class ClausePieces:
    """The distinct pieces of each clause: those of clause n are `pieces[starts[n]:starts[n + 1]]`, ascending.

    Under an encoder without pieces every clause has none.
    """

    pieces: NDArray[np.int32]
    starts: NDArray[np.int64]

    def save(self, folder: Path) -> None:
        """Write one file a field into `folder`."""
        for field in fields(self):
            np.save(folder / f"piece_{field.name}.npy", getattr(self, field.name))

    @classmethod
    def load(cls, folder: Path) -> ClausePieces:
        """Return what `save` wrote into `folder`, mapped into memory."""
        files = {field.name: folder / f"piece_{field.name}.npy" for field in fields(cls)}
        return cls(**{name: np.asarray(np.load(file, mmap_mode="r")) for name, file in files.items()})

    def of(self, clause: int) -> NDArray[np.int32]:
        """Return the pieces of one clause."""
        return self.pieces[int(self.starts[clause]) : int(self.starts[clause + 1])]


def cut(texts: Sequence[str], encoder: Encoder) -> ClausePieces:
    """Return the pieces of clauses, given as folded texts."""
    none = np.zeros(0, np.int32)
    rows = (
        [np.unique(row) for row in encoder.pieces(texts)] if isinstance(encoder, PieceEncoder) else [none] * len(texts)
    )
    starts = np.cumsum([0] + [len(row) for row in rows]).astype(np.int64)
    return ClausePieces(np.concatenate([none, *rows]), starts)
