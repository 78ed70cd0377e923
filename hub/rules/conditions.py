"""Conditions in words: each atom one sentence, each tree a line with the lines below it."""

from __future__ import annotations

from collections.abc import Iterable

from hub.rules import codes, names
from hub.rules.line import Line, joined
from hub.rules.topics import topic
from schema.message import Message
from schema.policy.condition import (
    AgeAtom,
    AllOf,
    AnyOf,
    Atom,
    Before,
    BenefitAtom,
    CategoryAtom,
    CertificateAtom,
    Condition,
    CoverAtom,
    DeathAtom,
    EnrolmentAtom,
    EveryOf,
    FactAtom,
    FieldTest,
    GuardianshipAtom,
    HeldThrough,
    LocalAtom,
    MembershipAtom,
    NamedCondition,
    NoneOf,
    PaymentAtom,
    Since,
    SomeOf,
    SpendingAtom,
    SpendingShareAtom,
    Within,
)
from schema.policy.policy import Policy
from schema.records import RECORDS

_SINCE = Message("自从下述情形成立以来曾经：", "at some time since the first of these became true:")
_MEANWHILE = Message("起点：", "since:")


def line(condition: Condition, policy: Policy) -> Line:
    match condition:
        case NamedCondition():
            return line(policy.named[condition.named], policy)
        case AllOf():
            return _tree(Message("以下都成立：", "all of these:"), condition.all, policy)
        case AnyOf():
            return _tree(Message("以下至少一项成立：", "at least one of these:"), condition.any, policy)
        case NoneOf():
            return _tree(Message("以下都不成立：", "none of these:"), condition.none, policy)
        case SomeOf():
            who = RELATED[condition.some]
            return _tree(Message(f"至少一名{who.zh}：", f"at least one {who}:"), (condition.where,), policy)
        case EveryOf():
            who = RELATED[condition.every]
            few = condition.at_least
            count = Message("一", "one") if few == 1 else Message(f" {few} ", str(few))
            return _tree(
                Message(f"每一名{who.zh}（且至少有{count.zh}名）：", f"every {who}, of {count} or more:"),
                (condition.where,),
                policy,
            )
        case Since():
            since = line(condition.since, policy)
            was = line(condition.was, policy)
            return Line(_SINCE, (Line(_MEANWHILE, (since,)), was))
        case Before():
            return _tree(_before(condition.months), (condition.before,), policy)
        case _:
            return Line(_noted(condition, atom(condition, policy)))


def _tree(head: Message, inner: Iterable[Condition], policy: Policy) -> Line:
    return Line(head, tuple(line(condition, policy) for condition in inner))


def _before(months: int | None) -> Message:
    if months is None:
        return Message("以前的某个月曾经：", "in some earlier month:")
    return Message(f"此前 {months} 个月内曾经：", f"in one of the {months} months before:")


def atom(condition: Condition, policy: Policy) -> Message:
    """One question in words; a form without words of its own as its fields."""
    match condition:
        case CategoryAtom():
            told, who = _any(map(names.category, condition.category)), HELD[condition.scope]
            return Message(f"{who.zh}的身份类别为{told.zh}", f"category of {who}: {told}")
        case BenefitAtom():
            return _item(Message("享受", "receives"), condition.benefit, condition)
        case PaymentAtom():
            return _item(Message("发放", "is paid"), condition.payment, condition)
        case CertificateAtom():
            return _certificate(condition)
        case AgeAtom():
            return _age(condition.age.from_, condition.age.until)
        case DeathAtom():
            return DEATH[condition.death]
        case EnrolmentAtom():
            stages = _any(stage.label for stage in condition.enrolment.stages)
            states = _any(status.label for status in condition.enrolment.status)
            return Message(f"学籍在{stages.zh}，状态为{states.zh}", f"{states} on the roll of {stages}")
        case CoverAtom():
            schemes = condition.cover.schemes
            told = _any(codes.of_table("insurance_scheme", code) for code in schemes) if schemes else _ANY_COVER
            span = WITHIN[condition.cover.within]
            return Message(f"{span.zh}有{told.zh}参保记录", f"covered by {told} {span}")
        case MembershipAtom():
            form = topic(f"membership:{condition.membership}")
            head = Message("，且为户主", ", as its head") if condition.head else Message("", "")
            return Message(f"有{form.zh}{head.zh}", f"has a {form}{head}")
        case GuardianshipAtom():
            return GUARDIANSHIP[condition.guardianship]
        case LocalAtom():
            title = names.parameter(policy.parameters.table(condition.local))
            return Message(
                f"当月当地“{title.zh}”有值且不为零", f"the region's figure for “{title}” is not 0 in the month"
            )
        case SpendingAtom():
            title = names.parameter(policy.parameters.table(condition.spending.over))
            return Message(
                f"本年自付医疗费用累计超过“{title.zh}”", f"own medical cost of the year so far over “{title}”"
            )
        case SpendingShareAtom():
            test = condition.spending_share
            title = names.parameter(policy.parameters.table(test.over))
            return Message(
                f"近 {test.months} 个月家庭自付医疗费用占核对的家庭年收入的比例超过“{title.zh}”",
                f"own medical cost of {test.months} months over the household's checked income passes “{title}”",
            )
        case FactAtom():
            return _fact(condition, policy)
        case _:
            return _plain(condition)


def _item(verb: Message, codes: Iterable[str], condition: BenefitAtom | PaymentAtom) -> Message:
    items, who, span = _any(map(names.item, codes)), HELD[condition.scope], WITHIN[condition.within]
    return Message(f"{who.zh}{span.zh}{verb.zh}{items.zh}", f"{who} {verb} {items} {span}")


def _certificate(condition: CertificateAtom) -> Message:
    test = condition.certificate
    states = _any(status.label for status in test.status)
    zh, en = f"残疾证状态为{states.zh}", f"a disability certificate, {states}"
    if test.grades:
        zh += "，等级为" + "、".join(f"{_GRADES[grade]}级" for grade in test.grades)
        en += ", of grade " + " or ".join(map(str, test.grades))
    if test.kinds:
        kinds = _any(codes.of_table("disability_category", kind) for kind in test.kinds)
        zh, en = f"{zh}，类别为{kinds.zh}", f"{en}, kind {kinds}"
    if test.lingers:
        zh += f"（名单不再列出后 {test.lingers} 个月内仍算）"
        en += f" (still {test.lingers} months after it is listed no more)"
    return Message(zh, en)


def _age(first: int, until: int | None) -> Message:
    if until is None:
        return Message(f"年满 {first} 周岁", f"aged {first} or more")
    if not first:
        return Message(f"未满 {until} 周岁", f"younger than {until}")
    return Message(f"年满 {first} 周岁、未满 {until} 周岁", f"aged {first} to {until - 1}")


def _fact(condition: FactAtom, policy: Policy) -> Message:
    """本人当月有羁押记录（类型为监狱；…）."""
    title, who, span = names.record(condition.fact), HELD[condition.scope], WITHIN[condition.within]
    zh, en = f"{who.zh}{span.zh}有{title.zh}记录", f"{who} has a fact “{title}” {span}"
    if condition.lasts == "ever":
        zh, en = f"{who.zh}曾有{title.zh}记录", f"{who} ever had a fact “{title}”"
    elif condition.lasts:
        zh, en = f"{zh}（此后 {condition.lasts} 个月内仍算）", f"{en} or the {condition.lasts} months before it"
    if condition.times > 1:
        zh, en = f"{zh}，至少 {condition.times} 次", f"{en}, at least {condition.times} times"
    tests = [_test(condition.fact, test, policy) for test in condition.where]
    if tests:
        told = joined(tests, "；", "; ")
        zh, en = f"{zh}：{told.zh}", f"{en}: {told}"
    return Message(zh, en)


def _test(record: str, test: FieldTest, policy: Policy) -> Message:
    field = Message(RECORDS[record].TITLES.get(test.field, test.field), test.field.replace("_", " "))
    found: list[Message] = []
    if test.one_of:
        told = _any(codes.of_field(record, test.field, code) for code in test.one_of)
        found.append(Message(f"为{told.zh}", f"is {told}"))
    if test.at_least is not None:
        found.append(Message(f"不低于 {test.at_least}", f"is at least {test.at_least}"))
    if test.below is not None:
        found.append(Message(f"低于 {test.below}", f"is below {test.below}"))
    if test.over is not None:
        limit = names.parameter(policy.parameters.table(test.over))
        found.append(Message(f"超过“{limit.zh}”", f"passes “{limit}”"))
    if test.under is not None:
        limit = names.parameter(policy.parameters.table(test.under))
        found.append(Message(f"低于“{limit.zh}”", f"is below “{limit}”"))
    told = joined(found, "、", " and ")
    return Message(f"{field.zh}{told.zh}", f"{field} {told}")


def _plain(condition: Condition) -> Message:
    told = condition.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"note", "if_uncovered"})
    text = "；".join(f"{name} {value}" for name, value in told.items())
    return Message(text, text.replace("；", "; "))


def _noted(condition: Condition, told: Message) -> Message:
    if not isinstance(condition, Atom) or condition.note is None:
        return told
    note = condition.note
    return Message(
        f"{told.zh}（没有数据的月份按“否”处理，并注明：{note.zh}）",
        f"{told} (taken as no where nothing was delivered, and said: {note.en})",
    )


def _any(messages: Iterable[Message]) -> Message:
    return joined(messages, "、", " or ")


_ANY_COVER = Message("任一基本医疗保险", "any basic medical insurance")
_GRADES = "零一二三四"

RELATED = {
    "member": Message("家庭成员", "member of the household"),
    "parent": Message("父母", "parent"),
    "guardian": Message("监护人", "guardian"),
}
HELD = {
    HeldThrough.HELD: Message("本人或所在家庭", "the person or the household that counts the person"),
    HeldThrough.OWN: Message("本人", "the person"),
    HeldThrough.HOUSEHOLD: Message("家庭", "the household"),
    HeldThrough.PAYEE: Message("本人名下", "in the person's own name, the person"),
}
WITHIN = {
    Within.MONTH: Message("当月", "in the month"),
    Within.TERM: Message("本学期内", "within the term"),
    Within.SEASON: Message("本季内（10 月至次年 4 月）", "within the season (October to April)"),
    Within.YEAR: Message("本年内", "within the year"),
}
DEATH = {
    "after": Message("登记死亡的次月起", "in the months after the month of a registered death"),
    "month": Message("登记死亡的当月", "in the month of a registered death"),
}
GUARDIANSHIP = {
    "ward": Message("有监护人", "has a guardian"),
    "guardian": Message("是他人的监护人", "is a guardian of another person"),
}
