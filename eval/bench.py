"""Bench: how fast the product is and how much it takes, beside two references in the same run on the same texts.

The recipe is the plain LangChain + Chroma one with the product's encoder. The look-up is what no search can do
without: one float32 matrix product over the product's vectors and one BM25 look-up; its question comes encoded.
Each system runs in processes of its own, a build on two cores and a search on one; they take turns question by
question, so that whatever else the machine does strikes them alike.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rich.table import Table

from eval.bench_corpora import BenchCorpus, laws, notices, write_parts
from eval.bench_figure import LOOKUP, PRODUCT, RECIPE, Figure, Measured, corpus_record, grid_of
from eval.bench_limit import BUILD, BUILD_MEMORY, SEARCH_MEMORY, Verdict
from eval.bench_reports import Extrapolated, extrapolate, needs_of, reports_grid, reports_record, size_of
from eval.bench_worker import BUILD_CORES, SEARCH_CORES, Asking, Worker
from eval.case import Case
from index.training.texts import LAWS, QUESTIONS, REPORTS

MODULES: Mapping[str, str] = {
    PRODUCT: "eval.bench_product",
    RECIPE: "eval.bench_recipe",
    LOOKUP: "eval.bench_lookup",
}
"""The module that serves each system."""

Costs = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class NotRun:
    """What was not measured, and which file was not there."""

    what: str
    missing: str

    def __str__(self) -> str:
        return f"not run: {self.what} (no {self.missing}; give its folder with --data)"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: notices asked their cases, articles of law in these numbers, so many of the reports.

    `questions` is how many are timed over each corpus; `data` holds the archives and the questions about the laws.
    """

    corpus: Path
    cases: tuple[Case, ...]
    data: Path
    sizes: tuple[int, ...]
    questions: int
    reports: int


def run_bench(plan: Plan) -> Iterator[Measured | Extrapolated | NotRun]:
    """Yield the figures over the notices, over each number of articles and for the reports, or what is missing.

    Raises:
        WorkerFailed: if a process ended.
    """
    yield measure(notices(plan.corpus, plan.cases, plan.questions))
    missing = [name for name in (LAWS, QUESTIONS) if not (plan.data / name).is_file()]
    if missing:
        yield NotRun("articles of law", str(plan.data / missing[0]))
    else:
        with TemporaryDirectory() as folder:
            for corpus in laws(plan.data, plan.sizes, plan.questions, Path(folder)):
                yield measure(corpus)
    if plan.reports and not (plan.data / REPORTS).is_file():
        yield NotRun("reports", str(plan.data / REPORTS))
    elif plan.reports:
        yield run_reports(plan.data, plan.reports)


def run_reports(data: Path, count: int) -> Extrapolated:
    """Return what all reports of `data`'s archive would need by what `count` of them do.

    Raises:
        FileNotFoundError: if the archive is not in `data`.
        WorkerFailed: if a process ended.
    """
    with TemporaryDirectory() as folder:
        parts = write_parts(data / REPORTS, count, Path(folder))
        few = needs_of(MODULES[PRODUCT], parts.few, Path(folder) / "index of few")
        many = needs_of(MODULES[PRODUCT], parts.many, Path(folder) / "index of many")
    return extrapolate(few, many, parts)


def measure(corpus: BenchCorpus) -> Measured:
    """Build every system over `corpus` in a temporary folder, ask every question, and return the figures.

    Raises:
        WorkerFailed: if a process ended.
    """
    with TemporaryDirectory() as folder:
        places = {system: Path(folder) / str(at) for at, system in enumerate(MODULES)}
        built = {system: _build(MODULES[system], corpus.source, place) for system, place in places.items()}
        megabytes = {system: size_of(place) for system, place in places.items()}
        with ExitStack() as stack:
            workers = {name: stack.enter_context(Worker(module, SEARCH_CORES)) for name, module in MODULES.items()}
            taken = _ask(workers, corpus, places)
            peaks = {system: worker.peak() for system, worker in workers.items()}
            # After the peaks: to encode them all sentences are read again.
            encoded = workers[PRODUCT].encode(corpus.source)
    clauses = int(encoded["clauses"])
    figures = (
        Figure("sentences encoded", "/s", {PRODUCT: encoded["rate"]}, is_rate=True),
        *_reading(corpus.source, clauses, built),
        *_building(clauses, built),
        Figure("index on disk", "MB", megabytes),
        Figure(BUILD_MEMORY, "MB", {system: one["peak"] for system, one in built.items()}),
        Figure(SEARCH_MEMORY, "MB", peaks),
        *_latencies(taken),
    )
    notices, sentences = int(encoded["notices"]), int(encoded["sentences"])
    return Measured(corpus.name, notices, clauses, sentences, corpus.shares, figures)


def shown(found: Measured | Extrapolated | NotRun) -> tuple[Table | str, ...]:
    """Return what a terminal shows of one result of `run_bench`."""
    if isinstance(found, Measured):
        return (grid_of(found).to_rich(),)
    return (reports_grid(found).to_rich(), found.note) if isinstance(found, Extrapolated) else (str(found),)


def machine_record() -> dict[str, object]:
    """Return what the figures depend on: cores, threads, versions, and how busy the machine is at this moment."""
    return {
        "cores": os.cpu_count(),
        "cores of a build": min(BUILD_CORES, os.cpu_count() or 1),
        "cores of a search": SEARCH_CORES,
        "threads": "as many as cores",
        "load average": [round(load, 2) for load in os.getloadavg()],
        "python": platform.python_version(),
    }


def bench_record(
    commit: str,
    machine: Mapping[str, object],
    found: Sequence[Measured | Extrapolated | NotRun],
    limits: Sequence[Verdict],
) -> dict[str, object]:
    """Return the JSON-able record of a run."""
    return {
        "commit": commit,
        "machine": machine,
        "corpora": {one.name: corpus_record(one) for one in found if isinstance(one, Measured)},
        "reports": next((reports_record(one) for one in found if isinstance(one, Extrapolated)), None),
        "not run": [str(one) for one in found if isinstance(one, NotRun)],
        "limits": [{"limit": one.limit, "found": one.found, "met": one.met} for one in limits],
    }


def _build(module: str, source: Path, place: Path) -> dict[str, float]:
    with Worker(module, BUILD_CORES) as worker:
        return worker.build(source, place)


def _ask(
    workers: Mapping[str, Worker], corpus: BenchCorpus, places: Mapping[str, Path]
) -> dict[str, dict[str, list[float]]]:
    """Return the milliseconds of each timed question by stage and system; which stage and system is first changes."""
    warm, timed = corpus.questions.warm, corpus.questions.timed
    asking = Asking((*warm, *timed), corpus.scopes, corpus.answers)
    stages = {system: worker.open(corpus.source, places[system], asking) for system, worker in workers.items()}
    turns = [(stage, system) for stage in stages[PRODUCT] for system in workers if stage in stages[system]]
    taken: dict[str, dict[str, list[float]]] = {}
    for at in range(len(asking.wordings)):
        first = at % len(turns)
        for stage, system in turns[first:] + turns[:first]:
            milliseconds = workers[system].time(stage, at)
            if at >= len(warm):
                taken.setdefault(stage, {}).setdefault(system, []).append(milliseconds)
    return {stage: taken[stage] for stage in stages[PRODUCT]}


def _reading(source: Path, clauses: int, built: Costs) -> Iterator[Figure]:
    """Yield how fast files are read; articles of law are taken from their archive beforehand."""
    if source.is_dir():
        yield Figure("clauses read from files", "/s", {PRODUCT: clauses / built[PRODUCT]["read"]}, is_rate=True)


def _building(clauses: int, built: Costs) -> Iterator[Figure]:
    yield Figure("clauses indexed", "/s", {key: clauses / one["build"] for key, one in built.items()}, is_rate=True)
    yield Figure(BUILD, "s", {key: one["read"] + one["build"] for key, one in built.items()})


def _latencies(taken: Mapping[str, Mapping[str, Sequence[float]]]) -> Iterator[Figure]:
    for stage, of_systems in taken.items():
        for share in (50, 95):
            values = {system: float(np.percentile(each, share)) for system, each in of_systems.items()}
            yield Figure(f"{stage} p{share}", "ms", values)
