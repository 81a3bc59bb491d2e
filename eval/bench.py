"""Bench: how fast the product is, beside two references measured in the same run on the same texts.

The recipe is the plain LangChain + Chroma one with the product's encoder. The look-up is what no search can do
without: one float32 matrix product over the product's vectors and one BM25 look-up; its question comes encoded.
All run in one process, in turns question by question, so that whatever else the machine does strikes them alike.
"""

from __future__ import annotations

import os
import platform
import random
import shutil
import tarfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

import numpy as np

from assistant import Assistant
from corpus import Reading, UnreadableFile, read_folder
from corpus.fold import fold
from corpus.reading import read_text
from eval.baselines import RecipeSearch
from eval.case import Case
from eval.grid import Grid
from eval.lookup import LookUp, sentences_of
from eval.ranking import DEPTH
from eval.run import AS_OF
from index import Encoder, Index, build, open_encoder

LAWS = "laws_md.tar.xz"
PRODUCT, RECIPE, LOOKUP = "product", "langchain + chroma", "matrix + bm25"
THREADS = "OMP_NUM_THREADS"
_SEED = 20261101
_WARM_QUESTIONS = 10
_ENCODED = 5000
_REPEATS = 3

T = TypeVar("T")
Calls = Mapping[str, Callable[[int], object]]


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions that are timed, and others that are asked first so that the timed ones find a warm program."""

    warm: tuple[Case, ...]
    timed: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure by system; a rate is better when it is higher, a time or a size when it is lower."""

    label: str
    unit: str
    values: Mapping[str, float]
    is_rate: bool = False

    def cost_over(self, reference: str) -> float | None:
        """Return the product's cost over that of `reference` (below 1 is cheaper), None where that was not measured."""
        ours, theirs = self.values[PRODUCT], self.values.get(reference)
        if theirs is None or not ours or not theirs:
            return None
        return theirs / ours if self.is_rate else ours / theirs


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures over one corpus, and how large it is."""

    name: str
    notices: int
    clauses: int
    sentences: int
    figures: tuple[Figure, ...]


def sample_of(cases: Sequence[Case], count: int) -> Questions:
    """Return `count` of the cases, always the same ones, and some of the others to warm up with."""
    shuffled = random.Random(_SEED).sample(list(cases), len(cases))
    timed = tuple(shuffled[:count])
    return Questions(warm=tuple(shuffled[count : count + _WARM_QUESTIONS]) or timed[:1], timed=timed)


def run_bench(corpus: Path, questions: Questions, laws: Path | None, clauses: int) -> Iterator[Measured]:
    """Yield the figures over the notices of `corpus`, then, given an archive, over them and laws together.

    Args:
        corpus: a folder of notices.
        questions: what is asked.
        laws: an archive of laws in Markdown; None measures the notices only.
        clauses: how many clauses of laws at most.
    """
    encoder = open_encoder()
    with TemporaryDirectory() as folder:
        # What is loaded at the first build, search and answer shall weigh on none of those that are measured.
        small = Path(folder) / "small"
        small.mkdir()
        notices = [reading.notice for reading in read_folder(corpus)[0]]
        shutil.copy2(corpus / min(notices, key=lambda notice: len(notice.text)).source, small)
        measure("warm-up", small, encoder, Questions(questions.warm, questions.timed[:1]))
        yield measure("notices", corpus, encoder, questions)
        if laws is not None:
            large = Path(folder) / "large"
            shutil.copytree(corpus, large)
            write_laws(laws, clauses, large)
            yield measure("notices and laws", large, encoder, questions)


def write_laws(archive: Path, clauses: int, folder: Path) -> int:
    """Write laws of `archive`, in its order and each whole, into `folder`; return how many clauses they have.

    A law that would exceed `clauses` is passed over; the last hundredth may stay unfilled.
    """
    written = 0
    with tarfile.open(archive, "r:xz") as laws:
        for number, member in enumerate(laws):
            file = laws.extractfile(member) if member.isfile() and member.name.endswith(".md") else None
            if file is None:
                continue
            raw = file.read().decode("utf-8", errors="replace")
            try:
                found = len(read_text(raw, member.name).clauses)
            except UnreadableFile:
                continue  # the archive holds tables of contents and templates too
            if written + found <= clauses:
                (folder / f"law{number:05d}.md").write_text(raw, encoding="utf-8")
                written += found
            if written >= clauses * 0.99:
                break
    return written


def measure(name: str, corpus: Path, encoder: Encoder, questions: Questions) -> Measured:
    """Build everything over `corpus` in a temporary folder, ask every question, and return the figures."""
    with TemporaryDirectory() as folder:
        places = {system: Path(folder) / str(at) for at, system in enumerate((PRODUCT, RECIPE, LOOKUP))}
        reading, (read, _) = _timed(lambda: read_folder(corpus))
        readings = {one.notice.id: one for one in read}
        building, _ = _timed(lambda: build(corpus, places[PRODUCT], encoder))
        chunking, recipe = _timed(lambda: RecipeSearch(readings, encoder, places[RECIPE]))
        posting, lookup = _timed(lambda: LookUp(readings, encoder, places[LOOKUP]))
        index = Index.open(places[PRODUCT], encoder)
        status = index.status()
        # The product's build reads the files itself; to the references that time is added.
        seconds = {PRODUCT: building, RECIPE: reading + chunking, LOOKUP: reading + posting}
        megabytes = {system: _size(place) / 1e6 for system, place in places.items()}
        figures = (
            Figure("sentences encoded", "/s", {PRODUCT: _encoding_rate(encoder, readings)}, is_rate=True),
            Figure("clauses read from files", "/s", {PRODUCT: status.clauses / reading}, is_rate=True),
            Figure(
                "clauses indexed from files", "/s", {k: status.clauses / v for k, v in seconds.items()}, is_rate=True
            ),
            Figure("index on disk", "MB", megabytes),
            *_question_figures(index, recipe, lookup, questions),
        )
    return Measured(name, status.notices, status.clauses, status.sentences, figures)


def grid_of(measured: Measured) -> Grid:
    """Return the table of one corpus."""
    size = f"{measured.notices} documents, {measured.clauses:,} clauses, {measured.sentences:,} sentences"
    rows = tuple(
        (
            f"{figure.label}, {figure.unit}",
            *(_shown(figure.values.get(system)) for system in (PRODUCT, RECIPE, LOOKUP)),
            *(_shown(figure.cost_over(reference)) for reference in (RECIPE, LOOKUP)),
        )
        for figure in measured.figures
    )
    header = ("figure", PRODUCT, RECIPE, LOOKUP, "cost over langchain", "cost over matrix")
    return Grid(f"{measured.name}: {size}", header, rows)


def bench_record(commit: str, measured: Sequence[Measured], questions: Questions) -> dict[str, object]:
    """Return the JSON-able record of a run."""
    machine = {"cores": os.cpu_count(), "threads": os.environ.get(THREADS, "all"), "python": platform.python_version()}
    corpora = {one.name: _corpus_record(one) for one in measured}
    return {"commit": commit, "machine": machine, "questions": len(questions.timed), "corpora": corpora}


def _corpus_record(measured: Measured) -> dict[str, object]:
    figures = {
        f"{figure.label}, {figure.unit}": {
            **{system: round(value, 3) for system, value in figure.values.items()},
            "cost over": {
                reference: round(ratio, 3)
                for reference in (RECIPE, LOOKUP)
                if (ratio := figure.cost_over(reference)) is not None
            },
        }
        for figure in measured.figures
    }
    sizes = {"documents": measured.notices, "clauses": measured.clauses, "sentences": measured.sentences}
    return {**sizes, "figures": figures}


def _question_figures(index: Index, recipe: RecipeSearch, lookup: LookUp, questions: Questions) -> Iterator[Figure]:
    """Yield the latencies: a question encoded, searched in all notices and in one, answered."""
    cases = (*questions.warm, *questions.timed)
    words = [case.query for case in cases]
    vectors = index.encoder.encode([fold(text) for text in words])
    ids = sorted(index.notices)
    scopes = [ids[at % len(ids)] for at in range(len(cases))]
    assistants = {PRODUCT: Assistant(index), RECIPE: Assistant(index, recipe)}
    stages: dict[str, Calls] = {
        "question encoded": {PRODUCT: lambda at: index.encoder.encode([fold(words[at])])},
        "search": {
            PRODUCT: lambda at: index.search(words[at], limit=DEPTH),
            RECIPE: lambda at: recipe.nearest(words[at], limit=DEPTH),
            LOOKUP: lambda at: lookup.nearest(vectors[at], words[at]),
        },
        "search in one notice": {
            PRODUCT: lambda at: index.search(words[at], limit=DEPTH, notice_ids={scopes[at]}),
            RECIPE: lambda at: recipe.nearest(words[at], limit=DEPTH, notice_ids={scopes[at]}),
            LOOKUP: lambda at: lookup.nearest(vectors[at], words[at], scopes[at]),
        },
        "answer": {name: partial(_ask, assistant, cases) for name, assistant in assistants.items()},
    }
    for label, calls in stages.items():
        taken = _latencies(calls, len(questions.warm), len(cases))
        for share in (50, 95):
            values = {name: float(np.percentile(each, share)) for name, each in taken.items()}
            yield Figure(f"{label} p{share}", "ms", values)


def _ask(assistant: Assistant, cases: Sequence[Case], at: int) -> object:
    return assistant.answer(cases[at].question, history=list(cases[at].history), today=AS_OF)


def _latencies(calls: Calls, warm: int, count: int) -> dict[str, list[float]]:
    """Return the milliseconds of each call for each question after the first `warm`; who is first changes."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    names = list(calls)
    for at in range(count):
        first = at % len(names)
        for name in names[first:] + names[:first]:
            seconds, _ = _timed(partial(calls[name], at))
            if at >= warm:
                taken[name].append(seconds * 1000)
    return taken


def _encoding_rate(encoder: Encoder, readings: Mapping[str, Reading]) -> float:
    """Return how many sentences are encoded in a second: the median of some repeats."""
    texts = [text for reading in readings.values() for text in sentences_of(reading)][:_ENCODED]
    return len(texts) / median(_timed(lambda: encoder.encode(texts))[0] for _ in range(_REPEATS))


def _timed(call: Callable[[], T]) -> tuple[float, T]:
    """Return how many seconds `call` took, and what it returned."""
    start = perf_counter()
    returned = call()
    return perf_counter() - start, returned


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
