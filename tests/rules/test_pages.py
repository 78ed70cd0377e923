"""Every rule has a proven example and a page, and the committed pages are those that are generated."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from hub.rules.example import EXAMPLES, Example, examples, read
from hub.rules.pages import FOLDER, pages
from hub.rules.prove import findings
from schema.errors import PolicyError
from schema.policy.policy import load_policy
from schema.policy.rule import Rule

POLICY = load_policy()
RULES: dict[str, tuple[str, Rule]] = {}
for region, one in POLICY.rules:
    RULES.setdefault(one.id, (region, one))
IDS = sorted(RULES)
EXAMPLE = """\
raises:
  title: {zh: 例, en: example}
  people: {P: {}}
  facts:
    - {fact: benefit, of: P, item: disab_living, amount: 139, months: 2026-06/2026-07}
  finds: {months: [2026-06]}
spares:
  title: {zh: 例, en: example}
  people: {P: {}}
"""


@pytest.fixture(scope="module")
def shown() -> dict[str, Example]:
    return examples()


@pytest.mark.parametrize("id", IDS)
def test_a_rule_finds_what_its_example_says_and_nothing_in_the_other(id: str, shown: dict[str, Example]) -> None:
    assert id in shown, f"{id} has no example: write {EXAMPLES / id}.yml and run python -m hub.rules.pages"
    example, expected = shown[id], shown[id].raises.finds
    assert expected is not None
    (found,) = findings(POLICY, RULES[id][1], example.raises)
    amount = None if found.amount is None else Decimal(found.amount) / 100
    assert (found.months, amount) == (expected.months, expected.amount)
    assert findings(POLICY, RULES[id][1], example.spares) == []


def test_an_example_is_of_a_rule(shown: dict[str, Example]) -> None:
    assert sorted(shown.keys() - RULES.keys()) == []


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize("name", ["README.md", *(f"{id}.md" for id in IDS)])
def test_the_committed_page_is_the_generated_one(name: str, made: dict[str, str]) -> None:
    file = FOLDER / name
    assert file.exists(), f"{name} is missing: run python -m hub.rules.pages"
    assert file.read_text("utf-8") == made[name], f"{name} is out of date: run python -m hub.rules.pages"


def test_no_page_is_left_of_a_rule_that_is_gone(made: dict[str, str]) -> None:
    assert sorted(file.name for file in FOLDER.glob("*.md")) == sorted(made)


def test_a_page_says_what_no_source_delivers_and_what_the_engine_says(made: dict[str, str]) -> None:
    assert "**没有来源提供 · no source delivers this**" in made["D11.md"]
    assert "> 2026-06至2026-07同时为特困人员和低保家庭成员，两者不得同时享受，涉及低保金800.00元。" in made["D01.md"]
    assert "> 不提示 · nothing is raised" in made["D01.md"]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem"),
    [
        ("fact: benefit", "fact: benefits", 5, "no record benefits"),
        ("of: P", "of: Q", 2, "Q is neither among people nor among households"),
        ("amount: 139", "sum: 139", 5, "benefit has no field sum"),
        ("of: P", "of: P, to: P", 5, "benefit has no other end"),
        ("  finds: {months: [2026-06]}\n", "", 1, "raises says what it finds"),
    ],
)
def test_a_wrong_example_is_told_with_file_and_line(
    tmp_path: Path, right: str, wrong: str, line: int, problem: str
) -> None:
    file = tmp_path / "D99.yml"
    file.write_text(EXAMPLE, "utf-8")
    assert read(file).raises.finds is not None
    assert right in EXAMPLE
    file.write_text(EXAMPLE.replace(right, wrong, 1), "utf-8")
    with pytest.raises(PolicyError) as raised:
        read(file)
    assert (raised.value.file, raised.value.line) == ("D99.yml", line)
    assert problem in raised.value.problem
