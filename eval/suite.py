"""The suite: every set of cases under the product and both baselines, over indexes built for the run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import Assistant
from eval.baselines import KeywordBaseline, RecipeSearch
from eval.case import Case, load_cases
from eval.case_set import CORPUS, INVENTED_CORPUS, SETS, CaseSet
from eval.report import Section, section_of
from eval.result import Result
from eval.run import run_cases
from eval.shelf import Shelf
from eval.summary import summarise
from eval.system import System
from index import Index, build

PRODUCT, KEYWORD, RECIPE = "product", "keyword", "langchain"


def run_sets(cases_folder: Path, sets: Sequence[CaseSet] = SETS) -> Iterator[Section]:
    """Yield one section for each set that has files in `cases_folder`, real notices first.

    Raises:
        CaseError: if a case file is faulty; before any case is run.
    """
    loaded = [(case_set, _cases(case_set, cases_folder)) for case_set in sets]
    for corpora, invented in (((CORPUS,), False), ((INVENTED_CORPUS,), True)):
        chosen = [(case_set, cases) for case_set, cases in loaded if cases and case_set.invented is invented]
        if chosen:
            with built_index(*corpora) as index_dir, TemporaryDirectory() as chunks:
                index = Index.open(index_dir)
                systems = systems_over(index, index_dir, Path(chunks))
                shelf = Shelf(tuple(index.readings.values()))
                for case_set, cases in chosen:
                    yield _section(case_set, cases, systems, shelf)


def product_over(index_dir: Path) -> tuple[System, Shelf]:
    """Return the product over an index, and the readings that it answers from."""
    index = Index.open(index_dir)
    return System(PRODUCT, Assistant.open(index_dir), index.search), Shelf(tuple(index.readings.values()))


def systems_over(index: Index, index_dir: Path, chunks: Path) -> tuple[System, ...]:
    """Return the product and both baselines over one index; the recipe keeps its chunks in `chunks`."""
    keyword_search = partial(index.search, mode="keyword")
    recipe = RecipeSearch(index.readings, index.encoder, chunks)
    return (
        System(PRODUCT, Assistant.open(index_dir), index.search),
        System(KEYWORD, KeywordBaseline(keyword_search, index.readings), keyword_search),
        System(RECIPE, Assistant.open(index_dir, search=recipe), recipe.nearest),
    )


@contextmanager
def built_index(*corpora: Path) -> Iterator[Path]:
    """Build an index over the notices of all `corpora` in a temporary folder, which goes away afterwards."""
    with TemporaryDirectory() as folder:
        merged = Path(folder) / "corpus"
        merged.mkdir()
        for corpus in corpora:
            for path in sorted(corpus.iterdir()):
                # A second catalogue of the same name would hide the first; what it says is in the notices too.
                if path.is_file() and not (merged / path.name).exists():
                    shutil.copy2(path, merged)
        index_dir = Path(folder) / "index"
        build(merged, index_dir)
        yield index_dir


def _cases(case_set: CaseSet, folder: Path) -> tuple[Case, ...]:
    return tuple(case for path in case_set.paths(folder) for case in load_cases(path))


def _section(case_set: CaseSet, cases: Sequence[Case], systems: Sequence[System], shelf: Shelf) -> Section:
    results: dict[str, tuple[Result, ...]] = {system.name: run_cases(cases, system, shelf) for system in systems}
    summaries = {name: summarise(of_system) for name, of_system in results.items()}
    return section_of(case_set, summaries, results)
