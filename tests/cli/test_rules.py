"""``rules``: what is in force, one rule explained, policy files checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schema.policy.policy import FOLDER, load_policy

SAMPLE = Path(__file__).parents[1] / "samples" / "policy_with_wrong_item.yml"
OWN = """\
region: "370900"
rules:
  - id: D02
    version: 9
    kind: exclude
    type: duplicate
    title: {zh: 本市的规定, en: the city's own}
    sides:
      - {category: [tekun], scope: own}
      - {benefit: [disab_living], scope: own}
    stops: [disab_living]
    effect: stop
    severity: low
    basis: 规定
    sentence: {zh: "重复。", en: "Both."}
    until: 2026-01-01
"""


def test_the_list_is_what_is_in_force_with_region_and_version(aidchain: Any) -> None:
    listed = aidchain("rules", "list", "--region", "泰安", "--as-of", "2026-07-31", "--json")
    assert listed.status == 0
    assert [line["id"] for line in listed.lines] == [rule.id for rule in load_policy().for_region("370900")]
    (line,) = [line for line in listed.lines if line["id"] == "D01"]
    assert line == {
        "region": "000000",
        "id": "D01",
        "version": 1,
        "title": {"zh": "特困供养与低保重复", "en": "destitute support together with minimum living allowance"},
        "type": "duplicate",
        "severity": "high",
        "effect": "stop",
        "from": None,
        "until": None,
    }


def test_a_rule_is_explained_from_its_basis_to_its_sources(aidchain: Any) -> None:
    (shown,) = aidchain("rules", "show", "O03", "--region", "370000", "--as-of", "2026-07-31", "--json").lines
    assert shown["basis"].startswith("国发〔2015〕52号")
    assert shown["condition"][0]["zh"] == "符合："
    (table,) = (one for one in shown["parameters"] if one["name"] == "disab_living")
    assert {"1": "183", "2": "183", "3": "139", "4": "139"} in [value["amounts"] for value in table["values"]]
    topics = {one["topic"]: one["streams"] for one in shown["topics"]}
    assert topics["certificate"] == ["canlian_certificates.certificates"]


def test_a_figure_that_is_an_example_only_is_marked(aidchain: Any) -> None:
    shown = aidchain("rules", "show", "W01")
    assert shown.status == 0
    assert "none found (illustrative" in " ".join(shown.out.split())


def test_an_unknown_rule_division_or_day_is_wrong_use(aidchain: Any) -> None:
    assert aidchain("rules", "show", "D99").status == 2
    assert aidchain("rules", "list", "--region", "999999").status == 2
    assert aidchain("rules", "list", "--as-of", "2026-13-01").status == 2


def test_a_wrong_entry_is_refused_with_file_line_and_reason(aidchain: Any) -> None:
    refused = aidchain("rules", "check", str(SAMPLE))
    assert refused.status == 2
    assert "policy_with_wrong_item.yml:10: no item disab_livin" in refused.err


@pytest.mark.parametrize("path", [FOLDER, FOLDER / "national.yml", FOLDER / "whitelist.yml"])
def test_the_shipped_policy_is_right(aidchain: Any, path: Path) -> None:
    checked = aidchain("rules", "check", str(path), "--json")
    assert checked.status == 0
    assert checked.lines[0]["rules"] == len({rule.id for _, rule in load_policy().rules})


def test_a_folder_of_own_files_is_checked_beside_the_shipped_policy(aidchain: Any, tmp_path: Path) -> None:
    (tmp_path / "taian.yml").write_text(OWN, "utf-8")
    assert aidchain("rules", "check", str(tmp_path)).status == 0
    (tmp_path / "taian.yml").write_text(OWN.replace("    until: 2026-01-01", "    until: next year"), "utf-8")
    refused = aidchain("rules", "check", str(tmp_path))
    assert refused.status == 2
    assert "taian.yml:16:" in refused.err


def test_rules_that_yield_to_each_other_in_a_circle_are_refused(aidchain: Any, tmp_path: Path) -> None:
    (tmp_path / "taian.yml").write_text(OWN + "    yields_to: [D06]\n", "utf-8")
    own = OWN.replace("id: D02", "id: D03").replace("version: 9", "version: 9\n    yields_to: [D02]")
    (tmp_path / "more.yml").write_text(own, "utf-8")
    national = OWN.replace("id: D02", "id: D06").replace("version: 9", "version: 9\n    yields_to: [D03]")
    (tmp_path / "third.yml").write_text(national, "utf-8")
    refused = aidchain("rules", "check", str(tmp_path))
    assert refused.status == 2
    assert "circle" in refused.err


def test_an_empty_folder_is_wrong_use(aidchain: Any, tmp_path: Path) -> None:
    assert aidchain("rules", "check", str(tmp_path)).status == 2
