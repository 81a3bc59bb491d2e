"""Any assistant behind HTTP is scored with the same cases; a chat model may judge, and its agreement is counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from eval_builders import SHELF, answer, case, citation

from assistant.wire import answer_json
from eval.endpoint import EndpointError, endpoint_system
from eval.judge import agreement_of
from eval.metrics import Outcome
from eval.run import run_cases
from eval.stage import Stage
from eval.system import System

OURS, OPENAI = "http://office/", "openai:some-model@http://office/v1"
Reply = Callable[[dict[str, Any]], Any]


def served(address: str, reply: Reply, seen: list[httpx.Request] | None = None) -> System:
    """Return a service that gives the reply to what it is sent, without a network."""

    def handle(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        body = reply(json.loads(request.content))
        return body if isinstance(body, httpx.Response) else httpx.Response(200, json=body)

    return endpoint_system(address, "secret", httpx.MockTransport(handle))


def said(text: str) -> Reply:
    return lambda _: {"choices": [{"message": {"role": "assistant", "content": text}}]}


def test_our_own_service_is_scored_like_the_product_but_for_its_search() -> None:
    seen: list[httpx.Request] = []
    system = served(OURS, lambda _: answer_json(answer(citations=[citation()])), seen)
    (result,) = run_cases([case(history=["青木市"])], system, SHELF)
    assert result.is_proved and result.unverified == () and result.retrieval == {}
    assert str(seen[0].url) == "http://office/api/v1/answers"
    assert json.loads(seen[0].content)["history"] == ["青木市"]
    assert seen[0].headers["authorization"] == "Bearer secret"


def test_a_chat_service_is_scored_on_its_words() -> None:
    seen: list[httpx.Request] = []
    (result,) = run_cases([case()], served(OPENAI, said("20个工作日内。"), seen), SHELF)
    assert result.is_right and result.verdict.lead_right and result.verdict.citation_recall == 0.0
    assert str(seen[0].url) == "http://office/v1/chat/completions"
    assert json.loads(seen[0].content)["model"] == "some-model"


@pytest.mark.parametrize("words", ["通知中没有规定这一点。", "The notices do not say."])
def test_a_chat_service_that_declines_is_heard(words: str) -> None:
    declined = run_cases([case(answerable=False), case()], served(OPENAI, said(words)), SHELF)
    assert [result.verdict.outcome for result in declined] == [Outcome.RIGHT, Outcome.WITHHELD]


@pytest.mark.parametrize(
    ("protocol", "reply"),
    [
        (OURS, {"lead": ""}),
        (OPENAI, {"error": "no"}),
        (OPENAI, httpx.Response(500)),
        (OURS, httpx.Response(200, text="<p>")),
    ],
)
def test_a_service_that_fails_loses_the_case_and_says_why(protocol: str, reply: Any) -> None:
    (result,) = run_cases([case()], served(protocol, lambda _: reply), SHELF)
    assert result.stage is Stage.ERROR
    assert result.error.startswith("EndpointError: ")


@pytest.mark.parametrize("address", ["office", "openai:http://office", "openai:m@office", "ftp://office"])
def test_an_address_in_another_form_is_named(address: str) -> None:
    with pytest.raises(EndpointError, match="expected http://HOST or openai:MODEL"):
        endpoint_system(address, "")


def test_a_judge_is_told_the_gold_and_its_agreement_is_counted() -> None:
    asked = [case("甲"), case("乙"), case("丙"), case("丁", answerable=False)]
    words = {"甲": "20个工作日", "乙": "20个工作日", "丙": "及时", "丁": "没有规定"}
    system = served(OPENAI, lambda body: said(words[body["messages"][-1]["content"]])(body))
    seen: list[httpx.Request] = []
    verdicts = iter(["RIGHT", "wrong.", "WRONG", "maybe"])
    judge = served(OPENAI, lambda _: said(next(verdicts))({}), seen).answerer
    agreement = agreement_of(run_cases(asked, system, SHELF), judge)
    assert (agreement.judged, agreement.unjudged, agreement.same) == (3, 1, 2)
    assert (agreement.judge_right, agreement.matching_right) == (1, 2)
    assert agreement.kappa == pytest.approx(0.4)
    told = json.loads(seen[0].content)["messages"][0]["content"]
    assert "主动公开文件印发实施后二十个工作日内上网发布。" in told and "20个工作日" in told
    assert "do not answer" in json.loads(seen[3].content)["messages"][0]["content"]
