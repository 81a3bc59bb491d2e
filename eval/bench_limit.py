"""The limits that the bench's figures are held against: met, not met, or not measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.bench_corpora import SHARES
from eval.bench_figure import REFERENCES, Measured
from eval.bench_worker import ENCODED, SEARCH

FULL = 58_000
_NEARLY = 0.95
MAX_COST = 2.0
SEARCHES = (SEARCH, *(f"{SEARCH} in {scope}" for scope in SHARES))
BUILD, BUILD_MEMORY, SEARCH_MEMORY = "full build", "memory of a build", "memory of searching"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that one of the product's figures may be at the full size, in the figure's unit."""

    label: str
    most: float
    unit: str


LIMITS = (
    Limit(f"{ENCODED} p50", 5, "ms"),
    *(Limit(f"{search} p50", 30, "ms") for search in SEARCHES),
    Limit(BUILD, 15 * 60, "s"),
    Limit(BUILD_MEMORY, 3000, "MB"),
    Limit(SEARCH_MEMORY, 3000, "MB"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One limit and what became of it: `met` is None where it was not measured."""

    limit: str
    found: str
    met: bool | None

    def __str__(self) -> str:
        said = {True: "met", False: "NOT MET", None: "not measured"}[self.met]
        return f"{said}: {self.limit}" + (f" ({self.found})" if self.found else "")


def verdicts(measured: Sequence[Measured]) -> list[Verdict]:
    """Return a verdict for each limit at the full size, then for the cost over each reference at every size."""
    full = next((one for one in measured if one.clauses >= FULL * _NEARLY), None)
    return [*(_held(limit, full) for limit in LIMITS), *(cost for one in measured for cost in _costs(one))]


def _held(limit: Limit, full: Measured | None) -> Verdict:
    said = f"{limit.label} at most {limit.most:,.0f} {limit.unit} at {FULL:,} clauses"
    value = full.value(limit.label) if full else None
    if value is None:
        return Verdict(said, "", None)
    return Verdict(said, f"{value:,.1f} {limit.unit}", value <= limit.most)


def _costs(measured: Measured) -> Iterator[Verdict]:
    for reference in REFERENCES:
        costs = {figure.name: figure.cost_over(reference) for figure in measured.figures}
        dear = [f"{name} {cost:.1f}" for name, cost in costs.items() if cost is not None and cost > MAX_COST]
        said = f"{measured.name}: at most {MAX_COST:.0f} times {reference}"
        yield Verdict(said, "; ".join(dear), not dear)
