"""Headings and codes that several tables of the command have, in both languages.

JSON keeps the codes; only tables for people show the words.
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
NO_FINDING = Message("没有线索", "nothing was found")
NO_SOURCE = Message("没有接入任何来源", "no source is plugged in")
LEARNED = Message("得知时间", "learned")
RECORD = Message("内容", "record")
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

SEVERITIES = {
    "high": Message("高", "high"),
    "medium": Message("中", "medium"),
    "low": Message("低", "low"),
}
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
"""Values of a row."""

FIELDS = {
    "account": Message("账号", "account"),
    "account_name": Message("账户名", "account_name"),
    "address": Message("地址", "address"),
    "aid": Message("医疗救助", "aid"),
    "alias": Message("来源人员编号", "alias"),
    "amount": Message("金额", "amount"),
    "approval": Message("审批编号", "approval"),
    "awarded_on": Message("批准日期", "awarded_on"),
    "back_pay": Message("补发", "back_pay"),
    "basis": Message("依据", "basis"),
    "batch": Message("发放批次", "batch"),
    "birth": Message("出生日期", "birth"),
    "category": Message("类别", "category"),
    "cause": Message("救助原因", "cause"),
    "counted": Message("计入", "counted"),
    "date": Message("日期", "date"),
    "event": Message("事件编号", "event"),
    "form": Message("家庭形式", "form"),
    "grade": Message("等级", "grade"),
    "head": Message("户主", "head"),
    "invoice": Message("票据号", "invoice"),
    "item": Message("项目", "item"),
    "kind": Message("类型", "kind"),
    "month": Message("月份", "month"),
    "name": Message("姓名", "name"),
    "national_id": Message("身份证号", "national_id"),
    "number": Message("证号", "number"),
    "phone": Message("电话", "phone"),
    "relation": Message("关系", "relation"),
    "scheme": Message("险种", "scheme"),
    "school": Message("学校", "school"),
    "school_number": Message("学籍号", "school_number"),
    "school_year": Message("学年", "school_year"),
    "self_paid": Message("个人自付", "self_paid"),
    "settled_on": Message("结算日期", "settled_on"),
    "sex": Message("性别", "sex"),
    "size": Message("人数", "size"),
    "stage": Message("学段", "stage"),
    "status": Message("状态", "status"),
    "subsidised": Message("资助参保", "subsidised"),
    "term": Message("学期", "term"),
    "tier": Message("档次", "tier"),
    "total": Message("总费用", "total"),
    "township": Message("乡镇街道", "township"),
    "valid_from": Message("起始日期", "valid_from"),
    "valid_until": Message("截止日期", "valid_until"),
    "visit_number": Message("就诊编号", "visit_number"),
    "visit": Message("医疗类别", "visit"),
}
"""Of a record."""


def word(code: object, words: Mapping[str, Message]) -> Message:
    """The word of a code; a code without one is shown as it is."""
    text = str(code)
    return words.get(text) or Message(text, text)


def row_place(row: int, sheet: str | None) -> str:
    """A row as a spreadsheet writes it, ``7月新增!5`` where a workbook has rows on several sheets."""
    return str(row) if sheet is None else f"{sheet}!{row}"


WAITING_SHOWN = 10
"""Reasons for which findings wait, of which a person is told at once."""
