"""The page at /graphql for browsers: a description, the SDL, and a box to run a query; a request goes past it.

It loads nothing from other origins; scripts carry a nonce, and connections are limited to this origin.
"""

from __future__ import annotations

import secrets
from html import escape
from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from hub.gql import bounds
from hub.gql.measure import MAX_PAGE
from hub.gql.protocol import JSON, PAGE, PARAMETERS, RESPONSE
from hub.gql.protocol import preferred as preferred_type

FOLDER = Path(__file__).parent
_VARIABLES: dict[str, dict[str, object]] = {
    "sources": {},
    "duplicates": {"first": 10},
    "household": {"id": "", "first": 50},
    "person": {"nationalId": ""},
}
_BOUNDS = (
    ("每页条数", "Items a page", MAX_PAGE),
    ("嵌套层数", "Levels deep", bounds.MAX_DEPTH),
    ("别名个数", "Aliases", bounds.MAX_ALIASES),
    ("根字段数", "Root fields", bounds.MAX_ROOTS),
    ("词元个数", "Tokens", bounds.MAX_TOKENS),
    ("成本上限", "Cost", bounds.MAX_COST),
)


def example(name: str) -> str:
    """One of the ready queries, as the page shows it."""
    return (FOLDER / "examples" / f"{name}.graphql").read_text(encoding="utf-8")


class Page:
    """The page, put together once; each answer gets a nonce of its own."""

    def __init__(self, sdl: str) -> None:
        examples = {name: {"query": example(name), "variables": values} for name, values in _VARIABLES.items()}
        # "<" as an escape, so that no text can end the script element
        told = orjson.dumps(examples).decode().replace("<", "\\u003c")
        parts = {
            "css": _read("page.css"),
            "js": _read("page.js"),
            "sdl": escape(sdl),
            "query": escape(example("sources")),
            "examples": told,
            "bounds": "".join(
                f'<div><dt><span lang="zh">{zh}</span><span lang="en">{en}</span></dt><dd>{most:,}</dd></div>'
                for zh, en, most in _BOUNDS
            ),
        }
        text = _read("page.html")
        for name, content in parts.items():
            text = text.replace("{{" + name + "}}", content)
        self._text = text

    async def show(self, request: Request) -> HTMLResponse:
        nonce = secrets.token_urlsafe(16)
        language = preferred(request.headers.get("accept-language", ""))
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
            "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        return HTMLResponse(
            self._text.replace("{{nonce}}", nonce).replace("{{lang}}", language),
            headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"},
        )


class Front:
    """The page for whoever asks nothing by GET, and would rather read HTML than JSON; for the rest the API."""

    def __init__(self, page: Page, api: ASGIApp) -> None:
        self._page = page
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        asks = request.method not in ("GET", "HEAD") or any(name in request.query_params for name in PARAMETERS)
        if asks or preferred_type(request.headers.get("accept"), PAGE, JSON, RESPONSE) in (JSON, RESPONSE):
            await self._api(scope, receive, send)
        else:
            await (await self._page.show(request))(scope, receive, send)


def preferred(header: str) -> str:
    """``en`` where the browser asks for English before Chinese, else ``zh``."""
    wanted = [part.split(";")[0].strip().lower()[:2] for part in header.split(",")]
    return next((language for language in wanted if language in ("zh", "en")), "zh")


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8").strip()
