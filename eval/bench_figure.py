"""Figures of the bench: one measure under every system, and the product's cost over each reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.grid import Grid

PRODUCT, RECIPE, LOOKUP = "product", "langchain + chroma", "matrix + bm25"
REFERENCES = (RECIPE, LOOKUP)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure by system; a rate is better when it is higher, a time or a size when it is lower."""

    label: str
    unit: str
    values: Mapping[str, float]
    is_rate: bool = False

    @property
    def name(self) -> str:
        """The label with the unit."""
        return f"{self.label}, {self.unit}"

    def cost_over(self, reference: str) -> float | None:
        """Return the product's cost over that of `reference` (below 1 is cheaper), None where one was not measured."""
        ours, theirs = self.values.get(PRODUCT), self.values.get(reference)
        if not ours or not theirs:
            return None
        return theirs / ours if self.is_rate else ours / theirs


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures over one corpus, how large it is, and the share of its clauses that each scope really holds."""

    name: str
    notices: int
    clauses: int
    sentences: int
    shares: Mapping[str, float]
    figures: tuple[Figure, ...]

    def value(self, label: str) -> float | None:
        """Return the product's value of the figure called `label`, None where it was not measured."""
        return next((figure.values.get(PRODUCT) for figure in self.figures if figure.label == label), None)


def grid_of(measured: Measured) -> Grid:
    """Return the table of one corpus."""
    size = f"{measured.notices} documents, {measured.clauses:,} clauses, {measured.sentences:,} sentences"
    shares = ", ".join(f"{label} is {share:.1%}" for label, share in measured.shares.items())
    rows = tuple(
        (
            figure.name,
            *(_shown(figure.values.get(system)) for system in (PRODUCT, *REFERENCES)),
            *(_shown(figure.cost_over(reference)) for reference in REFERENCES),
        )
        for figure in measured.figures
    )
    header = ("figure", PRODUCT, *REFERENCES, "cost over langchain", "cost over matrix")
    return Grid(f"{measured.name}: {size}; {shares}", header, rows)


def corpus_record(measured: Measured) -> dict[str, object]:
    """Return the JSON-able record of one corpus."""
    return {
        "documents": measured.notices,
        "clauses": measured.clauses,
        "sentences": measured.sentences,
        "scopes": {label: round(share, 4) for label, share in measured.shares.items()},
        "figures": {figure.name: _figure_record(figure) for figure in measured.figures},
    }


def _figure_record(figure: Figure) -> dict[str, object]:
    costs = {reference: figure.cost_over(reference) for reference in REFERENCES}
    return {
        **{system: round(value, 3) for system, value in figure.values.items()},
        "cost over": {reference: round(cost, 3) for reference, cost in costs.items() if cost is not None},
    }


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
