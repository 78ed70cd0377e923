"""GraphQL over HTTP: which media type answers a request, and its parameters, from the body or from the address.

Nothing is guessed: a parameter or content of another type is refused, and so is an address with a number of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
from cross_web import AsyncHTTPRequestAdapter
from starlette.types import Message, Receive

from hub.gql.errors import BAD_REQUEST
from hub.logs import masked

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
"""Its statuses tell what happened: 4xx where no operation was run."""
PAGE = "text/html"
_MATCHES = {JSON: (JSON, "application/*", "*/*"), RESPONSE: (RESPONSE,), PAGE: (PAGE, "text/*", "*/*")}
PARAMETERS = ("query", "documentId", "operationName", "variables", "extensions")


class RequestError(Exception):
    """A request that is no operation: its status and code; ``details`` stand beside the code."""

    def __init__(
        self,
        status: int,
        message: str,
        code: str = BAD_REQUEST,
        *,
        details: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.message = message
        self.code = code
        self.details = details or {}
        self.headers = headers or {}
        super().__init__(message)


class Asked(NamedTuple):
    """The parameters of one request."""

    query: str | None
    document: str | None
    operation_name: str | None
    variables: dict[str, Any] | None
    extensions: dict[str, Any] | None


def preferred(accept: str | None, *offered: str) -> str | None:
    """Of the offered types the one that the client prefers, the first without a wish; None where it takes none."""
    if not accept or not accept.strip():
        return offered[0]
    best: tuple[float, str] | None = None
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = _weight(parameters)
        found = next((type for type in offered if name in _MATCHES[type]), None)
        if found is not None and weight > (best[0] if best else 0):
            best = weight, found
    return best[1] if best else None


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0
    return 1


def bounded(receive: Receive, most: int) -> Receive:
    """Counts the bytes of a body as they come; raises ``RequestError`` above the bound."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise RequestError(413, f"a request has at most {most} bytes", headers={"Connection": "close"})
        return message

    return counted


async def read_request(request: AsyncHTTPRequestAdapter) -> Asked:
    """The parameters. Raises ``RequestError``."""
    if request.method == "GET":
        return _checked(_of_address(request.query_params))
    content_type = (request.content_type or "").partition(";")[0].strip().lower()
    if content_type != JSON:
        # a form or a text could be sent by another site's page without its browser asking
        raise RequestError(415, f"send the operation as {JSON}", headers={"Accept-Post": JSON})
    body = _decoded(await request.get_body(), "the body")
    if isinstance(body, list):
        raise RequestError(400, "one operation a request: batches are not taken")
    if not isinstance(body, dict):
        raise RequestError(400, "the body is no JSON object")
    return _checked(body)


def _of_address(parameters: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: parameters[name] for name in PARAMETERS if parameters.get(name)}
    if any(masked(found.get(name, "")) != found.get(name, "") for name in ("query", "variables")):
        raise RequestError(400, "an address is kept in logs on its way: ask for a number of a person by POST")
    for name in ("variables", "extensions"):
        if name in found:
            found[name] = _decoded(found[name], name)
    return found


def _decoded(text: str | bytes, what: str) -> object:
    try:
        return orjson.loads(text)  # bounded in depth, unlike the standard library's
    except orjson.JSONDecodeError:
        raise RequestError(400, f"{what}: expected JSON") from None


def _checked(values: Mapping[str, Any]) -> Asked:
    found = [values.get(name) for name in PARAMETERS]
    for name, value in zip(PARAMETERS, found, strict=True):
        expected, told = (dict, "an object") if name in ("variables", "extensions") else (str, "a text")
        if value is not None and not isinstance(value, expected):
            raise RequestError(400, f"{name}: expected {told} or null")
    return Asked(*found)
