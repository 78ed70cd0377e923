"""A household through the API: members through time, what it holds, its chain, all within the viewer's scope."""

from __future__ import annotations

from typing import Any

CHAIN = """
query($id: ID!, $first: Int!, $after: String, $at: Date, $knownAt: Instant, $members: [ID!], $departments: [String!]) {
  household(id: $id) {
    chain(first: $first, after: $after, at: $at, knownAt: $knownAt, members: $members, departments: $departments) {
      totalCount
      coveredUntil
      edges { cursor node {
        __typename on exact phase first last subject
        said { department stream }
        ... on Determination { category { code zh } }
        ... on Award { item { code } amount }
        ... on PaymentEvent { item { code } month amount }
        ... on CoverEvent { scheme }
        ... on FindingEvent { rule amount }
      } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}
"""


def chain(world: Any, *divisions: str, household: str = "X1", **variables: Any) -> dict[str, Any]:
    given = {"id": world.ids[household], "first": 100, **variables}
    found: dict[str, Any] = world.data(CHAIN, *divisions, variables=given)["household"]["chain"]
    return found


def told(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(edge["node"]["on"], edge["node"]["__typename"], edge["node"]["phase"]) for edge in found["edges"]]


def test_shows_members_through_time_with_masked_numbers(world: Any) -> None:
    query = """query($id: ID!, $at: Date) { household(id: $id) {
      form number divisions
      members(at: $at) { relation { code } spells { first last } person { name nationalId birth
        records { phone address nationalId } } } } }"""
    found = world.data(query, "3701", variables={"id": world.ids["X1"]})["household"]
    assert (found["form"], found["number"], found["divisions"]) == ("ASSISTANCE", "低保-001", ["370102"])
    assert [member["person"]["name"] for member in found["members"]] == ["高大山", "马秀英", "高小宝"]
    assert [member["relation"]["code"] for member in found["members"]] == ["02", "20", "30"]
    assert found["members"][0]["spells"] == [{"first": "2026-01", "last": None}]
    assert found["members"][0]["person"]["nationalId"] == "370102************"
    assert found["members"][1]["person"]["nationalId"] == "370102************"
    assert found["members"][2]["person"]["records"] == [
        {"phone": "138****2345", "address": "山东省济南市历下区泉城街道****", "nationalId": "370102************"}
    ]
    before = world.data(query, "3701", variables={"id": world.ids["X2"], "at": "2026-05-15"})["household"]
    assert before["members"] == []


def test_the_chain_tells_every_department_in_order(world: Any) -> None:
    found = chain(world, "3701")
    assert told(found) == [
        ("2026-01-01", "MembershipEvent", "BEGINS"),
        ("2026-01-01", "MembershipEvent", "BEGINS"),
        ("2026-01-01", "MembershipEvent", "BEGINS"),
        ("2026-01-01", "CoverEvent", "BEGINS"),
        ("2026-01-01", "Determination", "BEGINS"),
        ("2026-01-01", "Award", "BEGINS"),
        ("2026-03-01", "CertificateEvent", "BEGINS"),
        ("2026-04-01", "Award", "CHANGES"),
        ("2026-04-11", "DeathEvent", "ONCE"),
        ("2026-05-01", "FindingEvent", "ONCE"),
        ("2026-06-01", "PaymentEvent", "ONCE"),
        ("2026-06-01", "FindingEvent", "ONCE"),
        ("2026-06-01", "FindingEvent", "ONCE"),
    ]
    nodes = [edge["node"] for edge in found["edges"]]
    assert (found["totalCount"], found["coveredUntil"]) == (13, "2026-07")
    assert [node["amount"] for node in nodes if node["__typename"] == "Award"] == ["900.00", "950.00"]
    assert [(node["first"], node["last"]) for node in nodes if node["__typename"] == "Award"] == [
        ("2026-01", "2026-03"),
        ("2026-04", None),
    ]
    assert nodes[4]["category"] == {"code": "dibao", "zh": "最低生活保障对象"}
    assert {node["said"]["department"] for node in nodes if node["said"]} == {"民政", "残联", "卫健", "财政", "医保"}
    assert [node["exact"] for node in nodes if node["__typename"] in ("DeathEvent", "PaymentEvent")] == [True, False]


def test_the_chain_pages_without_gap_or_repetition(world: Any) -> None:
    whole = [edge["node"] for edge in chain(world, "3701")["edges"]]
    paged: list[Any] = []
    after = None
    pages = 0
    while True:
        page = chain(world, "3701", first=5, after=after)
        paged += [edge["node"] for edge in page["edges"]]
        pages += 1
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert (pages, paged) == (3, whole)


def test_the_chain_filters_by_day_member_and_department(world: Any) -> None:
    at = told(chain(world, "3701", at="2026-02-10"))
    assert [kind for _, kind, _ in at] == [*["MembershipEvent"] * 3, "CoverEvent", "Determination", "Award"]
    child = chain(world, "3701", members=[world.ids["C"]])
    kinds = [edge["node"]["__typename"] for edge in child["edges"]]
    assert kinds.count("MembershipEvent") == 1
    assert "DeathEvent" not in kinds
    assert "Determination" in kinds
    assert [kind for _, kind, _ in told(chain(world, "3701", departments=["残联", "财政"]))] == [
        "CertificateEvent",
        "PaymentEvent",
    ]


def test_the_chain_as_it_was_known_brings_back_what_was_superseded(world: Any) -> None:
    def covers(**variables: Any) -> list[str]:
        nodes = [edge["node"] for edge in chain(world, "3701", **variables)["edges"]]
        return [node["scheme"] for node in nodes if node["__typename"] == "CoverEvent"]

    assert covers() == ["310"]
    assert covers(knownAt="2026-07-10T00:00:00Z") == ["390"]
    assert covers(knownAt="2026-07-31T00:00:00Z") == ["310"]
    early = chain(world, "3701", knownAt="2026-07-10T00:00:00Z")
    assert early["coveredUntil"] == "2026-07"  # certificates of July were known, the rosters of 民政 came later
    rules = [edge["node"]["rule"] for edge in early["edges"] if edge["node"]["__typename"] == "FindingEvent"]
    assert sorted(rules) == ["D14", "O03"]
    assert chain(world, "3701", knownAt="2026-06-01T00:00:00Z")["edges"] == []


def test_another_division_s_part_of_a_household_is_not_there(world: Any) -> None:
    x2 = chain(world, "370112", household="X2")
    assert told(x2) == [("2026-06-01", "MembershipEvent", "BEGINS"), ("2026-06-01", "FindingEvent", "ONCE")]


def test_a_household_out_of_scope_is_null_like_one_that_does_not_exist(world: Any) -> None:
    query = "query($id: ID!) { household(id: $id) { id form members { person { name } } } }"
    assert world.data(query, "370202", variables={"id": world.ids["X1"]}) == {"household": None}
    assert world.data(query, "370202", variables={"id": "h" + "0" * 31}) == {"household": None}
    assert world.data(query, "370102", variables={"id": world.ids["X3"]}) == {"household": None}


def test_payments_show_the_end_of_the_account_only(world: Any) -> None:
    query = (
        """query($id: ID!) { person(id: $id) { payments { month amount account accountName said { department } } } }"""
    )
    found = world.data(query, "3701", variables={"id": world.ids["M"]})["person"]["payments"]
    assert found == [
        {
            "month": "2026-06",
            "amount": "950.00",
            "account": "***************0128",
            "accountName": "马**",
            "said": {"department": "财政"},
        }
    ]
