"""Builders for the tests of other encoders: a tiny model in a folder, a hub cache, an embedding endpoint."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import torch
from index_builders import DUTIES, notice_text
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

TINY = 16
PROMPT = "问"


def write_model(folder: Path, seed: int = 0, prompt: str = "") -> Path:
    """Make `folder` hold a model of one random vector a character, with `prompt` before questions; return it."""
    known = sorted(set(notice_text("云溪县白石青禾", 1) + "".join(map("".join, DUTIES)) + PROMPT))
    tokenizer = Tokenizer(WordLevel({"?": 0, **{one: at for at, one in enumerate(known, 1)}}, unk_token="?"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    weights = np.random.default_rng(seed).normal(size=(len(known) + 1, TINY)).astype(np.float32)
    embedding = StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(weights))
    model = SentenceTransformer(modules=[embedding], prompts={"query": prompt, "document": ""}, device="cpu")
    shutil.rmtree(folder, ignore_errors=True)
    model.save(str(folder), create_model_card=False)
    return folder


def write_snapshot(cache: Path, repository: str, commit: str, seed: int = 0) -> Path:
    """Make the hub's cache hold a model under a commit that its branch main names; return the folder."""
    folder = cache / f"models--{repository.replace('/', '--')}"
    (folder / "refs").mkdir(parents=True, exist_ok=True)
    (folder / "refs" / "main").write_text(commit, encoding="utf-8")
    return write_model(folder / "snapshots" / commit, seed)


@dataclass(slots=True)
class Endpoint:
    """A running endpoint: its address, the requests that it got, and what it is to answer next instead of vectors."""

    url: str
    key: str
    dimension: int = TINY
    requests: list[dict[str, Any]] = field(default_factory=list)
    replies: list[tuple[int, str | dict[str, Any]]] = field(default_factory=list)
    pause: float = 0.0

    def reply(self, authorization: str, body: dict[str, Any]) -> tuple[int, str | dict[str, Any]]:
        """Return the status and the answer to a request."""
        self.requests.append(body)
        time.sleep(self.pause)
        if self.replies:
            return self.replies.pop(0)
        if authorization != f"Bearer {self.key}":
            return 401, {"error": {"message": f"{authorization} is not known"}}
        vectors = [self._vector(text) for text in body["input"]]
        data = [{"object": "embedding", "index": at, "embedding": one} for at, one in enumerate(vectors)]
        # The protocol numbers the vectors and promises no order.
        return 200, {"object": "list", "model": body["model"], "data": data[::-1]}

    def _vector(self, text: str) -> list[float]:
        return [float(3 * sum(ord(one) % self.dimension == at for one in text)) for at in range(self.dimension)]


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, endpoint: Endpoint, *arguments: Any) -> None:
        self._endpoint = endpoint
        super().__init__(*arguments)

    def do_POST(self) -> None:
        assert self.path == "/v1/embeddings"
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, answer = self._endpoint.reply(self.headers.get("Authorization", ""), body)
        told = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if isinstance(answer, str) else "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.send_header("retry-after-ms", "1")
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@contextmanager
def serving(key: str = "") -> Iterator[Endpoint]:
    """Yield an endpoint that listens on this machine, gone afterwards."""
    endpoint = Endpoint("", key or "none")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, endpoint)) as server:
        endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield endpoint
        finally:
            server.shutdown()
            thread.join()
