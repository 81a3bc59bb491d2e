"""Every answer passes the verifier: machine-made false answers are caught, true ones are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.answer import Answer
from assistant.deadline.calendar import WorkCalendar
from assistant.draft import Claim
from assistant.verify import FailureKind, check, passed
from assistant.verify.source import Cited
from tests.assistant.corruption import Operator
from tests.assistant.corruption_seen import SEEN
from tests.assistant.corruption_table import Asked, alarms, ask_sets, scores
from tests.assistant.corruption_unseen import UNSEEN

QUESTION = "主动公开文件几天内要上网？"
CATCH_LEAST = 0.99
ALARMS_MOST = 0.005


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    """A third of the tuned cases, asked of both folders of notices."""
    return ask_sets(tmp_path_factory.mktemp("sets"), every=3)


@pytest.mark.parametrize("operators", [pytest.param(SEEN, id="seen"), pytest.param(UNSEEN, id="unseen")])
def test_false_answers_are_caught(asked: list[Asked], operators: dict[str, Operator]) -> None:
    results = [scores(each, operators, seed=7, rounds=1) for each in asked]
    made, caught = (sum(each[at].total() for each in results) for at in (0, 1))
    assert made >= 400
    assert caught / made >= CATCH_LEAST


def test_true_answers_pass(asked: list[Asked]) -> None:
    false = [answer.text for each in asked for answer in alarms(each)]
    assert len(false) <= ALARMS_MOST * sum(len(each.given) for each in asked), false


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    return assistant.answer(QUESTION)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        pytest.param("20个工作日", "30个工作日", FailureKind.FIGURE, id="another figure"),
        pytest.param("张掖市：", "兰州市：", FailureKind.PLACE, id="another city"),
        pytest.param("[1]", "", FailureKind.MARKER, id="no marker"),
        pytest.param("严格执行“主动公开", "不再执行“主动公开", FailureKind.WORDING, id="a negation put in"),
    ],
)
def test_a_failure_names_its_kind_and_the_words(
    assistant: Assistant, answer: Answer, old: str, new: str, kind: FailureKind
) -> None:
    false = replace(answer, lead=answer.lead.replace(old, new), text=answer.text.replace(old, new, 1))
    failures = check(false, assistant.index.readings)
    assert kind in {failure.kind for failure in failures}
    assert all(failure.words and failure.reason for failure in failures)


def test_a_rule_quoted_from_behind_its_negation_fails(assistant: Assistant) -> None:
    answer = assistant.answer("张掖依申请公开怎么把握不予公开的范围？")
    source = next(c for c in answer.citations if "不予公开范围" in c.quote)
    cut = replace(
        answer,
        lead="公开范围",
        text=f"公开范围[{source.number}]。" + answer.text[answer.text.index("\n\n[1] ") :],
    )
    kinds = {failure.kind for failure in check(cut, assistant.index.readings)}
    assert FailureKind.NEGATION in kinds


def test_free_wording_holds_only_by_a_rule_that_the_caller_gives(assistant: Assistant, answer: Answer) -> None:
    def says_twenty(words: str, citations: object) -> frozenset[int]:
        return frozenset(c.number for c in answer.citations) if "20个工作日" in words else frozenset()

    words = "张掖市：文件印发后20个工作日内要上网"
    free = replace(answer, lead=words, text=answer.text.replace(answer.lead, words, 1))
    assert check(free, assistant.index.readings)
    assert not check(free, assistant.index.readings, rules=(says_twenty,))


def test_what_fails_at_the_gate_is_left_out_and_the_rest_is_shown(
    assistant: Assistant, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def refuse_two(shown: object, claims: tuple[Claim, ...], *_: object) -> None:
        tried.append(len(claims))

    monkeypatch.setattr("assistant.answering.passed", refuse_two)
    declined = assistant.answer(QUESTION)
    assert tried and not declined.answered
    assert "未能与原文核对一致" in declined.text
    assert not declined.citations


def test_the_gate_returns_none_when_nothing_is_to_be_said(assistant: Assistant, asked: list[Asked]) -> None:
    assert (
        passed(lambda claims: asked[0].answers[0], (), assistant.index.readings, asked[0].questions[0], WorkCalendar())
        is None
    )


def test_a_citation_knows_the_facts_that_it_quotes(assistant: Assistant, answer: Answer) -> None:
    reading = assistant.index.readings[answer.citations[0].notice_id]
    clause = next(c for c in reading.clauses if c.id == answer.citations[0].clause_id)
    assert [fact.value for fact in Cited(answer.citations[0], reading, clause).facts] == ["20"]
