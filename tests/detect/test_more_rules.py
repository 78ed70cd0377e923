"""The 73rd rule is a row of data: rules that are not shipped, of kinds that are, judged without touching any code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schema.policy.policy import load_policy

ROWS = """\
region: "370000"
rules:
  - id: D05
    version: 1
    kind: exclude
    type: duplicate
    title: {zh: 孤儿生活费与困难残疾人生活补贴重复, en: orphan's allowance together with disability living allowance}
    sides: [{benefit: [orphan_living], scope: own}, {benefit: [disab_living], scope: own}]
    stops: [disab_living]
    effect: stop
    severity: high
    basis: 国发〔2015〕52号
    sentence: {zh: "{months}重复[，涉及{amount}]。", en: "Both in {months}[; {amount}]."}
  - id: D12
    version: 1
    kind: exclude
    type: duplicate
    title: {zh: 孤儿与事实无人抚养儿童, en: orphan and de-facto orphan}
    sides: [{benefit: [orphan_living], scope: own}, {benefit: [defacto_orphan_living], scope: own}]
    stops: [defacto_orphan_living]
    effect: stop
    severity: high
    basis: 民发〔2019〕62号
    sentence: {zh: "{months}重复。", en: "Both in {months}."}
  - id: D20
    version: 1
    kind: stop
    type: duplicate
    title: {zh: 退出低保未停发, en: goes on after leaving 低保}
    when: {none: [{category: [dibao, dibao_single]}]}
    items: [disab_living, elder_living, elder_nursing]
    yields_to: [D02, D03]
    effect: stop
    severity: high
    basis: 规定
    sentence: {zh: "{months}已退出低保，{items}未停发。", en: "Left 低保, and {items} went on in {months}."}
  - id: O17
    version: 1
    kind: require
    type: omission
    title: {zh: 低保老年人应享未享生活补贴, en: living allowance for elders not received}
    given: {all: [{category: [dibao]}, {age: {from: 60}}]}
    expect: {benefit: [elder_living], scope: own}
    due: [{item: elder_living}]
    look_back: 12
    effect: grant
    severity: medium
    basis: 规定
    sentence: {zh: "{months}未领取{items}。", en: "No {items} in {months}."}
"""


@pytest.fixture
def case(make_case: Any, tmp_path: Path) -> Any:
    file = tmp_path / "more.yml"
    file.write_text(ROWS, encoding="utf-8")
    case = make_case()
    case.policy = load_policy(file)
    case.person("P", "1966-05-20")
    return case


def test_two_more_exclusions(case: Any) -> None:
    case.award("P", "orphan_living", "2026-04/2026-07", 1900)
    case.award("P", "disab_living", "2026-06/2026-07", 183)
    case.award("P", "defacto_orphan_living", "2026-07/2026-07", 900)
    assert [(one.rule, one.months, one.amount) for one in case.evaluate(None, "P", rules=["D05", "D12"]).findings] == [
        ("D05", ("2026-06", "2026-07"), 36600),
        ("D12", ("2026-07",), 90000),
    ]


def test_one_more_stop_and_it_needs_the_absence_known(case: Any) -> None:
    case.dibao("X", "2025-01/2026-04", None, "P")
    case.award("P", "disab_living", "2025-01/2026-07", 183)
    case.uncover("minzheng_dibao.people", "2026-07/2026-07")
    (found,) = case.findings("X", "P", rule="D20")
    assert (found.months, found.amount) == (("2026-05", "2026-06"), 36600)
    assert {absence.stream for absence in found.absences} >= {"minzheng_dibao.people", "minzheng_dibao.families"}


def test_one_more_requirement_from_a_birthday_on(case: Any) -> None:
    case.dibao("X", "2025-01/2026-07", None, "P")
    (found,) = case.findings("X", "P", rule="O17")
    assert (found.months, found.items, found.amount) == (("2026-06", "2026-07"), ("elder_living",), None)
