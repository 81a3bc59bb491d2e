"""A section: one set of cases under several methods; what is held out stays in it as aggregates only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eval.case_set import CaseSet
from eval.result import Result
from eval.statistic import Measured, Paired, adjusted
from eval.summary import JUDGED, Summary, compare, summarise

GROUP_LEAST = 5
"""How many cases a group of a held-out set has at least: figures of fewer would tell of single cases."""

Comparisons = Mapping[str, Mapping[str, Paired]]
Groups = Mapping[str, Mapping[str, Measured]]


@dataclass(frozen=True, slots=True)
class Section:
    """One set of cases by method: its summary, how it stands to the first method by figure, and its single results.

    `results` is empty for a held-out set. The p of `comparisons` are adjusted for how many there are.
    """

    case_set: CaseSet
    summaries: Mapping[str, Summary]
    comparisons: Comparisons
    results: Mapping[str, tuple[Result, ...]]

    @property
    def cases(self) -> int:
        """How many cases the set has."""
        return next((summary.cases for summary in self.summaries.values()), 0)


def section_of(case_set: CaseSet, results: Mapping[str, Sequence[Result]]) -> Section:
    """Return a section that keeps single results only where the set is not held out."""
    summaries = {name: summarise(of_method) for name, of_method in results.items()}
    if case_set.held_out:
        summaries = {name: _aggregates(summary) for name, summary in summaries.items()}
    kept = {} if case_set.held_out else {name: tuple(of_method) for name, of_method in results.items()}
    return Section(case_set, summaries, _comparisons(results), kept)


def _aggregates(summary: Summary) -> Summary:
    return replace(
        summary,
        by_type=_large(summary.by_type),
        by_language=_large(summary.by_language),
        by_notice=_large(summary.by_notice),
    )


def _large(groups: Groups) -> Groups:
    kept = {
        name: {figure: one for figure, one in figures.items() if one.count >= GROUP_LEAST}
        for name, figures in groups.items()
    }
    return {name: figures for name, figures in kept.items() if figures}


def _comparisons(results: Mapping[str, Sequence[Result]]) -> Comparisons:
    first, *others = results
    found = {
        (name, figure.name): one
        for name in others
        for figure in JUDGED
        if (one := compare(figure, results[name], results[first])) is not None
    }
    ps = adjusted([one.p for one in found.values()])
    compared: dict[str, dict[str, Paired]] = {name: {} for name in others}
    for ((name, figure_name), one), p in zip(found.items(), ps, strict=True):
        compared[name][figure_name] = replace(one, p=p)
    return compared
