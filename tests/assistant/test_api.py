"""The HTTP face, over an answerer with canned answers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.api.limit import MAX_BODY
from assistant.api.service import create_service
from assistant.wire import answer_json
from tests.assistant.fake_answerer import FakeAnswerer, FakeLibrary, reading

TEXT = "一、总则\n（一）范围。本办法适用于甲市。\n1.时限。文件应当在印发后20个工作日内上网发布。\n二、附则\n"
CLAUSE = "甲-1/一/（一）/1"


@pytest.fixture
def answerer() -> FakeAnswerer:
    notice = reading("甲-1", "甲市办法", TEXT, "甲政办发〔2020〕1号")
    return FakeAnswerer(FakeLibrary({"甲-1": notice}), {"多久": "20个工作日内上网发布"})


@pytest.fixture
def client(answerer: FakeAnswerer) -> Iterator[TestClient]:
    with TestClient(create_service(answerer), raise_server_exceptions=False) as client:
        yield client


def test_an_answer_comes_with_every_field_of_answer(client: TestClient, answerer: FakeAnswerer) -> None:
    response = client.post("/api/v1/answers", json={"question": "多久上网？"})
    assert response.status_code == 200
    assert response.json() == answer_json(answerer.answer("多久上网？"))
    assert response.json()["citations"][0]["clause_path"] == ["一", "（一）", "1"]
    assert response.json()["as_of"] == "2026-11-22"


def test_history_and_today_reach_the_answerer(client: TestClient, answerer: FakeAnswerer) -> None:
    body = {"question": "那么多久？", "history": ["甲市的文件要上网吗？"], "today": "2021-02-03"}
    assert client.post("/api/v1/answers", json=body).status_code == 200
    assert answerer.asked[-1] == ("那么多久？", ("甲市的文件要上网吗？",), dt.date(2021, 2, 3))


def test_declining_is_an_answer_not_an_error(client: TestClient) -> None:
    response = client.post("/api/v1/answers", json={"question": "天气如何？"})
    assert response.status_code == 200
    assert response.json()["answered"] is False
    assert response.json()["citations"] == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param(b'{"question": "  "}', "empty", id="an empty question"),
        pytest.param(b"{}", "question", id="no question"),
        pytest.param(b"{", "JSON", id="broken JSON"),
        pytest.param(b"\xff\xfe", "body", id="bytes that are no text"),
        pytest.param(b'{"question": 7}', "question", id="a number for a question"),
        pytest.param(b'{"question": "\\ud800"}', "surrogate", id="half a surrogate pair"),
        pytest.param(b'{"question": "?", "history": ["\\udfff"]}', "history", id="half a pair in the history"),
        pytest.param(b'{"question": "?", "today": "2021-02-30"}', "today", id="a day that does not exist"),
        pytest.param(b'{"question": "?", "histroy": []}', "histroy", id="a misspelt field"),
        pytest.param(json.dumps({"question": "?", "history": ["?"] * 51}).encode(), "history", id="too many turns"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem_that_names_why(client: TestClient, body: bytes, named: str) -> None:
    response = client.post("/api/v1/answers", content=body, headers={"content-type": "application/json"})
    assert _problem(response, 422).find(named) >= 0


def test_a_body_over_the_limit_is_refused_unread(client: TestClient, answerer: FakeAnswerer) -> None:
    response = client.post("/api/v1/answers", json={"question": "问" * MAX_BODY})
    assert str(MAX_BODY) in _problem(response, 413)
    assert answerer.asked == []


def test_a_body_without_a_length_is_refused(client: TestClient) -> None:
    response = client.post("/api/v1/answers", content=iter([b"{}"]))
    assert "Content-Length" in _problem(response, 411)


def test_a_failure_is_a_problem_without_its_traceback(client: TestClient) -> None:
    response = client.post("/api/v1/answers", json={"question": "boom"})
    assert "boom" not in _problem(response, 500)


def test_notices_are_listed_with_their_particulars(client: TestClient) -> None:
    (notice,) = client.get("/api/v1/notices").json()
    assert notice["doc_number"] == "甲政办发〔2020〕1号"
    assert notice["region"] == ["乙省", "甲市"]
    assert "text" not in notice


def test_a_clause_is_found_by_an_id_with_slashes_and_parentheses(client: TestClient) -> None:
    clause = client.get(f"/api/v1/clauses/{CLAUSE}").json()
    assert clause["label"] == "一（一）1"
    assert clause["text"].startswith("1.时限。文件应当")
    assert clause["notice"]["title"] == "甲市办法"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/api/v1/clauses/甲-1/九", 404, id="no such clause"),
        pytest.param("GET", "/api/v2/answers", 404, id="no such path"),
        pytest.param("GET", "/api/v1/answers", 405, id="not a way to ask"),
        pytest.param("DELETE", "/api/v1/notices", 405, id="notices are not deleted here"),
    ],
)
def test_what_does_not_exist_is_a_problem(client: TestClient, method: str, path: str, status: int) -> None:
    _problem(client.request(method, path), status)


def test_health_names_the_generation(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "generation": "g1"}


def test_the_openapi_page_loads_from_this_server_only(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "http://" not in page
    assert "https://" not in page
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert {"AskBody", "AnswerJson", "CitationJson", "Problem"} <= set(schemas)


def _problem(response: Any, status: int) -> str:
    """Return the detail of a problem document with the status expected."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    return str(problem["detail"])
