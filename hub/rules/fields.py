"""What a rule asks, field by field: a heading for each, conditions in words, codes by their titles.

A new kind of rule is explained as it is: a field needs its heading here, and one that is left as it comes is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from hub.rules import codes, names
from hub.rules.conditions import line
from hub.rules.line import Line, joined, word
from schema.code import Code
from schema.message import Message
from schema.policy.condition import is_condition
from schema.policy.model import PolicyModel
from schema.policy.policy import CATEGORIES, ITEMS, PARAMETERS, Policy
from schema.policy.rule import Rule, RuleBase
from schema.records import RECORDS

COMMON = frozenset({*RuleBase.model_fields, "kind"})
"""Fields that are told apart from the condition."""
_REACH = frozenset({"look_back", "lag"})


def lines(rule: Rule, policy: Policy) -> tuple[Line, ...]:
    """What the kind means, the rule's own fields in the order of its grammar, then how far it looks back."""
    reach = (_field(name, value, policy) for name, value in own_fields(rule) if name in _REACH)
    meaning = (Line(KINDS[rule.kind]),) if rule.kind in KINDS else ()
    return (*meaning, *_of(rule, policy, COMMON), *reach)


def own_fields(model: PolicyModel) -> Iterator[tuple[str, Any]]:
    """Fields with another value than the default."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value != field.get_default(call_default_factory=True):
            yield name, value


def flat(model: PolicyModel) -> Iterator[tuple[str, Any]]:
    """(field, value) of the model and of the plain models in it, lists one by one; conditions are left out."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if value is None:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if not isinstance(part, PolicyModel):
                yield name, part
            elif not is_condition(part):
                yield from flat(part)


def _of(model: PolicyModel, policy: Policy, without: frozenset[str] = frozenset()) -> Iterator[Line]:
    for name, value in own_fields(model):
        if name not in without:
            yield _field(name, value, policy, type(model).__name__)


def _field(name: str, value: Any, policy: Policy, owner: str = "") -> Line:
    head = HEADINGS.get(f"{owner}.{name}") or HEADINGS.get(name) or word(name, _FIELDS)
    if value is True:
        return Line(head)
    parts = value if isinstance(value, tuple) else (value,)
    if isinstance(value, PolicyModel) and not is_condition(value):
        return Line(_with(head), _plain(value, policy))
    if any(isinstance(part, PolicyModel) for part in parts):
        return Line(_with(head), tuple(_inner(part, policy) for part in parts))
    if isinstance(value, dict):
        return Line(_with(head), tuple(_field(field, codes_of, policy) for field, codes_of in value.items()))
    told = joined(_value(name, part, policy) for part in parts)
    return Line(Message(f"{head.zh}：{told.zh}", f"{head}: {told}"))


def _inner(part: Any, policy: Policy) -> Line:
    if is_condition(part):
        return line(part, policy)
    first, *more = _plain(part, policy)
    return Line(first.text, (*first.below, *more)) if more else first


def _plain(model: PolicyModel, policy: Policy) -> tuple[Line, ...]:
    """A model in a rule, with its defaults where it has nothing else."""
    told = tuple(_of(model, policy))
    return told or tuple(_field(name, getattr(model, name), policy) for name in type(model).model_fields)


def _value(name: str, value: Any, policy: Policy) -> Message:
    if name in ITEMS:
        return names.item(value)
    if name in CATEGORIES:
        return names.category(value)
    if name in PARAMETERS:
        return names.parameter(policy.parameters.table(value))
    if name == "fact":
        return names.record(value)
    if name == "causes":
        return codes.of_table("cause", value)
    if isinstance(value, Code):
        return value.label
    text = value.value if isinstance(value, StrEnum) else str(value)
    return word(text, VALUES | _FIELDS)


_FIELDS = {
    field: Message(zh, field.replace("_", " "))
    for record in reversed(RECORDS.values())
    for field, zh in record.TITLES.items()
}


def _with(head: Message) -> Message:
    return Message(f"{head.zh}：", f"{head}:")


KINDS = {
    "difference": Message(
        "与其他待遇合计不得超过标准，超出的部分涉及退还", "together with other items no more than the standard is due"
    ),
    "once_per": Message(
        "同一家庭因同一事由，在规定月数内再次获得",
        "an award for the same cause again, over all members of the household",
    ),
    "above_need": Message(
        "同一事件或事由的多次救助（全体家庭成员）合计超过记录在案的需求；首次救助前规定月数内的记录也计入",
        "aid for one event or cause, over all members of the household, above the documented need; what is documented "
        "within so many months before the first award counts",
    ),
    "twice": Message("同一项目在同一期间享受两次", "one item received twice"),
    "pattern": Message("跨家庭比对", "compared across households"),
    "moved": Message(
        "户籍已迁往其他县（市、区），原地自次月起仍在发放（首次列入迁入地的当月视为衔接）",
        "the hukou has left for another county, and the former one goes on after the month of the move",
    ),
}
"""What a kind of rule means, where its fields do not say it."""

HEADINGS = {
    "sides": Message("以下情形不得在同一个月并存", "these may not hold together in one month"),
    "stops": Message("应停发", "to be stopped"),
    "two_places": Message("同一个月在两个县（市、区）享受同一项目", "one item from two counties in one month"),
    "two_households": Message("同一个月计入两个救助家庭", "counted in two assistance households in one month"),
    "two_facts": Message("两条记录不得并存", "two facts that may not be together"),
    "fact": Message("记录", "record"),
    "apart": Message("不同之处（任一）", "apart in one of"),
    "sum": Message("涉及金额取自（最大一笔除外）", "at stake, all but the largest"),
    "also": Message("另有", "and also"),
    "items": Message("项目", "items"),
    "categories": Message("家庭的身份类别", "categories of the households"),
    "beside": Message("本人的身份类别", "own categories"),
    "beside_in": Message("不得计入这些类别的家庭", "exclude membership of a household of"),
    "shared": Message("家庭享受的项目（按人分摊）", "the household's item, shared by its members"),
    "own": Message("本人享受的项目", "the person's own item"),
    "among": Message("只能择高享受其中一项", "only the higher of these may be received"),
    "filled": Message("按差额发放的项目", "items that only fill up to the standard"),
    "against": Message("计入合计的项目（家庭的按人分摊）", "items that count towards it, a household's by share"),
    "standard": Message("标准", "the standard"),
    "rounding": Message("允许的零头（元）", "rounding allowed (yuan)"),
    "when": Message("出现以下情形的月份应停发", "nothing is due in the months of"),
    "household_share": Message(
        "家庭享受的项目，仍计入此人或未重新核算的，按人分摊计算",
        "a household's item counts with the person's share, while the person is listed or the sum is as before",
    ),
    "same": Message("同属一处", "the same"),
    "unit": Message("判断对象", "judged"),
    "together": Message("各项目合并计算", "any two of the items"),
    "within": Message("在此期间内重复享受", "received twice within"),
    "months": Message("月数", "months"),
    "with_items": Message("同时须有其中一项，并计入合计", "with one of these, which count too"),
    "documented": Message("需求依据", "the need is documented by"),
    "causes": Message("救助事由（均视为同一需求）", "of aid for these causes, as one need"),
    "cap": Message("限额", "no more than"),
    "given": Message("符合", "who fulfils"),
    "unless": Message("但以下任一情形除外", "unless one of these"),
    "expect": Message("应有", "should have"),
    "period": Message("按此期间判断", "judged by"),
    "current": Message("只看当前期间", "only the current period"),
    "due": Message("应补", "what is due"),
    "item": Message("项目", "item"),
    "stages": Message("仅限学段", "only at"),
    "parameter": Message("标准", "standard"),
    "by": Message("按此取值", "by"),
    "paid": Message("已认定的待遇应足额发放", "what is awarded should be paid in full"),
    "spending": Message("家庭自付医疗费用合计超过限额", "the household's self-paid medical cost passes a line"),
    "share": Message("比例", "share"),
    "income": Message("收入", "income"),
    "yellow_share": Message("黄色预警比例", "share from which it is yellow"),
    "red_share": Message("红色预警比例", "share from which it is red"),
    "yellow": Message("黄色预警（程度为中）", "yellow (severity medium) when"),
    "red": Message("红色预警（程度为高）", "red (severity high) when"),
    "member": Message("一名家庭成员的情况发生变化", "something happened to a member"),
    "where": Message("成员", "the member"),
    "household": Message("家庭", "the household"),
    "statement": Message("由图查询找出候选", "candidates come from the statement"),
    "anchor": Message("同一", "at one"),
    "test": Message("判断为可疑", "suspicious is"),
    "more_than": Message("超过此数为可疑", "more than this is suspicious"),
    "Higher.when": Message("只在以下情形的月份", "only in the months of"),
    "Documented.sum": Message("金额", "by its sum"),
    "TwoFacts.where": Message("只计", "only those of"),
    "TwoFacts.within": Message("并存的期间", "together within"),
    "look_back": Message("回看月数", "months looked back"),
    "lag": Message("最近不判断的月数", "latest months not judged yet"),
}
"""Of the fields of every kind of rule; ``Model.field`` where one means something else there."""

VALUES = {
    "all": Message("所有项目", "every item"),
    "month": Message("月", "month"),
    "term": Message("学期", "term"),
    "season": Message("季（10 月至次年 4 月）", "season (October to April)"),
    "year": Message("年", "year"),
    "ever": Message("任何时候", "ever"),
    "household": Message("家庭整体", "the household as a whole"),
    "holder": Message("待遇的享受者（个人或家庭）", "the holder of the award, a person or a household"),
    "True": Message("是", "yes"),
    "False": Message("否", "no"),
    "county": Message("县（市、区）", "county"),
    "age": Message("年龄", "age"),
    "source": Message("数据流和县（市、区）", "stream and county"),
    "event": Message("事件", "event"),
    "grade": Message("残疾等级", "grade of the certificate"),
    "stage": Message("学段", "stage of school"),
    "account": Message("收款账户", "account"),
    "invoice": Message("医疗票据", "invoice"),
    "dwelling": Message("住址", "dwelling"),
    "after_death": Message(
        "持有人死亡次月起仍为他人收款", "it goes on receiving for others after its holder's month of death"
    ),
    "one_name": Message(
        "同名的人在同一个月以该姓名的账户收款",
        "people of one name receive in an account of that name in the same month",
    ),
    "several": Message("不止一人", "more than one person"),
    "divided": Message(
        "分户后仍同住，且随后成为救助家庭", "a home divided there, and a part of it then got assistance"
    ),
    "unrelated": Message(
        "超过限数的人互无家庭或监护关系", "more people than the limit who share no household or guardian"
    ),
}
"""Of fields that are no codes of the catalogue."""
