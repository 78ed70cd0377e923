"""A cursor continues the list that gave it: of another list, order or filter it is refused, never a wrong page."""

from __future__ import annotations

from typing import Any

import pytest

PAGE = """
query($type: Boolean!, $filter: FindingFilter, $order: FindingOrder, $after: String) {
  duplicates(filter: $filter, order: $order, first: 1, after: $after) @include(if: $type) {
    edges { node { rule } } pageInfo { endCursor }
  }
  omissions(filter: $filter, order: $order, first: 1, after: $after) @skip(if: $type) {
    edges { node { rule } } pageInfo { endCursor }
  }
}
"""
REFUSED = "after: expected a cursor of this list, in the same order and with the same filter"
AMOUNT = {"by": "AMOUNT", "descending": True}


def ask(world: Any, after: str | None = None, *, type: bool = True, **more: Any) -> Any:
    return world.ask(PAGE, "37", variables={"type": type, "after": after, "order": AMOUNT, **more})


@pytest.mark.parametrize(
    "other",
    [
        {"order": {"by": "AMOUNT", "descending": False}},
        {"order": {"by": "SEVERITY"}},
        {"order": None},
        {"filter": {"states": ["NEW", "OPEN"]}},
        {"filter": {"rules": []}},
        {"type": False},
    ],
)
def test_a_cursor_of_another_order_filter_or_list_is_refused(world: Any, other: dict[str, Any]) -> None:
    cursor = ask(world)["data"]["duplicates"]["pageInfo"]["endCursor"]
    assert [edge["node"]["rule"] for edge in ask(world, cursor)["data"]["duplicates"]["edges"]] == ["D16"]
    answer = ask(world, cursor, **other)
    assert [error["message"] for error in answer["errors"]] == [REFUSED]
    assert answer["errors"][0]["extensions"] == {"code": "BAD_INPUT"}


def test_what_says_the_same_in_other_words_is_the_same_list(world: Any) -> None:
    cursor = ask(world, order={"by": "SEVERITY"})["data"]["duplicates"]["pageInfo"]["endCursor"]
    others: list[dict[str, Any]] = [{"order": None}, {"order": {}, "filter": {}}, {"order": {"descending": True}}]
    for same in others:
        assert [edge["node"]["rule"] for edge in ask(world, cursor, **same)["data"]["duplicates"]["edges"]] == ["D16"]


def test_a_page_may_be_of_another_size_and_another_viewer_s(world: Any) -> None:
    cursor = ask(world)["data"]["duplicates"]["pageInfo"]["endCursor"]
    query = """query($after: String) { duplicates(first: 50, order: {by: AMOUNT}, after: $after) {
      edges { node { rule } } } }"""
    assert world.data(query, "37", variables={"after": cursor})["duplicates"]["edges"] == [
        {"node": {"rule": "D16"}},
        {"node": {"rule": "D38"}},
    ]
    assert world.data(query, "370102", variables={"after": cursor})["duplicates"]["edges"] == [
        {"node": {"rule": "D16"}}
    ]


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("runs(first: 1{0}) { pageInfo { endCursor } }", ", states: [APPLIED]"),
        ("rejections(first: 1{0}) { pageInfo { endCursor } }", ', runs: ["r1"]'),
    ],
)
def test_so_it_is_with_runs_and_rejections(world: Any, field: str, other: str) -> None:
    first = world.data("{ " + field.replace("{0}", "") + " }", "37")
    ((name, page),) = first.items()
    again = f', after: "{page["pageInfo"]["endCursor"]}"'
    assert name in world.data("{ " + field.replace("{0}", again) + " }", "37")
    refused = world.ask("{ " + field.replace("{0}", again + other) + " }", "37")
    assert [error["message"] for error in refused["errors"]] == [REFUSED]


def test_a_chain_s_cursor_is_of_its_household_and_filter(world: Any) -> None:
    query = """query($id: ID!, $after: String, $at: Date) { household(id: $id) {
      chain(first: 2, after: $after, at: $at) { pageInfo { endCursor } } } }"""

    def chain(name: str, **more: Any) -> Any:
        return world.ask(query, "3701", variables={"id": world.ids[name], **more})

    cursor = chain("X1")["data"]["household"]["chain"]["pageInfo"]["endCursor"]
    assert chain("X1", after=cursor)["data"]["household"]["chain"]["pageInfo"]["endCursor"] != cursor
    for refused in (chain("X2", after=cursor), chain("X1", after=cursor, at="2026-07-01")):
        assert [error["message"] for error in refused["errors"]] == [REFUSED]
