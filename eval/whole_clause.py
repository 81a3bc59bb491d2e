"""Search over whole clauses: one vector a clause, to be compared with the product's vectors of sentences."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from corpus import Reading
from corpus.fold import fold
from index.encoder import Encoder
from index.hit import Hit
from index.sentences import headings_above, in_context


class WholeClauseSearch:
    """Finds clauses by one vector each, of its title, headings and all its own words.

    Args:
        readings: the notices, by id.
        encoder: the one of the index that it is compared with.
    """

    def __init__(self, readings: Mapping[str, Reading], encoder: Encoder) -> None:
        self._encoder = encoder
        self._clauses = [clause for reading in readings.values() for clause in reading.clauses]
        texts = []
        for reading in readings.values():
            by_id = {clause.id: clause for clause in reading.clauses}
            texts += [
                fold(in_context(reading.notice, headings_above(clause, by_id), clause.own_text))
                for clause in reading.clauses
            ]
        self._vectors = encoder.encode(texts)

    def __call__(
        self, query: str, *, limit: int, notice_ids: Collection[str] | None = None, mode: str = "dense"
    ) -> list[Hit]:
        """Return the nearest `limit` clauses of the given notices, best first; there is one mode only."""
        cosines = self._vectors @ self._encoder.encode_queries([fold(query)])[0]
        inside = [at for at, one in enumerate(self._clauses) if notice_ids is None or one.notice_id in notice_ids]
        best = sorted(inside, key=lambda at: (-round(float(cosines[at]), 6), at))[:limit]
        return [self._hit(at, float(np.maximum(cosines[at], 0.0))) for at in best]

    def _hit(self, at: int, score: float) -> Hit:
        clause = self._clauses[at]
        return Hit(clause, score, clause.start, clause.own_end)
