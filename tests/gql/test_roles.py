"""Who may ask what: no token, no data; a steward sees how the hub is fed and no people; nothing leaks when denied."""

from __future__ import annotations

from typing import Any

import pytest

from hub.auth import Role, Viewer, issue
from hub.keys import Keys, load_keys

PEOPLE = [
    "query($id: ID!) { household(id: $id) { form members { person { name } } } }",
    "query($id: ID!) { person(id: $id) { name } }",
    "query($id: ID!) { duplicates { edges { node { rule sentence { zh } } } } node(id: $id) { id } }",
    "query($id: ID!) { omissions { totals { count } edges { node { rule } } } node(id: $id) { id } }",
    "query($id: ID!) { warnings { edges { node { rule } } } node(id: $id) { id } }",
]
FED = "{ sources { name department lastRun { run runState } } runs { edges { node { run } } } }"


def post(world: Any, query: str, authorization: str | None) -> Any:
    headers = {} if authorization is None else {"Authorization": authorization}
    return world.client.post("/graphql", json={"query": query}, headers=headers)


@pytest.mark.parametrize("query", ["{ sources { name } }", "{ __schema { types { name } } }", "{ nonsense", ""])
def test_without_a_token_there_is_no_data_whatever_is_asked(world: Any, query: str) -> None:
    response = post(world, query, None)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json() == {
        "errors": [
            {
                "message": "a bearer token is needed; it is missing",
                "extensions": {"code": "UNAUTHENTICATED", "reason": "missing"},
            }
        ],
    }


def test_a_bad_token_is_refused_with_its_reason_and_never_repeated(world: Any) -> None:
    keys = load_keys(world.settings)
    viewer = Viewer("tester", Role.SUPERVISOR, ("37",), "test")
    token = issue(keys, viewer)
    body, signature = token.rsplit(".", 1)
    forged = f"{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    bad = {
        "malformed": f"Bearer {token}.x",
        "forged": f"Bearer {forged}",
        "expired": f"Bearer {issue(keys, viewer, seconds=1, now=lambda: 1_000_000)}",
        "missing": f"Basic {token}",
    }
    foreign = issue(Keys.generate(), viewer)
    for reason, authorization in [*bad.items(), ("forged", f"Bearer {foreign}")]:
        response = post(world, FED, authorization)
        assert (response.status_code, response.json()["errors"][0]["extensions"]["reason"]) == (401, reason)
        assert authorization.split(" ")[1] not in response.text
        assert "data" not in response.json()


@pytest.mark.parametrize("query", PEOPLE)
def test_a_steward_is_refused_people_and_nothing_leaks(world: Any, query: str) -> None:
    answer = world.ask(query, "37", role=Role.STEWARD, variables={"id": world.ids["X1"]})
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert answer["data"] is None or set(answer["data"].values()) == {None}
    assert not any(text in str(answer) for text in ("高大山", "D14", "一句话", "低保-001"))


def test_a_steward_sees_sources_runs_and_rejections(world: Any) -> None:
    found = world.data(FED, "37", role=Role.STEWARD)
    assert [source["name"] for source in found["sources"]] == [
        "caizheng_yikatong",
        "canlian_certificates",
        "gongan_hukou",
        "minzheng_dibao",
        "weijian_deaths",
        "yibao_cover",
    ]
    assert found["sources"][3]["lastRun"] == {"run": "r2", "runState": "RUNNING"}
    assert [edge["node"]["run"] for edge in found["runs"]["edges"]] == ["r2", "r1"]


REJECTIONS = "{ rejections { edges { node { run stream file row field reason expected division department } } } }"


def test_rejections_never_show_the_value_and_stay_in_scope(world: Any) -> None:
    (edge,) = world.data(REJECTIONS, "370102")["rejections"]["edges"]
    assert edge["node"] == {
        "run": "r1",
        "stream": "minzheng_dibao.people",
        "file": "低保人员查询_370102_202607.xlsx",
        "row": 7,
        "field": "身份证号",
        "reason": "invalid_national_id",
        "expected": "an identity number of 18 characters",
        "division": "370102",
        "department": "民政",
    }
    steward = world.data(REJECTIONS, "37", role=Role.STEWARD)["rejections"]["edges"]
    assert [edge["node"]["row"] for edge in steward] == [7, 8, 9]


def test_rejections_page_and_filter(world: Any) -> None:
    query = """query($after: String, $runs: [String!]) { rejections(first: 2, after: $after, runs: $runs) {
      edges { cursor node { row } } pageInfo { hasNextPage endCursor } } }"""
    first = world.data(query, "37", role=Role.STEWARD)["rejections"]
    after = first["pageInfo"]["endCursor"]
    rest = world.data(query, "37", role=Role.STEWARD, variables={"after": after})["rejections"]
    assert [edge["node"]["row"] for edge in first["edges"] + rest["edges"]] == [7, 8, 9]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)
    assert world.data(query, "37", role=Role.STEWARD, variables={"runs": ["r2"]})["rejections"]["edges"] == []


def test_runs_tell_their_counters(world: Any) -> None:
    query = """{ runs(states: [APPLIED]) { edges { node {
      run source runState read applied rejected held startedAt seconds reason } } } }"""
    assert world.data(query, "370102")["runs"]["edges"] == [
        {
            "node": {
                "run": "r1",
                "source": "minzheng_dibao",
                "runState": "APPLIED",
                "read": 12,
                "applied": 11,
                "rejected": 1,
                "held": 0,
                "startedAt": "2026-07-01T00:00:00.000Z",
                "seconds": 1.5,
                "reason": None,
            }
        }
    ]


def test_coverage_of_sources_is_shown_within_the_divisions(world: Any) -> None:
    query = "{ sources { name coverage { stream division first last months } } }"
    sources = {source["name"]: source["coverage"] for source in world.data(query, "370112")["sources"]}
    assert sources["gongan_hukou"] == []
    assert sources["minzheng_dibao"] == [
        {"stream": f"minzheng_dibao.{stream}", "division": "370112", "first": "2026-01", "last": "2026-07", "months": 7}
        for stream in ("families", "people")
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('{ runs(sources: ["nobody"]) { edges { cursor } } }', "sources: there is no such value"),
        ("{ runs(states: [DONE]) { edges { cursor } } }", "Value 'DONE' does not exist in 'RunState' enum."),
        ('{ rejections(runs: ["r0"]) { edges { cursor } } }', "runs: there is no such value"),
        ('{ rejections(reasons: ["wrong"]) { edges { cursor } } }', "reasons: there is no such value"),
        ('{ rejections(departments: ["民正"]) { edges { cursor } } }', "departments: there is no such value"),
    ],
)
def test_a_filter_of_what_the_hub_does_not_know_is_refused(world: Any, query: str, message: str) -> None:
    (error,) = world.ask(query, "37")["errors"]
    assert error["message"].startswith(message)
