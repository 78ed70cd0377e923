"""File names say divisions and months as people do; what has two readings is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.base import Delivery
from connectors.kinds.files import FilesConnector
from connectors.registry import load_card
from schema.errors import DeliveryError
from schema.values.month import month_text

CARD = """
source: t_names
department: 民政
title: {zh: 名册, en: List}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: "两项补贴花名册_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map: {benefit: {item: {const: disab_living}, amount: 金额}}
"""


def only(folder: Path, name: str, card: str = CARD) -> tuple[FilesConnector, Delivery]:
    (folder / "card.yml").write_text(card, encoding="utf-8")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("身份证号,金额\n", encoding="utf-8")
    loaded = load_card(folder / "card.yml")
    source = FilesConnector(loaded, folder)
    (found,) = source.deliveries(loaded.streams[0])
    return source, found


@pytest.mark.parametrize("division", ["370102", "370102000000", "历下区", "济南市历下区", "山东省济南市历下区"])
@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("202607", "2026-07", "2026-07"),
        ("2026-07", "2026-07", "2026-07"),
        ("2026.07", "2026-07", "2026-07"),
        ("2026年7月", "2026-07", "2026-07"),
        ("２０２６年７月", "2026-07", "2026-07"),
        ("2026年第三季度", "2026-07", "2026-09"),
        ("2025-2026学年春季", "2026-02", "2026-07"),
        ("2026年1-6月", "2026-01", "2026-06"),
        ("2026年", "2026-01", "2026-12"),
    ],
)
def test_a_name_as_people_write_it(tmp_path: Path, division: str, month: str, first: str, last: str) -> None:
    _, found = only(tmp_path, f"两项补贴花名册_{division}_{month}.csv")
    (scope,) = found.scopes
    assert (scope.division, month_text(scope.months[0]), month_text(scope.months[-1])) == ("370102", first, last)


def test_a_month_takes_the_year_that_stands_elsewhere_in_the_name(tmp_path: Path) -> None:
    card = CARD.replace('"两项补贴', '"{year}/两项补贴')
    _, found = only(tmp_path, "2026年/两项补贴花名册_历下区_7月.csv", card)
    assert [list(map(month_text, scope.months)) for scope in found.scopes] == [["2026-07"]]
    card = card.replace("month: {file: month}", "month: {file: [year, month]}")
    _, found = only(tmp_path, "2026年/两项补贴花名册_历下区_7月.csv", card)
    assert [list(map(month_text, scope.months)) for scope in found.scopes] == [["2026-07"]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("两项补贴花名册_市中区_202607.csv", "one of several divisions of this name: 济南市市中区 370103"),
        ("两项补贴花名册_历下区_7月.csv", "a stretch of months with its year"),
        ("两项补贴花名册_天上区_202607.csv", "a division code of 6, 9 or 12 digits"),
    ],
)
def test_a_name_with_two_readings_or_none_is_refused_and_covers_nothing(
    tmp_path: Path, name: str, expected: str
) -> None:
    source, found = only(tmp_path, name)
    assert found.scopes == ()
    with pytest.raises(DeliveryError) as caught:
        list(source.rows(found))
    assert caught.value.expected.startswith(expected)
    assert caught.value.told("zh") != str(caught.value)
