"""Topics in words: what a delivery answers, by its record and the code in it."""

from __future__ import annotations

from hub.rules import names
from hub.rules.codes import of_field
from schema.household import HouseholdForm
from schema.message import Message
from schema.records import RECORDS


def topic(topic: str) -> Message:
    """``benefit:disab_living`` → 待遇“困难残疾人生活补贴”."""
    family, _, code = topic.partition(":")
    record = _RECORDS.get(family)
    title = Message(family, family) if record is None else names.record(record.NAME)
    if not code or record is None:
        return title
    told = HouseholdForm(code).label if family == "membership" else of_field(record.NAME, record.CODED or "", code)
    return Message(f"{title.zh}“{told.zh}”", f"{title} “{told}”")


_RECORDS = {record.TOPIC: record for record in RECORDS.values() if record.TOPIC is not None}
