"""Cards whose scope cannot be followed, or whose facts could have no month, are refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.registry import load_card
from schema.errors import CardError

CARD = """\
source: t_card
department: 民政
title: {zh: 试, en: test}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    file: "名单_{division}_{month}.csv"
    shape: register
    serves: ["37"]
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      category:
        category: {const: dibao}
        valid_from: 开始
"""
SCOPE = "    scope: {division: {file: division}, month: {file: month}}"
BY_ROW = "month: {column: 月份}"


def written(folder: Path, text: str) -> Path:
    path = folder / "card.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_card_of_these_tests_is_right(tmp_path: Path) -> None:
    assert load_card(written(tmp_path, CARD)).streams


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem"),
    [
        ("        valid_from: 开始\n", "", 15, "a category without dates of its own is in force in no month"),
        ("        valid_from: 开始", "        valid_until: 截止", 15, "a category without dates of its own"),
        ("        valid_from: 开始", "        period: {field: 起止}", 17, "it does not say whether the last day"),
        (
            "        valid_from: 开始",
            "        valid_from: 开始\n        period: {field: 起止, until: included}",
            18,
            "period beside valid_from or valid_until",
        ),
        ("    shape: register\n" + '    serves: ["37"]\n' + SCOPE, None, 11, "a roster that names no month"),
        ("{file: division}", "{file: division, every: true}", 11, "every is for counties that a column names"),
        ("{file: division}", "{const: 市中区}", 11, "a constant that cannot be read: invalid_division"),
        ("month: {file: month}", "month: {const: 第五季度}", 11, "a constant that cannot be read: invalid_month"),
        ("month: {file: month}", "month: {file: month}, months: {const: 2026年}", 11, "months beside a month"),
        ("month: {file: month}", BY_ROW + ", months: {from: 2026-07, until: 2026-01}", 11, "from after until"),
        ("month: {file: month}", BY_ROW + ", months: {from: 2026-07}", 11, "months is wrong"),
        ("month: {file: month}", BY_ROW + ", months: {file: period}", 11, "the file pattern has no {period}"),
        ("month: {file: month}", BY_ROW + ", batch: {column: 批次}", 11, "a batch comes from the file's name only"),
        (
            "division: {file: division}, month: {file: month}",
            "division: {column: 区划, every: true}, " + BY_ROW,
            11,
            "every county is answered for, but for no month",
        ),
    ],
)
def test_what_cannot_be_followed_is_refused(
    tmp_path: Path, right: str, wrong: str | None, line: int, problem: str
) -> None:
    if wrong is None:
        wrong = '    shape: roster\n    serves: ["37"]\n    scope: {division: {file: division}}'
    assert right in CARD
    path = written(tmp_path, CARD.replace(right, wrong))
    with pytest.raises(CardError) as caught:
        load_card(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert caught.value.problem.startswith(problem)
    assert caught.value.told("zh") != str(caught.value)


@pytest.mark.parametrize(
    "scope",
    [
        "{division: {const: 历下区}, month: {column: 月份}}",
        "{division: {column: 区划}, month: {file: month}}",
        "{division: {title: true}, month: {columns: [年份, 月份]}, months: {rows: true}}",
        "{division: {column: 区划, every: true}, month: {column: 月份}, months: {from: 2026-01, until: 2026-06}}",
        "{division: {file: division}, month: {const: 2026年}}",
        "{division: {file: division}}",
    ],
)
def test_division_and_month_are_declared_in_any_way(tmp_path: Path, scope: str) -> None:
    assert load_card(written(tmp_path, CARD.replace(SCOPE, f"    scope: {scope}"))).streams


@pytest.mark.parametrize("dates", ["awarded_on: 日期", "school_year: 学年\n        term: {const: spring}"])
def test_a_benefit_may_be_dated_by_its_award(tmp_path: Path, dates: str) -> None:
    text = CARD.replace(
        "category:\n        category: {const: dibao}", "benefit:\n        item: {const: edu_high_grant}"
    )
    assert load_card(written(tmp_path, text.replace("valid_from: 开始", dates))).streams
