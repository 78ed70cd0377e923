"""Code tables: every shipped one, and what is said about a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema.catalogue.code_table import code_table, read_table, table_names
from schema.errors import CatalogueError, InvalidValueError
from schema.values.reason import Reason

TABLE = """\
table: size
title: {zh: 大小, en: Size}
standard: none
codes:
  - {code: "1", zh: 大, en: large, also: [特大]}
  - {code: "2", zh: 小, en: small}
"""


def wrong(tmp_path: Path, text: str) -> CatalogueError:
    file = tmp_path / "size.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_table(file)
    assert caught.value.file == "size.yml"
    return caught.value


def test_the_tables_that_cards_name_are_there() -> None:
    assert table_names() == (
        "ability_grade",
        "cause",
        "disability_category",
        "disability_grade",
        "disability_status",
        "insurance_scheme",
        "relation",
        "sex",
    )


@pytest.mark.parametrize("name", table_names())
def test_every_code_and_label_of_a_table_leads_to_its_code(name: str) -> None:
    table = code_table(name)
    assert table.name == name
    assert table.title.keys() == {"zh", "en"}
    assert table.standard
    for code, entry in table.codes.items():
        assert code in table
        for label in (code, entry.zh, *entry.also):
            assert table.parse(label) == code
        assert (table.zh(code), table.en(code)) == (entry.zh, entry.en)
    assert set(table.labels.values()) == table.codes.keys()


def test_relation_is_the_whole_standard() -> None:
    expected = ["01", "02", "10", "11", "12", *(str(code) for code in range(20, 100))]
    assert list(code_table("relation").codes) == expected


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("火灾", "fire"),
        ("交通事故", "traffic_accident"),
        ("突发重病", "sudden_illness"),
        ("因病支出", "medical_cost"),
        ("因学支出", "education_cost"),
        ("自然灾害", "natural_disaster"),
    ],
)
def test_causes_of_temporary_aid(label: str, code: str) -> None:
    assert code_table("cause").parse(label) == code


def test_labels_are_read_however_they_are_typed() -> None:
    assert code_table("disability_category").parse(" 肢 体\n残疾") == "4"
    assert code_table("disability_grade").parse("１级") == "1"
    assert code_table("sex").parse("1.0") == "1"
    assert code_table("relation").parse(10) == "10"


def test_what_is_not_in_the_table_is_unknown_and_not_repeated() -> None:
    assert code_table("cause").find("其他") is None
    with pytest.raises(InvalidValueError) as caught:
        code_table("cause").parse("其他原因甲")
    assert caught.value.reason == Reason.UNKNOWN_CODE
    assert "其他原因甲" not in str(caught.value)


def test_a_table_that_is_not_shipped_is_named_with_those_that_are() -> None:
    with pytest.raises(CatalogueError, match="no such code table; expected one of ability_grade, cause, disab"):
        code_table("colour")
    with pytest.raises(CatalogueError, match="no such code table"):
        code_table("../items")


def test_a_deployments_own_table_is_read(tmp_path: Path) -> None:
    file = tmp_path / "size.yml"
    file.write_text(TABLE, encoding="utf-8")
    assert read_table(file).parse("特大") == "1"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('code: "2"', 'code: "1"', 6, "the code 1 stands twice"),
        ("zh: 小", "zh: 特大", 6, "特大 means 1 already"),
        ('code: "2"', "code: 2", 6, "code: Input should be a valid string"),
        (", en: small", "", 6, "en: Field required"),
        ("en: small", "en: small, size: 3", 6, "size: Extra inputs are not permitted"),
        ("codes:", "kodes:", 1, "no list of codes"),
        ("table: size", "table: sise", 1, "the table is called sise"),
        ("standard: none", "table: size", 3, "the key table is written twice"),
        ("[特大]}", "[特大}", 5, "did not find expected ',' or ']'"),
    ],
)
def test_a_wrong_table_is_reported_with_its_line(tmp_path: Path, old: str, new: str, line: int, problem: str) -> None:
    error = wrong(tmp_path, TABLE.replace(old, new))
    assert (error.line, error.problem) == (line, problem)


def test_a_file_that_is_not_utf_8_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "size.yml"
    file.write_bytes(TABLE.encode("gb18030"))
    with pytest.raises(CatalogueError, match="expected a file in UTF-8"):
        read_table(file)
