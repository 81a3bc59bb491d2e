"""Retrieval measured on a benchmark: the product's own search beside its vectors alone and beside BM25."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
from ir_measures import RR, Measure, R

from corpus import Clause
from eval.grid import Grid
from eval.ranking import retrieval_figures
from eval.stard import Benchmark
from eval.statistic import Measured, measure
from index import Hit, Index, build_readings
from index.lexical import terms_of
from index.segment import Progress

DEPTH = 100
MEASURES: Mapping[str, Measure] = {**{f"recall@{k}": R @ k for k in (5, 10, 20, DEPTH)}, "mrr@10": RR @ 10}
PRODUCT, DENSE, KEYWORD, BM25 = "product", "its vectors alone", "its keywords alone", "bm25 over character pairs"


Figures = Mapping[str, Measured]
Ranked = Sequence[Sequence[str]]


def measure_retrieval(
    benchmarks: Mapping[str, Benchmark], folder: Path, progress: Progress
) -> dict[str, dict[str, Figures]]:
    """Build an index of the benchmarks' clauses, ask every question, and return the figures by benchmark and system.

    Args:
        benchmarks: the questions, by a name of their own; all over the same clauses.
        folder: where the index is built.
        progress: called with a stage's name, what is done and the total.
    """
    readings = next(iter(benchmarks.values())).readings
    build_readings(readings, folder, progress=progress)
    index = Index.open(folder)
    bm25 = _Bm25([clause for reading in readings for clause in reading.clauses])
    searches: dict[str, Callable[[str], Sequence[str]]] = {
        PRODUCT: lambda question: _ids(index.search(question, limit=DEPTH)),
        DENSE: lambda question: _ids(index.search(question, limit=DEPTH, mode="dense")),
        KEYWORD: lambda question: _ids(index.search(question, limit=DEPTH, mode="keyword")),
        BM25: bm25.search,
    }
    return {
        name: {
            system: figures_of(benchmark, [search(asked.question) for asked in benchmark.asked])
            for system, search in searches.items()
        }
        for name, benchmark in benchmarks.items()
    }


def figures_of(benchmark: Benchmark, ranked: Ranked) -> Figures:
    """Return each figure of `ranked`: for each question the ids of the articles found, best first."""
    wanted = {str(at): one.wanted for at, one in enumerate(benchmark.asked)}
    found = {str(at): articles for at, articles in enumerate(ranked)}
    asked = retrieval_figures(wanted, found, MEASURES).values()
    measured = {name: measure([figures[name] for figures in asked]) for name in MEASURES}
    return {name: one for name, one in measured.items() if one is not None}


def grid_of(name: str, benchmark: Benchmark, figures: Mapping[str, Figures]) -> Grid:
    """Return the table of one benchmark: a line a system."""
    title = f"{name}: {len(benchmark.asked)} questions, {benchmark.clauses:,} clauses, 95 % bootstrap intervals"
    if benchmark.unmatched:
        title += f"; {benchmark.unmatched} questions left out, for no clause of theirs is in the archives"
    rows = tuple((system, *(_shown(one[name]) for name in MEASURES)) for system, one in figures.items())
    return Grid(title, ("search", *MEASURES), rows)


def record_of(figures: Mapping[str, Figures]) -> dict[str, object]:
    """Return the product's figures, and under "bm25" and "dense" the same of BM25 and of the vectors alone."""
    means = {system: {name: round(one.value, 4) for name, one in each.items()} for system, each in figures.items()}
    return {**means[PRODUCT], "bm25": means[BM25], "dense": means[DENSE]}


class _Bm25:
    """Plain BM25 over the clauses' own words, cut as our keyword index cuts them."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._ids = [clause.id for clause in clauses]
        self._table = bm25s.BM25()
        self._table.index([terms_of(clause.own_text) for clause in clauses], show_progress=False)

    def search(self, question: str) -> list[str]:
        """Return the ids of the clauses that hold a term of `question`, best first."""
        scores = self._table.get_scores(terms_of(question))
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [self._ids[at] for at in best if scores[at] > 0]


def _ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.clause.id for hit in hits]


def _shown(one: Measured) -> str:
    return f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f})"
