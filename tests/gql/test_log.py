"""No word of a request reaches a log: no literal, alias, name of an operation, variable or hash."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
import structlog

from hub.logs import configure
from hub.store import Store

WORD = "zhangsan"
REQUESTS: list[dict[str, Any]] = [
    {"query": f'{{ household(id: "{WORD}") {{ form }} }}'},
    {"query": f'{{ {WORD}: node(id: "{WORD}") {{ id }} }}'},
    {"query": f"query {WORD} {{ {WORD} }}"},
    {"query": f"query a {{ __typename }} query b {{ {WORD}: __typename }}", "operationName": WORD},
    {"query": f'{{ duplicates(filter: {{rules: ["{WORD}"]}}) {{ edges {{ cursor }} }} }}'},
    {"query": f'{{ duplicates(filter: {{states: ["{WORD}"]}}) {{ edges {{ cursor }} }} }}'},
    {"query": f'{{ {WORD}: duplicates(after: "{WORD}") {{ {WORD}: edges {{ cursor }} }} }}'},
    {"query": "query($v: Date) { sources { name @include(if: $v) } }", "variables": {"v": WORD}},
    {"query": f"{{ ...{WORD} }} fragment {WORD} on Query {{ sources {{ {WORD} }} }}"},
    {"query": f"{{ # {WORD}\n sources {{ name "},
    {"query": f"{{ sources @{WORD} {{ name }} }}"},
    {"documentId": WORD},
    {"query": "{ __typename }", "variables": [WORD]},
]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that would be logged; the root logger is left as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure("DEBUG", stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def send(world: Any, request: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {world.token('37')}"}
    world.client.post("/graphql", json=request, headers=headers)
    address = {name: text if isinstance(text, str) else orjson.dumps(text).decode() for name, text in request.items()}
    world.client.get("/graphql", params=address, headers=headers)


def logged(log: io.StringIO) -> list[dict[str, Any]]:
    """Lines of the service; the client's own log is no part of it."""
    lines = [orjson.loads(line) for line in log.getvalue().splitlines()]
    return [line for line in lines if line["logger"] != "httpx2"]


def test_no_word_of_a_request_reaches_the_log(world: Any, log: io.StringIO) -> None:
    for request in REQUESTS:
        send(world, request)
    lines = logged(log)
    assert sum(line["event"] == "request" for line in lines) == 2 * len(REQUESTS)
    assert {line["event"] for line in lines} == {"request", "refused"}
    assert WORD not in str(lines)


def test_an_error_is_logged_with_the_field_s_own_name(
    world: Any, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: Store, name: str, /, **parameters: object) -> object:
        raise RuntimeError("broken")

    monkeypatch.setattr(Store, "read", broken)
    send(world, {"query": f"{{ {WORD}: sources {{ {WORD}: name }} }}"})
    lines = logged(log)
    failed = [line for line in lines if line["event"] == "failed"]
    assert [(line["field"], line["kind"]) for line in failed] == [("sources", "RuntimeError")] * 2
    assert WORD not in str(lines)
