"""Calibrate: fit the model that decides when to answer, on tuned-on cases, and check it by leaving one notice out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.compose.select import fitting
from assistant.confidence import Model
from assistant.evidence import Evidence, Finder
from assistant.reader import Reader
from assistant.terms import Rarity
from corpus.fold import match_form
from eval.case import Case
from eval.shelf import Shelf, has_source, path_of
from index import Index

STRENGTH = 10.0
"""The inverse of the regularisation; three measures and hundreds of cases need little of it."""
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)
# The score of the search says nothing more beside the reranker's word, which is in it.
MEASURES = ("covered", "margin", "rated")
_OTHER_WAYS = ("metadata", "list")
"""Types that are composed from the letterhead or the facts, not from evidence."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The best evidence for one case: its measures, and whether its clause is a gold clause."""

    case: Case
    notice: str
    measures: tuple[float, ...]
    is_right: bool


@dataclass(frozen=True, slots=True)
class Trade:
    """What one threshold gives away: right answers withheld, wrong ones given, and unanswerable questions answered."""

    threshold: float
    withheld: int
    wrong: int
    answered_unanswerable: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted model, the trade-off curve of models fitted with each notice left out, and the counts behind it."""

    model: Model
    curve: tuple[Trade, ...]
    right: int
    unanswerable: int
    samples: int


def samples_of(cases: Sequence[Case], index: Index) -> Iterator[Sample]:
    """Yield a sample for each case that is answered from evidence in `index` and has any."""
    shelf = Shelf(tuple(index.readings.values()))
    rarity = Rarity([match_form(c.own_text) for reading in index.readings.values() for c in reading.clauses])
    reader, finder = Reader(index.notices, rarity), Finder(index.readings, index.search, index.rate)
    for case in cases:
        question = reader.read(case.question, list(case.history))
        if case.type in _OTHER_WAYS or (question.scope.missing and not question.scope.notices):
            continue
        evidence = fitting(question, finder.find(question), finder)
        if evidence:
            best = evidence[0]
            yield Sample(case, best.notice.id, _measures(best), _is_gold(best, case, shelf))


def _measures(evidence: Evidence) -> tuple[float, ...]:
    return tuple(float(getattr(evidence, name) or 0.0) for name in MEASURES)


def _is_gold(evidence: Evidence, case: Case, shelf: Shelf) -> bool:
    path = path_of(evidence.clause)
    return any(has_source(evidence.notice, gold.doc) and path == gold.clause for gold in case.gold)


def calibrate(samples: Sequence[Sample]) -> Calibration:
    """Return the model fitted on all `samples` and the curve of the models that did not see the notice they judge."""
    measures = np.array([sample.measures for sample in samples])
    right = np.array([sample.is_right for sample in samples])
    notices = np.array([sample.notice for sample in samples])
    answerable = np.array([sample.case.answerable for sample in samples])
    unseen = np.zeros(len(samples))
    for notice in sorted(set(notices)):
        held = notices == notice
        fitted = _fit(measures[~held], right[~held])
        unseen[held] = fitted.predict_proba(measures[held])[:, 1]
    curve = tuple(
        Trade(
            threshold,
            int(((unseen < threshold) & right).sum()),
            int(((unseen >= threshold) & ~right & answerable).sum()),
            int(((unseen >= threshold) & ~answerable).sum()),
        )
        for threshold in THRESHOLDS
    )
    fitted = _fit(measures, right)
    drawn = {name: round(float(value), 2) for name, value in zip(MEASURES, fitted.coef_[0], strict=True)}
    model = Model(round(float(fitted.intercept_[0]), 2), **drawn)
    return Calibration(model, curve, int(right.sum()), int((~answerable).sum()), len(samples))


def _fit(measures: NDArray[np.float64], right: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH).fit(measures, right)
