"""Embedding endpoints that speak OpenAI's protocol: POST BASE/embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import numpy as np

from index.encoders.options import KEY, URL, EncoderOptions
from index.encoders.protocol import Vectors, normalise
from index.errors import EncoderUnavailable, EndpointFailed

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

OPENAI = "openai:"

_RETRIES = 2
_TOLD = 200
_MEND = {
    401: f"Set {KEY} to a key that it takes",
    403: f"Set {KEY} to a key that may use this model",
    404: f"Correct the model's name, or {URL}: it ends before /embeddings, most often in /v1",
    413: "Set MINGBAI_EMBEDDING_BATCH to fewer texts",
    429: "Wait, then try again: what was embedded is kept",
}
_CHECK = "See the endpoint's own log"


class EndpointEncoder:
    """A model behind an endpoint that speaks OpenAI's protocol: OpenAI's own, vLLM, Ollama, TEI and others.

    Texts are sent as they are, a batch at a time, and blank ones not at all.

    Args:
        model: the model's name at the endpoint.
        options: the endpoint's address and key, and how many texts it takes at once.
        dimension: how many numbers its vectors have; asked of the endpoint when it is first needed, if not given.

    Raises:
        EncoderUnavailable: if the options give no address.
    """

    def __init__(self, model: str, options: EncoderOptions, dimension: int | None = None) -> None:
        parts = urlsplit(options.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EncoderUnavailable(
                f"{OPENAI}{model}",
                f"{options.url!r} is no address of an endpoint",
                f"one in {URL}, such as http://127.0.0.1:8080/v1, and its key, if it asks for one, in {KEY}",
            )
        self._model = model
        self._options = options
        self._known_dimension = dimension
        # A name and password in the address are as secret as the key.
        self._shown_url = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    @property
    def name(self) -> str:
        """The model's name at the endpoint and the dimension of its vectors."""
        return f"{OPENAI}{self._model}@{self.dimension}"

    @property
    def dimension(self) -> int:
        """How many numbers a vector has.

        Raises:
            EndpointFailed: if the endpoint had to be asked and did not answer as it should.
        """
        if self._known_dimension is None:
            self._known_dimension = self._ask(["测"]).shape[1]
        return self._known_dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, each of length one (zero for a blank text, which no endpoint takes).

        Raises:
            EndpointFailed: if the endpoint did not answer as it should.
        """
        filled = [row for row, text in enumerate(texts) if text.strip()]
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for at in range(0, len(filled), self._options.batch):
            rows = filled[at : at + self._options.batch]
            answered = self._ask([texts[row] for row in rows])
            if answered.shape[1] != self.dimension:
                raise self._failed(
                    f"vectors of {answered.shape[1]} numbers; expected {self.dimension}",
                    "Another model answers under this name: correct it, or build the index again",
                )
            vectors[rows] = answered
        return normalise(vectors)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question: the same as `encode`, for the protocol does not tell the two apart."""
        return self.encode(texts)

    @cached_property
    def _client(self) -> OpenAI:
        # A second and 60 MB: only who chooses an endpoint pays for it.
        from openai import OpenAI

        options = self._options
        # Without a key the client would look for one of OpenAI's in the environment and send it here.
        return OpenAI(
            base_url=options.url, api_key=options.key or "none", timeout=options.seconds, max_retries=_RETRIES
        )

    def _ask(self, texts: Sequence[str]) -> Vectors:
        """Return the endpoint's vectors for a batch of texts, as it gave them."""
        # Comes with the client.
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        try:
            answer = self._client.embeddings.with_raw_response.create(
                model=self._model, input=list(texts), encoding_format="float"
            )
            return self._read(answer.http_response.json(), len(texts))
        except APITimeoutError:
            told = f"no answer in {self._options.seconds:g} s"
            failure = self._failed(told, "Trying again may help; else set MINGBAI_EMBEDDING_BATCH to fewer texts")
        except APIConnectionError as error:
            failure = self._failed(
                f"no connection ({error.__cause__ or error})", f"Start the endpoint, or correct {URL}; then try again"
            )
        except APIStatusError as error:
            failure = self._refused(error)
        except ValueError:
            failure = self._failed("an answer that is not JSON", f"Correct {URL}: it may be a page, not an endpoint")
        # Without its cause: the library's error holds the request, and the server's own words may repeat the key.
        raise failure from None

    def _read(self, answer: object, count: int) -> Vectors:
        """Return the vectors of an answer in the order of their texts."""
        wanted = f'{{"data": [{{"index", "embedding"}} …]}} with {count} vectors of finite numbers'
        try:
            rows = answer["data"]  # type: ignore[index]
            given = {int(row.get("index", at)): row["embedding"] for at, row in enumerate(rows)}
            vectors = np.array([given[at] for at in range(count)], np.float32)
        except (LookupError, TypeError, AttributeError, ValueError, OverflowError):
            raise self._failed(f"not an answer with vectors for each text; expected {wanted}", _CHECK) from None
        if len(rows) != count or vectors.ndim != 2 or not vectors.size or not np.isfinite(vectors).all():
            raise self._failed(f"{len(rows)} vectors of shape {vectors.shape[1:]}; expected {wanted}", _CHECK)
        return vectors

    def _refused(self, error: APIStatusError) -> EndpointFailed:
        status = error.status_code
        remedy = _MEND.get(status) or ("Trying again later may help" if status >= 500 else _CHECK)
        said = " ".join(error.message.split())
        return self._failed(f"status {status} ({said})", remedy)

    def _failed(self, reason: str, remedy: str) -> EndpointFailed:
        if self._options.key:
            reason = reason.replace(self._options.key, "…")
        return EndpointFailed(f"{OPENAI}{self._model}", self._shown_url, reason[:_TOLD], remedy)


def open_endpoint(source: str, options: EncoderOptions) -> EndpointEncoder:
    """Return the model `source` of the endpoint in `options`: MODEL, or MODEL@DIMENSION as an index remembers it.

    Raises:
        EncoderUnavailable: if the options give no address.
    """
    model, at, dimension = source.rpartition("@")
    if at and dimension.isdecimal():
        return EndpointEncoder(model, options, int(dimension))
    return EndpointEncoder(source, options)
