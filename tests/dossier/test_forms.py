"""A record without a class of its own in a dossier: its asked fields by name, and its months."""

from __future__ import annotations

from typing import Any

from hub.dossier.forms import DeclaredForm
from hub.dossier.validity import Times
from hub.facts.columns import asked
from schema.records import RECORDS
from schema.values.month import month_index
from schema.values.months import Window

WINDOW = Window(month_index("2026-07"))
TIMES = Times(WINDOW, {("s.list", "370102"): WINDOW.between(month_index("2026-01"), month_index("2026-07"))})


def row(record: str, **values: Any) -> list[Any]:
    said = {"id": "f1", "run": "r1", "learned_at": 7, "stream": "s.list", "division": "370102"} | values
    return [said.get(name) for name in asked(RECORDS[record]).names]


def test_what_lasts_has_the_months_of_its_dates() -> None:
    (fact,) = DeclaredForm("enrolment").read(TIMES, [row("enrolment", stage="primary", valid_from="2026-06-01")])
    assert (fact.id, fact.stream, fact.learned_at) == ("f1", "s.list", 7)
    assert WINDOW.texts(fact.yes) == ["2026-06", "2026-07"]
    assert (fact.values["stage"], fact.values["status"]) == ("primary", None)
    assert "school" not in fact.values


def test_what_happens_has_its_month() -> None:
    (fact,) = DeclaredForm("medical_expense").read(TIMES, [row("medical_expense", settled_on="2026-05-09", total=100)])
    assert WINDOW.texts(fact.yes) == WINDOW.texts(fact.some) == ["2026-05"]
    assert (fact.values["total"], fact.values["aid"]) == (100, None)
