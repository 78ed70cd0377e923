"""One request stays under 5,000 rows and 8 MB; rows are cut into parts, anything else is refused."""

from __future__ import annotations

import pytest

from hub.store import caps
from schema.errors import RequestTooLargeError


def test_a_small_request_goes_as_it_is() -> None:
    assert list(caps.parts("x", {"id": "a", "ids": ["b"]})) == [{"id": "a", "ids": ["b"]}]
    assert list(caps.parts("x", {})) == [{}]


def test_rows_are_cut_at_five_thousand_in_order() -> None:
    parts = list(caps.parts("x", {"rows": list(range(12_001)), "run": "r"}))
    assert [len(part["rows"]) for part in parts] == [5_000, 5_000, 2_001]
    assert [row for part in parts for row in part["rows"]] == list(range(12_001))
    assert {part["run"] for part in parts} == {"r"}


def test_rows_are_cut_by_size_in_order() -> None:
    rows = [{"n": n, "text": "x" * 3_000_000} for n in range(5)]
    parts = list(caps.parts("x", {"rows": rows}))
    assert [[row["n"] for row in part["rows"]] for part in parts] == [[0, 1], [2], [3, 4]]


def test_size_counts_bytes_not_characters() -> None:
    rows = [{"name": "救" * 1_500_000} for _ in range(2)]
    assert len(list(caps.parts("x", {"rows": rows}))) == 2


def test_one_huge_row_goes_alone_up_to_sixty_megabytes() -> None:
    rows = [{"raw": "x" * 50_000_000}, {"raw": "y"}]
    assert [len(part["rows"]) for part in caps.parts("x", {"rows": rows})] == [1, 1]
    with pytest.raises(RequestTooLargeError) as caught:
        list(caps.parts("x", {"rows": [{"raw": "x" * 60_000_001}]}))
    assert (caught.value.unit, caught.value.cap) == ("bytes", 60_000_000)


def test_without_rows_nothing_is_asked() -> None:
    assert list(caps.parts("x", {"rows": []})) == []


def test_any_other_long_list_is_refused() -> None:
    with pytest.raises(RequestTooLargeError) as caught:
        list(caps.parts("read/benefit_by_ids", {"ids": ["x"] * 5_001}))
    assert (caught.value.name, caught.value.size, caught.value.unit) == ("read/benefit_by_ids", 5_001, "elements")


def test_binary_values_count_their_length() -> None:
    with pytest.raises(RequestTooLargeError):
        list(caps.parts("x", {"raw": b"\x00" * 8_000_001}))
