"""A filter that nothing could fulfil is refused with what exists; a division is named in any way people use."""

from __future__ import annotations

import pytest

from hub.filters import UnknownFilterError, division_prefix, known, known_rules, month_of
from schema.catalogue import located
from schema.policy.policy import FOLDER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("37", "37"),
        ("370000", "37"),
        ("山东省", "37"),
        ("3701", "3701"),
        ("370100", "3701"),
        ("济南市", "3701"),
        ("370102", "370102"),
        ("370102000000", "370102"),
        ("历下区", "370102"),
        ("370102001", "370102"),
    ],
)
def test_a_division_by_code_at_any_level_or_by_name(text: str, expected: str) -> None:
    assert division_prefix("--division", text) == expected


@pytest.mark.parametrize("text", ["999999", "370199", "市中区", "nowhere", "3", ""])
def test_what_is_no_single_division_is_refused_with_what_exists(text: str) -> None:
    with pytest.raises(UnknownFilterError) as caught:
        division_prefix("--division", text)
    assert "370100 济南市" in caught.value.told("zh")
    assert caught.value.filter == "--division"


def test_a_month_in_any_way_of_writing_it() -> None:
    assert [month_of("--since", text) for text in ("2026-07", "202607", "2026年7月")] == ["2026-07"] * 3
    with pytest.raises(UnknownFilterError, match="--since"):
        month_of("--since", "2026-13")


def test_rules_in_force_are_known_and_reserved_ones_are_not() -> None:
    assert known_rules("--rule", ["O03", "D01"]) == ("O03", "D01")
    for id in (*located.read(FOLDER / "national.yml").content["reserved"], "O99", "o03"):
        with pytest.raises(UnknownFilterError, match="O03"):
            known_rules("--rule", [id])


def test_names_what_exists_in_both_languages() -> None:
    with pytest.raises(UnknownFilterError) as caught:
        known("--department", ["民正"], {"民政", "财政"})
    assert caught.value.told("zh") == "--department：没有这个值；现有：民政、财政"
    assert str(caught.value) == "--department: there is no such value; there are 民政, 财政"
