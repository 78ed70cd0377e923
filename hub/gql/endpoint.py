"""GraphQL over HTTP at /graphql: a token is required; answers are not cacheable (``no-store``).

By GET queries only, and a token in a header as by POST: no other site's page can ask with it. A request that was not
run has no ``data``; its status says so where the client takes ``application/graphql-response+json``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types import ExecutionResult

from hub.auth.bearer import Refused, ViewerUser
from hub.gql.bounds import BODY
from hub.gql.context import Context, Unsealer
from hub.gql.documents import Documents
from hub.gql.errors import INTERNAL, UNAUTHENTICATED, UNAVAILABLE, shown
from hub.gql.protocol import JSON, RESPONSE, RequestError, bounded, preferred, read_request
from hub.gql.schema import Schema
from hub.ids import Ids
from hub.logs import masked
from hub.store import Store

Observe = Callable[[str, float, int], None]
"""Told of every operation: outcome, seconds, cost."""


class GraphQLEndpoint(GraphQL[Context, None]):
    """Strawberry's view, with authentication before anything is parsed and errors as callers may see them."""

    def __init__(self, schema: Schema, ids: Ids, unsealer: Unsealer, observe: Observe, documents: Documents) -> None:
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self._ids = ids
        self._unsealer = unsealer
        self._observe = observe
        self._documents = documents

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(scope, bounded(receive, BODY), send)

    def should_render_graphql_ide(self, request: object) -> bool:
        return False

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        user = request.scope["user"]
        media = preferred(request.headers.get("accept"), JSON, RESPONSE)
        request.state.media = media or JSON
        try:
            if not isinstance(user, ViewerUser):
                raise unauthenticated(user.reason if isinstance(user, Refused) else "missing")
            if media is None and request.method != "GET":
                raise RequestError(406, f"an answer is {JSON} or {RESPONSE}")
            return await super().run(request)
        except RequestError as error:
            return refusal(error, request.state.media)
        except HTTPException as error:
            return refusal(_library_s(error), request.state.media)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        store: Store = request.state.store
        request.state.began = time.perf_counter()
        request.state.response = response
        request.state.context = Context(request.scope["user"].viewer, store, self._ids, self._unsealer)
        context: Context = request.state.context
        return context

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        response = await super().get_sub_response(request)
        response.media_type = request.state.media
        return response

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        asked = await read_request(request)
        return GraphQLRequestData(
            query=self._documents.text(asked),
            variables=asked.variables,
            operation_name=asked.operation_name,
            extensions=asked.extensions,
            protocol="http",
        )

    async def execute_single(self, *args: Any, **asked: Any) -> ExecutionResult:
        asked["context"].named = asked["request_data"].operation_name is not None
        return await super().execute_single(*args, **asked)

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        answer: GraphQLHTTPResponse = {"data": result.data}
        if result.errors:
            errors = [shown(error) for error in result.errors]
            answer["errors"] = [error.formatted for error in errors]
            status = _status(result, {(error.extensions or {}).get("code") for error in errors}, request.state.media)
            if status is not None:
                del answer["data"]
                request.state.response.status_code = status
            if status == 503:
                request.state.response.headers["Retry-After"] = "5"
        if result.extensions:
            answer["extensions"] = result.extensions
        outcome = "ok" if not result.errors else "partial" if result.data else "refused"
        self._observe(outcome, time.perf_counter() - request.state.began, request.state.context.cost)
        return answer

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        return made_response(
            response_data, sub_response.status_code or 200, sub_response.media_type or JSON, dict(sub_response.headers)
        )


def _status(result: ExecutionResult, codes: set[Any], media: str) -> int | None:
    """The status of an answer without ``data``; None where the operation was run.

    Fields that the store did not answer are no data: a reader would take their null for "there is none".
    """
    if UNAVAILABLE in codes:
        return 503
    if result.data is not None or any(error.path for error in result.errors or ()):
        return None
    if INTERNAL in codes:
        return 500
    return 400 if media == RESPONSE else 200


def _library_s(error: HTTPException) -> RequestError:
    """What the library refuses: an operation that a GET may not ask, or one that the document does not have."""
    if isinstance(error.__cause__, InvalidOperationTypeError):
        return RequestError(405, error.reason, headers={"Allow": "POST"})
    return RequestError(error.status_code, masked(error.reason))


def unauthenticated(reason: str) -> RequestError:
    """``reason`` is the fault of the token, never the token."""
    return RequestError(
        401,
        f"a bearer token is needed; it is {reason}",
        UNAUTHENTICATED,
        details={"reason": reason},
        headers={"WWW-Authenticate": "Bearer"},
    )


def refusal(error: RequestError, media: str = JSON) -> Response:
    """The answer to a request that is no operation, in GraphQL's own shape."""
    told = GraphQLError(error.message, extensions={"code": error.code, **error.details})
    return made_response({"errors": [told.formatted]}, error.status, media, error.headers)


def made_response(content: object, status: int, media: str, headers: Mapping[str, str]) -> Response:
    """An answer of the API."""
    return Response(
        orjson.dumps(content),
        status_code=status,
        headers={"Cache-Control": "no-store", **headers},
        media_type=f"{media}; charset=utf-8",
    )
