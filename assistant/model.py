"""Model: a chat model behind an endpoint that speaks OpenAI's protocol. The one module that knows its library."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

REPLY_LONGEST = 8_000
"""The most characters that are read of one reply; an answer takes a few hundred, what goes on and on is none."""

_GRACE = 2.0
"""How many seconds longer than its limit a reply is waited for, should the loop that times it be late."""


class Failure(StrEnum):
    """How a model can fail to reply; each has its own words for the reader."""

    SLOW = "slow"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    REFUSED = "refused"
    BUSY = "busy"
    FAULTY = "faulty"
    ENDLESS = "endless"


class ModelError(Exception):
    """What is wrong with the chat model; no message holds its key."""


class ModelUnusable(ModelError):
    """Shown to the operator at the start: the settings name a model and no endpoint that could be asked."""


class ModelFailed(ModelError):
    """Shown to the operator in the log, never to who asked: the model gave no whole reply.

    `failure` says how; trying again helps with all but REFUSED.
    """

    def __init__(self, model: str, failure: Failure, detail: str) -> None:
        self.failure = failure
        super().__init__(f"{model}: {detail}")


class Model(Protocol):
    """Whatever replies to two messages; `EndpointModel` in production."""

    @property
    def name(self) -> str:
        """The model's name at its endpoint."""

    def reply(self, system: str, user: str) -> Iterator[str]:
        """Yield the pieces of the model's reply as they arrive.

        Raises:
            ModelFailed: if the reply does not come, or does not come whole.
        """


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Which model is asked, where, and how long it may take.

    `seconds` is the most for a whole reply, `quiet_seconds` the most between two words of it; `window` is how many
    tokens the model takes in and gives out together.
    """

    model: str
    url: str
    key: SecretStr = field(default=SecretStr(""), repr=False)
    seconds: float = 30.0
    quiet_seconds: float = 10.0
    window: int = 8192


class EndpointModel:
    """A model that an OpenAI-compatible endpoint serves: OpenAI's own, vLLM, Ollama, llama.cpp and others.

    Raises:
        ModelUnusable: if the options give no address.
    """

    def __init__(self, options: ModelOptions) -> None:
        parts = urlsplit(options.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            # A name and password in an address are as secret as the key: neither is repeated.
            raise ModelUnusable(
                f"MINGBAI_MODEL={options.model}: MINGBAI_MODEL_URL is no address of an endpoint; "
                "expected one such as http://127.0.0.1:8080/v1. Set it, or leave MINGBAI_MODEL empty."
            )
        self._options = options
        self._shown = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    @property
    def name(self) -> str:
        """The model's name at its endpoint."""
        return self._options.model

    def __repr__(self) -> str:
        return f"EndpointModel({self._options.model!r} at {self._shown})"

    @cached_property
    def _chat(self) -> ChatOpenAI:
        # One and a half seconds that only who sets a model pays for, with the first question.
        from langchain_openai import ChatOpenAI

        options = self._options
        return ChatOpenAI(
            model=options.model,
            base_url=options.url,
            # Without a key the library would look for one of OpenAI's in the environment and send it here.
            api_key=options.key if options.key.get_secret_value() else SecretStr("none"),
            timeout=options.seconds,
            stream_chunk_timeout=options.quiet_seconds,
            # There is an answer to fall back on at once: nobody waits for a second try.
            max_retries=0,
        )

    def reply(self, system: str, user: str) -> Iterator[str]:
        """Yield the pieces of the model's reply as they arrive; who stops asking for them ends the request.

        Raises:
            ModelFailed: if the reply does not come, or does not come whole.
        """
        # Loaded here: in the loop it would count against the limit and hold up every other reply.
        chat = self._chat
        pieces: queue.Queue[str | None] = queue.Queue()
        running = asyncio.run_coroutine_threadsafe(self._fill(chat, system, user, pieces), _loop())
        running.add_done_callback(lambda _: pieces.put(None))
        length = 0
        try:
            while (piece := pieces.get(timeout=self._options.seconds + _GRACE)) is not None:
                length += len(piece)
                if length > REPLY_LONGEST:
                    raise self._failed(Failure.ENDLESS, f"a reply of more than {REPLY_LONGEST} characters")
                yield piece
        except queue.Empty:
            raise self._failed(Failure.SLOW, f"no whole reply in {self._options.seconds:g} s") from None
        finally:
            running.cancel()
        self._check(running, begun=length > 0)

    async def _fill(self, chat: ChatOpenAI, system: str, user: str, pieces: queue.Queue[str | None]) -> bool:
        """Put the pieces of the reply into `pieces`; return whether the endpoint said that it was whole."""
        whole = False
        async with asyncio.timeout(self._options.seconds):
            async for chunk in chat.astream([("system", system), ("human", user)]):
                whole = whole or bool(chunk.response_metadata.get("finish_reason"))
                if words := str(chunk.text):
                    pieces.put(words)
        return whole

    def _check(self, done: Future[bool], *, begun: bool) -> None:
        """Raise what `done` failed with as a failure of ours, without its cause: that holds the request and its key."""
        error = done.exception()
        if error is not None:
            raise self._told(error, begun=begun) from None
        if not done.result():
            raise self._failed(Failure.BROKEN, "the reply broke off")

    def _told(self, error: BaseException, *, begun: bool) -> ModelFailed:
        # By their names: the library below LangChain that defines them has its own one place (tests/test_house.py).
        options, name, status = self._options, type(error).__name__, getattr(error, "status_code", None)
        if isinstance(status, int):
            kinds = {401: Failure.REFUSED, 403: Failure.REFUSED, 429: Failure.BUSY}
            return self._failed(kinds.get(status, Failure.FAULTY), f"status {status}")
        if "Timeout" in name:
            return self._failed(
                Failure.SLOW, f"no whole reply in {options.seconds:g} s, or silence for {options.quiet_seconds:g} s"
            )
        if "Connection" in name or type(error).__module__.startswith("httpx"):
            broken = (Failure.BROKEN, "the connection broke off")
            return self._failed(*(broken if begun else (Failure.UNREACHABLE, "no connection")))
        return self._failed(Failure.FAULTY, f"not a reply of the protocol ({name})")

    def _failed(self, failure: Failure, detail: str) -> ModelFailed:
        remedy = " Correct MINGBAI_MODEL_KEY." if failure is Failure.REFUSED else ""
        return ModelFailed(f"model {self._options.model} at {self._shown}", failure, f"{detail}.{remedy}")


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the one loop in which every reply is awaited: its connections outlive a question, and it can cancel."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop
