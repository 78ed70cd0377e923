"""The whole service on one page: lifespan, middleware, routes and error handlers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypedDict

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from hub.auth.bearer import BearerBackend
from hub.deployment import apply_deployment
from hub.gql.documents import load_documents
from hub.gql.endpoint import GraphQLEndpoint, refusal
from hub.gql.errors import AWAY, BAD_INPUT, BAD_REQUEST, INTERNAL, UNAVAILABLE
from hub.gql.protocol import RequestError
from hub.gql.schema import make_schema
from hub.ids import Ids
from hub.keyring import proven_keys
from hub.keys import load_keys
from hub.logs import logger
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store
from hub.web.health import healthz, readyz
from hub.web.metrics import Metrics
from hub.web.page import Front, Page
from hub.web.traffic import Traffic
from hub.web.warm import plan
from hub.work.home import open_home
from schema.errors import CallerError, RetryError

_log = logger("aidchain.http")
_HEADERS = ("Authorization", "Content-Type")
"""Of a request from another origin."""


class State(TypedDict):
    """State that the lifespan gives to every request."""

    store: Store


@asynccontextmanager
async def ready_store(settings: Settings) -> AsyncIterator[Store]:
    """The home's store, its keys proven and the API's statements planned."""

    async with open_home(settings, creates=True) as opened:
        await plan(opened)
        yield opened


def create_app(settings: Settings, store: Callable[[], AbstractAsyncContextManager[Store]] | None = None) -> Starlette:
    """The service of one home; ``store`` replaces the settings' store (tests share a running one)."""
    apply_deployment(settings)
    keys = load_keys(settings)
    metrics = Metrics()
    schema = make_schema(metrics.fallback)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[State]:
        async with store() if store else ready_store(settings) as opened:
            await proven_keys(opened, settings)
            yield {"store": opened}

    documents = load_documents(settings.documents, only=settings.documents_only)
    graphql = GraphQLEndpoint(schema, Ids(keys), Sealer(keys), metrics.operation, documents)
    front: ASGIApp = Front(Page(schema.as_str()), graphql)
    methods = ["GET", "POST"]
    if settings.cors:
        front = CORSMiddleware(front, settings.cors, methods, _HEADERS, expose_headers=["Retry-After"])
        methods.append("OPTIONS")
    routes = [
        Route("/graphql", front, methods=methods),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics.expose),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[
            Middleware(Traffic, metrics=metrics, routes={route.path for route in routes}),
            Middleware(AuthenticationMiddleware, backend=BearerBackend(keys)),
        ],
        exception_handlers={
            CallerError: _refused,
            RetryError: _unavailable,
            HTTPException: _http,
            Exception: _failed,
        },
    )


async def _refused(request: Request, error: Exception) -> Response:
    told = error.told("zh") if isinstance(error, CallerError) else str(error)
    return _answer(request, 400, str(error), BAD_INPUT, zh=told)


async def _unavailable(request: Request, error: Exception) -> Response:
    _log.warning("unavailable", kind=type(error).__name__)
    return _answer(request, 503, AWAY, UNAVAILABLE, zh=AWAY.zh, headers={"Retry-After": "5"})


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    told = {404: "there is nothing here"}.get(status, "refused")
    return _answer(request, status, told, BAD_REQUEST, headers=headers)


async def _failed(request: Request, error: Exception) -> Response:
    _log.error("failed", kind=type(error).__name__, exc_info=error)
    return _answer(request, 500, "an error of the hub; it has been logged", INTERNAL)


def _answer(
    request: Request, status: int, told: str, code: str, *, zh: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """In the API's shape where it was asked, else plain."""
    if request.url.path == "/graphql":
        return refusal(RequestError(status, told, code, headers=headers))
    return JSONResponse({"error": told, **({"error_zh": zh} if zh else {})}, status, headers=headers)
