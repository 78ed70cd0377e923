"""Cards are loaded whole or refused with file, line and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.answers import FAMILIES
from connectors.kinds.kinds import KINDS
from connectors.registry import SHIPPED, load_card, load_cards, stream_facts
from schema.errors import CardError

Write = Callable[[str], Path]
CARD = """\
source: minzheng_test
department: 民政
title: {zh: 试, en: test}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}/minzheng"}
streams:
  - name: people
    file: 名单_{division}_{month}.xlsx
    shape: roster
    serves: ["37"]
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    map:
      person: {national_id: 身份证号, name: 姓名}
      category:
        category: {const: dibao}
        tier: 档次
    ignore: [序号]
"""


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "test.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_card_of_these_tests_is_right(written: Write) -> None:
    stream = load_card(written(CARD)).stream("people")
    assert stream.full_name == "minzheng_test.people"
    national_id = stream.subjects["person"].national_id
    assert national_id is not None
    assert national_id.field == ("身份证号",)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem", "expected"),
    [
        (
            "    ignore: [序号]",
            "    ingore: [序号]",
            18,
            "unknown field ingore",
            "a field that cards of kind files have",
        ),
        (
            "    shape: roster",
            "    shape: list",
            9,
            "shape is wrong",
            "Input should be 'roster', 'register' or 'event'",
        ),
        ("    shape: roster\n", "", 7, "shape is missing", "the field shape of a card of kind files"),
        (
            "        tier: 档次",
            "        teir: 档次",
            17,
            "a category has no field teir",
            "one of valid_from, valid_until, category, tier, status",
        ),
        ("      category:\n", "      catgory:\n", 15, "no record catgory", None),
        ("        category: {const: dibao}", "        status: 状态", 15, "a category needs category", None),
        ("{const: dibao}", "{const: dibao, field: 类别}", 16, "category is wrong", None),
        ("{const: dibao}", "{field: 类别, codes: dibao_kinds}", 16, "no code table dibao_kinds", None),
        (
            "month: {file: month}}",
            "month: {file: term}}",
            11,
            "the file pattern has no {term}",
            "a placeholder of file",
        ),
        ("        tier: 档次", "        tier: 档次\n        subject: family", 18, "no subject family", None),
        ("        tier: 档次", "        tier: 档次\n        tier: 级", 18, "tier is there twice", "each name once"),
        ("kind: files", "kind: sql", 5, "url is missing", "the field url of a card of kind sql"),
        ("    serves: [", "    serves: [[", 11, None, "well-formed YAML"),
    ],
)
def test_a_wrong_card_names_file_line_and_reason(
    written: Write, right: str, wrong: str, line: int, problem: str, expected: str
) -> None:
    assert right in CARD
    path = written(CARD.replace(right, wrong))
    with pytest.raises(CardError) as caught:
        load_card(path)
    error = caught.value
    assert (error.file, error.line) == (str(path), line)
    assert problem is None or error.problem == problem
    assert expected is None or error.expected == expected


def test_a_sql_card_with_an_unknown_parameter_is_refused(written: Write) -> None:
    text = (SHIPPED / "yibao_cover.yml").read_text(encoding="utf-8").replace(">= :division", ">= :county")
    with pytest.raises(CardError) as caught:
        load_card(written(text))
    assert caught.value.problem == "no parameter :county"


def test_shipped_cards_serve_the_province_and_answer_each_topic_in_a_known_form() -> None:
    facts = stream_facts(load_cards())
    assert len({fact.name for fact in facts}) == len(facts) >= 17
    assert {fact.serves for fact in facts} == {("37",)}
    assert {topic.partition(":")[0] for fact in facts for topic in fact.answers} == FAMILIES - {"guardianship"}


def test_a_deployments_card_replaces_the_shipped_one(tmp_path: Path) -> None:
    own = CARD.replace("minzheng_test", "minzheng_dibao")
    (tmp_path / "dibao.yml").write_text(own, encoding="utf-8")
    cards = {card.source: card for card in load_cards([SHIPPED, tmp_path])}
    assert [stream.name for stream in cards["minzheng_dibao"].streams] == ["people"]
    assert len(cards) == len(load_cards())


def test_two_cards_of_one_source_in_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(CARD, encoding="utf-8")
    (tmp_path / "b.yml").write_text(CARD, encoding="utf-8")
    with pytest.raises(CardError, match=r"a\.yml has the same source name"):
        load_cards([tmp_path])


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("x: &a [*a]", "an alias (*name)"),
        ("x: &a [1, 1]\ny: [*a, *a]", "an alias (*name)"),
        ("x: " + "[" * 3000 + "]" * 3000, "lists and mappings in one another without end"),
        ("? [a, b]\n: c", "a name that is no text"),
        ("x: 2026-13-45", "a date or number in it is invalid"),
        ("x: " + "9" * 5000, "a date or number in it is invalid"),
        ("# \0", "it contains control characters"),
        ("x: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
    ],
)
def test_a_hostile_card_is_refused_and_neither_grows_nor_runs(written: Write, more: str, problem: str) -> None:
    with pytest.raises(CardError) as refused:
        load_card(written(f"{CARD}{more}\n"))
    assert refused.value.problem.startswith(problem)


def test_a_pattern_that_leaves_the_folder_of_its_source_is_refused(written: Write) -> None:
    for pattern in ("../geheim/*.csv", "/etc/{division}_{month}.csv", "a/../../b.csv"):
        with pytest.raises(CardError, match="inside the folder"):
            load_card(written(CARD.replace("名单_{division}_{month}.xlsx", pattern)))


@pytest.mark.parametrize("share", [".nan", ".inf", "1.5", "-0.1"])
@pytest.mark.parametrize("name", ["max_rejected", "max_ended", "filled"])
def test_a_share_that_is_none_is_refused_for_it_would_hold_nothing(written: Write, name: str, share: str) -> None:
    value = f"{{身份证号: {share}}}" if name == "filled" else share
    with pytest.raises(CardError):
        load_card(written(f"{CARD}    expect: {{{name}: {value}}}\n"))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("colour: red", "不认识的字段 colour；应为：files 类卡片有的字段"),
        ("schedule: {a: 1}", "字段 schedule 有误；应为：一段文本"),
        ("source: other", "source 写了两次；应为：每个名称只写一次"),
        ("contact: {name: 张科}", "缺少字段 phone；应为：files 类卡片的字段 phone"),
        ("x: *y", "使用了别名（*名称）"),
    ],
)
def test_what_is_wrong_with_a_card_is_told_in_chinese_too(written: Write, more: str, told: str) -> None:
    with pytest.raises(CardError) as refused:
        load_card(written(f"{CARD}{more}\n"))
    assert told in refused.value.told("zh")


def test_the_choices_of_a_field_are_told_in_chinese_too(written: Write) -> None:
    with pytest.raises(CardError) as refused:
        load_card(written(CARD.replace("kind: files", "kind: ftp")))
    kinds = "、".join(f"'{kind.name}'" for kind in KINDS)
    assert f"字段 kind 有误；应为：{kinds} 之一" in refused.value.told("zh")
