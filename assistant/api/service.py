"""The service: the HTTP API over an answerer, with its OpenAPI page and health check."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException
from starlette.routing import Match

from assistant.answerer import Answerer
from assistant.api.limit import BodyLimit
from assistant.api.problem import Problem, install, responses
from assistant.api.question import AskBody
from assistant.wire import AnswerJson, ClauseJson, NoticeJson, answer_json, clause_json, notice_json
from corpus.clause import Clause

TITLE = "Mingbai 明白"
SUMMARY = "Answers to questions about government notices, every claim with a citation checked against the source."
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def create_service(answerer: Answerer) -> FastAPI:
    """Return the HTTP service over `answerer`: /api/v1, /docs and /healthz.

    The OpenAPI page loads its scripts from this server (fastapi-offline ships them), so it works
    without a network and tells no other host who reads it.
    """
    service: FastAPI = FastAPIOffline(
        redoc_url=None,
        title=TITLE,
        summary=SUMMARY,
        version="1",
        swagger_ui_parameters={"validatorUrl": None, "defaultModelsExpandDepth": 0},
    )
    service.add_middleware(BodyLimit)
    install(service)
    _answers(service, answerer)
    _library(service, answerer)
    _health(service, answerer)
    _rest(service)
    return service


def _answers(service: FastAPI, answerer: Answerer) -> None:
    # Not async: FastAPI runs it in a thread, so that one long question holds up no other request.
    @service.post("/api/v1/answers", tags=["answers"], responses=responses(411, 413, 422, 500))
    def ask(body: AskBody) -> AnswerJson:
        """Answer one question with verified citations; declining is an answer too (`answered` is false)."""
        return answer_json(answerer.answer(body.question, history=body.history, today=body.today))


def _library(service: FastAPI, answerer: Answerer) -> None:
    @service.get("/api/v1/notices", tags=["notices"])
    def notices() -> list[NoticeJson]:
        """List the notices that answers come from, with what is known of each."""
        return [notice_json(notice) for notice in answerer.index.notices.values()]

    # `path`: the ids of clauses hold slashes.
    @service.get("/api/v1/clauses/{clause_id:path}", tags=["notices"], responses=responses(404, 422))
    def clause(clause_id: str) -> ClauseJson:
        """Show one clause by its id, as a citation gives it in `clause_id`."""
        found = _find(answerer, clause_id)
        return clause_json(found, answerer.index.notices[found.notice_id])


def _find(answerer: Answerer, clause_id: str) -> Clause:
    for reading in answerer.index.readings.values():
        for clause in reading.clauses:
            if clause.id == clause_id:
                return clause
    raise HTTPException(404, f"No clause has the id {clause_id!r}; take one from a citation's clause_id.")


def _health(service: FastAPI, answerer: Answerer) -> None:
    @service.get("/healthz", tags=["service"])
    def healthz() -> dict[str, str]:
        """Say that the service is up, and which generation of the index it answers from."""
        return {"status": "ok", "generation": answerer.index.generation}


def _rest(service: FastAPI) -> None:
    """Answer what no API route fits, before the web page mounted at the root swallows it."""

    @service.api_route("/api/{rest:path}", methods=METHODS, include_in_schema=False)
    def unknown(rest: str, request: Request) -> None:
        allowed = {method for route in service.routes for method in _other_methods(route, request)}
        if allowed:
            expected = ", ".join(sorted(allowed))
            raise HTTPException(405, f"{request.method} is not allowed here; use {expected}.", {"Allow": expected})
        raise HTTPException(404, f"/api/{rest} does not exist; /docs lists what does.")

    schema = Problem.model_json_schema()
    generate = service.openapi

    def openapi() -> dict[str, Any]:
        # Problem documents are written by exception handlers, which FastAPI does not look at for schemas.
        document = generate()
        document.setdefault("components", {}).setdefault("schemas", {})["Problem"] = schema
        return document

    service.openapi = openapi  # type: ignore[method-assign]


def _other_methods(route: Any, request: Request) -> set[str]:
    match, _ = route.matches(request.scope)
    return set(route.methods) if match is Match.PARTIAL else set()
