"""Serving: an answerer behind the real page and API, on a free port of this machine, while a test needs it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from assistant.answerer import Answerer
from assistant.api.service import create_service
from assistant.chat.page import mount

_PATIENCE = 30.0


@contextmanager
def serving(answerer: Answerer) -> Iterator[str]:
    """Yield the address of a running server over `answerer`.

    Raises:
        TimeoutError: if the server does not listen within half a minute.
    """
    service = create_service(answerer)
    mount(service, answerer)
    # The page streams by server-sent events; no websocket is needed.
    server = uvicorn.Server(uvicorn.Config(service, port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + _PATIENCE
    while not server.started:
        if time.monotonic() > deadline:
            raise TimeoutError(f"the test server did not listen within {_PATIENCE:.0f} s")
        time.sleep(0.05)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
