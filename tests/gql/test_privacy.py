"""What two harmless fields, an error, a cursor or a sentence would give away together."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from graphql import GraphQLError

from hub.auth import Role, Viewer
from hub.chain.columns import FINDING
from hub.chain.read import finding_row
from hub.gql.cursors import Cursors
from hub.gql.errors import shown
from hub.gql.operations import _run
from hub.logs import configure
from schema.gql.finding import FindingFilter, FindingOrder

NUMBER = "370102194803011230"
PERSON = "query($id: ID!) { person(id: $id) { nationalId birth records { nationalId } certificates { number } } }"


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


def test_a_masked_number_and_the_date_of_birth_beside_it_do_not_make_the_number(world: Any) -> None:
    found = world.data(PERSON, "37", variables={"id": world.ids["C"]})["person"]
    assert found["birth"] == "2012-06-15"
    hidden = "370102************"
    assert (found["nationalId"], found["records"][0]["nationalId"]) == (hidden, hidden)
    assert found["certificates"][0]["number"] == f"{hidden}52"


@pytest.mark.parametrize(
    "query",
    [
        f'query($n: String = "{NUMBER}") {{ person(nationalId: $n) {{ id }} }}',
        f'{{ person(nationalId: """{NUMBER}""") {{ id }} }}',
        f'{{ person(nationalId: "{NUMBER}") {{ id }} }}',
    ],
)
def test_a_number_in_the_text_of_a_query_is_refused_before_it_is_looked_up(world: Any, query: str) -> None:
    answer = world.ask(query, "37")
    assert ("data" in answer, [error["message"] for error in answer["errors"]]) == (
        False,
        ["nationalId: give it as a variable"],
    )


@pytest.mark.parametrize("position", [2**63, 2**64 - 1])
def test_a_cursor_beyond_what_the_store_holds_is_the_caller_s_mistake(world: Any, position: int) -> None:
    query = "query($after: String!) { duplicates(after: $after) { edges { cursor } } }"
    cursors = Cursors("duplicate", [FindingOrder(), FindingFilter()], int, str)
    answer = world.ask(query, "37", variables={"after": cursors.at(position, "x")})
    assert answer["errors"][0]["message"] == "after: expected a cursor that the hub gave"
    assert answer["errors"][0]["extensions"] == {"code": "BAD_INPUT"}


@pytest.mark.parametrize("body", [b"5", b"null", b'"x"', b"true"])
def test_json_that_is_no_object_is_the_caller_s_mistake(world: Any, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {world.token('37')}", "Content-Type": "application/json"}
    assert world.client.post("/graphql", content=body, headers=headers).status_code == 400


@pytest.mark.parametrize("error", [ValueError("invalid literal: '高大山'"), UnicodeError("高大山"), KeyError("高大山")])
def test_an_error_of_a_resolver_is_shown_without_its_text(error: Exception) -> None:
    found = shown(GraphQLError(str(error), path=["person", "name"], original_error=error))
    assert (found.message, found.extensions) == ("an error of the hub; it has been logged", {"code": "INTERNAL"})


def test_a_value_that_a_scalar_refuses_is_the_caller_s_mistake_and_no_error_of_the_hub(
    world: Any, log: io.StringIO
) -> None:
    query = 'query($at: Date!) { household(id: "x") { members(at: $at) { relation { zh } } } }'
    answer = world.ask(query, "37", variables={"at": "31 February"})
    assert answer["errors"][0]["extensions"] == {"code": "BAD_INPUT"}
    assert "expected a day" in answer["errors"][0]["message"]
    assert '"refused"' in log.getvalue()
    assert '"failed"' not in log.getvalue()


def test_a_sentence_names_no_place_of_another_division() -> None:
    values = dict.fromkeys(FINDING) | {
        "id": "n1",
        "divisions": ["370102", "370202"],
        "sentence_zh": "2026-07在济南市历下区、青岛市市南区同时享受低保金。",
        "sentence_en": "Received aid from 济南市历下区 and 青岛市市南区.",
    }
    row: list[Any] = [*(values[name] for name in FINDING), False, []]
    own = finding_row(row, ("3701",)).values
    assert own["sentence_zh"] == "2026-07在济南市历下区、另一地区同时享受低保金。"
    assert own["sentence_en"] == "Received aid from 济南市历下区 and another division."
    assert finding_row(row, ("",)).values["sentence_zh"] == values["sentence_zh"]


def test_why_a_run_is_held_is_told_of_the_viewer_s_divisions_only() -> None:
    reason = (
        "minzheng_dibao.people 低保人员_370102_202607.xlsx: too many rows rejected; 身份证号 filled in 0.5; "
        "minzheng_dibao.people 低保人员_370202_202607.xlsx: would end 0.4; another reason of the same"
    )
    values = {"id": "r1", "source": "minzheng_dibao", "state": "held", "reason": reason}

    def told(*divisions: str) -> str | None:
        return _run(values, Viewer("tester", Role.STEWARD, divisions, "test")).reason

    assert told("37") == reason
    assert told("3701") == reason.partition("; minzheng_dibao.people 低保人员_370202")[0]
    assert told("370402") is None
