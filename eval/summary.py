"""A summary: the figures of one system on one set of cases, each with its 95 % bootstrap interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics import Outcome
from eval.ranking import MEASURES
from eval.result import Result
from eval.statistic import Measured, Paired, measure, paired

NO_NOTICE = "(no notice)"
"""Under this name stand the cases that no notice answers, where figures are shown by notice."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report: what it is called, and its value for one result, None where it does not apply.

    `rises` says whether more is better. A `split` figure is also shown by kind, language and notice.
    """

    name: str
    label: str
    of: Callable[[Result], float | None]
    rises: bool = True
    split: bool = False


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one answer: the median, and what 95 of 100 stay under."""

    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one system on one set; `lost` counts the wrong cases by stage."""

    cases: int
    figures: Mapping[str, Measured]
    by_type: Mapping[str, Mapping[str, Measured]]
    by_language: Mapping[str, Mapping[str, Measured]]
    by_notice: Mapping[str, Mapping[str, Measured]]
    outcomes: Mapping[str, int]
    lost: Mapping[str, int]
    quotes_shown: int
    quotes_not_verbatim: int
    false_numbers: int
    latency: Latency


def _share(applies: Callable[[Result], bool], holds: Callable[[Result], bool]) -> Callable[[Result], float | None]:
    return lambda result: float(holds(result)) if applies(result) else None


def _outcome(outcome: Outcome) -> Callable[[Result], bool]:
    return lambda result: result.verdict.outcome is outcome


def _lead(result: Result) -> float | None:
    return None if result.verdict.lead_right is None else float(result.verdict.lead_right)


def _verbatim(result: Result) -> float | None:
    return 1 - len(result.unverified) / result.quotes_shown if result.quotes_shown else None


def _numbers(result: Result) -> float | None:
    return None if result.verdict.false_numbers is None else float(not result.verdict.false_numbers)


def _retrieval(name: str) -> Callable[[Result], float | None]:
    return lambda result: result.retrieval.get(name)


def _always(_: Result) -> bool:
    return True


def _answerable(result: Result) -> bool:
    return result.case.answerable


def _unanswerable(result: Result) -> bool:
    return not result.case.answerable


FIGURES = (
    Figure("accuracy", "answer right (text)", _share(_always, lambda result: result.is_right), split=True),
    Figure("accuracy_answerable", "  of the answerable", _share(_answerable, lambda result: result.is_right)),
    Figure("lead", "lead right (single values)", _lead, split=True),
    Figure("proved", "right, with a right citation", _share(_answerable, lambda result: result.is_proved)),
    Figure("wrong_given", "wrong answer given", _share(_always, _outcome(Outcome.WRONG_GIVEN)), False, True),
    Figure("withheld", "answer withheld (answerable)", _share(_answerable, _outcome(Outcome.WITHHELD)), False, True),
    Figure("declined", "declined rightly (unanswerable)", _share(_unanswerable, lambda result: result.is_right)),
    Figure("citation_precision", "citation precision", lambda result: result.verdict.citation_precision, split=True),
    Figure("citation_recall", "citation recall", lambda result: result.verdict.citation_recall, split=True),
    Figure("verbatim", "quotes found verbatim", _verbatim),
    Figure("numbers", "numbers of the lead in what it cites", _numbers),
    *(Figure(name, f"retrieval {name}", _retrieval(name)) for name in MEASURES),
)
LABELS = {figure.name: figure.label for figure in FIGURES}
BY_NAME = {figure.name: figure for figure in FIGURES}
JUDGED = tuple(
    BY_NAME[name]
    for name in (
        "accuracy",
        "lead",
        "proved",
        "wrong_given",
        "withheld",
        "declined",
        "citation_precision",
        "citation_recall",
        "recall@10",
        "ndcg@10",
    )
)
"""The figures by which one system is better than another: tested between methods, and guarded by the gate."""
SPLIT = tuple(figure for figure in FIGURES if figure.split)


def summarise(results: Sequence[Result]) -> Summary:
    """Return the figures over `results`, all and by group; a figure that applies to none is absent."""
    return Summary(
        cases=len(results),
        figures=_measure_all(FIGURES, results),
        by_type=_by(results, lambda result: (result.case.type,)),
        by_language=_by(results, lambda result: (result.case.lang,)),
        by_notice=_by(results, _notices),
        outcomes=dict(Counter(result.verdict.outcome.value for result in results).most_common()),
        lost=dict(Counter(result.stage.value for result in results if result.stage).most_common()),
        quotes_shown=sum(result.quotes_shown for result in results),
        quotes_not_verbatim=sum(len(result.unverified) for result in results),
        false_numbers=sum(len(result.verdict.false_numbers or ()) for result in results),
        latency=_latency([result.milliseconds for result in results if result.answer]),
    )


def compare(figure: Figure, ours: Sequence[Result], theirs: Sequence[Result]) -> Paired | None:
    """Return how a figure of `ours` stands to that of `theirs`, over the cases where both have it; None if none has.

    Raises:
        ValueError: if the two are not of the same cases.
    """
    pairs = [(figure.of(our), figure.of(their)) for our, their in zip(ours, theirs, strict=True)]
    both = [(our, their) for our, their in pairs if our is not None and their is not None]
    return paired([our for our, _ in both], [their for _, their in both]) if both else None


def _latency(milliseconds: Sequence[float]) -> Latency:
    if not milliseconds:
        return Latency(0.0, 0.0)
    median, p95 = np.percentile(milliseconds, [50, 95])
    return Latency(float(median), float(p95))


def _notices(result: Result) -> Iterable[str]:
    return dict.fromkeys(entry.doc for entry in result.case.gold) or (NO_NOTICE,)


def _measure_all(figures: Iterable[Figure], results: Sequence[Result]) -> dict[str, Measured]:
    values = ((figure.name, [v for result in results if (v := figure.of(result)) is not None]) for figure in figures)
    measured = ((name, measure(of_figure)) for name, of_figure in values)
    return {name: one for name, one in measured if one is not None}


def _by(results: Sequence[Result], keys: Callable[[Result], Iterable[str]]) -> dict[str, dict[str, Measured]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        for key in keys(result):
            groups.setdefault(key, []).append(result)
    return {name: _measure_all(SPLIT, groups[name]) for name in sorted(groups)}
