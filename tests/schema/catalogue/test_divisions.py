"""The dated table of divisions against the national one, and names against codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stdnum import numdb

from schema.catalogue import divisions
from schema.errors import CatalogueError
from schema.values.division import Division


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "own.yml"
    yield file
    divisions.withdraw(file)


def test_the_province_has_16_prefectures_and_136_counties() -> None:
    assert [code[:4] for code in divisions.prefectures()] == [
        f"37{n:02d}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17)
    ]
    assert len(divisions.counties()) == 136
    assert divisions.counties("370100")[:3] == ["370102", "370103", "370104"]
    assert divisions.counties("370102") == ["370102"]


def test_every_county_and_prefecture_has_the_national_name() -> None:
    national = numdb.get("cn/loc")
    for code, row in divisions.table().rows.items():
        if len(code) == 6 and not row.zone:
            names = "".join(info.get("county", info.get("province", "")) for _, info in national.info(code))
            assert row.name in names, code


def test_every_abolished_division_leads_to_a_current_one() -> None:
    for code, row in divisions.table().rows.items():
        assert bool(row.until) == bool(row.successors), code
        now = divisions.current(code)
        assert now is not None
        successor = divisions.division(now)
        assert successor is not None
        assert successor.until is None


@pytest.mark.parametrize(
    ("code", "now"),
    [
        ("371200", "370100"),
        ("371202", "370116"),
        ("371203", "370117"),
        ("370181", "370114"),
        ("370125", "370115"),
        ("370882", "370812"),
        ("370802", "370811"),
        ("370282", "370215"),
        ("370684", "370614"),
        ("371421", "371403"),
        ("371626", "371681"),
        ("370102", "370102"),
        ("330106", "330106"),
        ("370199", None),
        ("990100", None),
    ],
)
def test_current_code(code: str, now: str | None) -> None:
    assert divisions.current(code) == now


def test_a_code_is_valid_in_its_years() -> None:
    laiwu = divisions.division("371202")
    assert laiwu is not None
    assert laiwu.valid_in(2018)
    assert not laiwu.valid_in(2019)
    zhangqiu = divisions.division("370114")
    assert zhangqiu is not None
    assert not zhangqiu.valid_in(2015)


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("济南市历下区", None, "370102"),
        ("历下区", "370100", "370102"),
        ("历下", "370100", "370102"),
        ("市中区", "370400", "370402"),
        ("市中区", "370800", "370811"),  # 济宁's own went into 任城区
        ("市中区", None, None),
        ("济南市市中区", None, "370103"),
        ("荷泽市", None, "371700"),
        ("荷泽市牡丹区", None, "371702"),
        ("苍山县", None, "371324"),
        ("莱芜市莱城区", None, "370116"),
        ("山东省", None, "370000"),
        ("山东省青岛市即墨市", None, "370215"),
        ("山东省济南市历下区解放路街道", None, "370102001"),
        ("解放路街道", "370102", "370102001"),
        ("解放路街道", None, None),
        ("历下区", "370200", None),
        ("没有这个县", None, None),
        ("区", None, None),
    ],
)
def test_names_resolve_where_one_division_has_them(name: str, within: str | None, code: str | None) -> None:
    assert divisions.resolve(name, within) == code


def test_every_full_name_resolves_to_its_code() -> None:
    for code, row in divisions.table().rows.items():
        if not row.until:
            assert divisions.resolve(divisions.name_of(code)) == code, row.name


@pytest.mark.parametrize("name", ["洪家楼街道", "洪家楼", "洪家楼街道办事处", "洪家楼办事处"])
def test_townships_resolve_within_their_county(name: str) -> None:
    assert divisions.township(name, "370112") == "370112002"
    assert divisions.township(name, "370102") is None


def test_full_names() -> None:
    assert divisions.name_of("370112002") == "济南市历城区洪家楼街道"
    assert divisions.name_of("370100") == "济南市"
    assert divisions.name_of("370102001999") == "济南市历下区解放路街道"


@pytest.mark.parametrize("code", ["370102", "371202", "372822", "110105", "320124"])
def test_areas_of_identity_numbers_include_abolished_ones(code: str) -> None:
    assert divisions.is_area(code)


@pytest.mark.parametrize("code", ["000000", "999999", "379999", "119999"])
def test_what_never_was_a_county_is_no_area(code: str) -> None:
    assert not divisions.is_area(code)


def test_a_deployment_adds_its_own_rows(own: Path) -> None:
    own.write_text(
        'divisions:\n  - {code: "370191", name: 测试区}\ntownships:\n  370191:\n    "001": 甲乙街道\n', encoding="utf-8"
    )
    assert divisions.resolve("测试区") is None
    divisions.extend(own)
    divisions.extend(own)
    assert divisions.resolve("测试区") == "370191"
    assert divisions.township("甲乙", "370191") == "370191001"
    assert Division.parse("济南市测试区甲乙街道") == "370191001"
    assert divisions.resolve("历下区") == "370102"
    divisions.withdraw(own)
    assert divisions.resolve("测试区") is None


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('divisions:\n  - {code: "3701", name: 某}\n', 2, "code: String should match pattern '^\\d{6}(\\d{3}){0,2}$'"),
        ('divisions:\n  - {code: "370191", name: 某, successors: ["379998"]}\n', 2, "no division 379998"),
        ('townships:\n  379999:\n    "001": 甲乙街道\n', 3, "no county 379999"),
        ("counties: []\n", 1, "unknown keys ['counties']"),
        (
            'divisions:\n  - {code: "370191", name: 某}\n  - {code: "370191", name: 某}\n',
            3,
            "the code 370191 stands twice",
        ),
    ],
)
def test_wrong_rows_are_reported_and_change_nothing(own: Path, text: str, line: int, problem: str) -> None:
    own.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        divisions.extend(own)
    assert (caught.value.file, caught.value.line, caught.value.problem) == ("own.yml", line, problem)
    assert divisions.resolve("历下区") == "370102"
