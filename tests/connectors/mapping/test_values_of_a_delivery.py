"""What a card makes of values: keys, widths, births, amounts, accounts; and what is counted of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors.base import Delivery, DeliveryScope, HouseholdRef, MappedRow, RawRow, RejectedRow
from connectors.mapping import RowMapper
from connectors.registry import load_card

CARD = """
source: t_families
department: 民政
title: {{zh: 家庭, en: Families}}
kind: files
connection: {{path: "${{AIDCHAIN_DELIVERIES}}"}}
streams:
  - name: rows
    shape: roster
    serves: ["37"]
    file: "rows_{{division}}_{{month}}.csv"
    scope: {{division: {{file: division}}, month: {{file: month}}}}
    answers: ["category:dibao"]
    key: [{key}]
    subjects:
      person: {{national_id: 身份证号}}
      guardian: {{national_id: 监护人身份证号}}
      household: {{form: assistance, namespace: t, key: [户号]}}
    map:
      person: {{name: 姓名, birth: 出生日期}}
      household: {{form: {{const: assistance}}, number: 户号, head: 身份证号}}
      membership: {{}}
      benefit:
        subject: household
        when: {{field: 金额, nonzero: true}}
        item: {{const: dibao_cash}}
        amount: 金额
      guardianship: {{subject: guardian, object: person, when: {{field: 监护人身份证号, filled: true}}}}
    ignore: [监护人姓名]
"""
IDS = ("370102194006050018", "370102194006050026", "370102194006050034", "370102201801010018")


class Stream:
    """One card, mapping rows of one delivery."""

    def __init__(self, folder: Path, key: str = "户号") -> None:
        path = folder / "t_families.yml"
        path.write_text(CARD.format(key=key), encoding="utf-8")
        card = load_card(path)
        (self.stream,) = card.streams
        self.mapping = RowMapper(card, self.stream)

    def map(self, *rows: dict[str, str | None], month: int = 2026 * 12 + 6) -> list[MappedRow | RejectedRow]:
        base: dict[str, str | None] = dict.fromkeys(("户号", "姓名", "身份证号", "出生日期", "金额"))
        base |= dict.fromkeys(("监护人姓名", "监护人身份证号"))
        raw = [RawRow(number, base | row) for number, row in enumerate(rows, 2)]

        def opened() -> Iterator[RawRow]:
            return iter(raw)

        delivery = Delivery(self.stream, "rows", None, (DeliveryScope("370102", (month,)),), opened)
        mapped = [self.mapping.map(row, delivery) for row in raw]
        return [self.mapping.map(row, delivery) for row in raw] if self.mapping.again() else mapped


@pytest.fixture
def stream(tmp_path: Path) -> Stream:
    return Stream(tmp_path)


def family(index: int, number: str, **more: str | None) -> dict[str, str | None]:
    return {"户号": number, "身份证号": IDS[index], "姓名": "王芳", "金额": "500"} | more


def household(mapped: MappedRow | RejectedRow) -> tuple[object, ...] | None:
    assert isinstance(mapped, MappedRow), mapped
    found = next(fact.subject for fact in mapped.facts if fact.record.NAME == "household")
    assert isinstance(found, HouseholdRef)
    return found.key


def test_two_ways_of_writing_a_household_are_one(stream: Stream) -> None:
    mapped = stream.map(family(0, "LX2026-01"), family(1, " ＬＸ2026－01"), family(2, '="LX2026-01"'))
    assert {household(row) for row in mapped} == {("LX2026-01",)}


@pytest.mark.parametrize("key", ["3.70102E+15", "3.70102200000000e+15", "3701022000000001.0"])
def test_a_household_by_a_number_of_a_spreadsheet_is_rejected(stream: Stream, key: str) -> None:
    (mapped,) = stream.map(family(0, key))
    assert isinstance(mapped, RejectedRow)
    assert (mapped.field, mapped.reason, mapped.national_id) == ("户号", "precision_lost", IDS[0])


@pytest.mark.parametrize("key", ["-", "无", "/", "—"])
def test_a_dash_is_no_household(stream: Stream, key: str) -> None:
    (mapped,) = stream.map(family(0, key))
    assert isinstance(mapped, RejectedRow)
    assert (mapped.field, mapped.reason) == ("户号", "missing_key")


def test_one_delivery_with_and_without_leading_zeros_is_rejected_in_both(stream: Stream) -> None:
    mapped = stream.map(family(0, "0012"), family(1, "12"), family(2, "0013"))
    assert [row.reason for row in mapped if isinstance(row, RejectedRow)] == ["ambiguous_key"] * 2
    assert household(mapped[2]) == ("0013",)


def test_a_stated_width_brings_leading_zeros_back_everywhere(tmp_path: Path) -> None:
    mapped = Stream(tmp_path, "{field: 户号, width: 4}").map(family(0, "0012"), family(1, "12"))
    assert [household(row) for row in mapped] == [("0012",), ("0012",)]
    assert all(
        fact.record.__dict__["number"] == "0012"
        for row in mapped
        if isinstance(row, MappedRow)
        for fact in row.facts
        if fact.record.NAME == "household"
    )


def test_a_birth_after_the_month_is_rejected_by_number_and_by_date(stream: Stream) -> None:
    july, june = 2018 * 12, 2017 * 12 + 11
    assert isinstance(stream.map(family(3, "1"), month=july)[0], MappedRow)
    (by_number,) = stream.map(family(3, "1"), month=june)
    assert isinstance(by_number, RejectedRow)
    assert (by_number.field, by_number.reason, by_number.national_id) == ("身份证号", "future_birth", None)
    (by_date,) = stream.map(family(0, "1", 出生日期="2027-01-01"))
    assert isinstance(by_date, RejectedRow)
    assert (by_date.field, by_date.reason, by_date.national_id) == ("出生日期", "future_birth", IDS[0])


@pytest.mark.parametrize("amount", ["-", "/", "无", "0", "—", "\u2212"])
def test_an_amount_that_says_there_is_none_is_not_granted(stream: Stream, amount: str) -> None:
    (mapped,) = stream.map(family(0, "1", 金额=amount))
    assert isinstance(mapped, MappedRow)
    assert "benefit" not in {fact.record.NAME for fact in mapped.facts}


def test_a_guardian_of_whom_a_dash_says_that_there_is_none_is_none(stream: Stream) -> None:
    (mapped,) = stream.map(family(0, "1", 监护人身份证号="无"))
    assert isinstance(mapped, MappedRow)
    assert "guardianship" not in {fact.record.NAME for fact in mapped.facts}


def test_cautions_are_counted_by_column(stream: Stream) -> None:
    stream.map(family(0, "1", 身份证号="370102195002282000"), family(1, "2", 姓名="王*"))
    assert stream.mapping.cautions.by_column() == {
        "姓名": {"masked": 1},
        "身份证号": {"digits_may_be_lost": 1},
    }


def test_a_second_reading_counts_once(stream: Stream) -> None:
    stream.map(family(0, "0012"), family(1, "12"), family(2, "0013", 姓名="王*"))
    assert stream.mapping.cautions.by_column() == {"姓名": {"masked": 1}}


def test_a_rejected_row_names_its_guardian_by_name_where_the_number_cannot_be_read(stream: Stream) -> None:
    row = family(0, "1", 金额="许多", 监护人姓名="李强", 监护人身份证号="370102194006050019")
    (mapped,) = stream.map(row)
    assert isinstance(mapped, RejectedRow)
    assert (mapped.national_id, mapped.others, mapped.names) == (IDS[0], (), ("李强",))
    (mapped,) = stream.map(row | {"监护人身份证号": IDS[1]})
    assert isinstance(mapped, RejectedRow)
    assert (mapped.national_id, mapped.others, mapped.names) == (IDS[0], (IDS[1],), ())


def test_a_rounded_number_of_a_column_that_lost_its_digits_names_nobody(stream: Stream) -> None:
    rounded = ("370102195002282000", "370102194408176000", "370102194501207000", "370102194206128000")
    rows: list[dict[str, str | None]]
    rows = [{"户号": str(index), "身份证号": id, "姓名": "王芳"} for index, id in enumerate(rounded)]
    mapped = stream.map(*rows)
    assert [(row.reason, row.national_id, row.name) for row in mapped if isinstance(row, RejectedRow)] == [
        ("precision_lost", None, "王芳")
    ] * 4


def test_of_a_shifted_row_every_number_counts_and_no_name(stream: Stream) -> None:
    (mapped,) = stream.map({"户号": "1", "姓名": IDS[0], "身份证号": "19400605", "监护人姓名": f"李强{IDS[1]}"})
    assert isinstance(mapped, RejectedRow)
    assert (mapped.reason, mapped.national_id, mapped.others) == ("shifted_columns", IDS[0], (IDS[1],))
    assert (mapped.name, mapped.township) == (None, None)
