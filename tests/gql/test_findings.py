"""Lists of findings: filter, order, pages and totals; each division sees what cites it, and of others' facts little."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest

from hub.auth import Role, Viewer
from hub.findings.kept_totals import KeptTotals
from hub.gql.totals import make_totals
from hub.store import Store, open_store

LIST = """
query($filter: FindingFilter, $order: FindingOrder, $first: Int! = 50, $after: String) {
  duplicates(filter: $filter, order: $order, first: $first, after: $after) {
    edges { cursor node { rule amount } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
CITES = """
{ duplicates(filter: {rules: ["D14"]}) { edges { node {
  rule severity state months amount household sentence { zh en }
  cites { foreign source stream department item months fact division run learnedAt }
} } } }
"""


@pytest.fixture
def kept_world(world: Any) -> Any:
    """The world with the totals of its findings kept, as a scan leaves them."""

    async def keep() -> None:
        async with open_store(world.settings) as store:
            totals = KeptTotals(store)
            await totals.load(anew=True)
            await store.write("findings_write/totals", rows=totals.take_rows())

    asyncio.run(keep())
    return world


def rules(world: Any, *divisions: str, **variables: Any) -> list[str]:
    found = world.data(LIST, *divisions, variables=variables)["duplicates"]
    return [edge["node"]["rule"] for edge in found["edges"]]


def test_orders_by_severity_unless_asked_otherwise(world: Any) -> None:
    assert rules(world, "37") == ["D14", "D16", "D38"]
    assert rules(world, "37", order={"by": "AMOUNT", "descending": False}) == ["D38", "D16", "D14"]
    assert rules(world, "37", order={"by": "FIRST_SEEN"})[0] == "D16"


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        ({"rules": ["D16", "D38"]}, ["D16", "D38"]),
        ({"severities": ["HIGH"]}, ["D14"]),
        ({"states": ["OPEN"]}, ["D16"]),
        ({"departments": ["卫健"]}, ["D16"]),
        ({"divisions": ["370112"]}, ["D14"]),
        ({"divisions": ["3702"]}, ["D38"]),
        ({"divisions": ["370102", "370112"]}, ["D14", "D16"]),
        ({"divisions": ["370102", "370202"]}, ["D14", "D16", "D38"]),
        ({"fromMonth": "2026-05", "toMonth": "2026-05"}, ["D16"]),
        ({"toMonth": "2026-04"}, []),
        ({"amountFrom": "900.00", "amountTo": "949.99"}, ["D16"]),
        ({"amountFrom": "950"}, ["D14"]),
        ({"rules": []}, []),
    ],
)
def test_filters(world: Any, filter: dict[str, Any], expected: list[str]) -> None:
    assert rules(world, "37", filter=filter) == expected


def test_pages_follow_each_other(world: Any) -> None:
    first = world.data(LIST, "37", variables={"first": 2})["duplicates"]
    assert [edge["node"]["rule"] for edge in first["edges"]] == ["D14", "D16"]
    assert first["pageInfo"] == {"hasNextPage": True, "endCursor": first["edges"][1]["cursor"]}
    rest = world.data(LIST, "37", variables={"first": 2, "after": first["pageInfo"]["endCursor"]})["duplicates"]
    assert [edge["node"]["rule"] for edge in rest["edges"]] == ["D38"]
    assert rest["pageInfo"]["hasNextPage"] is False


@pytest.mark.parametrize("by", ["AMOUNT", "SEVERITY", "FIRST_SEEN", "LAST_SEEN"])
@pytest.mark.parametrize("descending", [True, False])
def test_an_area_s_pages_are_the_province_s_narrowed_to_it(world: Any, by: str, descending: bool) -> None:
    order = {"by": by, "descending": descending}
    areas: dict[str, set[str]] = {
        "370102": {"D14", "D16"}, "370112": {"D14"}, "370202": {"D38"}, "370103": set(),
        "3701": {"D14", "D16"}, "3702": {"D38"}, "3703": set(),
    }  # fmt: skip
    for area, expected in areas.items():
        wanted = [rule for rule in rules(world, "37", order=order) if rule in expected]
        found: list[str] = []
        after = None
        while page := world.data(LIST, area, variables={"order": order, "first": 1, "after": after})["duplicates"]:
            found += [edge["node"]["rule"] for edge in page["edges"]]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert found == wanted


def test_each_type_has_its_own_list(world: Any) -> None:
    query = "{ omissions { edges { node { rule } } } warnings { edges { node { rule } } } }"
    assert world.data(query, "37") == {
        "omissions": {"edges": [{"node": {"rule": "O03"}}]},
        "warnings": {"edges": []},
    }


def test_totals_count_all_that_matches_by_the_viewer_s_divisions_only(world: Any) -> None:
    query = """query($first: Int!) { duplicates(first: $first) { edges { node { rule } } totals { count amount
      byRule { key count amount } byDivision { key count } byDepartment { key count } } } }"""
    totals = world.data(query, "370102", variables={"first": 1})["duplicates"]["totals"]
    assert totals == {
        "count": 2,
        "amount": "1850.00",
        "byRule": [{"key": "D14", "count": 1, "amount": "950.00"}, {"key": "D16", "count": 1, "amount": "900.00"}],
        "byDivision": [{"key": "370102", "count": 2}],
        "byDepartment": [{"key": "卫健", "count": 1}, {"key": "民政", "count": 2}],
    }


def counted(
    rule: str, divisions: list[str], departments: list[str], subject: str, amount: int, parts: list[list[Any]]
) -> dict[str, Any]:
    return {
        "rule": rule,
        "divisions": divisions,
        "departments": departments,
        "subject": subject,
        "amount": amount,
        "parts": orjson.dumps(parts).decode(),
        "findings": 1,
    }


def test_a_payment_s_month_counts_once_however_many_findings_name_it() -> None:
    viewer = Viewer("tester", Role.SUPERVISOR, ("3701",), "test")
    june, july = ["dibao_cash", "2026-06", 95000], ["dibao_cash", "2026-07", 95000]
    rows = [
        counted("D14", ["370102", "370202"], ["民政"], "p1", 190000, [june, july]),
        counted("D01", ["370102"], ["民政", "财政"], "p1", 95000, [june]),
        counted("D01", ["370112"], ["民政"], "p2", 95000, [june]),
        counted("W01", ["370112"], ["医保"], "p3", 100, []) | {"findings": 2},
    ]
    totals = make_totals(rows, viewer)
    assert (totals.count, totals.amount) == (5, "2852.00")
    assert [(total.key, total.count, total.amount) for total in totals.by_rule] == [
        ("D01", 2, "1900.00"),
        ("D14", 1, "1900.00"),
        ("W01", 2, "2.00"),
    ]
    assert [(total.key, total.count, total.amount) for total in totals.by_division] == [
        ("370102", 2, "1900.00"),
        ("370112", 3, "952.00"),
    ]


@pytest.mark.parametrize(
    ("divisions", "filter", "kept"),
    [
        (["37"], {}, True),
        (["3701"], {}, True),
        (["370112"], {}, True),
        (["3703"], {}, True),
        (["37"], {"states": ["NEW", "OPEN"]}, True),
        (["37"], {"divisions": ["3702"]}, True),
        (["37"], {"rules": ["D14"]}, False),
        (["37"], {"states": ["OPEN"]}, False),
        (["370102", "3702"], {}, False),
        (["37"], {"severities": ["HIGH"]}, False),
        (["37"], {"fromMonth": "2026-06"}, False),
    ],
)
def test_kept_totals_are_those_that_counting_gives(
    kept_world: Any, divisions: list[str], filter: dict[str, Any], kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = """query($filter: FindingFilter) { duplicates(first: 1, filter: $filter) { totals { count amount
      byRule { key count amount } byDivision { key count amount } byDepartment { key count amount } } } }"""
    asked: list[str] = []
    read = Store.read

    async def listen(self: Store, name: str, /, **parameters: Any) -> Any:
        asked.append(name)
        return await read(self, name, **parameters)

    monkeypatch.setattr(Store, "read", listen)
    told = kept_world.data(query, *divisions, variables={"filter": filter})
    assert ("api/findings_counted" not in asked) is kept
    monkeypatch.setattr("hub.gql.totals.kept_list", lambda states: None)
    assert kept_world.data(query, *divisions, variables={"filter": filter}) == told
    assert "api/findings_counted" in asked


def test_one_rule_s_totals_are_kept_but_not_by_department(kept_world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    query = """{ duplicates(filter: {rules: ["D14"]}) { totals { count amount
      byRule { key count amount } byDivision { key count amount } } } }"""
    told = kept_world.data(query, "37")
    assert told["duplicates"]["totals"]["byDivision"][1] == {"key": "370112", "count": 1, "amount": "950.00"}
    monkeypatch.setattr("hub.gql.totals.kept_list", lambda states: None)
    assert kept_world.data(query, "37") == told


def test_of_another_division_s_fact_only_source_item_and_months_are_shown(world: Any) -> None:
    (edge,) = world.data(CITES, "370102")["duplicates"]["edges"]
    own, foreign = sorted(edge["node"]["cites"], key=lambda cite: cite["foreign"])
    assert own == {
        "foreign": False,
        "source": "minzheng_dibao",
        "stream": "minzheng_dibao.people",
        "department": "民政",
        "item": None,
        "months": ["2026-06", "2026-07"],
        "fact": world.ids["M.X1"],
        "division": "370102",
        "run": "r1",
        "learnedAt": "2026-07-01T00:00:00.000Z",
    }
    assert {name: value for name, value in foreign.items() if value is not None} == {
        "foreign": True,
        "source": "minzheng_dibao",
        "stream": "minzheng_dibao.people",
        "department": "民政",
        "months": ["2026-06", "2026-07"],
    }
    assert edge["node"]["household"] is None  # X2 is another division's
    assert (edge["node"]["amount"], edge["node"]["sentence"]) == ("950.00", {"zh": "一句话", "en": "One sentence."})


def test_the_other_division_sees_the_same_finding_from_its_side(world: Any) -> None:
    (edge,) = world.data(CITES, "370112")["duplicates"]["edges"]
    assert [(cite["foreign"], cite["fact"]) for cite in edge["node"]["cites"]] == [
        (True, None),
        (False, world.ids["M.X2"]),
    ]
    assert edge["node"]["household"] is not None


def test_a_viewer_of_neither_division_finds_nothing_and_no_total(world: Any) -> None:
    query = """{ duplicates(filter: {rules: ["D14"], divisions: ["370102"]}) {
      edges { node { rule } } totals { count } } }"""
    assert world.data(query, "370202") == {"duplicates": {"edges": [], "totals": {"count": 0}}}


@pytest.mark.parametrize("first", [0, -1, 201])
def test_a_page_has_1_to_200_findings(world: Any, first: int) -> None:
    answer = world.ask(LIST, "37", variables={"first": first})
    assert (answer["data"], answer["errors"][0]["message"]) == (None, "first: expected 1 to 200")


@pytest.mark.parametrize("after", ["", "nonsense", "WyJ4Il0=", "WzEsMl0="])
def test_a_cursor_of_somebody_else_s_making_is_refused(world: Any, after: str) -> None:
    answer = world.ask(LIST, "37", variables={"after": after})
    assert answer["errors"][0]["message"] == "after: expected a cursor that the hub gave"


def test_a_division_that_is_no_code_is_refused(world: Any) -> None:
    answer = world.ask(LIST, "37", variables={"filter": {"divisions": ["3"]}})
    assert answer["errors"][0]["message"].startswith("divisions: there is no such value; there are codes of 2 to 12")


@pytest.mark.parametrize("division", ["370112", "370112000000", "3701", "济南市", "370100"])
def test_a_division_is_named_by_code_at_any_level_or_by_name(world: Any, division: str) -> None:
    assert (
        rules(world, "37", filter={"divisions": [division]})
        == rules(world, "37", filter={"rules": ["D14", "D16"]})[: 1 if division.startswith("370112") else 2]
    )


@pytest.mark.parametrize(
    ("filter", "message"),
    [
        ({"rules": ["D98"]}, "rules: there is no such value; there are D01, "),
        ({"departments": ["民正"]}, "departments: there is no such value; there are "),
    ],
)
def test_a_filter_that_nothing_could_fulfil_is_refused(world: Any, filter: dict[str, Any], message: str) -> None:
    (error,) = world.ask(LIST, "37", variables={"filter": filter})["errors"]
    assert error["message"].startswith(message)
    assert error["extensions"]["code"] == "BAD_INPUT"
