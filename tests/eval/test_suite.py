"""The real product over the real notices, on cases few enough for a test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from eval_builders import case

from eval.case import Gold
from eval.case_set import CORPUS
from eval.run import run_cases
from eval.shelf import Shelf
from eval.single import write_run
from eval.suite import KEYWORD, PRODUCT, RECIPE, built_index, systems_over
from eval.summary import summarise
from index import Index

CASES = (
    case(
        "张掖市主动公开文件印发实施后多少个工作日内上网发布？",
        gold=[Gold("003_", "二/（五）/18", "主动公开文件印发实施后20个工作日内上网发布")],
    ),
    case("上海市地铁票价是多少？", id="c-2", type="unanswerable", answerable=False),
)


@pytest.fixture(scope="module")
def index_dir() -> Iterator[Path]:
    """An index over the product's notices."""
    with built_index(CORPUS) as folder:
        yield folder


def test_product_and_baselines_answer_the_same_cases(index_dir: Path, tmp_path: Path) -> None:
    index = Index.open(index_dir)
    shelf = Shelf(tuple(index.readings.values()))
    systems = systems_over(index, index_dir, tmp_path)
    results = {system.name: run_cases(CASES, system, shelf) for system in systems}
    assert list(results) == [PRODUCT, KEYWORD, RECIPE]
    assert not any(result.error for of_system in results.values() for result in of_system)
    assert all(summarise(of_system).quotes_not_verbatim == 0 for of_system in results.values())
    assert results[PRODUCT][0].is_proved


@pytest.mark.parametrize("held_out", [False, True])
def test_a_run_writes_a_summary_and_the_cases_unless_they_are_held_out(
    index_dir: Path, tmp_path: Path, held_out: bool
) -> None:
    out = tmp_path / "deep" / "out.json"
    write_run(CASES, out, index_dir, held_out=held_out)
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record["summary"]["cases"] == 2
    assert [written["id"] for written in record["cases"]] == ([] if held_out else ["c-1", "c-2"])
