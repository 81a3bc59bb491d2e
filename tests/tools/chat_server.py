"""A chat endpoint on this machine: OpenAI's protocol over real HTTP, streaming, with every way in which it can fail.

What it does with a request is a `Script`: one of the functions below, or one of a test's own.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_LONGEST_HANG = 30.0


@dataclass(slots=True)
class ChatServer:
    """A running endpoint: what it does with a request, and what it was asked."""

    url: str
    script: Script
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)

    @property
    def prompt(self) -> str:
        """The words of the last request's messages."""
        return "\n".join(message["content"] for message in self.requests[-1]["messages"])


class Exchange:
    """One request being answered."""

    def __init__(self, server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
        self.server = server
        self._handler = handler

    def status(self, code: int, body: str, content_type: str = "application/json") -> None:
        """Answer with a status and a whole body."""
        data = body.encode()
        self._handler.send_response(code)
        self._handler.send_header("Content-Type", content_type)
        self._handler.send_header("Content-Length", str(len(data)))
        self._handler.end_headers()
        self._handler.wfile.write(data)

    def begin(self) -> None:
        """Begin a stream of events in chunked encoding."""
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "text/event-stream")
        self._handler.send_header("Transfer-Encoding", "chunked")
        self._handler.end_headers()

    def raw(self, text: str) -> None:
        """Send text as one chunk of the stream."""
        data = text.encode()
        self._handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self._handler.wfile.flush()

    def event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        """Send one event of the protocol."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "tiny", "choices": [choice]}
        self.raw(f"data: {json.dumps(event, ensure_ascii=False)}\n\n")

    def say(self, words: str, size: int = 7) -> None:
        """Send words in pieces of `size` characters."""
        for at in range(0, len(words), size):
            self.event({"content": words[at : at + size]})

    def finish(self) -> None:
        """End the stream as the protocol asks."""
        self.event({}, "stop")
        self.raw("data: [DONE]\n\n")
        self._handler.wfile.write(b"0\r\n\r\n")

    def hang(self) -> None:
        """Do nothing until the server closes."""
        self.server.closing.wait(_LONGEST_HANG)
        self._handler.close_connection = True

    def drop(self) -> None:
        """Close the connection without ending what was begun."""
        self._handler.close_connection = True


Script = Callable[[Exchange], None]


def says(words: str, size: int = 7) -> Script:
    """Return a script that replies with `words`."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        exchange.event({"role": "assistant", "content": ""})
        exchange.say(words, size)
        exchange.finish()

    return script


def refuses(code: int, body: str = '{"error": {"message": "no"}}') -> Script:
    """Return a script that replies with a status."""
    return lambda exchange: exchange.status(code, body)


def hangs(after: str = "") -> Script:
    """Return a script that says `after` and then nothing more; with nothing to say it does not even begin."""

    def script(exchange: Exchange) -> None:
        if after:
            exchange.begin()
            exchange.say(after)
        exchange.hang()

    return script


def drops(after: str) -> Script:
    """Return a script that says `after` and closes the connection."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        exchange.say(after)
        exchange.drop()

    return script


def drips(words: str, pause: float) -> Script:
    """Return a script that repeats `words` for ever, with `pause` seconds between, and notes when it is left."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        try:
            while not exchange.server.closing.wait(pause):
                exchange.raw(words) if words.startswith(":") else exchange.say(words)
        except OSError:
            exchange.server.left.set()
        exchange.drop()

    return script


def sends(events: Sequence[str]) -> Script:
    """Return a script that sends these lines as its events, whatever they are."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        for event in events:
            exchange.raw(f"{event}\n\n")
        exchange.finish()

    return script


@contextmanager
def serving(script: Script) -> Iterator[ChatServer]:
    """Yield a running endpoint that does what `script` says; a test may set another one."""
    # Daemon threads: a script that hangs does not keep a test waiting.
    http = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    http.daemon_threads = True
    running = ChatServer(f"http://127.0.0.1:{http.server_port}/v1", script)
    http.RequestHandlerClass = _handler(running)
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.closing.set()
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/v1/chat/completions":
                self.send_error(404)
                return
            server.requests.append(json.loads(body))
            server.keys.append(self.headers.get("Authorization", ""))
            # A reader that has gone is what some scripts are for.
            with suppress(OSError):
                server.script(Exchange(server, self))

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output free of a line for each request."""

    return Handler
