"""The suite: every set of cases under every method, over indexes built for the run, two methods at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.calibrate import Sample, Trade, calibrate, samples_of
from eval.case import Case, load_cases
from eval.case_set import SETS, CaseSet
from eval.methods import METHODS
from eval.product import PRODUCT, built_index, shelf_of
from eval.result import Result
from eval.run import run_cases
from eval.section import Section, section_of
from index import Index

WORKERS = 2
"""How many methods run at a time; the run is meant for two cores."""

PIECE = 50
"""How many cases one worker takes at a time when a single method is run."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """The sets that are asked over one index, each with its cases."""

    index_dir: Path
    sets: tuple[tuple[CaseSet, tuple[Case, ...]], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run of the suite found: a section a set, and the declining curve over the tuned-on cases."""

    sections: tuple[Section, ...]
    curve: tuple[Trade, ...]


def run_suite(cases_folder: Path, progress: Progress = lambda _: None, sets: Sequence[CaseSet] = SETS) -> Evaluation:
    """Return the figures of every set that has files in `cases_folder`, under every method.

    Args:
        cases_folder: where the case files are.
        progress: called with a line for each method that is done.
        sets: the sets of cases, in the order of the report.

    Raises:
        CaseError: if a case file is faulty; before any case is run.
    """
    with _opened(cases_folder, sets) as (pool, plans):
        present = [one for one in sets if any(one in dict(plan.sets) for plan in plans)]
        return _evaluate(pool, plans, present, progress)


def run_product(cases_folder: Path, sets: Sequence[CaseSet]) -> dict[str, tuple[Result, ...]]:
    """Return the results of the product alone by set, for the sets that have files in `cases_folder`.

    Raises:
        CaseError: if a case file is faulty; before any case is run.
    """
    with _opened(cases_folder, sets) as (pool, plans):
        results: dict[str, tuple[Result, ...]] = {}
        for future in [pool.submit(_run, PRODUCT, piece) for plan in plans for piece in _pieces(plan)]:
            for name, of_piece in future.result().items():
                results[name] = results.get(name, ()) + of_piece
        return results


def _pieces(plan: Plan) -> Iterator[Plan]:
    """Yield a plan in pieces small enough to keep all workers busy to the end."""
    for one, cases in plan.sets:
        for at in range(0, len(cases), PIECE):
            yield Plan(plan.index_dir, ((one, cases[at : at + PIECE]),))


@contextmanager
def _opened(cases_folder: Path, sets: Sequence[CaseSet]) -> Iterator[tuple[ProcessPoolExecutor, list[Plan]]]:
    """Yield the workers, and for each corpus an index with the cases that are asked over it."""
    loaded = [(case_set, _cases(case_set, cases_folder)) for case_set in sets]
    plans = []
    with ExitStack() as stack:
        for corpus in dict.fromkeys(one.corpus for one in sets):
            chosen = tuple((one, cases) for one, cases in loaded if cases and one.corpus == corpus)
            if chosen:
                plans.append(Plan(stack.enter_context(built_index(corpus)), chosen))
        # Spawned, for a forked child would share the threads' locks of the libraries that the parent has loaded.
        yield stack.enter_context(ProcessPoolExecutor(WORKERS, get_context("spawn"))), plans


def _evaluate(
    pool: ProcessPoolExecutor, plans: Sequence[Plan], sets: Sequence[CaseSet], progress: Progress
) -> Evaluation:
    running = {(method.name, plan): pool.submit(_run, method.name, plan) for method in METHODS for plan in plans}
    sampled = [pool.submit(_sample, plan) for plan in plans]
    results: dict[str, dict[str, tuple[Result, ...]]] = {one.name: {} for one in sets}
    for name, of_method in _done(running):
        for set_name, of_set in of_method.items():
            results[set_name][name] = of_set
        progress(f"run: {name} on {', '.join(of_method)}")
    samples = [sample for of_plan in sampled for sample in of_plan.result()]
    curve = calibrate(samples).curve if samples else ()
    return Evaluation(tuple(section_of(one, results[one.name]) for one in sets), curve)


def _done(
    running: Mapping[tuple[str, Plan], Future[dict[str, tuple[Result, ...]]]],
) -> Iterator[tuple[str, dict[str, tuple[Result, ...]]]]:
    for (name, _), future in running.items():
        yield name, future.result()


def _run(name: str, plan: Plan) -> dict[str, tuple[Result, ...]]:
    """Return the results of one method by set; runs in a process of its own."""
    method = next(one for one in METHODS if one.name == name)
    index = Index.open(plan.index_dir)
    with TemporaryDirectory() as folder:
        system, shelf = method.over(index, Path(folder)), shelf_of(index)
        return {one.name: run_cases(cases, system, shelf) for one, cases in plan.sets}


def _sample(plan: Plan) -> list[Sample]:
    index = Index.open(plan.index_dir)
    tuned = [cases for one, cases in plan.sets if not one.held_out]
    return [sample for cases in tuned for sample in samples_of(cases, index)]


def _cases(case_set: CaseSet, folder: Path) -> tuple[Case, ...]:
    return tuple(case for path in case_set.paths(folder) for case in load_cases(path))
