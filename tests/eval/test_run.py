"""A run turns every case into a result, and results into figures."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

import pytest
from eval_builders import SHELF, Scripted, answer, case, citation, search

from assistant.answer import Answer
from eval.case_set import CaseSet
from eval.metrics import Outcome
from eval.page import Report, page_of
from eval.report import method_record
from eval.result import record_of
from eval.run import run_cases
from eval.section import section_of
from eval.stage import Stage
from eval.summary import summarise
from eval.system import System

ASKED = "文件多久上网？"
SECRET = "外省怎么规定？"


def system(script: Mapping[str, Answer]) -> System:
    return System(name="product", answerer=Scripted(script), search=search)


def test_a_run_scores_answer_citation_quote_and_search() -> None:
    (result,) = run_cases([case(ASKED)], system({ASKED: answer(citations=[citation()])}), SHELF)
    assert result.is_right and result.is_proved
    assert result.unverified == ()
    assert result.retrieval == {
        "recall@1": 0.0,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "mrr@10": 0.5,
        "ndcg@10": pytest.approx(0.631, abs=0.001),
    }


def test_a_quote_that_is_not_in_the_notice_is_counted() -> None:
    invented = citation(quote="三十个工作日内上网")
    (result,) = run_cases([case(ASKED)], system({ASKED: answer(citations=[invented])}), SHELF)
    assert result.unverified == (1,)
    assert summarise([result]).quotes_not_verbatim == 1


def test_a_case_that_raises_is_wrong_and_keeps_its_error() -> None:
    (result,) = run_cases([case(ASKED)], system({}), SHELF)
    assert result.verdict.outcome is Outcome.ERROR
    assert result.stage is Stage.ERROR
    assert "KeyError" in result.error
    assert summarise([result]).figures["accuracy"].value == 0.0


def test_all_questions_are_asked_on_the_same_day() -> None:
    scripted = Scripted({ASKED: answer()})
    run_cases([case(ASKED)], System("product", scripted, search), SHELF, dt.date(2026, 1, 1))
    assert scripted.asked_on == [dt.date(2026, 1, 1)]


def test_a_summary_tells_wrong_answers_from_withheld_ones() -> None:
    cases = [
        case(ASKED),
        case("甲"),
        case("乙", lang="en"),
        case("丙", answerable=False),
        case("丁", answerable=False),
    ]
    script = {
        ASKED: answer(),
        "甲": answer("30个工作日"),
        "乙": answer("", answered=False),
        "丙": answer("", answered=False),
        "丁": answer(),
    }
    summary = summarise(run_cases(cases, system(script), SHELF))
    shares = {name: (round(figure.value, 3), figure.count) for name, figure in summary.figures.items()}
    assert shares["accuracy"] == (0.4, 5)
    assert shares["accuracy_answerable"] == (0.333, 3)
    assert shares["wrong_given"] == (0.4, 5)
    assert shares["withheld"] == (0.333, 3)
    assert shares["declined"] == (0.5, 2)
    assert "citation_precision" not in shares
    assert summary.lost == {"compose": 1, "decline": 1, "refuse-missing": 1}
    assert summary.by_language["en"]["accuracy"].value == 0.0


def test_a_record_can_be_written_as_json() -> None:
    (result,) = run_cases([case(ASKED)], system({ASKED: answer(citations=[citation()])}), SHELF)
    record = json.loads(json.dumps(record_of(result)))
    assert record["right"] is True
    assert record["answer"]["citations"][0]["clause"] == "一"


@pytest.mark.parametrize(("held_out", "shown"), [(True, False), (False, True)])
def test_a_held_out_case_leaves_no_words_and_no_id_in_any_output(held_out: bool, shown: bool) -> None:
    results = run_cases([case(SECRET, id="secret-7")], system({SECRET: answer("保密")}), SHELF)
    case_set = CaseSet("some", ("some.jsonl",), held_out=held_out)
    section = section_of(case_set, {"product": results, "other": results})
    outputs = [
        page_of(Report("abc", {"product": "what is shipped"}, [section], (), None, ())),
        json.dumps(method_record("product", "abc", [section]), ensure_ascii=False),
    ]
    for output in outputs:
        for word in (SECRET, "secret-7", "保密"):
            assert (word in output) is shown
        assert "compose" in output
