"""Samples: questions with the measures of what was found for them, for growing and checking the confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from assistant.answering import Stock
from assistant.compose.select import fitting
from assistant.confidence import weighed
from assistant.evidence import Evidence, Finder, with_margins
from assistant.measures import NAMES, Measures, measure
from assistant.question import Question
from corpus import Clause, Reading
from eval.case import Case, load_cases
from eval.case_set import SETS, CaseSet
from eval.product import built_index
from eval.shelf import Shelf, deepest_at, has_source, path_of
from eval.workers import workers
from index import Index
from index.training.written import CALIBRATION, Invented, read_invented

CASE_WEIGHT = 5.0
"""How much more a case counts than a written question: there are few, and they ask as users do."""
_OTHER_WAYS = ("metadata", "list")
"""Types that are composed from the letterhead or the facts, not from evidence."""
PARTS = 4
IsRight = Callable[[Evidence], bool]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one worker samples: some notices with their written questions, or a set of cases."""

    notices: Sequence[Sequence[Invented]]
    case_set: CaseSet | None
    cases_folder: Path


@dataclass(frozen=True, slots=True)
class Sample:
    """One question: the measures of what was found for it, a row each, and which of them come from a right clause.

    `group` is what it was asked about: a notice, or for a case the first notice of its gold. A question that nothing
    answers has no right row.
    """

    group: str
    weight: float
    answerable: bool
    measures: Measures
    right: NDArray[np.bool_]


def all_samples(cases_folder: Path) -> list[Sample]:
    """Return the samples of the written questions kept for this, and of the tuned-on cases in `cases_folder`."""
    notices = notices_of(read_invented(CALIBRATION))
    parts = [_Part(notices[at::PARTS], None, cases_folder) for at in range(PARTS)]
    parts += [_Part([], one, cases_folder) for one in SETS if not one.held_out]
    with workers() as pool:
        return [sample for found in pool.map(_samples_of, parts) for sample in found]


def _samples_of(part: _Part) -> list[Sample]:
    """Return the samples of one part; in a worker."""
    if part.case_set is None:
        return list(written_samples(part.notices))
    cases = [case for path in part.case_set.paths(part.cases_folder) for case in load_cases(path)]
    with built_index(part.case_set.corpus) as index_dir:
        return list(case_samples(cases, Index.open(index_dir)))


def case_samples(cases: Iterable[Case], index: Index) -> Iterator[Sample]:
    """Yield a sample for each case that is answered from evidence in `index`."""
    shelf, stock = Shelf(tuple(index.readings.values())), Stock(index, index.search)
    for case in cases:
        question = stock.reader.read(case.question, list(case.history))
        if case.type not in _OTHER_WAYS and (question.scope.notices or not question.scope.missing):
            group = case.gold[0].doc if case.gold else case.id
            is_right = _gold_of(case, shelf)
            yield _sample(question, stock.finder.find(question), stock.finder, is_right, group, CASE_WEIGHT)


def notices_of(clauses: Iterable[Invented]) -> list[Sequence[Invented]]:
    """Return clauses that stand behind each other by their notices."""
    return [list(of_one) for _, of_one in groupby(clauses, key=lambda clause: clause.title)]


def written_samples(notices: Sequence[Sequence[Invented]]) -> Iterator[Sample]:
    """Yield a sample for each written question, asked of its own notice, in an index of all `notices`.

    What a clause answers is asked once more as if the notice did not have it: then nothing answers.
    """
    with TemporaryDirectory() as folder:
        for number, notice in enumerate(notices):
            (Path(folder) / f"{number:04}.txt").write_text(_printed(notice), encoding="utf-8")
        with built_index(Path(folder)) as index_dir:
            index = Index.open(index_dir)
            stock = Stock(index, index.search)
            for reading in index.readings.values():
                notice = notices[int(Path(reading.notice.sources[0]).stem)]
                yield from (one for clause in notice for one in _asked_of(clause, reading, stock))


def unrated(sample: Sample) -> Sample:
    """Return a sample as it is where no reranker goes with the encoder: what rests on its word says nothing."""
    measures = sample.measures.copy()
    measures[:, [NAMES.index(name) for name in ("rated", "ahead", "whole", "behind")]] = 0.0
    return replace(sample, measures=measures)


def stacked(samples: Sequence[Sample]) -> tuple[Measures, NDArray[np.bool_], NDArray[np.float64]]:
    """Return the rows of all samples: their measures, whether each is right, and how much it counts."""
    weights = np.concatenate([np.full(len(one.right), one.weight) for one in samples])
    return np.concatenate([one.measures for one in samples]), np.concatenate([one.right for one in samples]), weights


def _asked_of(clause: Invented, reading: Reading, stock: Stock) -> Iterator[Sample]:
    notice = reading.notice
    answering = deepest_at(reading.clauses, notice.text.find(clause.text[:20]))
    if answering is None:
        return
    asked = [(text, True) for text in clause.questions.all] + [(text, False) for text in clause.questions.silent]
    for text, answerable in asked:
        question = stock.reader.read(text, [])
        question = replace(question, scope=replace(question.scope, notices=(notice.id,), missing=()))
        found = stock.finder.find(question)
        yield _sample(question, found, stock.finder, _is_of(answering) if answerable else _is_none, notice.title)
        if answerable:
            rest = with_margins([item for item in found if item.clause.id != answering.id])
            yield _sample(question, rest, stock.finder, _is_none, notice.title)


def _is_of(clause: Clause) -> IsRight:
    return lambda item: item.clause.id == clause.id


def _is_none(_: Evidence) -> bool:
    return False


def _sample(
    question: Question, found: Sequence[Evidence], finder: Finder, is_right: IsRight, group: str, weight: float = 1.0
) -> Sample:
    notices = weighed(fitting(question, found))
    rows = [np.zeros((0, len(NAMES))), *(measure(question, items, finder) for items in notices)]
    right = [is_right(item) for items in notices for item in items]
    return Sample(group, weight, is_right is not _is_none, np.concatenate(rows), np.array(right, np.bool_))


def _gold_of(case: Case, shelf: Shelf) -> IsRight:
    """Return what says whether evidence comes from a gold clause; nothing answers an unanswerable case."""
    if not case.answerable:
        return _is_none
    gold = {(entry.doc, entry.clause) for entry in case.gold}
    return lambda item: any(has_source(item.notice, doc) and path_of(item.clause) == path for doc, path in gold)


def _printed(notice: Sequence[Invented]) -> str:
    """Return the clauses of a notice as a text, each heading once."""
    lines, above = [notice[0].title, ""], list[str]()
    for clause in notice:
        shared = next(
            (at for at, pair in enumerate(zip(above, clause.headings, strict=False)) if len(set(pair)) > 1), 0
        )
        same = len(above) if list(clause.headings[: len(above)]) == above else shared
        lines += [*clause.headings[same:], clause.text]
        above = list(clause.headings)
    return "\n".join(lines) + "\n"
