"""/healthz: the process is there. /readyz: the store has answered a real query."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from hub.store import Store


async def healthz(request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> JSONResponse:
    """503 by way of the one handler table where the store does not answer."""
    store: Store = request.state.store
    rows = await store.read("store/version")
    return JSONResponse({"status": "ready", "engine": store.engine, "schema": rows[0]["version"] if rows else None})
