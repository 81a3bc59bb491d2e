"""Retrieval metrics over clauses, by ir_measures: recall, MRR and nDCG, every expected case counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import ir_measures
from ir_measures import RR, Measure, R, nDCG

DEPTH = 10
MEASURES: Mapping[str, Measure] = {
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "mrr@10": RR @ 10,
    "ndcg@10": nDCG @ 10,
}


def retrieval_figures(
    wanted: Mapping[str, Collection[str]],
    found: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure] = MEASURES,
) -> dict[str, dict[str, float]]:
    """Return the figures of each case, by case id and figure name, between 0 and 1.

    Args:
        wanted: the ids of the clauses that answer a case, by case id.
        found: the ids of the clauses found for it, best first; a case that is missing here counts as nothing found.
        measures: what is measured, by the name that it gets.
    """
    names = {measure: name for name, measure in measures.items()}
    relevant = [ir_measures.Qrel(case, clause, 1) for case, clauses in wanted.items() for clause in clauses]
    ranked = [
        ir_measures.ScoredDoc(case, clause, -float(rank))
        for case, clauses in found.items()
        if case in wanted
        for rank, clause in enumerate(clauses)
    ]
    figures: dict[str, dict[str, float]] = {case: dict.fromkeys(measures, 0.0) for case in wanted}
    if not relevant or not ranked:
        return figures  # ir_measures needs at least one row on either side
    for metric in ir_measures.iter_calc(list(names), relevant, ranked):
        figures[metric.query_id][names[metric.measure]] = float(metric.value)
    return figures
