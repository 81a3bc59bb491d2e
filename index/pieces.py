"""Late interaction: a question's pieces are looked for one by one among the pieces of a clause.

The vector of a clause is a mean in which one telling word drowns; here it counts as much as it says. A clause scores
by the mean, over the question's pieces, of the cosine to the likest of its own; a piece counts as much as its vector
is long. (The sum of maxima is that of ColBERT: Khattab and Zaharia, 2020; the vectors are the bundled encoder's.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder, PieceEncoder, Vectors, normalise

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


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


def cut(texts: Sequence[str], encoder: Encoder) -> ClausePieces:
    """Return the pieces of clauses, given as folded texts."""
    none = np.zeros(0, np.int32)
    rows = encoder.pieces(texts) if isinstance(encoder, PieceEncoder) else [none] * len(texts)
    starts = np.cumsum([0] + [len(row) for row in rows]).astype(np.int64)
    return ClausePieces(np.concatenate([none, *rows]), starts)


def asked_pieces(question: str, encoder: Encoder) -> Vectors:
    """Return one row a distinct piece of the folded question; the lengths of the rows add up to one.

    There is none under an encoder without pieces, or when nothing in the question is known.
    """
    if not isinstance(encoder, PieceEncoder):
        return np.zeros((0, encoder.dimension), np.float32)
    vectors = encoder.piece_vectors(encoder.pieces([question])[0])
    return np.asarray(vectors / max(float(np.linalg.norm(vectors, axis=1).sum()), 1e-9), np.float32)


def match(asked: Vectors, held: ClausePieces, clauses: Numbers, encoder: Encoder) -> Scores:
    """Return for each of `clauses` how well the pieces of a question are found in it, at most 1, at least 0.

    Args:
        asked: what `asked_pieces` returned.
        held: the pieces of the clauses of a segment.
        clauses: the numbers of the clauses to look at.
        encoder: what both were made with.
    """
    scores = np.zeros(len(clauses))
    starts = held.starts[clauses]
    counts = held.starts[clauses + 1] - starts
    filled = np.flatnonzero(counts)
    if not (filled.size and len(asked) and isinstance(encoder, PieceEncoder)):
        return scores
    bounds = np.concatenate([[0], np.cumsum(counts[filled])])
    at = np.repeat(starts[filled] - bounds[:-1], counts[filled]) + np.arange(bounds[-1])
    distinct, places = np.unique(held.pieces[at], return_inverse=True)
    likeness = normalise(encoder.piece_vectors(distinct)) @ asked.T
    best = np.maximum.reduceat(likeness[places], bounds[:-1], axis=0)
    scores[filled] = np.maximum(best.sum(axis=1), 0)
    return scores
