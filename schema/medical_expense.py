"""A settled medical bill; (:Person)-[:SPENT]->(:MedicalExpense)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import Record, Subject
from schema.values.day import Day
from schema.values.key import Key
from schema.values.money import Money


class MedicalExpense(Record):
    """Amounts in yuan as the national settlement record gives them."""

    NAME: ClassVar[str] = "medical_expense"
    LIST: ClassVar[str] = "expenses"
    TITLE: ClassVar[Message] = Message("医疗费用", "medical_expense")
    TITLES: ClassVar[Mapping[str, str]] = {
        "settled_on": "结算日期",
        "total": "总费用",
        "self_paid": "个人自付",
        "aid": "医疗救助",
        "visit": "医疗类别",
        "visit_number": "就诊编号",
        "invoice": "票据号",
    }
    LABEL: ClassVar[str] = "MedicalExpense"
    VERB: ClassVar[str] = "SPENT"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "expense"
    ON: ClassVar[str | None] = "settled_on"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="expense",
        type="ExpenseEvent",
        line="医疗支出",
        description="A settled medical bill.",
        fields=same("total", "self_paid", "aid"),
        amount="self_paid",
        order=100,
    )
    SEALED: ClassVar[frozenset[str]] = frozenset({"visit_number", "invoice"})
    KEYED: ClassVar[frozenset[str]] = frozenset({"visit_number", "invoice"})
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"visit", "visit_number"})
    NOT_SHOWN: ClassVar[frozenset[str]] = frozenset({"invoice", "visit", "visit_number"})

    settled_on: Annotated[date, Day]
    total: Annotated[Decimal, Money]
    """medfee_sumamt."""
    self_paid: Annotated[Decimal, Money]
    """cash_payamt: the person's own payment."""
    aid: Annotated[Decimal, Money] | None = None
    """maf_pay: paid by medical assistance."""
    visit: str | None = None
    """med_type."""
    visit_number: Annotated[str, Key] | None = None
    """mdtrt_id: the stay or visit, of which two settlements may be parts."""
    invoice: Annotated[str, Key] | None = None
    """The number of the invoice: settled twice, it is one bill (D25)."""
