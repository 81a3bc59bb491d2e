"""Endpoints: a service behind HTTP as a system under evaluation, ours or any that speaks the OpenAI chat protocol."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.language import language_of
from eval.system import Answerer, System

_ADDRESS = re.compile(r"(?:openai:(?P<model>[^@\s]+)@)?(?P<url>https?://\S+)")
SECONDS = 120.0
DECLINES = (
    "没有规定",
    "未规定",
    "没有提及",
    "未提及",
    "没有找到",
    "未找到",
    "无法回答",
    "无法确定",
    "没有相关",
    "do not say",
    "does not say",
    "not mention",
    "no information",
    "cannot answer",
    "can't answer",
    "could not find",
    "not specified",
)
"""What another product's answer says in its first sentence when it declines: it has no field for that."""
_FIRST = 120


class EndpointError(Exception):
    """Shown to whoever runs the cases: the service did not answer in the form expected; one case is lost by it."""


class OurEndpoint:
    """A running Mingbai, asked by POST /api/v1/answers; with a chat model set there, this is its generative mode.

    Args:
        url: where it is served, without a path.
        client: what sends the requests.
    """

    def __init__(self, url: str, client: httpx.Client) -> None:
        self._url = f"{url.rstrip('/')}/api/v1/answers"
        self._client = client

    def answer(self, question: str, history: Sequence[str] = (), today: dt.date | None = None) -> Answer:
        """Return the service's answer with its citations.

        Raises:
            EndpointError: if it refuses or answers in another form.
        """
        body = {"question": question, "history": list(history), "today": today.isoformat() if today else None}
        return _ours(_posted(self._client, self._url, body))


class ChatEndpoint:
    """Any assistant behind POST …/chat/completions; it shows no citations of ours, so that only its words are scored.

    Args:
        url: the base address that its clients are given, mostly ending in /v1.
        model: the model's name in the request.
        client: what sends the requests, with the key in its headers if one is asked for.
    """

    def __init__(self, url: str, model: str, client: httpx.Client) -> None:
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model = model
        self._client = client

    def answer(self, question: str, history: Sequence[str] = (), today: dt.date | None = None) -> Answer:
        """Return the reply as an answer without citations; one that says it cannot answer has `answered` False.

        Raises:
            EndpointError: if the service refuses or answers in another form.
        """
        turns = [{"role": "user", "content": turn} for turn in (*history, question)]
        reply = _posted(self._client, self._url, {"model": self._model, "messages": turns, "temperature": 0})
        try:
            text = str(reply["choices"][0]["message"]["content"]).strip()
        except (KeyError, IndexError, TypeError) as error:
            raise EndpointError(f"{self._url}: no choices[0].message.content in the reply.") from error
        return _plain(question, text, today)


def endpoint_system(address: str, key: str, transport: httpx.BaseTransport | None = None) -> System:
    """Return a service as a system named after its protocol; how it searches is not seen.

    Args:
        address: http://HOST for a running Mingbai, openai:MODEL@http://HOST/v1 for a chat model.
        key: sent as a bearer token when not empty.
        transport: what carries the requests; httpx's own when None.

    Raises:
        EndpointError: if the address is in neither form.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise EndpointError(f"{address!r} is no address; expected http://HOST or openai:MODEL@http://HOST/v1")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    client = httpx.Client(timeout=SECONDS, headers=headers, transport=transport)
    url, model = found["url"], found["model"]
    answerer: Answerer = ChatEndpoint(url, model, client) if model else OurEndpoint(url, client)
    return System("endpoint-openai" if model else "endpoint-mingbai", answerer, None)


def _posted(client: httpx.Client, url: str, body: Mapping[str, object]) -> Any:
    try:
        response = client.post(url, json=body)
        response.raise_for_status()
        return response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise EndpointError(f"{url}: {type(error).__name__}: {error}") from error


def _plain(question: str, text: str, today: dt.date | None) -> Answer:
    lead = text.split("\n", 1)[0]
    declines = any(words in text[:_FIRST].lower() for words in DECLINES)
    return Answer(
        question=question,
        lead=lead,
        text=text,
        language=language_of(question),
        answered=bool(text) and not declines,
        kind="reply",
        citations=(),
        related=(),
        notes=(),
        as_of=today or dt.date.min,
        generation="",
        timings={},
    )


def _ours(record: Mapping[str, Any]) -> Answer:
    try:
        return Answer(
            question=record["question"],
            lead=record["lead"],
            text=record["text"],
            language=record["language"],
            answered=record["answered"],
            kind=record["kind"],
            citations=tuple(map(_citation, record["citations"])),
            related=tuple(map(_citation, record["related"])),
            notes=tuple(record["notes"]),
            as_of=dt.date.fromisoformat(record["as_of"]),
            generation=record["generation"],
            timings=record["timings"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise EndpointError(f"not an answer of POST /api/v1/answers ({type(error).__name__}: {error}).") from error


def _citation(record: Mapping[str, Any]) -> Citation:
    fields = {name: record[name] for name in Citation.__dataclass_fields__}
    return Citation(**{**fields, "clause_path": tuple(record["clause_path"])})
