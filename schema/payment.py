"""Money or service delivered for a benefit month (the payment layer); -[:PAID]->(:Payment)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import Record, Subject
from schema.values.bank_account import BankAccount
from schema.values.catalogue_code import ItemCode
from schema.values.money import Money
from schema.values.month import Month
from schema.values.name import Name


class Payment(Record):
    """It refers to no award; awards and payments of one item and month meet in the dossier."""

    NAME: ClassVar[str] = "payment"
    LIST: ClassVar[str] = "payments"
    TITLE: ClassVar[Message] = Message("发放", "payment")
    TITLES: ClassVar[Mapping[str, str]] = {
        "item": "项目",
        "month": "月份",
        "amount": "金额",
        "account": "账号",
        "account_name": "账户名",
        "batch": "发放批次",
        "back_pay": "补发",
    }
    LABEL: ClassVar[str] = "Payment"
    VERB: ClassVar[str] = "PAID"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (
        Subject.PERSON,
        Subject.HOUSEHOLD,
    )
    TOPIC: ClassVar[str | None] = "payment"
    CODED: ClassVar[str | None] = "item"
    ON: ClassVar[str | None] = "month"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="payment",
        type="PaymentEvent",
        line="发放",
        description="A payment for a benefit month.",
        fields=same("item", "month", "amount", "back_pay"),
        amount="amount",
        order=90,
    )
    SEALED: ClassVar[frozenset[str]] = frozenset({"account"})
    KEYED: ClassVar[frozenset[str]] = frozenset({"account"})
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"account_name", "batch"})
    NOT_SHOWN: ClassVar[frozenset[str]] = frozenset({"batch"})

    item: Annotated[str, ItemCode]
    month: Annotated[str, Month]
    """The month it is for, not the month in which it was paid."""
    amount: Annotated[Decimal, Money]
    account: Annotated[str, BankAccount] | None = None
    account_name: Annotated[str, Name] | None = None
    """Holder of the account, who may differ from the beneficiary; kept in clear, as every name is."""
    batch: str | None = None
    back_pay: bool = False
    """补发: paid later than its month."""
