"""POST /graphql: a token is required; queries in the body only; responses are not cacheable (``no-store``)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import orjson
from cross_web import HTTPException
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionResult

from hub.auth.bearer import Refused, ViewerUser
from hub.gql.context import Context, Unsealer
from hub.gql.errors import UNAUTHENTICATED, UNAVAILABLE, shown
from hub.gql.schema import Schema
from hub.ids import Ids
from hub.store import Store

Observe = Callable[[str, float, int], None]
"""Told of every operation: outcome, seconds, cost."""


class GraphQLEndpoint(GraphQL[Context, None]):
    """Strawberry's view, with authentication before anything is parsed and errors as callers may see them."""

    def __init__(self, schema: Schema, ids: Ids, unsealer: Unsealer, observe: Observe) -> None:
        super().__init__(schema, graphql_ide=None, allow_queries_via_get=False, subscription_protocols=())
        self._ids = ids
        self._unsealer = unsealer
        self._observe = observe

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        user = request.scope["user"]
        if not isinstance(user, ViewerUser):
            return refusal(user.reason if isinstance(user, Refused) else "missing")
        return await super().run(request)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        store: Store = request.state.store
        request.state.began = time.perf_counter()
        request.state.response = response
        request.state.context = Context(request.scope["user"].viewer, store, self._ids, self._unsealer)
        context: Context = request.state.context
        return context

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        answer: GraphQLHTTPResponse = {"data": result.data}
        if result.errors:
            errors = [shown(error) for error in result.errors]
            answer["errors"] = [error.formatted for error in errors]
            if any((error.extensions or {}).get("code") == UNAVAILABLE for error in errors):
                request.state.response.status_code = 503
                request.state.response.headers["Retry-After"] = "5"
        if result.extensions:
            answer["extensions"] = result.extensions
        outcome = "ok" if not result.errors else "partial" if result.data else "refused"
        self._observe(outcome, time.perf_counter() - request.state.began, request.state.context.cost)
        return answer

    def decode_json(self, data: str | bytes) -> object:
        # bounded in depth, unlike the standard library's
        found = orjson.loads(data)
        if not isinstance(found, (dict, list)):
            raise HTTPException(400, "expected a JSON object with a query")
        return found

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)


def refusal(reason: str) -> Response:
    """401 in GraphQL's own shape; ``reason`` is the fault of the token, never the token."""
    error = GraphQLError(
        f"a bearer token is needed; it is {reason}", extensions={"code": UNAUTHENTICATED, "reason": reason}
    )
    return Response(
        orjson.dumps({"data": None, "errors": [error.formatted]}),
        status_code=401,
        media_type="application/json",
        headers={"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"},
    )
