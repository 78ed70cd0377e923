"""``node`` finds whatever has a global id, and is no way around the scope."""

from __future__ import annotations

import base64
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
    ids += [edge["node"]["id"] for edge in found["chain"]["edges"]]
    decoded = [base64.b64decode(id).decode() for id in ids]
    assert len(decoded) == 1 + 3 + 13
    assert all(len(text.split(":")[1]) == 32 for text in decoded)
