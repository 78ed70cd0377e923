"""``node`` finds whatever has a global id, and is no way around the scope."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest

from hub.auth import Role

NODE = "query($id: ID!) { node(id: $id) { __typename id } }"


def global_id(type: str, id: str) -> str:
    return base64.b64encode(f"{type}:{id}".encode()).decode()


@pytest.mark.parametrize(
    ("type", "name"), [("Person", "G"), ("Household", "X1"), ("Finding", "D14"), ("Finding", "O03"), ("Finding", "D16")]
)
def test_finds_what_is_in_scope_and_nothing_else(world: Any, type: str, name: str) -> None:
    id = global_id(type, world.ids[name])
    assert world.data(NODE, "370102", variables={"id": id}) == {"node": {"__typename": type, "id": id}}
    assert world.data(NODE, "370202", variables={"id": id}) == {"node": None}
    assert world.data(NODE, "37", role=Role.STEWARD, variables={"id": id}) == {"node": None}


@pytest.mark.parametrize(("type", "id"), [("Source", "minzheng_dibao"), ("Run", "r1")])
def test_finds_sources_and_runs_for_both_roles(world: Any, type: str, id: str) -> None:
    for role in Role:
        found = world.data(NODE, "370102", role=role, variables={"id": global_id(type, id)})
        assert found["node"]["__typename"] == type


def test_a_rejection_is_found_by_those_whose_division_it_is(world: Any) -> None:
    assert world.data(NODE, "370102", variables={"id": global_id("Rejection", "j1")})["node"] is not None
    assert world.data(NODE, "370102", variables={"id": global_id("Rejection", "j2")}) == {"node": None}
    assert world.data(NODE, "370102", variables={"id": global_id("Rejection", "j3")}) == {"node": None}
    steward = world.data(NODE, "370102", role=Role.STEWARD, variables={"id": global_id("Rejection", "j3")})
    assert steward["node"]["__typename"] == "Rejection"


def test_an_id_of_another_type_finds_nothing(world: Any) -> None:
    wrong = global_id("Household", world.ids["G"])
    assert world.data(NODE, "3701", variables={"id": wrong}) == {"node": None}
    assert world.data("query($id: ID!) { household(id: $id) { id } }", "3701", variables={"id": world.ids["G"]}) == {
        "household": None
    }
    assert world.data(NODE, "3701", variables={"id": global_id("Membership", world.ids["G.X1"])}) == {"node": None}


@pytest.mark.parametrize("id", ["", "???", base64.b64encode(b"no colon").decode(), "370102194803011230"])
def test_what_is_no_global_id_is_refused(world: Any, id: str) -> None:
    answer = world.ask(NODE, "3701", variables={"id": id})
    assert (answer["data"], answer["errors"][0]["message"]) == (
        {"node": None},
        "id: expected a global id that the hub gave",
    )


def test_ids_are_keyed_hashes_or_names_of_the_hub_s_own(world: Any) -> None:
    query = (
        "query($id: ID!) { household(id: $id) { id members { person { id } } chain { edges { cursor node { id } } } } }"
    )
    found = world.data(query, "3701", variables={"id": world.ids["X1"]})["household"]
    ids = [found["id"], *(member["person"]["id"] for member in found["members"])]
    decoded = [base64.b64decode(id).decode().split(":")[1] for id in ids]
    decoded += [edge["node"]["id"] for edge in found["chain"]["edges"]]
    assert len({*decoded}) == 1 + 3 + 13
    assert all(re.fullmatch("[a-z][0-9a-f]{31}", id) for id in decoded)


NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Finding { household } } }"


def test_several_are_found_at_once_in_the_order_of_their_ids(world: Any) -> None:
    asked = [("Finding", "D14"), ("Household", "X3"), ("Person", "G"), ("Finding", "D14")]
    ids = [global_id(type, world.ids[name]) for type, name in asked] + [global_id("Run", "r1")]
    found = world.data(NODES, "370102", variables={"ids": ids})["nodes"]
    assert [node and node["__typename"] for node in found] == ["Finding", None, "Person", "Finding", "Run"]
    assert [node["id"] for node in found if node] == [id for id in ids if id != ids[1]]
    steward = world.data(NODES, "370102", role=Role.STEWARD, variables={"ids": ids})["nodes"]
    assert [node and node["__typename"] for node in steward] == [None, None, None, None, "Run"]


def test_a_finding_s_home_is_the_same_by_node_and_by_nodes(world: Any) -> None:
    id = global_id("Finding", world.ids["D14"])
    one = world.data("query($id: ID!) { node(id: $id) { ... on Finding { household } } }", "3701", variables={"id": id})
    several = world.data(NODES, "3701", variables={"ids": [id]})["nodes"]
    assert [node["household"] for node in several] == [one["node"]["household"]]
    assert several[0]["household"] == global_id("Household", world.ids["X2"])


def test_at_most_twenty_are_asked_at_once(world: Any) -> None:
    ids = [global_id("Run", "r1")] * 21
    assert len(world.data(NODES, "37", variables={"ids": ids[:20]})["nodes"]) == 20
    answer = world.ask(NODES, "37", variables={"ids": ids})
    assert answer["errors"][0]["message"] == "ids: expected at most 20"
