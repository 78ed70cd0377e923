"""Compiled execution answers as graphql-core does, whatever is asked and whoever asks; what it cannot do is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, execute, parse, validate
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hub.auth import Role, Viewer
from hub.gql.compiled.operation import Operation
from hub.gql.compiled.recent import Recent
from hub.gql.context import Context
from hub.gql.errors import shown
from hub.gql.ids import of_subject, to_global
from hub.gql.schema import make_schema
from hub.ids import Ids
from hub.keys import load_keys
from hub.seal import Sealer
from hub.web.page import FOLDER
from tests.support.operations import Asked, operations

SCHEMA = make_schema(compiled=False)
VIEWERS = [
    Viewer("province", Role.SUPERVISOR, ("37",), "test"),
    Viewer("county", Role.SUPERVISOR, ("370102",), "test"),
    Viewer("elsewhere", Role.SUPERVISOR, ("370202",), "test"),
    Viewer("steward", Role.STEWARD, ("3701",), "test"),
]
KNOWN = {
    "rules": ["D14", "D16", "D38"],
    "departments": ["民政", "卫健"],
    "divisions": ["370102", "3701", "37", "99"],
    "sources": ["minzheng_dibao"],
    "states": ["applied", "running"],
    "runs": ["r1", "r2"],
    "reasons": ["invalid_national_id"],
}
QUICK = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=4_000, deadline=None, suppress_health_check=list(HealthCheck))
ASKED = st.data()
NUMBER = "37010219800512268X"


def written(result: ExecutionResult, roots: int) -> tuple[bytes, list[bytes]]:
    """Data with its order of keys, and errors as a caller sees them."""
    errors = [orjson.dumps(shown(error).formatted) for error in result.errors or ()]
    # root fields are read side by side, and their errors come as they finish
    return orjson.dumps(result.data), errors if roots == 1 else sorted(errors)


Both = Callable[[str, dict[str, Any], Viewer], tuple[ExecutionResult, ExecutionResult]]


@pytest.fixture
def both(world: Any) -> Both:
    """Executes an operation by graphql-core and compiled, in the service's own loop and on its store."""
    keys = load_keys(world.settings)
    portal, store = world.client.portal, world.client.app_state["store"]

    def ask(text: str, variables: dict[str, Any], viewer: Viewer) -> tuple[ExecutionResult, ExecutionResult]:
        document = parse(text)

        async def run() -> tuple[ExecutionResult, ExecutionResult]:
            context = Context(viewer, store, Ids(keys), Sealer(keys))
            reference: Any = execute(SCHEMA._schema, document, None, context, variables)
            if not isinstance(reference, ExecutionResult):
                reference = await reference
            return reference, await Operation(SCHEMA, document, None).execute(context, variables)

        answers: tuple[ExecutionResult, ExecutionResult] = portal.call(run)
        return answers

    return ask


def global_ids(world: Any) -> dict[str, list[str]]:
    homes = [str(of_subject(world.ids[name])) for name in ("X1", "X1", "X1", "X2", "X3")]
    people = [str(of_subject(world.ids[name])) for name in ("M", "M", "C", "G", "S")]
    others = [str(to_global("Finding", world.ids[name])) for name in ("D14", "D16", "D38", "O03")]
    others += map(str, (to_global("Source", "minzheng_dibao"), to_global("Run", "r1"), to_global("Rejection", "j1")))
    return {"household": [*homes, "nonsense"], "person": [*people, homes[0]], "node": [homes[0], people[0], *others]}


def same(world: Any, both: Both, data: Any) -> None:
    asked: Asked = data.draw(operations(SCHEMA._schema, global_ids(world), KNOWN))
    assume(not validate(SCHEMA._schema, parse(asked.text)))
    reference, ours = both(asked.text, asked.variables, data.draw(st.sampled_from(VIEWERS)))
    if reference.data is None and asked.roots > 1:
        # of two root fields that fail, the first ends the other
        assert (ours.data, bool(ours.errors)) == (None, True)
    else:
        assert written(ours, asked.roots) == written(reference, asked.roots)


@given(data=ASKED)
@QUICK
def test_answers_as_graphql_core_does(world: Any, both: Both, data: Any) -> None:
    same(world, both, data)


@pytest.mark.long
@given(data=ASKED)
@LONG
def test_answers_thousands_of_operations_as_graphql_core_does(world: Any, both: Both, data: Any) -> None:
    same(world, both, data)


EXAMPLES = sorted((FOLDER / "examples").glob("*.graphql"))


def test_the_shipped_examples_need_no_graphql_core(world: Any) -> None:
    before = fallbacks(world)
    for path in EXAMPLES:
        text = path.read_text(encoding="utf-8")
        variables = {"id": world.ids["X1"], "first": 50, "nationalId": NUMBER}
        answers = [world.ask(text, "37", variables=variables) for _ in range(2)]
        assert answers[0]["data"] is not None
        assert answers[0] == answers[1]
    assert fallbacks(world) == before


def test_counts_what_graphql_core_executes_by_reason(world: Any) -> None:
    before = fallbacks(world)
    for _ in range(2):
        world.data("{ __schema { queryType { name } } }", "37")
    after = fallbacks(world)
    assert after.get("introspection", 0) == before.get("introspection", 0) + 2
    assert {**after, "introspection": 0} == {**before, "introspection": 0}


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("query($n: Int!) { duplicates(first: $n) { edges { node { rule } } } }", {"n": 0}),
        ("query($n: Int!) { duplicates(first: $n) { edges { node { rule } } } }", {"n": "many"}),
        ("query($n: Int!) { a: runs(first: $n) { edges { node { run } } } sources { name } }", {"n": 2}),
        ("query($id: ID!) { household(id: $id) { chain(first: 900) { totalCount } form } sources { name } }", {}),
        (
            "query($n: Int!) { a: duplicates(first: $n) { edges { node { cites { fact } } } }"
            " b: duplicates(first: $n) { edges { node { cites { fact stream run } } } } }",
            {"n": 200},
        ),
    ],
)
def test_an_operation_met_before_is_answered_alike(world: Any, query: str, variables: dict[str, Any]) -> None:
    given = {"id": world.ids["X1"], **variables}
    for role, place in ((Role.SUPERVISOR, "37"), (Role.STEWARD, "3701")):
        first, second = (world.ask(query, place, role=role, variables=given) for _ in range(2))
        assert first == second


def test_an_operation_is_known_by_its_text_and_its_name(world: Any) -> None:
    text = "query a { sources { name } } query b { sources { department } }"
    headers = {"Authorization": f"Bearer {world.token('37')}"}
    for name, field in [("a", "name"), ("b", "department")] * 2:
        request = {"query": text, "operationName": name}
        answer = world.client.post("/graphql", json=request, headers=headers).json()
        assert list(answer["data"]["sources"][0]) == [field]


def test_the_entry_used_longest_ago_is_dropped() -> None:
    recent: Recent[int, str] = Recent(2)
    for number in (1, 2):
        recent.put(number, str(number))
    assert recent.get(1) == "1"
    recent.put(3, "3")
    assert [recent.get(number) for number in (1, 2, 3)] == ["1", None, "3"]


def fallbacks(world: Any) -> dict[str, float]:
    """Operations that graphql-core executed in the service, by reason."""
    counted = re.findall(
        r'aidchain_graphql_fallbacks_total{reason="(\w+)"} ([0-9.]+)', world.client.get("/metrics").text
    )
    return {reason: float(count) for reason, count in counted}
