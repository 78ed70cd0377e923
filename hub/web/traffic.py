"""Counts and logs every request by its route, never by its address or content; sets the common response headers."""

from __future__ import annotations

import time
from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.logs import logger
from hub.web.metrics import Metrics

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_log = logger("aidchain.http")


class Traffic:
    """ASGI middleware; ``routes`` are the paths that may be named, everything else is ``other``."""

    def __init__(self, app: ASGIApp, metrics: Metrics, routes: Collection[str]) -> None:
        self._app = app
        self._metrics = metrics
        self._routes = frozenset(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        route = scope["path"] if scope["path"] in self._routes else "other"
        began = time.perf_counter()
        status = 500

        async def pass_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._app(scope, receive, pass_on)
        finally:
            milliseconds = round((time.perf_counter() - began) * 1000, 1)
            self._metrics.request(route, status)
            user = scope.get("user")
            viewer = user.display_name if user is not None and user.is_authenticated else None
            _log.info("request", route=route, method=scope["method"], status=status, ms=milliseconds, viewer=viewer)
