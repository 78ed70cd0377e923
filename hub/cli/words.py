"""Headings and codes that several tables of the command have, in both languages.

JSON keeps the codes; only tables for people show the words.
"""

from __future__ import annotations

from collections.abc import Mapping

from hub.rules import names
from schema import records
from schema.message import Message

SOURCE = Message("来源", "source")
DEPARTMENT = Message("部门", "department")
STREAM = Message("数据流", "stream")
TITLE = Message("名称", "title")
DIVISION = Message("区划", "division")
MONTHS = Message("月份", "months")
RUN = Message("批次", "run")
STARTED = Message("开始时间", "started")
FILES = Message("文件", "files")
FILE = Message("文件", "file")
ROW = Message("行", "row")
FIELD = Message("列", "field")
REASON = Message("原因和办法", "reason and what to do")
EXPECTED = Message("应为", "expected")
STATE = Message("状态", "state")
SECONDS = Message("秒", "seconds")
CONTACT = Message("联系人", "contact")
NO_FINDING = Message("没有线索", "nothing was found")
NO_SOURCE = Message("没有接入任何来源", "no source is plugged in")
LEARNED = Message("得知时间", "learned")
RECORD = Message("内容", "record")
TYPE = Message("类型", "type")
SEVERITY = Message("程度", "severity")
EFFECT = Message("处理", "effect")
PEOPLE = Message("人数", "people")
AT_STAKE = Message("涉及金额（元）", "at stake 元")
RULE = Message("规则", "rule")
ALL = Message("合计", "all")

COUNTS = {
    "read": Message("读入", "read"),
    "held": Message("暂缓", "held"),
    "rejected": Message("拒收", "rejected"),
    "pending": Message("待定", "pending"),
    "applied": Message("写入", "applied"),
    "unchanged": Message("未变", "unchanged"),
    "ended": Message("终止", "ended"),
    "retired": Message("撤下", "retired"),
}
"""The outcome of a run's rows: read = held + rejected + pending + applied + unchanged."""

STATES = {
    "running": Message("进行中", "running"),
    "staged": Message("试运行", "staged"),
    "held": Message("等待放行", "held"),
    "applied": Message("已写入", "applied"),
    "failed": Message("失败", "failed"),
    "withdrawn": Message("已撤回", "withdrawn"),
    "dismissed": Message("已搁置", "dismissed"),
}
"""Of a run."""

SEVERITIES = names.SEVERITIES
"""Of a finding."""

UNKNOWN = {
    "uncovered": Message("没有数据", "uncovered"),
    "doubt": Message("有拒收的行可能涉及此人", "doubt"),
    "death_disputed": Message("死亡登记有疑问", "death_disputed"),
    "parameter": Message("本地没有该参数", "parameter"),
    "partial": Message("当月起止或缺值", "partial"),
}
"""Why a finding is held back."""

SHAPES = {
    "roster": Message("名册", "roster"),
    "register": Message("登记", "register"),
    "event": Message("事件", "event"),
}
"""Of a stream."""

RECORDS = {name: record.TITLE for name, record in records.RECORDS.items()}
"""Values of a row."""

FIELDS = {
    field: Message(zh, field) for record in reversed(records.RECORDS.values()) for field, zh in record.TITLES.items()
}
"""Of a record; of several with a field of one name the first has the word."""


def word(code: object, words: Mapping[str, Message]) -> Message:
    """The word of a code; a code without one is shown as it is."""
    text = str(code)
    return words.get(text) or Message(text, text)


def row_place(row: int, sheet: str | None) -> str:
    """A row as a spreadsheet writes it, ``7月新增!5`` where a workbook has rows on several sheets."""
    return str(row) if sheet is None else f"{sheet}!{row}"


WAITING_SHOWN = 10
"""Reasons for which findings wait, of which a person is told at once."""
