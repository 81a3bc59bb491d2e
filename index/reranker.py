"""Reranking: a small network reads question and clause piece by piece and says how well the clause answers.

Each piece of the question looks for what is like it in the clause (attention over the clause's pieces), the two are
compared, and the comparisons are summed up by how much each piece tells: decomposable attention (Parikh, Täckström,
Das and Uszkoreit, 2016) over the bundled encoder's vectors, to which each piece adds something of its own where it is
compared. `index.training.reranker` trains it; this module runs it with numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.fold import fold
from index.encoders.protocol import Encoder, PieceEncoder, Pieces, Vectors, normalise
from index.pieces import ClausePieces

FILE = "reranker.safetensors"
# What each piece adds to its key beside what its vector gives: whole numbers, and one factor a piece.
OWN, OWN_FACTORS = "own.whole", "own.factors"
# What is said of a text lies between these when it is weighed against other measures.
WORST, BEST = -12.0, 12.0
# A question is read as far as this; longer ones repeat themselves.
LONGEST_QUESTION = 40

_NONE = np.zeros(0, np.int32)

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the network reads it: one row a piece.

    `directions` have length one, `importance` adds up to one, `keys` are what is compared; `mean` is the direction of
    all pieces together.
    """

    directions: Vectors
    importance: Vectors
    keys: Vectors
    mean: Vectors


@dataclass(frozen=True, slots=True)
class Rating:
    """How well each of some texts answers a question, as log-odds: above 0 it rather does.

    `fits` tells the better of two texts that are at hand; `answers` is low as well for the best of a bad lot.
    """

    fits: Scores
    answers: Scores


class Reranker:
    """The network with its weights.

    Args:
        encoder: whose pieces and vectors it was trained on.
        weights: its matrices by name, as `index.training.reranker` writes them.
    """

    def __init__(self, encoder: PieceEncoder, weights: Mapping[str, Vectors]) -> None:
        self._encoder = encoder
        self._weights = weights
        # The same few sentences are looked at for many questions.
        self._cut = lru_cache(maxsize=8192)(self._cut_text)
        self._sharpness = np.exp(weights["sharpness"])

    @classmethod
    def of(cls, encoder: Encoder) -> Reranker | None:
        """Return the reranker that lies beside the files of `encoder`; None where there is none."""
        if not isinstance(encoder, PieceEncoder) or not (encoder.folder / FILE).is_file():
            return None
        return cls(encoder, _load(encoder.folder / FILE))

    def read(self, question: str) -> Asked | None:
        """Return a folded question as the network reads it; None when nothing in it is known."""
        pieces = self._encoder.pieces([question])[0][:LONGEST_QUESTION]
        if not pieces.size:
            return None
        vectors = self._encoder.piece_vectors(pieces)
        directions = normalise(vectors)
        told = np.linalg.norm(vectors, axis=1) * np.exp(self._layers("importance", directions)[:, 0])
        beside = np.pad(directions, ((1, 1), (0, 0)))
        keys = self._keys(pieces, directions) + self._layer("beside", np.hstack([beside[:-2], beside[2:]]))
        return Asked(directions, told / told.sum(), keys, normalise(vectors.sum(axis=0)[None])[0])

    def rate(self, asked: Asked | None, held: ClausePieces, clauses: Numbers) -> Rating:
        """Return how well each of `clauses` answers; `WORST` for one without pieces and for a question that is None.

        Args:
            asked: what `read` returned.
            held: the pieces of the clauses of a segment.
            clauses: the numbers of the clauses to look at.
        """
        found = np.full((len(clauses), 2), WORST)
        rows = [held.of(int(clause)) for clause in clauses]
        filled = np.flatnonzero([len(row) for row in rows])
        if asked is not None and filled.size:
            found[filled] = self._run(asked, [rows[at] for at in filled])
        return Rating(*np.maximum(found, WORST).T)

    def rate_texts(self, asked: Asked | None, texts: Sequence[str]) -> Rating:
        """Return how well each of `texts` answers, as `rate`."""
        rows = [self._cut(text) for text in texts]
        starts = np.cumsum([0] + [len(row) for row in rows]).astype(np.int64)
        return self.rate(asked, ClausePieces(np.concatenate([*rows, _NONE]), starts), np.arange(len(texts)))

    def _cut_text(self, text: str) -> Pieces:
        return np.unique(self._encoder.pieces([fold(text)])[0])

    def _run(self, asked: Asked, rows: Sequence[Pieces]) -> Vectors:
        """Return one row a text, given by its pieces: the two values that the network ends in."""
        starts = np.cumsum([0] + [len(row) for row in rows])
        distinct, places = np.unique(np.concatenate(rows), return_inverse=True)
        vectors = self._encoder.piece_vectors(distinct)
        directions = normalise(vectors)
        cosines = (directions @ asked.directions.T)[places]
        best = np.maximum.reduceat(cosines, starts[:-1])
        drawn = np.exp(self._sharpness * (cosines - np.repeat(best, np.diff(starts), axis=0)))
        total = np.add.reduceat(drawn, starts[:-1])
        soft = np.add.reduceat(drawn * cosines, starts[:-1]) / total
        keys = self._keys(distinct, directions)[places]
        found = np.stack([drawn[start:end].T @ keys[start:end] for start, end in pairwise(starts)])
        means = normalise(np.add.reduceat(vectors[places], starts[:-1]))
        hidden = self._compared(asked, _single(found / total[..., None]), best, _single(soft))
        summary = np.column_stack([hidden, best @ asked.importance, best.min(axis=1), means @ asked.mean])
        return np.asarray(self._layer("direct", summary) + self._layers("final", summary), np.float32)

    def _compared(self, asked: Asked, found: Vectors, best: Vectors, soft: Vectors) -> Vectors:
        """Return one row a text: the comparisons of the question's pieces with what was found for them, summed up."""
        shape = found.shape[:2]
        keys = np.broadcast_to(asked.keys, found.shape)
        kind = np.broadcast_to(self._layer("kind", asked.mean), (*shape, self._width("kind")))
        both = [keys, found, keys * found, abs(keys - found), best[..., None], soft[..., None], kind]
        inputs = np.concatenate(both, axis=2).reshape(shape[0] * shape[1], -1)
        hidden = np.maximum(self._layers("compare", inputs), 0).reshape(*shape, -1)
        return np.asarray(asked.importance @ hidden, np.float32)

    def _keys(self, pieces: Pieces, directions: Vectors) -> Vectors:
        """Return what is compared of each piece, given with the direction of its vector."""
        own = self._weights[OWN][pieces] * self._weights[OWN_FACTORS][pieces, None]
        return np.asarray(self._layer("key", directions) + own, np.float32)

    def _layer(self, name: str, inputs: Vectors) -> Vectors:
        return np.asarray(inputs @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"], np.float32)

    def _width(self, name: str) -> int:
        return len(self._weights[f"{name}.bias"])

    def _layers(self, name: str, inputs: Vectors) -> Vectors:
        """Return two layers of `inputs`, the first of them rectified."""
        return self._layer(f"{name}.2", np.maximum(self._layer(f"{name}.0", inputs), 0))


def _single(values: NDArray[np.floating]) -> Vectors:
    return np.asarray(values, np.float32)


def _load(file: Path) -> Mapping[str, Vectors]:
    # Takes a tenth of a second, and no command but build and search needs it.
    from safetensors.numpy import load_file

    return load_file(file)
