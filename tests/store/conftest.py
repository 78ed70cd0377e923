"""A small province in ready rows: every record, a retired and a superseded fact, coverage, runs, a finding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from schema.records import RECORDS, declared

PEOPLE = [f"p{n:031x}" for n in range(4)]
HOUSEHOLDS = [f"h{n:031x}" for n in range(2)]
STREAM, DIVISION = "minzheng_dibao.people", "370102"
SCOPE = f"{STREAM}|{DIVISION}"

FIELDS: dict[str, dict[str, Any]] = {
    "person": {
        "name": '王·阿依 "古" 丽',
        "sex": "2",
        "birth": "1948-02-29",
        "township": "370102001",
        "alias_key": "a1",
    },
    "household": {"form": "assistance", "number": "3701020001", "head": PEOPLE[0], "size": 3},
    "membership": {"relation": "02", "counted": True},
    "guardianship": {"relation": "51"},
    "parentage": {"relation": "51"},
    "category": {"category": "dibao", "status": "active"},
    "benefit": {"item": "dibao_cash", "amount": 90_000, "cause": "fire", "term": "spring"},
    "payment": {"item": "dibao_cash", "month": "2026-06", "amount": 90_000, "account_key": "k9", "back_pay": False},
    "death": {"date": "2026-04-11", "basis": "死亡医学证明"},
    "certificate": {"kind": "5", "grade": 2, "status": "valid", "number_enc": "v1:abc"},
    "enrolment": {"stage": "primary", "school": "历下区第一小学", "status": "enrolled"},
    "insurance_cover": {"scheme": "390", "valid_from": "2026-01-01", "subsidised": True},
    "medical_expense": {"settled_on": "2026-03-05", "total": 120_050, "self_paid": 20_000},
}
"""What each record says, as the graph keeps it; a record that is not here has a value of each field's type."""


def sample(record: str) -> dict[str, Any]:
    """A value for every field that is kept in clear."""
    kept = RECORDS[record]
    return {
        field: _value(declared(record)[field])
        for field in kept.model_fields
        if field not in kept.SEALED and field not in ("valid_from", "valid_until")
    }


def _value(parts: tuple[Any, ...]) -> Any:
    code = next((part for part in parts if isinstance(part, type) and issubclass(part, StrEnum)), None)
    if code is not None:
        return next(iter(code)).value
    for kind, value in ((bool, True), (int, 3), (Decimal, 1_000), (date, "2026-03-05")):
        if kind in parts:
            return value
    return "x"


FIELDS |= {name: sample(name) for name in RECORDS if name not in FIELDS}

Statement = tuple[str, dict[str, Any]]


def fact(name: str, number: int, subject: str, object: str | None, **more: Any) -> dict[str, Any]:
    props = {
        "id": f"f{name}{number}",
        "key_id": f"k{name}",
        "stream": STREAM,
        "scope": SCOPE,
        "division": DIVISION,
        "digest": f"{name}-{number}",
        "run": "r1",
        "learned_at": 1_790_000_000_000 + number,
        "subject": subject,
        **FIELDS[name],
        **more,
    }
    if object is not None:
        props["object"] = object
    return {"subject": subject, "object": object, "props": props}


@pytest.fixture
def province() -> list[Statement]:
    """Statements to be run in order, in one transaction or several."""
    found: list[Statement] = [
        ("write/person", {"rows": [{"id": id, "birth": "1948-02-29", "sex": "1"} for id in PEOPLE]}),
        ("write/household", {"rows": [{"id": id, "form": "assistance"} for id in HOUSEHOLDS]}),
        (
            "runs/source",
            {"id": "minzheng_dibao", "department": "民政", "title_zh": "低保", "title_en": "Dibao", "streams": "[]"},
        ),
        (
            "runs/begin",
            {
                "id": "r1",
                "source": "minzheng_dibao",
                "department": "民政",
                "started_at": 1_790_000_000_000,
                "holder": "h",
            },
        ),
    ]
    objects = {"membership": HOUSEHOLDS[0], "guardianship": PEOPLE[3], "parentage": PEOPLE[3]}
    for name in FIELDS:
        object = objects.get(name)
        kinds = {"household": [("household", HOUSEHOLDS[0])]}.get(name, [("person", PEOPLE[0]), ("person", PEOPLE[1])])
        if name in ("category", "benefit", "payment"):
            kinds = [*kinds, ("household", HOUSEHOLDS[0])]
        for number, (kind, subject) in enumerate(kinds):
            row = fact(name, number, subject, object, months="2025-11/2026-01 2026-05/")
            found.append((f"write/{name}_create_{kind}", {"rows": [row]}))
    old = {"id": "s1", "fact": "fbenefit0", "type": "benefit", "retired_at": 1_790_000_500_000, "cause": "source"}
    changed = fact("benefit", 0, PEOPLE[0], None, digest="benefit-new", months="2026-05/", amount=95_000)
    covered = [
        {"id": f"{SCOPE}|{month}", "stream": STREAM, "division": DIVISION, "month": month, "run": "r1",
         "learned_at": 1_790_000_000_000, "changed": True}
        for month in ("2025-12", "2026-01", "2026-05", "2026-06", "2026-07")
    ]  # fmt: skip
    doubt = {"stream": STREAM, "division": DIVISION, "month": "2026-07", "name": "李", "township": "370102001"}
    rejection = {
        "run": "r1", "source": "minzheng_dibao", "stream": STREAM, "department": "民政", "file": "a.xlsx", "row": 7,
        "field": "身份证号", "reason": "invalid_national_id", "expected": "18", "division": DIVISION, "raw_enc": "v1:x",
    }  # fmt: skip
    finding = {
        "id": "n1", "rule": "D14", "version": 1, "type": "duplicate", "effect": "stop", "severity": "high",
        "subject_type": "person", "subject": PEOPLE[0], "household": HOUSEHOLDS[0], "months": ["2026-06", "2026-07"],
        "amount": 30_000, "basis": "x", "sentence_zh": "重复", "sentence_en": "twice", "state": "new", "cites": "[]",
        "absences": "[]", "divisions": [DIVISION], "departments": ["民政"], "items": ["dibao_cash"],
        "first_seen": 1_790_000_000_000, "last_seen": 1_790_000_000_000, "as_of": "2026-07-31",
        **{f"by_{order}": f"duplicate|{order}|n1" for order in ("amount", "severity", "first_seen", "last_seen")},
    }  # fmt: skip
    found += [
        ("write/benefit_supersede", {"rows": [old]}),
        ("write/benefit_update", {"rows": [{"id": "fbenefit0", "props": changed["props"]}]}),
        ("write/payment_retire", {"rows": [{"id": "fpayment1", "scope": SCOPE, "retired_at": 1_790_000_600_000}]}),
        ("runs/coverage", {"rows": covered}),
        ("runs/doubts", {"rows": [{"id": "d1", "values": doubt}]}),
        ("runs/rejections", {"rows": [{"id": "e1", "values": rejection}]}),
        ("runs/pending", {"rows": [{"id": "w1", "values": {"stream": STREAM, "place": "a.xlsx", "raw_enc": "v1:y"}}]}),
        ("runs/key_check", {"check": "c", "proofs": {"proof_v1": "v1.2:c"}}),
        ("runs/set", {"id": "r1", "values": {"state": "applied", "batches": 1}}),
        ("restore/nodes_finding", {"rows": [{"props": finding}]}),
        ("findings_write/places", {"rows": [{"id": "n1"}]}),
        (
            "findings_write/decision",
            {
                "rows": [
                    {
                        "id": "c1",
                        "finding": "n1",
                        "at": 1_790_000_700_000,
                        "by": "li",
                        "outcome": "confirmed",
                        "reason_enc": "v1:z",
                        "months": ["2026-06", "2026-07"],
                        "evidence": ["a1"],
                    }
                ]
            },
        ),
        (
            "findings_write/totals",
            {
                "rows": [
                    {
                        "id": "all|duplicate|37",
                        "place": "37",
                        "findings": 1,
                        "amount": 30_000,
                        "rules": '{"D14":[1,30000]}',
                        "departments": '{"民政":[1,30000]}',
                    }
                ]
            },
        ),
        ("findings_write/about_person", {"rows": [{"finding": "n1", "subject": PEOPLE[0]}]}),
        ("findings_write/about_household", {"rows": [{"finding": "n1", "subject": HOUSEHOLDS[0]}]}),
        ("findings_write/cites_membership", {"rows": [{"finding": "n1", "fact": "fmembership0"}]}),
        ("findings_write/cites_benefit", {"rows": [{"finding": "n1", "fact": "fbenefit0"}]}),
    ]
    return found
