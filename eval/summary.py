"""A summary: the figures of one system on one set of cases, each with its 95 % bootstrap interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np
from scipy.stats import bootstrap  # type: ignore[import-untyped]

from eval.metrics import Outcome
from eval.ranking import MEASURES
from eval.result import Result

RESAMPLES = 2000
SEED = 20_20_100


@dataclass(frozen=True, slots=True)
class Measured:
    """A mean over `count` cases, between 0 and 1, and the ends of its 95 % interval."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report: what it is called, and its value for one result, None where it does not apply."""

    name: str
    label: str
    of: Callable[[Result], float | None]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one system on one set; `lost` counts the wrong cases by stage, `median_ms` is per question."""

    cases: int
    figures: Mapping[str, Measured]
    by_type: Mapping[str, Mapping[str, Measured]]
    by_language: Mapping[str, Mapping[str, Measured]]
    outcomes: Mapping[str, int]
    lost: Mapping[str, int]
    quotes_shown: int
    quotes_not_verbatim: int
    median_ms: float


def _share(applies: Callable[[Result], bool], holds: Callable[[Result], bool]) -> Callable[[Result], float | None]:
    return lambda result: float(holds(result)) if applies(result) else None


def _outcome(outcome: Outcome) -> Callable[[Result], bool]:
    return lambda result: result.verdict.outcome is outcome


def _lead(result: Result) -> float | None:
    return None if result.verdict.lead_right is None else float(result.verdict.lead_right)


def _verbatim(result: Result) -> float | None:
    return 1 - len(result.unverified) / result.quotes_shown if result.quotes_shown else None


def _retrieval(name: str) -> Callable[[Result], float | None]:
    return lambda result: result.retrieval.get(name)


def _always(_: Result) -> bool:
    return True


def _answerable(result: Result) -> bool:
    return result.case.answerable


def _unanswerable(result: Result) -> bool:
    return not result.case.answerable


FIGURES = (
    Figure("accuracy", "answer right (text)", _share(_always, lambda result: result.is_right)),
    Figure("accuracy_answerable", "  of the answerable", _share(_answerable, lambda result: result.is_right)),
    Figure("lead", "lead right (single values)", _lead),
    Figure("proved", "right, with a right citation", _share(_answerable, lambda result: result.is_proved)),
    Figure("wrong_given", "wrong answer given", _share(_always, _outcome(Outcome.WRONG_GIVEN))),
    Figure("withheld", "answer withheld (answerable)", _share(_answerable, _outcome(Outcome.WITHHELD))),
    Figure("declined", "declined rightly (unanswerable)", _share(_unanswerable, lambda result: result.is_right)),
    Figure("citation_precision", "citation precision", lambda result: result.verdict.citation_precision),
    Figure("citation_recall", "citation recall", lambda result: result.verdict.citation_recall),
    Figure("verbatim", "quotes found verbatim", _verbatim),
    *(Figure(name, f"retrieval {name}", _retrieval(name)) for name in MEASURES),
)
LABELS = {figure.name: figure.label for figure in FIGURES}


def summarise(results: Sequence[Result]) -> Summary:
    """Return the figures over `results`, and apart by type and by language; a figure that applies to none is absent."""
    return Summary(
        cases=len(results),
        figures=_measure_all(results),
        by_type=_by(results, lambda result: result.case.type),
        by_language=_by(results, lambda result: result.case.lang),
        outcomes=dict(Counter(result.verdict.outcome.value for result in results).most_common()),
        lost=dict(Counter(result.stage.value for result in results if result.stage).most_common()),
        quotes_shown=sum(result.quotes_shown for result in results),
        quotes_not_verbatim=sum(len(result.unverified) for result in results),
        median_ms=median([result.milliseconds for result in results if result.answer] or [0.0]),
    )


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the 95 % percentile-bootstrap interval of the mean, the same at every call."""
    if len(set(values)) < 2:  # nothing varies, so resampling says nothing
        return values[0], values[0]
    drawn = bootstrap(
        (np.asarray(values),),
        np.mean,
        n_resamples=RESAMPLES,
        batch=500,
        method="percentile",
        rng=np.random.default_rng(SEED),
    )
    return float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)


def _measure_all(results: Sequence[Result]) -> dict[str, Measured]:
    measured = ((figure.name, _measure(figure, results)) for figure in FIGURES)
    return {name: figure for name, figure in measured if figure is not None}


def _measure(figure: Figure, results: Sequence[Result]) -> Measured | None:
    values = [value for result in results if (value := figure.of(result)) is not None]
    if not values:
        return None
    low, high = interval(values)
    return Measured(value=fmean(values), low=low, high=high, count=len(values))


def _by(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, dict[str, Measured]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return {name: _measure_all(groups[name]) for name in sorted(groups)}
