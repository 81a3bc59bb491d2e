"""The suite: every set of cases under every method, over indexes built for the run, two pieces of a set at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from assistant.confidence import RATED, forest
from assistant.evidence import Finder
from eval.calibrate import Told, Trade, tell, trades
from eval.case import Case, load_cases
from eval.case_set import SETS, CaseSet
from eval.memory import Memory
from eval.methods import METHODS, Bench
from eval.product import PRODUCT, built_index, shelf_of
from eval.result import Result
from eval.run import run_cases
from eval.samples import case_samples
from eval.section import Section, section_of
from eval.system import System
from eval.workers import workers
from index import Index

PIECE = 50
"""How many cases one worker takes at a time, to put them to every method."""

Progress = Callable[[str], None]
Results = dict[str, tuple[Result, ...]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some cases of one set and the index that they are asked over."""

    index_dir: Path
    case_set: CaseSet
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run of the suite found: a section a set, and the declining curve over the held-out cases."""

    sections: tuple[Section, ...]
    curve: tuple[Trade, ...]


def run_suite(cases_folder: Path, progress: Progress = lambda _: None, sets: Sequence[CaseSet] = SETS) -> Evaluation:
    """Return the figures of every set that has files in `cases_folder`, under every method.

    Args:
        cases_folder: where the case files are.
        progress: called with a line for each set that is done.
        sets: the sets of cases, in the order of the report.

    Raises:
        CaseError: if a case file is faulty; before any case is run.
    """
    results: dict[CaseSet, Results] = {}
    told: list[Told] = []
    with _opened(cases_folder, sets) as (pool, pieces):
        for piece, (of_piece, told_of) in zip(pieces, pool.map(_run_all, pieces), strict=True):
            _add(results.setdefault(piece.case_set, {}), of_piece)
            told += told_of
            progress(f"run: {len(piece.cases)} cases of {piece.case_set.name}")
    return Evaluation(tuple(section_of(one, results[one]) for one in sets if one in results), trades(told))


def run_product(cases_folder: Path, sets: Sequence[CaseSet]) -> Results:
    """Return the results of the product alone by set, for the sets that have files in `cases_folder`.

    Raises:
        CaseError: if a case file is faulty; before any case is run.
    """
    with _opened(cases_folder, sets) as (pool, pieces):
        results: Results = {}
        for piece, of_piece in zip(pieces, pool.map(_run_product, pieces), strict=True):
            _add(results, {piece.case_set.name: of_piece})
        return results


def _add(results: Results, of_piece: Results) -> None:
    for name, found in of_piece.items():
        results[name] = results.get(name, ()) + found


@contextmanager
def _opened(cases_folder: Path, sets: Sequence[CaseSet]) -> Iterator[tuple[ProcessPoolExecutor, list[Piece]]]:
    """Yield the workers and all cases in pieces, each with an index of the notices that it is asked over."""
    loaded = [(case_set, _cases(case_set, cases_folder)) for case_set in sets]
    with ExitStack() as stack:
        corpora = dict.fromkeys(one.corpus for one, cases in loaded if cases)
        indexes = {corpus: stack.enter_context(built_index(corpus)) for corpus in corpora}
        pieces = [piece for one, cases in loaded if cases for piece in _pieces(indexes[one.corpus], one, cases)]
        yield stack.enter_context(workers()), pieces


def _pieces(index_dir: Path, case_set: CaseSet, cases: Sequence[Case]) -> Iterable[Piece]:
    """Return a set in pieces small enough to keep all workers busy to the end."""
    return (Piece(index_dir, case_set, tuple(cases[at : at + PIECE])) for at in range(0, len(cases), PIECE))


def _run_all(piece: Piece) -> tuple[Results, list[Told]]:
    """Return the results of a piece by method, and how sure the product is of held-out cases; in a worker."""
    bench = _bench(piece.index_dir)
    shelf = shelf_of(bench.index)
    results = {method.name: run_cases(piece.cases, _system(method.name, bench), shelf) for method in METHODS}
    with patch.object(Finder, "find", bench.memory.recall):
        samples = list(case_samples(piece.cases, bench.index)) if piece.case_set.held_out else []
    return results, tell(samples, forest(RATED))


def _run_product(piece: Piece) -> tuple[Result, ...]:
    """Return the product's results; in a worker."""
    bench = _bench(piece.index_dir)
    return run_cases(piece.cases, _system(PRODUCT, bench), shelf_of(bench.index))


@lru_cache
def _bench(index_dir: Path) -> Bench:
    """Return an index as one worker uses it, its folder beside it: both go when the run is over."""
    return Bench(Index.open(index_dir), index_dir.parent / f"worker-{os.getpid()}", Memory())


@lru_cache
def _system(name: str, bench: Bench) -> System:
    return next(method for method in METHODS if method.name == name).over(bench)


def _cases(case_set: CaseSet, folder: Path) -> tuple[Case, ...]:
    return tuple(case for path in case_set.paths(folder) for case in load_cases(path))
