"""Conditions in words, and the sources that a rule rests on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import TypeAdapter

from hub.rules import conditions, fields
from hub.rules.fields import HEADINGS
from hub.rules.rests import asked, rule_parameters, rule_topics
from schema.policy.condition import Condition
from schema.policy.policy import Policy, load_policy
from schema.policy.rule import Rule

POLICY = load_policy()
RULES = [(region, rule) for region, rule in POLICY.rules]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return POLICY


def rule(id: str) -> Rule:
    return next(one for _, one in RULES if one.id == id)


def told(condition: Any) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    line = conditions.line(adapter.validate_python(condition), POLICY)
    return list(line.rows("zh")), list(line.rows("en"))


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        ({"category": ["tekun"], "scope": "own"}, "本人的身份类别为特困人员", "category of the person: "),
        ({"payment": ["disab_living"], "scope": "own"}, "本人当月发放困难残疾人生活补贴", "the person is paid "),
        ({"certificate": {"grades": [1, 2]}}, "残疾证状态为持证，等级为一级、二级", "a disability certificate, valid"),
        ({"certificate": {"kinds": ["5"]}}, "残疾证状态为持证，类别为智力残疾", "a disability certificate, valid"),
        ({"age": {"until": 18}}, "未满 18 周岁", "younger than 18"),
        ({"age": {"from": 60}}, "年满 60 周岁", "aged 60 or more"),
        ({"age": {"from": 18, "until": 60}}, "年满 18 周岁、未满 60 周岁", "aged 18 to 59"),
        ({"death": "after"}, "登记死亡的次月起", "in the months after the month of a registered death"),
        ({"enrolment": {"stages": ["primary", "junior"]}}, "学籍在小学、初中，状态为在读", "enrolled on the roll"),
        ({"cover": {"within": "year"}}, "本年内有任一基本医疗保险参保记录", "covered by any basic medical"),
        ({"guardianship": "ward"}, "有监护人", "has a guardian"),
    ],
)  # fmt: skip
def test_an_atom_in_words(condition: Any, zh: str, en: str) -> None:
    (chinese,), (english,) = told(condition)
    assert chinese == (0, zh)
    assert english[1].startswith(en)


@pytest.mark.parametrize(
    ("condition", "zh"),
    [
        (
            {"fact": "medical_expense", "scope": "own", "lasts": 11, "times": 2},
            "本人当月有医疗费用记录（此后 11 个月内仍算），至少 2 次",
        ),
        (
            {"fact": "certificate", "where": {"kind": ["5"], "grade": {"below": 3}}},
            "本人或所在家庭当月有残疾证记录：类型为智力残疾；等级低于 3",
        ),
        (
            {"fact": "enrolment", "scope": "own", "where": {"stage": ["primary"]}, "lasts": "ever"},
            "本人曾有学籍记录：学段为小学",
        ),
        (
            {"fact": "medical_expense", "where": {"self_paid": {"over": "disposable_income"}}},
            "本人或所在家庭当月有医疗费用记录：个人自付超过“上年度居民人均可支配收入（按年）”",
        ),
    ],
)
def test_a_fact_with_its_fields_in_words(condition: Any, zh: str) -> None:
    assert told(condition)[0] == [(0, zh)]


def test_a_tree_has_its_branches_below_and_a_name_is_shown_as_what_it_means() -> None:
    zh, en = told({"none": [{"named": "tekun"}, {"some": "parent", "where": {"death": "month"}}]})
    assert zh == [(0, "以下都不成立："), (1, "本人的身份类别为特困人员"), (1, "至少一名父母："), (2, "登记死亡的当月")]
    assert [depth for depth, _ in en] == [0, 1, 1, 2]


def test_what_is_assumed_is_said() -> None:
    ((_, zh),), _ = told({"named": "work_injury_care"})
    assert "没有数据的月份按“否”处理" in zh
    assert "人社尚未提供数据" in zh


@pytest.mark.parametrize(("region", "shipped"), RULES, ids=lambda value: getattr(value, "id", value))
def test_every_rule_is_told_in_both_languages(region: str, shipped: Rule, policy: Policy) -> None:
    lines = fields.lines(shipped, policy)
    assert lines
    for line in lines:
        for (_, zh), (_, en) in zip(line.rows("zh"), line.rows("en"), strict=True):
            assert zh
            assert en
    named = {name for name, _ in (*fields.own_fields(shipped), *fields.flat(shipped))}
    without = named - fields.COMMON - HEADINGS.keys() - {"zh", "en"}
    assert without == set(), "a field of the rule has no heading in hub/rules/fields.py"


@pytest.mark.parametrize(("region", "shipped"), RULES, ids=lambda value: getattr(value, "id", value))
def test_every_code_has_its_words(region: str, shipped: Rule, policy: Policy) -> None:
    told = [text for line in fields.lines(shipped, policy) for _, text in line.rows("zh")]
    plain = re.compile(r"[a-z]+_?[a-z]{2,}")
    assert [text for text in told if plain.search(re.sub(r"patterns/\w+", "", text))] == []


def test_topics_are_those_of_conditions_items_and_absences() -> None:
    assert rule_topics(rule("D02"), POLICY) == {"category:tekun", "benefit:disab_living"}
    assert {"cover", "category:tekun", "benefit:med_premium"} <= rule_topics(rule("O07"), POLICY)
    assert "death" in rule_topics(rule("D16"), POLICY)
    assert rule_topics(rule("D38"), POLICY) == {"payment"}
    assert rule_topics(rule("P01"), POLICY) == {"payment", "death"}
    assert rule_topics(rule("P03"), POLICY) == {"expense"}


def test_a_topic_names_the_streams_that_deliver_it_and_none_where_no_source_does() -> None:
    of = {one.topic: one.streams for one in asked(rule("D02"), POLICY)}
    assert "minzheng_liangbu.register" in of["benefit:disab_living"]
    assert "caizheng_yikatong.details" in of["benefit:disab_living"]
    assert {one.streams for one in asked(rule("D02"), POLICY, cards=[])} == {()}


def test_parameters_are_those_that_the_rule_names() -> None:
    levels = ("spending_share_yellow", "spending_share_red")
    assert rule_parameters(rule("W01"), POLICY) == ("spending_share", "disposable_income", *levels)
    assert "disab_living" in rule_parameters(rule("O03"), POLICY)
    assert rule_parameters(rule("D07"), POLICY) == ("elder_living_class",)
    assert rule_parameters(rule("D01"), POLICY) == ()
