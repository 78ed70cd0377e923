"""The catalogue is whole and consistent, and a wrong line of it is reported where it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from schema.catalogue.catalogue import FOLDER, Category, Item, Kind, Level, Nature, Unit, catalogue, read_catalogue
from schema.errors import CatalogueError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("categories.yml", "items.yml"):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first ``old`` and return the line on which it stood."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    place = text.index(old)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[:place].count("\n") + 1


def test_all_60_lines_of_the_policy_are_there_in_order_and_what_a_region_adds_follows() -> None:
    lines = [item.line for item in catalogue().items.values()]
    assert lines[:60] == list(range(1, 61))
    assert lines == list(range(1, len(lines) + 1))


def test_the_seven_categories_are_in_their_order_of_preference() -> None:
    assert list(catalogue().categories) == ["tekun", "dibao", "dibao_single", "dibian", "gangxing", "fanpin", "other"]
    assert [category.order for category in catalogue().categories.values()] == [1, 2, 3, 4, 5, 6, 7]


def test_exclusive_categories_are_those_of_one_month() -> None:
    exclusive = [category.code for category in catalogue().categories.values() if category.exclusive]
    assert exclusive == ["tekun", "dibao", "dibian", "gangxing"]


@pytest.mark.parametrize(
    ("code", "level", "kind", "unit", "nature"),
    [
        ("dibao_cash", Level.HOUSEHOLD, Kind.CASH_MONTHLY, Unit.MONTH, Nature.BASIC),
        ("dibao_topup", Level.PERSON, Kind.CASH_MONTHLY, Unit.MONTH, Nature.BASIC),
        ("disab_living", Level.PERSON, Kind.CASH_MONTHLY, Unit.MONTH, Nature.LIVING),
        ("disab_nursing", Level.PERSON, Kind.CASH_MONTHLY, Unit.MONTH, Nature.NURSING),
        ("elder_living", Level.PERSON, Kind.CASH_MONTHLY, Unit.MONTH, Nature.LIVING),
        ("elder_nursing", Level.PERSON, Kind.CASH_MONTHLY, Unit.MONTH, Nature.NURSING),
        ("edu_high_grant", Level.PERSON, Kind.CASH_ONCE, Unit.TERM, Nature.EDUCATION),
        ("med_premium", Level.PERSON, Kind.FEE_WAIVER, Unit.YEAR, Nature.INSURANCE),
        ("heating", Level.HOUSEHOLD, Kind.CASH_ONCE, Unit.SEASON, Nature.UTILITY),
        ("dis_winter_spring", Level.HOUSEHOLD, Kind.CASH_ONCE, Unit.SEASON, Nature.DISASTER),
        ("temp_emergency", Level.HOUSEHOLD, Kind.CASH_ONCE, Unit.ONCE, Nature.TEMPORARY),
    ],
)
def test_items_are_what_the_policy_says(code: str, level: Level, kind: Kind, unit: Unit, nature: Nature) -> None:
    item = catalogue().items[code]
    assert (item.level, item.kind, item.unit, item.nature) == (level, kind, unit, nature)


def test_only_nursing_allowances_are_nursing() -> None:
    nursing = [item.code for item in catalogue().items.values() if item.nature is Nature.NURSING]
    assert nursing == ["disab_nursing", "elder_nursing", "work_injury_care", "ltc_benefit"]


def test_lines_7_and_8_are_statuses_of_a_category() -> None:
    statuses = {item.code: item.category for item in catalogue().items.values() if item.status_only}
    assert statuses == {"dibian_status": "dibian", "gangxing_status": "gangxing"}


def test_the_top_up_is_paid_with_the_guarantee() -> None:
    assert catalogue().paid_in_one_sum("dibao_cash") == ("dibao_cash", "dibao_topup")
    assert catalogue().paid_in_one_sum("dibao_topup") == ("dibao_cash", "dibao_topup")
    assert catalogue().paid_in_one_sum("disab_living") == ("disab_living",)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("城乡低保金", "dibao_cash"),
        ("单人保低保金", "dibao_single_cash"),
        ("特困基本生活费", "tekun_living"),
        ("特困照料护理费", "tekun_care"),
        ("困难残疾人生活补贴", "disab_living"),
        ("重度残疾人护理补贴", "disab_nursing"),
        ("高龄津贴", "elder_age"),
        ("经济困难老年人生活补贴", "elder_living"),
        ("经济困难老年人护理补贴", "elder_nursing"),
        ("孤儿基本生活费", "orphan_living"),
        ("事实无人抚养儿童生活补贴", "defacto_orphan_living"),
    ],
)
def test_the_treasurys_labels_lead_to_items(label: str, code: str) -> None:
    assert catalogue().item_of(label) == code


def test_every_entry_has_both_titles_a_department_and_a_basis() -> None:
    entries: list[Category | Item] = [*catalogue().categories.values(), *catalogue().items.values()]
    for entry in entries:
        assert entry.zh
        assert entry.en.isascii()
        assert entry.department
        assert entry.basis


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("items.yml", "paid_with: dibao_cash", "paid_with: dibao_kash", "no item dibao_kash"),
        ("items.yml", "category: dibian", "category: dibyan", "no category dibyan"),
        ("items.yml", "unit: season", "unit: winter", "unit"),
        ("items.yml", "class: nursing", "class: nursery", "class"),
        ("items.yml", "code: tekun_care", "code: tekun_living", "tekun_living stands twice"),
        ("items.yml", "code: tekun_care", "code: Tekun-Care", "code"),
        ("items.yml", "    level: person", "    lebel: person", "lebel"),
        ("categories.yml", "unit: household", "unit: family", "unit"),
        ("categories.yml", "also: [单人户低保", "also: [低保", "低保 means dibao already"),
    ],
)
def test_a_wrong_code_is_reported_with_file_and_line(copy: Path, name: str, old: str, new: str, problem: str) -> None:
    line = change(copy, name, old, new)
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(copy)
    assert caught.value.file == name
    assert caught.value.line == line
    assert problem in caught.value.problem
    assert caught.value.expected
