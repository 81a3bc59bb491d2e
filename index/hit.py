"""A hit: one clause that a search found."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Clause


@dataclass(frozen=True, slots=True)
class Hit:
    """A found clause, its fused score (higher is better) and its best sentence.

    `sentence_start` and `sentence_end` are offsets into the notice's text.
    """

    clause: Clause
    score: float
    sentence_start: int
    sentence_end: int
