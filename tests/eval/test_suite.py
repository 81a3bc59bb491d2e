"""The real product over the real notices, on cases few enough for a test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from eval_builders import case

from assistant import Assistant, answering
from assistant.compose.value import value_claim
from assistant.draft import Claim
from eval.ablation import Altered, without_scope, without_verification
from eval.case import Gold
from eval.case_set import CORPUS
from eval.memory import Memory
from eval.methods import METHODS, WHOLE_CLAUSE, Bench
from eval.product import PRODUCT, built_index, shelf_of
from eval.run import run_cases
from eval.single import Asked, write_run
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


def test_every_method_answers_the_same_cases(index_dir: Path, tmp_path: Path) -> None:
    index = Index.open(index_dir)
    shelf = shelf_of(index)
    bench = Bench(index, tmp_path, Memory())
    results = {method.name: run_cases(CASES, method.over(bench), shelf) for method in METHODS}
    assert next(iter(results)) == PRODUCT
    assert not any(result.error for of_method in results.values() for result in of_method)
    assert all(summarise(of_method).quotes_not_verbatim == 0 for of_method in results.values())
    assert results[PRODUCT][0].is_proved and results[WHOLE_CLAUSE][0].is_proved
    assert results[PRODUCT][1].is_right


def test_what_is_remembered_changes_no_answer_and_its_time_is_counted(index_dir: Path) -> None:
    assistant, memory = Assistant.open(index_dir), Memory()
    asked = [case.question for case in CASES] + ["张掖市的食堂几点开门？"]
    alone = [assistant.answer(question) for question in asked]
    filled = [memory.filling(assistant).answer(question) for question in asked]
    assert memory.spared == 0, "the product looks for everything itself"
    recalled = [memory.using(assistant).answer(question) for question in asked]
    assert memory.spared > 0
    assert [one.text for one in alone] == [one.text for one in filled] == [one.text for one in recalled]


def test_without_scope_a_place_in_the_question_is_not_heard(index_dir: Path) -> None:
    assistant = Assistant.open(index_dir)
    asked = "上海市主动公开文件几天内要上网？"
    assert not assistant.answer(asked).answered
    assert without_scope(assistant).answer(asked).answered
    assert not assistant.answer(asked).answered, "and afterwards it is heard again"


def test_without_verification_a_claim_that_nothing_proves_is_shown(index_dir: Path) -> None:
    assistant = Assistant.open(index_dir)
    asked = "张掖市主动公开文件几天内要上网？"

    def invented(*arguments: object) -> Claim:
        return replace(value_claim(*arguments), words="30个工作日")  # type: ignore[arg-type]

    invents = Altered(assistant, answering, "value_claim", invented)
    assert "30个工作日" not in invents.answer(asked).lead
    assert "30个工作日" in without_verification(invents).answer(asked).lead


@pytest.mark.parametrize("held_out", [False, True])
def test_a_run_writes_a_summary_and_the_cases_unless_they_are_held_out(
    index_dir: Path, tmp_path: Path, held_out: bool
) -> None:
    out = tmp_path / "deep" / "out.json"
    write_run(CASES, out, Asked(index_dir), held_out=held_out)
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record["summary"]["cases"] == 2
    assert [written["id"] for written in record["cases"]] == ([] if held_out else ["c-1", "c-2"])
