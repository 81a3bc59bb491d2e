"""Demand: what a generated lead must say, taken from the extractive answer, which is never contradicted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft import FIGURE, Claim
from assistant.english import vague_duty
from assistant.generate.given import Given
from assistant.generate.quantity import Quantity, quantities
from assistant.generate.sentence import Sentence
from assistant.generate.wording import unit_wordings
from corpus.fold import fold

UNIT_LIST = "unit list"
"""The rule of a claim whose source is a list of responsible units."""

_LIST = re.compile(r"[、，,；;\s]+|(?<=[局委办厅室部])(?:和|及)(?=[市县区省各乡镇])")


@dataclass(frozen=True, slots=True)
class Demand:
    """What one claim of the extractive lead demands of a generated one.

    The clause must be cited, `place` named, each of `figures` stated, and one wording of each of `words` used.
    """

    clause_id: str
    place: tuple[str, ...]
    figures: tuple[Quantity, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()

    def is_met(self, lead: Sequence[Sentence], given: Sequence[Given], language: str) -> bool:
        """Whether the sentences of `lead` say what is demanded."""
        cited = {given[number - 1].passage.clause.id for sentence in lead for number in sentence.numbers}
        text = "".join(sentence.words for sentence in lead)
        plain = fold(text).replace("-", " ")
        said = quantities(text, language)
        return (
            self.clause_id in cited
            and all(fold(part).replace("-", " ") in plain for part in self.place)
            and all(any(figure.proves(one) for one in said) for figure in self.figures)
            and all(any(fold(way) in fold(text) for way in ways) for ways in self.words)
        )


def demands(kind: str, claims: Sequence[Claim], language: str) -> tuple[Demand, ...]:
    """Return what the claims of an extractive answer of `kind` (value, who, what, compare) demand of a lead."""
    return tuple(_demand(kind, claim, language) for claim in claims)


def _demand(kind: str, claim: Claim, language: str) -> Demand:
    clause_id = claim.passages[0].clause.id
    place = tuple(part.strip("）) ") for part in re.split(r"[（(]", claim.place) if part.strip("）) "))
    if claim.rule == UNIT_LIST:
        names = [name.removesuffix("等") for name in _LIST.split(claim.source) if len(name.removesuffix("等")) > 1]
        return Demand(clause_id, place, (), tuple(unit_wordings(name.rpartition("：")[2]) for name in names))
    source = claim.source if language == "en" and claim.rule == FIGURE else claim.source or claim.words
    figures = tuple(quantities(source, "zh"))
    if kind == "what":
        return Demand(clause_id, place)
    vague = vague_duty(source) if not figures else None
    return Demand(clause_id, place, figures, ((vague[0], vague[1]),) if vague else ())


def contradicts(wanted: Sequence[Demand], lead: Sequence[Sentence], language: str) -> bool:
    """Whether the lead states a figure of a demanded unit that is not demanded: another value beside the right one."""
    figures = [figure for demand in wanted for figure in demand.figures]
    if not figures:
        return False
    said = quantities("".join(sentence.words for sentence in lead), language)
    names = "".join(part for demand in wanted for part in demand.place)
    return any(
        any(figure.unit == one.unit for figure in figures)
        and not any(figure.value == one.value and figure.unit == one.unit for figure in figures)
        and one.value not in names
        for one in said
    )
