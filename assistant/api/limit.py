"""A limit: no request body is read that is larger than a question and its history can be."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.problem import reply

MAX_BODY = 1 << 20
PATHS = "/api/"


class BodyLimit:
    """Refuses API requests whose body has no declared length or more than `MAX_BODY` bytes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with 411 or 413."""
        if scope["type"] == "http" and scope["path"].startswith(PATHS):
            request = Request(scope, receive)
            if "transfer-encoding" in request.headers:
                refusal = reply(request, 411, "Send the body in one piece, with a Content-Length header.")
                return await refusal(scope, receive, send)
            length = request.headers.get("content-length", "0")
            if not length.isdecimal() or int(length) > MAX_BODY:
                refusal = reply(request, 413, f"The body has {length} bytes; at most {MAX_BODY} are read.")
                return await refusal(scope, receive, send)
        return await self._app(scope, receive, send)
