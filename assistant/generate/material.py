"""Material: what an extractive answer rests on, handed to a chat model and kept as the measure of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.compose.passages import whole_passage
from assistant.draft import Claim, Passage
from assistant.evidence import Evidence
from corpus import Reading
from index.sentences import headings_above

OTHERS_MOST = 6
"""The most clauses that are given besides those that prove the extractive answer."""


@dataclass(frozen=True, slots=True)
class Material:
    """What an extractive answer rests on.

    `kind` is what its claims state (value, who, what), `claims` are its verified claims; `passages` are the clauses to
    give to a model, each with the place whose rule it is and the headings above it, those of the claims first.
    """

    kind: str
    claims: tuple[Claim, ...]
    passages: tuple[tuple[Passage, str, str], ...]


def material_of(
    kind: str,
    claims: Sequence[Claim],
    chosen: Sequence[Evidence],
    found: Sequence[Evidence],
    readings: Mapping[str, Reading],
    places: Mapping[str, str],
) -> Material:
    """Return the material of an answer composed from `chosen` among all evidence `found`.

    Args:
        kind: what the claims state: value, who or what.
        claims: the claims that hold.
        chosen: the evidence of the claims.
        found: all evidence, best first.
        readings: the readings by notice id.
        places: how an answer names the place of each notice.
    """
    claimed = {claim.passages[0].notice.id: claim.place for claim in claims}
    taken = {item.clause.id for item in chosen}
    others = [item for item in found if item.clause.id not in taken][:OTHERS_MOST]
    passages = []
    for item in (*chosen, *others):
        clauses = {clause.id: clause for clause in readings[item.notice.id].clauses}
        above = " ".join(headings_above(item.clause, clauses))
        place = claimed.get(item.notice.id) or places[item.notice.id]
        passages.append((whole_passage(item), place, above))
    return Material(kind, tuple(claims), tuple(passages))
