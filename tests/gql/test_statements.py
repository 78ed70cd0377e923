"""A root field asks the fewest statements, and what nobody selects is not read."""

from __future__ import annotations

from typing import Any

import pytest

from hub.gql.ids import to_global
from hub.store import Store


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What the store is asked, as it is asked."""
    asked: list[tuple[str, dict[str, Any]]] = []
    real = Store.read

    async def listen(self: Store, name: str, /, **parameters: Any) -> Any:
        asked.append((name, parameters))
        return await real(self, name, **parameters)

    monkeypatch.setattr(Store, "read", listen)
    return asked


@pytest.mark.parametrize(
    ("query", "statements"),
    [
        ("query($id: ID!) { household(id: $id) { form } }", ["chain/household"]),
        (
            """query($id: ID!) { household(id: $id) {
            members { person { name records { phone } findings { rule cites { item } } } }
            categories { tier } benefits { amount } payments { amount } findings { rule }
            a: chain(first: 5) { totalCount } b: chain(knownAt: "2026-07-10T00:00:00Z") { totalCount } } }""",
            ["chain/household"],
        ),
        (
            "{ duplicates { edges { node { cites { department } household } } totals { count } } }",
            [
                "api/departments",
                "api/findings_area_severity_descending",
                "api/findings_totals",
                "findings/has_totals",  # no scan has kept any here
                "api/findings_counted",
            ],
        ),
        (
            "{ duplicates(filter: {severities: [HIGH]}) { totals { count } } }",
            ["api/findings_area_severity_descending", "api/findings_counted"],
        ),
        (
            "{ duplicates(order: {by: AMOUNT, descending: false}) { edges { cursor } } }",
            ["api/findings_area_amount_ascending"],
        ),
        ("{ sources { lastRun { run } coverage { stream } } runs { edges { cursor } } }", ["api/sources", "api/runs"]),
    ],
)
def test_each_root_field_asks_the_fewest_statements(
    world: Any, read: list[tuple[str, dict[str, Any]]], query: str, statements: list[str]
) -> None:
    variables = {"id": world.ids["X1"]} if "$id" in query else {}
    world.data(query, "3701", variables=variables)
    assert [name for name, _ in read] == statements


def test_what_is_not_selected_is_not_read(world: Any, read: list[tuple[str, dict[str, Any]]]) -> None:
    query = "query($id: ID!) { household(id: $id) { %s } }"
    for selected in ("form", "payments { amount }", "members { person { nationalId } }", "chain { totalCount }"):
        world.data(query % selected, "3701", variables={"id": world.ids["X1"]})
    wanted = [{name for name, value in parameters.items() if value is True} for _, parameters in read]
    assert wanted == [set(), {"payments"}, {"sealed"}, {"facts", "payments", "findings"}]


@pytest.mark.parametrize(
    ("selected", "wanted"),
    [
        ("rule", set()),
        ("household", {"homes"}),
        ("cites { item }", {"cites"}),
        ("household cites { item }", {"homes", "cites"}),
    ],
)
def test_the_graph_around_a_finding_is_read_where_it_is_selected(
    world: Any, read: list[tuple[str, dict[str, Any]]], selected: str, wanted: set[str]
) -> None:
    variables = {"id": to_global("Finding", world.ids["D16"]), "home": world.ids["X1"]}
    finding = f"... on Finding {{ {selected} }}"
    world.data(f"{{ duplicates {{ edges {{ node {{ {selected} }} }} }} }}", "37")
    world.data(f"query($id: ID!) {{ node(id: $id) {{ {finding} }} }}", "37", variables=variables)
    world.data(
        f"query($home: ID!) {{ household(id: $home) {{ findings {{ {selected} }} }} }}", "37", variables=variables
    )
    assert [{part for part in ("homes", "cites") if parameters[part]} for _, parameters in read] == [wanted] * 3


def test_the_scope_is_in_the_statement(world: Any, read: list[tuple[str, dict[str, Any]]]) -> None:
    world.data('{ duplicates(filter: {divisions: ["37"]}) { edges { cursor } } }', "370102", "3702")
    world.data('{ duplicates(filter: {divisions: ["370103", "370201"]}) { edges { cursor } } }', "370102", "3702")
    assert [parameters["divisions"] for _, parameters in read if "divisions" in parameters] == [
        ["370102", "3702"],
        ["370201"],
    ]


def test_a_refused_operation_reads_nothing(world: Any, read: list[tuple[str, dict[str, Any]]]) -> None:
    world.ask("{ duplicates(first: 999) { edges { cursor } } }", "37")
    world.ask("{ nothing }", "37")
    world.client.post("/graphql", json={"query": "{ sources { name } }"})
    assert read == []
