"""Titles of the codes that rules name: items, categories, parameters, regions, departments' topics."""

from __future__ import annotations

from hub.rules.line import word
from schema.catalogue import divisions
from schema.catalogue.catalogue import catalogue
from schema.message import Message
from schema.policy.parameters import ParameterTable
from schema.records import RECORDS

_EVERYWHERE = "000000"
_ALL = Message("所有项目", "every item")


def item(code: str) -> Message:
    known = catalogue().items.get(code)
    return _ALL if code == "all" else Message(code, code) if known is None else Message(known.zh, known.en)


def category(code: str) -> Message:
    known = catalogue().categories.get(code)
    return Message(code, code) if known is None else Message(known.zh, known.en)


def parameter(table: ParameterTable) -> Message:
    return Message(table.title.zh, table.title.en)


def record(name: str) -> Message:
    """The word for a record."""
    title = RECORDS[name].TITLE
    return Message(title.zh, title.replace("_", " "))


def unit(text: str) -> Message:
    """The unit of a parameter's figures, which policy files write in English."""
    return word(text, _UNITS)


def region(code: str) -> Message:
    """``370900`` → 泰安市; divisions have no English name."""
    if code == _EVERYWHERE:
        return Message("全国", "the whole country")
    name = divisions.name_of(code) or code
    return Message(name, name)


_UNITS = {
    "yuan": Message("元", "yuan"),
    "yuan a month": Message("元/月", "yuan a month"),
    "yuan a term": Message("元/学期", "yuan a term"),
    "yuan a year": Message("元/年", "yuan a year"),
    "yuan a head": Message("元/人", "yuan a head"),
    "square metres a head": Message("平方米/人", "square metres a head"),
    "people": Message("人", "people"),
    "share": Message("比例", "share"),
    "factor": Message("倍", "factor"),
    "months": Message("个月", "months"),
    "days": Message("天", "days"),
    "1 yes, 0 no": Message("1 是，0 否", "1 yes, 0 no"),
    "years": Message("年", "years"),
}

TYPES = {
    "duplicate": Message("重复", "duplicate"),
    "omission": Message("应享未享", "omission"),
    "warning": Message("预警", "warning"),
}
SEVERITIES = {
    "high": Message("高", "high"),
    "medium": Message("中", "medium"),
    "low": Message("低", "low"),
}
EFFECTS = {
    "stop": Message("停发", "stop"),
    "recover": Message("停发并追回", "stop and recover"),
    "higher": Message("择高保留", "keep the higher"),
    "difference": Message("按差额重新核定", "pay the difference"),
    "grant": Message("落实待遇", "grant"),
    "review": Message("核查", "review"),
}
"""What a confirmed finding leads to."""
