"""Headings and codes that several tables of the command have, in both languages.

Codes stay what they are in JSON; only people's tables show the words.
"""

from __future__ import annotations

from collections.abc import Mapping

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
NO_SOURCE = Message("没有接入任何来源", "no source is plugged in")
LEARNED = Message("得知时间", "learned")
RECORD = Message("内容", "record")
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
"""What becomes of the rows of a run: read = held + rejected + pending + applied + unchanged."""

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

SHAPES = {
    "roster": Message("名册", "roster"),
    "register": Message("登记", "register"),
    "event": Message("事件", "event"),
}
"""Of a stream."""

KINDS = {
    "files": Message("文件", "files"),
    "sql": Message("数据库", "sql"),
}
"""Of a source."""

RECORDS = {
    "person": Message("人员", "person"),
    "household": Message("家庭", "household"),
    "membership": Message("家庭成员", "membership"),
    "category": Message("身份类别", "category"),
    "benefit": Message("待遇", "benefit"),
    "payment": Message("发放", "payment"),
    "certificate": Message("残疾证", "certificate"),
    "guardianship": Message("监护", "guardianship"),
    "enrolment": Message("学籍", "enrolment"),
    "death": Message("死亡", "death"),
    "insurance_cover": Message("参保", "insurance_cover"),
    "medical_expense": Message("医疗费用", "medical_expense"),
}
"""What a row says."""


def word(code: object, words: Mapping[str, Message]) -> Message:
    """The word of a code; a code without one is shown as it is."""
    text = str(code)
    return words.get(text) or Message(text, text)


def row_place(row: int, sheet: str | None) -> str:
    """A row as a spreadsheet writes it, ``7月新增!5`` where a workbook has rows on several sheets."""
    return str(row) if sheet is None else f"{sheet}!{row}"
