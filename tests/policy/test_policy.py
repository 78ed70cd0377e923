"""The shipped policy: every row is checked here by enumeration."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from schema.catalogue.catalogue import catalogue
from schema.policy.policy import FOLDER, SCHEMA, Policy, json_schema, load_policy
from schema.policy.rule import Exclude, Require

SETTLED = [
    *("D01", "D02", "D03", "D06", "D11", "D13", "D14", "D16", "D23", "D38"),
    *("O03", "O04", "O07", "O15", "O31", "W01", "W02"),
]
"""The rules of the first thread; others are added to their file alone."""
SHIPPED = [rule.id for rule in load_policy().for_region("370000")]
KINDS = {
    *("exclude", "higher", "difference", "stop", "moved", "once_per", "above_need", "twice", "require", "threshold"),
    "pattern",
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


def test_the_settled_rules_and_every_kind_are_shipped(policy: Policy) -> None:
    rules = policy.for_region("370000")
    assert {rule.id for rule in rules} >= set(SETTLED)
    assert {rule.kind for rule in rules} == KINDS


def test_the_letter_of_a_rule_is_its_type(policy: Policy) -> None:
    letters = {"D": "duplicate", "O": "omission", "W": "warning", "P": "warning"}
    assert all(rule.type == letters[rule.id[0]] for rule in policy.for_region("370000"))


@pytest.mark.parametrize("rule", SHIPPED)
def test_a_rule_says_in_two_languages_why_and_on_what_basis(policy: Policy, rule: str) -> None:
    found = next(one for one in policy.for_region("370000") if one.id == rule)
    assert re.search(r"[一-鿿]", found.basis)
    assert re.search(r"[一-鿿]", found.title.zh)
    assert found.sentence.zh.endswith("。")
    assert found.sentence.en.endswith(".")
    assert found.sentence.zh.count("[") == found.sentence.zh.count("]")


def test_omissions_look_back_twelve_months_and_duplicates_as_far_as_the_window(policy: Policy) -> None:
    rules = {rule.id: rule for rule in policy.for_region("370000")}
    assert {id: rules[id].look_back for id in ("O03", "O04", "O15", "O31")} == dict.fromkeys(
        ("O03", "O04", "O15", "O31"), 12
    )
    assert rules["O31"].lag == 1
    assert all(rules[id].look_back is None for id in SETTLED if id.startswith("D"))


def test_death_yields_to_nothing(policy: Policy) -> None:
    rules = {rule.id: rule for rule in policy.for_region("370000")}
    assert rules["D16"].yields_to == ()
    assert rules["D06"].yields_to == ("D03", "D04")


def test_every_white_line_has_its_basis_and_names_rules(policy: Policy) -> None:
    lines = {line.id: line for line in policy.white}
    assert len(lines) == len(policy.white) >= 12
    assert all(line.basis and line.limits for line in policy.white)
    assert lines["after_death"].items == ("tekun_funeral", "funeral_waiver", "dis_bereave")
    assert lines["place_of_event"].limits == ("D13",)
    assert lines["moving_seam"].seam == 1
    assert lines["orphan_and_nursing"].limits == ("D05",)


def test_what_is_owed_monthly_is_an_item_of_the_month(policy: Policy) -> None:
    paid = next(rule for rule in policy.for_region("370000") if isinstance(rule, Require) and rule.paid is not None)
    assert paid.paid is not None
    assert all(catalogue().items[item].monthly for item in paid.paid.items)


def test_figures_by_region_and_date(policy: Policy) -> None:
    day = date(2026, 7, 1)
    figures = policy.parameters
    assert figures.get("dibao_standard", "370102", day, "urban") == Decimal(1020)
    assert figures.get("dibao_standard", "370203", day, "urban") == Decimal(950)
    assert figures.get("dibao_standard", "410102", day, "urban") is None
    assert figures.fen("disab_living", "370203", day, "3") == 13900
    assert figures.fen("elder_nursing", "370203", date(2018, 12, 31)) is None
    assert figures.fen("disposable_income", "370102", day, "2025") == 4418000


def test_figures_without_a_source_are_marked(policy: Policy) -> None:
    for file in FOLDER.glob("*.yml"):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for table in content.get("parameters", {}).values():
            for value in table["values"]:
                assert value.get("illustrative", False) == (value["source"] == "none found")


def test_a_prefectures_own_figure_wins_from_its_day_on(policy: Policy) -> None:
    sources = {
        (name, value.region): (value.from_, value.source)
        for name in ("disab_living", "disab_nursing", "spending_share", "elder_living_class", "edu_term_amount")
        for value in policy.parameters.table(name).values
    }
    assert sources["disab_living", "370900"] == (date(2023, 1, 1), "[TA2] 泰安 2023")
    assert sources["disab_nursing", "370900"] == (date(2023, 1, 1), "[TA2] 泰安 2023")
    assert sources["spending_share", "370300"] == (date(2025, 1, 1), "[ZBM] 淄博 2025")
    assert sources["edu_term_amount", "371500"][0] == date(2025, 2, 1)
    day = date(2026, 7, 1)
    classes = [policy.parameters.get("elder_living_class", county, day) for county in ("370811", "370102")]
    assert classes == [1, 0]


@pytest.mark.parametrize("file", ["taian", "zibo", "jining", "liaocheng"])
def test_a_prefectures_file_speaks_for_the_prefecture_only(file: str) -> None:
    content = yaml.safe_load((FOLDER / f"{file}.yml").read_text(encoding="utf-8"))
    for table in content["parameters"].values():
        assert {value["region"] for value in table["values"]} == {content["region"]}


def test_the_published_json_schema_is_the_one_of_the_models() -> None:
    assert json.loads((FOLDER / SCHEMA).read_text(encoding="utf-8")) == json_schema()


def test_a_provinces_rule_replaces_the_national_one_in_its_region(tmp_path: Path) -> None:
    national = yaml.safe_load((FOLDER / "national.yml").read_text(encoding="utf-8"))
    rule = next(rule for rule in national["rules"] if rule["id"] == "D02") | {"version": 7}
    own = tmp_path / "henan.yml"
    own.write_text(yaml.safe_dump({"region": "410000", "rules": [rule]}, allow_unicode=True), encoding="utf-8")
    policy = load_policy(own)
    versions = {
        region: next(one.version for one in policy.for_region(region) if one.id == "D02")
        for region in ("410000", "410100", "370000")
    }
    assert versions == {"410000": 7, "410100": 7, "370000": 1}
    assert all(isinstance(one, Exclude) for _, one in policy.rules if one.id == "D02")
