"""A problem: an error as RFC 9457 describes it (application/problem+json)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.errors import QuestionError

MEDIA_TYPE = "application/problem+json"
UNPROCESSABLE = 422
INTERNAL = 500

log = logging.getLogger(__name__)


class Problem(BaseModel):
    """The members of a problem document; `detail` says what was expected and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries of the given statuses, each a problem document."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


def reply(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the problem document for `status`, to be sent as the response to `request`."""
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, instance=request.url.path)
    return JSONResponse(problem.model_dump(), status, dict(headers or {}), MEDIA_TYPE)


def install(service: FastAPI) -> None:
    """Make `service` answer every error with a problem document."""
    service.add_exception_handler(QuestionError, _question)
    service.add_exception_handler(RequestValidationError, _malformed)
    service.add_exception_handler(HTTPException, _refused)
    service.add_exception_handler(Exception, _failed)


async def _question(request: Request, error: Exception) -> JSONResponse:
    return reply(request, UNPROCESSABLE, str(error))


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    """Name each field that is wrong; never echo its value, which may be of any size or encoding."""
    assert isinstance(error, RequestValidationError)
    found = "; ".join(f"{'.'.join(str(step) for step in each['loc'])}: {each['msg']}" for each in error.errors())
    return reply(request, UNPROCESSABLE, f"The request does not fit the schema (see /docs): {found}.")


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return reply(request, error.status_code, str(error.detail), error.headers)


async def _failed(request: Request, error: Exception) -> JSONResponse:
    log.error("no answer to %s %s", request.method, request.url.path, exc_info=error)
    return reply(request, INTERNAL, "The server failed and has logged why. The same request may fail again.")
