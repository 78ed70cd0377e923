"""What the white list takes out: items, pairs, months of a condition, seams; each line limits the rules it names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schema.policy.policy import FOLDER, load_policy

GRACE = """
  - id: probation
    title: {zh: 测试, en: months beside a status}
    limits: [D02]
    when: {category: [dibian], scope: own}
    basis: 测试
  - id: pair
    title: {zh: 测试, en: a lawful pair}
    limits: [D06]
    together: [disab_nursing, elder_nursing]
    basis: 测试
"""


@pytest.fixture
def case(make_case: Any, tmp_path: Path) -> Any:
    for file in FOLDER.glob("*.yml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    white = tmp_path / "whitelist.yml"
    white.write_text(white.read_text(encoding="utf-8") + GRACE, encoding="utf-8")
    case = make_case()
    case.policy = load_policy(folder=tmp_path)
    case.person("P", "1950-01-01")
    return case


def test_months_of_a_condition_are_lawful_for_the_rules_it_limits_only(case: Any) -> None:
    case.category("P", "tekun", "2026-04/2026-07")
    case.category("P", "dibian", "2026-05/2026-06")
    for item in ("disab_living", "disab_nursing"):
        case.award("P", item, "2026-04/2026-07", 100)
    (limited,) = case.findings(None, "P", rule="D02")
    (free,) = case.findings(None, "P", rule="D03")
    assert limited.months == ("2026-04", "2026-07")
    assert free.months == ("2026-04", "2026-05", "2026-06", "2026-07")


def test_a_lawful_pair_is_no_conflict(case: Any) -> None:
    case.award("P", "disab_nursing", "2026-04/2026-07", 139)
    case.award("P", "elder_nursing", "2026-04/2026-07", 80)
    assert case.findings(None, "P", rule="D06") == []
