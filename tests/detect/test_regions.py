"""A rule in a prefecture's or county's own file is judged there, in the months in which people live there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hub.detect.compiled import compile_policy
from hub.detect.kinds.pattern import pattern_findings
from hub.detect.kinds.pattern_row import PatternFact, PatternRow
from schema.errors import PolicyError
from schema.policy.policy import load_policy

JINAN, RENCHENG, YUTAI = "370102", "370811", "370827"
"""A county of 济南, and two of 济宁."""

NURSING = """
  - id: D901
    version: 1
    kind: exclude
    type: duplicate
    title: {zh: 护理补贴与高龄津贴, en: nursing allowance and old-age allowance}
    sides: [{benefit: [disab_nursing], scope: own}, {benefit: [elder_age], scope: own}]
    stops: [disab_nursing]
    effect: stop
    severity: high
    basis: 本地规定
    sentence: {zh: "{months}重复。", en: "Both in {months}."}
"""
NEVER_BOTH = """
  - id: D01
    version: 7
    kind: exclude
    type: duplicate
    title: {zh: 本地的特困与低保, en: the prefecture's own}
    sides: [{category: [tekun], scope: own}, {category: [dibao], scope: household}]
    stops: [dibao_cash]
    effect: stop
    severity: low
    basis: 济宁规定
    sentence: {zh: "{months}重复。", en: "Both in {months}."}
"""
OWED = """
parameters:
  local_grant:
    title: {zh: 本地补助, en: local grant}
    unit: yuan a month
    values: [{region: "370800", from: 2000-01-01, amounts: {"": 50}, source: none found, illustrative: true}]
rules:
  - id: O901
    version: 1
    kind: require
    type: omission
    title: {zh: 本地应享, en: due here}
    given: {category: [dibao]}
    expect: {benefit: [elder_living], scope: own}
    due: [{item: elder_living, parameter: local_grant}]
    look_back: 12
    effect: grant
    severity: medium
    basis: 本地规定
    sentence: {zh: "{months}未领取。", en: "Not in {months}."}
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def made(region: str, text: str) -> Path:
        file = tmp_path / f"{region}.yml"
        start = "" if text.startswith("\nparameters") else "rules:"
        file.write_text(f'region: "{region}"\n{start}{text}', encoding="utf-8")
        return file

    return made


@pytest.fixture
def case_with(make_case: Any) -> Callable[..., Any]:
    def made(*files: Path) -> Any:
        case = make_case("2026-07-31", *files)
        for division in (RENCHENG, YUTAI):
            case.county(division)
        return case

    return made


def live(case: Any, person: str, division: str) -> None:
    case.person(person, "1940-01-01", hukou=division)


@pytest.mark.parametrize(("region", "found"), [("370800", ["P", "Q"]), (RENCHENG, ["P"]), ("370000", ["P", "Q", "R"])])
def test_a_rule_is_judged_for_the_homes_of_its_region_only(
    write: Any, case_with: Any, region: str, found: list[str]
) -> None:
    case = case_with(write(region, NURSING))
    for person, division in (("P", RENCHENG), ("Q", YUTAI), ("R", JINAN)):
        live(case, person, division)
        for item in ("disab_nursing", "elder_age"):
            case.award(person, item, "2026-06/2026-07", 100, division)
    judged = [case.evaluate(f"hukou-{at}", who, rules=["D901"]) for who, at in (("P", RENCHENG), ("Q", YUTAI))]
    judged.append(case.evaluate(f"hukou-{JINAN}", "R", rules=["D901"]))
    assert [one.subject for result in judged for one in result.findings] == found


def test_of_a_home_that_moved_the_months_in_the_region_count(write: Any, case_with: Any) -> None:
    case = case_with(write("370800", NURSING))
    case.person("P", "1940-01-01", hukou=None)
    for division, months in ((RENCHENG, "2026-03/2026-05"), (JINAN, "2026-06/2026-07")):
        case.household(division, "hukou")
        case.member("P", division, months, division=division)
    for item in ("disab_nursing", "elder_age"):
        case.award("P", item, "2026-04/2026-07", 100)
    (found,) = case.evaluate(JINAN, "P", rules=["D901"]).findings
    assert (found.months, found.amount) == (("2026-04", "2026-05"), 20000)


def both_statuses(case: Any, division: str, months: str) -> None:
    case.dibao(f"X-{division}", months, 800, "P", division=division)
    case.category("P", "tekun", months, division)


@pytest.mark.parametrize(("division", "version", "severity"), [(RENCHENG, 7, "low"), (JINAN, 1, "high")])
def test_a_regions_own_rule_replaces_the_national_one_there_and_nowhere_else(
    write: Any, case_with: Any, division: str, version: int, severity: str
) -> None:
    case = case_with(write("370800", NEVER_BOTH))
    live(case, "P", division)
    both_statuses(case, division, "2026-06/2026-07")
    (found,) = case.findings(f"X-{division}", "P", rule="D01")
    assert (found.version, found.severity, found.months) == (version, severity, ("2026-06", "2026-07"))


@pytest.mark.parametrize(
    ("first", "then", "version"), [(RENCHENG, JINAN, 1), (JINAN, RENCHENG, 7)], ids=["away", "into"]
)
def test_of_a_home_that_moved_between_two_rules_of_one_id_one_finding_stands(
    write: Any, case_with: Any, first: str, then: str, version: int
) -> None:
    case = case_with(write("370800", NEVER_BOTH))
    case.person("P", "1940-01-01", hukou=None)
    both_statuses(case, first, "2026-02/2026-04")
    both_statuses(case, then, "2026-05/2026-07")
    (found,) = case.findings(f"X-{then}", "P", rule="D01")
    assert (found.version, found.months) == (version, ("2026-05", "2026-06", "2026-07"))


def test_a_rule_yields_to_the_regions_own_one(write: Any, case_with: Any) -> None:
    yielding = NURSING.replace("D901", "D902").replace("stops:", "yields_to: [D901]\n    stops:")
    case = case_with(write("000000", yielding), write("370800", NURSING))
    for person, division in (("P", RENCHENG), ("R", JINAN)):
        live(case, person, division)
        for item in ("disab_nursing", "elder_age"):
            case.award(person, item, "2026-07/2026-07", 100, division)
    found = [*case.evaluate(f"hukou-{RENCHENG}", "P").findings, *case.evaluate(f"hukou-{JINAN}", "R").findings]
    assert [(one.rule, one.subject) for one in found if one.rule in {"D901", "D902"}] == [("D901", "P"), ("D902", "R")]


def test_elsewhere_nothing_is_due_and_nothing_is_held_back(write: Any, case_with: Any) -> None:
    case = case_with(write("370800", OWED))
    for person, division in (("P", RENCHENG), ("R", JINAN)):
        live(case, person, division)
        case.dibao(f"X-{division}", "2026-05/2026-07", 800, person, division=division)
        case.uncover("minzheng_elder.register", "2026-07/2026-07", division)
    here = case.evaluate(f"X-{RENCHENG}", "P", rules=["O901"])
    assert [(one.months, one.amount) for one in here.findings] == [(("2026-05", "2026-06"), 10000)]
    assert [one.months for one in here.held_back] == [("2026-07",)]
    there = case.evaluate(f"X-{JINAN}", "R", rules=["O901"])
    assert (there.findings, there.held_back) == ((), ())


def test_an_anchor_is_judged_by_the_rule_of_its_place(write: Any, case_with: Any) -> None:
    shared = """
  - id: D938
    version: 1
    kind: pattern
    type: duplicate
    title: {zh: 共用账户, en: shared account}
    statement: patterns/shared_account
    anchor: account
    test: several
    effect: review
    severity: low
    basis: 本地规定
    sentence: {zh: "{months}共用。", en: "Shared in {months}."}
"""
    compiled = compile_policy(case_with(write("370800", shared)).policy)
    ((rule, where),) = [one for one in compiled.patterns if one[0].id == "D938"]

    def rows(division: str) -> list[PatternRow]:
        return [PatternRow(f"account-{division}", person, (_paid(person, division),)) for person in ("P", "Q")]

    found = pattern_findings(rule, [*rows(RENCHENG), *rows(JINAN)], compiled.parameters, date(2026, 7, 31), where)
    assert [one.discriminator for one in found] == [f"account-{RENCHENG}"]


def _paid(person: str, division: str) -> PatternFact:
    return PatternFact("payment", f"f-{person}", "disab_living", "2026-05", 100, None, "pay.list", division, "run", 1)


def test_rules_that_yield_in_a_circle_are_refused(write: Any) -> None:
    one = NURSING.replace("stops:", "yields_to: [D902]\n    stops:")
    other = NURSING.replace("D901", "D902").replace("stops:", "yields_to: [D901]\n    stops:")
    with pytest.raises(PolicyError, match="circle"):
        compile_policy(load_policy(write("000000", one), write("370800", other)))
