"""A wrong row of policy is told with file, line and what was expected."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from schema.errors import PolicyError
from schema.policy.policy import FOLDER, load_policy

ROW = """\
region: "370000"
rules:
  - id: D05
    version: 1
    kind: exclude
    type: duplicate
    title: {zh: 孤儿与生活补贴, en: orphan and living allowance}
    sides:
      - {benefit: [orphan_living], scope: own}
      - {benefit: [disab_living], scope: own}
    stops: [disab_living]
    effect: stop
    severity: high
    yields_to: [D02]
    basis: 国发〔2015〕52号
    sentence: {zh: "{months}重复。", en: "Both in {months}."}
"""


def read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "own.yml"
    file.write_text(text, encoding="utf-8")
    load_policy(file)


def test_the_row_itself_is_right(tmp_path: Path) -> None:
    read(tmp_path, ROW)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem"),
    [
        ("benefit: [orphan_living]", "benefit: [orphan_livin]", 9, "no item orphan_livin"),
        ("stops: [disab_living]", "stops: [disab_livin]", 11, "no item disab_livin"),
        ("{benefit: [orphan_living], scope: own}", "{category: [orphan]}", 9, "no category orphan"),
        ("{benefit: [orphan_living], scope: own}", "{named: orphan}", 9, "no condition orphan"),
        ("yields_to: [D02]", "yields_to: [D99]", 14, "no rule D99"),
        ("effect: stop", "effect: halt", 12, "effect"),
        ("severity: high", "severity: high\n    colour: red", 14, "colour"),
        ("kind: exclude", "kind: forbid", 3, "kind"),
        ("scope: own}\n    stops", "scope: mine}\n    stops", 10, "scope"),
        ("{months}重复", "{name}重复", 16, "not name"),
        ("benefit: [orphan_living]", "benefits: [orphan_living]", 9, "exactly one of these keys"),
        ("version: 1", "version: 1\n    version: 2", 5, "version is written twice"),
        ("    stops: [disab_living]", "    two_places: {items: all}", 3, "exactly one of sides, two_places"),
        ("benefit: [disab_living]", "benefit: [dibian_status]", 10, "no item dibian_status"),
    ],
)
def test_a_mistake_is_told_where_it_stands(tmp_path: Path, right: str, wrong: str, line: int, problem: str) -> None:
    assert right in ROW
    with pytest.raises(PolicyError) as raised:
        read(tmp_path, ROW.replace(right, wrong, 1))
    assert (raised.value.file, raised.value.line) == ("own.yml", line)
    assert problem in raised.value.problem
    assert raised.value.expected


def test_a_parameter_that_is_not_on_file(tmp_path: Path) -> None:
    text = dedent(
        """\
        region: "370000"
        rules:
          - id: W03
            version: 1
            kind: threshold
            type: warning
            title: {zh: 支出, en: spending}
            spending: {months: 6, share: no_such_share, income: disposable_income}
            effect: review
            severity: low
            basis: 规定
            sentence: {zh: "超过。", en: "Over."}
        """
    )
    with pytest.raises(PolicyError, match=r"own.yml:8: no parameter no_such_share; expected a name of parameters"):
        read(tmp_path, text)


def test_a_personal_question_asked_of_a_household(tmp_path: Path) -> None:
    text = dedent(
        """\
        region: "370000"
        rules:
          - id: W04
            version: 1
            kind: threshold
            type: warning
            title: {zh: 死亡, en: death}
            member: {where: {death: month}, household: {any: [{category: [dibao]}, {certificate: {}}]}}
            effect: review
            severity: low
            basis: 规定
            sentence: {zh: "死亡。", en: "Died."}
        """
    )
    with pytest.raises(PolicyError, match="a household has no certificate"):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("limits: [D13]", "limits: [D99]", "no rule D99"),
        ("items: [temp_emergency]", "items: [temp_emergenc]", "no item temp_emergenc"),
        ("seam: 1", "seam: 1\n    items: [heating]", "exactly one of items, together, when, seam, built_in"),
        ("    basis: 《社会救助暂行办法》第九条；衔接月份不视为重复\n", "", "basis"),
    ],
)
def test_a_white_line_is_checked_too(tmp_path: Path, right: str, wrong: str, problem: str) -> None:
    for file in FOLDER.glob("*.yml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    white = tmp_path / "whitelist.yml"
    text = white.read_text(encoding="utf-8")
    assert right in text
    white.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PolicyError, match=problem) as raised:
        load_policy(folder=tmp_path)
    assert raised.value.file == "whitelist.yml"
    assert raised.value.line is not None


def test_a_condition_that_names_itself(tmp_path: Path) -> None:
    text = 'region: "370000"\nnamed:\n  one: {named: two}\n  two: {all: [{named: one}]}\n'
    with pytest.raises(PolicyError, match="names itself"):
        read(tmp_path, text)


def test_a_file_that_is_no_yaml(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"own.yml:3"):
        read(tmp_path, 'region: "370000"\nrules: [')


def test_the_sample_is_refused_with_its_line() -> None:
    sample = Path(__file__).parents[1] / "samples" / "policy_with_wrong_item.yml"
    with pytest.raises(PolicyError, match=r"policy_with_wrong_item\.yml:10: no item disab_livin"):
        load_policy(sample)
