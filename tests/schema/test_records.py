"""What holds for every canonical record; the list enumerated is ``RECORDS``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import ValidationError

from schema.errors import InvalidValueError
from schema.insurance_cover import InsuranceCover
from schema.record import Record
from schema.records import RECORDS
from schema.values.value import Value

ID = "11010519491231002X"
ROWS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "person": (
        {"national_id": "110105491231002", "name": "张 三", "sex": "女", "birth": "1949年12月31日", "phone": "无"},
        {"national_id": ID, "name": "张三", "sex": "2", "birth": date(1949, 12, 31), "phone": None},
    ),
    "household": (
        {"form": "assistance", "head": ID.lower(), "size": 3, "township": "济南市历下区解放路街道"},
        {"form": "assistance", "head": ID, "size": 3, "township": "370102001"},
    ),
    "membership": ({"relation": "之女"}, {"relation": "30", "counted": True}),
    "guardianship": ({"relation": "外祖母"}, {"relation": "64"}),
    "category": ({"category": "低保"}, {"category": "dibao", "status": "active", "tier": None}),
    "benefit": (
        {"item": "临时救助（急难型）", "amount": "1.5万", "cause": "其他", "awarded_on": "2026/7/1"},
        {"item": "temp_emergency", "amount": Decimal(15000), "cause": None, "awarded_on": date(2026, 7, 1)},
    ),
    "payment": (
        {"item": "城乡低保金", "month": "202606.0", "amount": "1,234.50元", "account": "6222 0212 3456 7890 128"},
        {"item": "dibao_cash", "month": "2026-06", "amount": Decimal("1234.50"), "account": "6222021234567890128"},
    ),
    "death": ({"date": "20260411"}, {"date": date(2026, 4, 11), "basis": None}),
    "certificate": (
        {"number": f"{ID}52b1", "kind": "智力残疾", "grade": "二级", "status": "valid"},
        {"number": f"{ID}52B1", "kind": "5", "grade": 2, "status": "valid"},
    ),
    "enrolment": (
        {"school_number": f"g{ID}", "stage": "primary"},
        {"school_number": f"G{ID}", "stage": "primary", "status": "enrolled"},
    ),
    "insurance_cover": (
        {"scheme": "居民医保", "valid_from": "2026-01-01", "valid_until": "2027-01-01"},
        {"scheme": "390", "valid_from": date(2026, 1, 1), "valid_until": date(2027, 1, 1), "subsidised": None},
    ),
    "medical_expense": (
        {"settled_on": "2026-03-05 10:11:12", "total": "100", "self_paid": "20.5"},
        {"settled_on": date(2026, 3, 5), "total": Decimal(100), "self_paid": Decimal("20.5"), "aid": None},
    ),
    "medical_identity": (
        {"category": "低保对象", "valid_from": "2026-02-01", "valid_until": None},
        {"category": "dibao", "valid_from": date(2026, 2, 1), "valid_until": None},
    ),
    "illness": ({"disease": "恶性肿瘤", "serious": True}, {"disease": "恶性肿瘤", "serious": True}),
    "custody": ({"kind": "prison", "valid_from": "2026-03-10"}, {"kind": "prison", "valid_from": date(2026, 3, 10)}),
    "home_absence": ({"kind": "conscript"}, {"kind": "conscript"}),
    "employment": ({"kind": "unemployed"}, {"kind": "unemployed", "employer": None}),
    "social_insurance": (
        {"scheme": "resident_pension", "status": "drawing", "payer": "self"},
        {"scheme": "resident_pension", "status": "drawing", "payer": "self"},
    ),
    "business": ({"kind": "company", "role": "股东"}, {"kind": "company", "role": "股东"}),
    "payroll": ({"unit": "县水利局", "standing": "在职"}, {"unit": "县水利局", "standing": "在职"}),
    "job_offer": (
        {"offered_on": "2026-03-05", "outcome": "refused"},
        {"offered_on": date(2026, 3, 5), "outcome": "refused"},
    ),
    "ability": ({"grade": "中度失能", "assessed_on": "2026-03-05"}, {"grade": 2, "assessed_on": date(2026, 3, 5)}),
    "dwelling": (
        {"safety": "D", "setting": "rural", "area_per_head": "12.5㎡"},
        {"safety": "D", "setting": "rural", "area_per_head": 12, "valid_from": None, "valid_until": None},
    ),
    "disaster_loss": (
        {"struck_on": "2026-06-18", "loss": "collapsed", "amount": "3.5万", "event": "ZH2026-06"},
        {"struck_on": date(2026, 6, 18), "loss": "collapsed", "amount": Decimal(35000), "event": "ZH2026-06"},
    ),
    "monitoring": (
        {"kind": "marginal", "risk": "因病", "cleared": False, "income_per_head": "8,600元"},
        {"kind": "marginal", "risk": "因病", "cleared": False, "income_per_head": Decimal(8600)},
    ),
    "application": (
        {"matter": "assistance", "applied_on": "2026-06-18", "outcome": "pending", "urgent": True},
        {"matter": "assistance", "applied_on": date(2026, 6, 18), "outcome": "pending", "urgent": True},
    ),
    "visit": (
        {"visited_on": "2026-06-18", "purpose": "survey", "result": "in_need"},
        {"visited_on": date(2026, 6, 18), "purpose": "survey", "result": "in_need"},
    ),
    "service": (
        {"kind": "boarding", "provider": "阳光家园", "hours": 160, "amount": "1,500元"},
        {"kind": "boarding", "provider": "阳光家园", "hours": 160, "amount": Decimal(1500)},
    ),
    "parentage": ({"relation": "父亲", "valid_from": "20140310"}, {"relation": "51", "valid_from": date(2014, 3, 10)}),
    "parental_state": ({"kind": "lost_contact"}, {"kind": "lost_contact", "valid_from": None}),
    "means_check": (
        {
            "checked_on": "2026-06-08",
            "authorised_on": "2026-05-20",
            "own_income": "300",
            "vehicles": "1",
            "deposits": "1.2万",
        },
        {"authorised_on": date(2026, 5, 20), "own_income": Decimal(300), "vehicles": 1, "deposits": Decimal(12000)},
    ),
}
STORABLE = (str, int, bool, date, Decimal)


def leaves(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return [leaf for part in get_args(annotation) for leaf in leaves(part)]
    origin = get_origin(annotation)
    return [get_args(annotation)[0]] if origin is not None else [annotation]


@pytest.fixture(params=list(RECORDS.values()), ids=list(RECORDS))
def record(request: pytest.FixtureRequest) -> type[Record]:
    kind: type[Record] = request.param
    return kind


def test_every_record_has_an_example_here() -> None:
    assert ROWS.keys() == RECORDS.keys()


def test_raw_cells_become_exact_values(record: type[Record]) -> None:
    raw, expected = ROWS[record.NAME]
    parsed = record(**raw)
    assert {field: getattr(parsed, field) for field in expected} == expected
    assert record(**parsed.model_dump()) == parsed


def test_a_record_is_named_after_its_file_and_says_how_it_is_kept(record: type[Record]) -> None:
    assert record.__module__ == f"schema.{record.NAME}"
    assert re.fullmatch(r"[A-Z][A-Za-z]+", record.LABEL)
    assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", record.VERB)
    assert record.VERB.replace("_", "").lower() != record.LABEL.lower()
    assert record.SUBJECTS
    assert record.__doc__


def test_labels_are_one_record_each() -> None:
    labels = [record.LABEL for record in RECORDS.values()]
    assert len(set(labels)) == len(labels)


def test_sealed_and_keyed_fields_exist(record: type[Record]) -> None:
    assert record.model_fields.keys() >= record.SEALED
    assert record.model_fields.keys() >= record.KEYED


def test_what_identifies_a_person_is_sealed(record: type[Record]) -> None:
    personal = {"national_id", "number", "phone", "address", "account", "school_number", "alias"}
    open_ones = (personal & record.model_fields.keys()) - record.SEALED
    assert open_ones == ({"number"} if record.NAME == "household" else set()), "a household's number is its case's"


def test_fields_can_be_stored(record: type[Record]) -> None:
    for name, field in record.model_fields.items():
        for leaf in leaves(field.annotation):
            assert leaf is type(None) or leaf in STORABLE or issubclass(leaf, StrEnum), name
        for value in field.metadata:
            assert issubclass(value, Value), name


def test_a_record_is_frozen_and_takes_no_unknown_field(record: type[Record]) -> None:
    raw, expected = ROWS[record.NAME]
    parsed = record(**raw)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(parsed, next(iter(expected)), None)
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        record(**{**raw, "surplus": "1"})


@pytest.mark.parametrize(
    ("name", "field", "value", "reason"),
    [
        ("person", "national_id", "110105194912310021", "invalid_national_id"),
        ("person", "birth", "2026-02-31", "impossible_date"),
        ("person", "phone", "12345678901234", "invalid_phone"),
        ("household", "township", "甲乙丙丁", "invalid_division"),
        ("membership", "relation", "甲乙丙丁", "unknown_code"),
        ("benefit", "item", "甲乙丙丁", "unknown_code"),
        ("payment", "amount", "甲乙丙丁", "unparseable_amount"),
        ("payment", "month", "2026-13", "invalid_month"),
        ("certificate", "number", f"{ID}99", "invalid_certificate_number"),
        ("enrolment", "school_number", f"K{ID}", "invalid_school_number"),
    ],
)
def test_a_refused_value_gives_its_reason_and_is_not_in_the_message(
    name: str, field: str, value: str, reason: str
) -> None:
    raw, _ = ROWS[name]
    with pytest.raises(ValidationError) as caught:
        RECORDS[name](**{**raw, field: value})
    [error] = caught.value.errors()
    assert error["loc"] == (field,)
    cause = error["ctx"]["error"]
    assert isinstance(cause, InvalidValueError)
    assert cause.reason == reason
    assert value not in str(caught.value)


def test_an_insured_period_ends_after_it_starts() -> None:
    with pytest.raises(ValidationError) as caught:
        InsuranceCover.model_validate({"scheme": "390", "valid_from": "2026-01-01", "valid_until": "2026-01-01"})
    [error] = caught.value.errors()
    assert error["ctx"]["error"].reason == "end_before_start"
