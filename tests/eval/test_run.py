"""A run turns every case into a result, and results into figures."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

import pytest
from eval_builders import answer, case, citation, reading

from assistant.answer import Answer
from eval.case_set import CaseSet
from eval.metrics import Outcome
from eval.report import markdown_of, method_record, section_of
from eval.result import record_of
from eval.run import run_cases
from eval.shelf import Shelf
from eval.stage import Stage
from eval.summary import interval, summarise
from eval.system import System
from index.hit import Hit

SHELF = Shelf((reading(),))
ASKED = "文件多久上网？"
SECRET = "外省怎么规定？"


class Scripted:
    """Answers from a script; a question that is not in it raises."""

    def __init__(self, script: Mapping[str, Answer]) -> None:
        self.script = script
        self.asked_on: list[dt.date | None] = []

    def answer(self, question: str, history: Sequence[str] = (), today: dt.date | None = None) -> Answer:
        self.asked_on.append(today)
        return self.script[question]


def search(query: str, *, limit: int) -> list[Hit]:
    """Return every clause of the notice in its order."""
    return [Hit(clause, 1.0, clause.start, clause.end) for clause in SHELF.readings[0].clauses][:limit]


def system(script: Mapping[str, Answer]) -> System:
    return System(name="product", answerer=Scripted(script), search=search)


def test_a_run_scores_answer_citation_quote_and_search() -> None:
    (result,) = run_cases([case(ASKED)], system({ASKED: answer(citations=[citation()])}), SHELF)
    assert result.is_right and result.is_proved
    assert result.unverified == ()
    assert result.retrieval == {"recall@1": 0.0, "recall@5": 1.0, "recall@10": 1.0, "mrr@10": 0.5}


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


def test_an_interval_is_the_same_at_every_call_and_holds_the_mean() -> None:
    values = [1.0] * 30 + [0.0] * 10
    low, high = interval(values)
    assert (low, high) == interval(values)
    assert 0.6 < low < 0.75 < high < 0.9
    assert interval([1.0]) == interval([1.0, 1.0]) == (1.0, 1.0)


def test_a_record_can_be_written_as_json() -> None:
    (result,) = run_cases([case(ASKED)], system({ASKED: answer(citations=[citation()])}), SHELF)
    record = json.loads(json.dumps(record_of(result)))
    assert record["right"] is True
    assert record["answer"]["citations"][0]["clause"] == "一"


@pytest.mark.parametrize(("held_out", "shown"), [(True, False), (False, True)])
def test_a_held_out_case_leaves_no_words_and_no_id_in_any_output(held_out: bool, shown: bool) -> None:
    results = run_cases([case(SECRET, id="secret-7")], system({SECRET: answer("保密")}), SHELF)
    case_set = CaseSet("some", ("some.jsonl",), held_out=held_out, invented=False)
    section = section_of(case_set, {"product": summarise(results)}, {"product": results})
    outputs = [
        markdown_of("abc", [section]),
        json.dumps(method_record("product", "abc", [section]), ensure_ascii=False),
    ]
    for output in outputs:
        for word in (SECRET, "secret-7", "保密"):
            assert (word in output) is shown
        assert "compose" in output
