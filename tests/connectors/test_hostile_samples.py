"""Each defect in tests/samples: which file, row and field, and what was expected; the rest goes through."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from connectors.base import MappedRow, PersonRef, RejectedRow
from connectors.check import check
from connectors.kinds.table import LARGEST
from connectors.mapping import RowMapper
from connectors.registry import connector, load_card
from schema.errors import CardError, DeliveryError
from schema.payment import Payment
from tests.support.mapped import SAMPLES, Cards, Take, Taken

TakeSample = Callable[[str], Taken]
G, M, C = "370102194806110015", "370102197503020024", "370102201509180036"
PAYMENTS = ("caizheng_yikatong.details", "370102-202606-01/一卡通发放明细.csv")
CERTIFICATES = ("canlian_certificates.certificates", "持证残疾人_202606.xlsx")


def paid(taken: Taken) -> list[Payment]:
    records = [fact.record for row in taken.mapped for fact in row.facts]
    payments = [record for record in records if isinstance(record, Payment)]
    assert len(payments) == len(records)
    return payments


@pytest.fixture
def payments(take: Take) -> TakeSample:
    return lambda sample: take(sample, *PAYMENTS)


@pytest.fixture
def certificates(take: Take) -> TakeSample:
    return lambda sample: take(sample, *CERTIFICATES)


@pytest.mark.parametrize("sample", ["wrong_encoding.csv", "neither_encoding.csv", "broken_in_the_middle.csv"])
def test_wrong_encoding_names_the_file_and_the_expected_encoding(payments: TakeSample, sample: str) -> None:
    with pytest.raises(DeliveryError) as caught:
        payments(sample)
    assert caught.value.place.startswith("370102-202606-01/一卡通发放明细.csv")
    assert caught.value.reason == "wrong encoding"
    assert caught.value.expected == "text in GB18030"


def test_mojibake_that_decodes_is_refused(payments: TakeSample) -> None:
    with pytest.raises(DeliveryError) as caught:
        payments("mojibake.csv")
    assert "wrong encoding" in caught.value.reason


def test_missing_header_names_the_columns(payments: TakeSample) -> None:
    with pytest.raises(DeliveryError) as caught:
        payments("missing_header.csv")
    assert caught.value.reason == "no header row"
    assert "身份证号、补贴项目、金额(元)" in caught.value.expected


def test_missing_column_is_named(payments: TakeSample) -> None:
    with pytest.raises(DeliveryError) as caught:
        payments("missing_column.csv")
    assert caught.value.reason == "the header lacks 金额(元)"


def test_unclosed_quote_swallows_no_row_silently(payments: TakeSample) -> None:
    taken = payments("unclosed_quote.csv")
    assert len(taken.mapped) == 1
    assert taken.reasons == [(4, None, "unclosed_quote")]
    assert taken.rejected[0].expected == "quotation marks in pairs: a quotation mark that is not closed, from row 4"


@pytest.mark.parametrize(
    ("sample", "stream", "name"),
    [
        ("empty_file.csv", *PAYMENTS),
        ("empty_file.xlsx", *CERTIFICATES),
    ],
)
def test_empty_file_is_refused(take: Take, sample: str, stream: str, name: str) -> None:
    with pytest.raises(DeliveryError) as caught:
        take(sample, stream, name)
    assert (caught.value.place, caught.value.reason) == (name, "the file is empty")


def test_header_without_rows_is_an_empty_answer(payments: TakeSample) -> None:
    taken = payments("header_only.csv")
    assert (taken.mapped, taken.rejected) == ([], [])
    assert [(scope.division, scope.months) for scope in taken.delivery.scopes] == [("370102", (2026 * 12 + 5,))]


def test_truncated_workbook_is_refused(certificates: TakeSample) -> None:
    with pytest.raises(DeliveryError) as caught:
        certificates("truncated.xlsx")
    assert caught.value.place == CERTIFICATES[1]
    assert caught.value.expected == "a file that opens where it was made, copied or exported again, of the same size"


def test_shifted_row_is_rejected_and_the_rest_goes_through(payments: TakeSample) -> None:
    taken = payments("shifted_columns.csv")
    assert taken.reasons == [(4, "身份证号", "shifted_columns")]
    assert taken.rejected[0].expected == "each value in its own column"
    assert [row.number for row in taken.mapped] == [3]


def test_row_with_more_cells_than_the_header_is_rejected_whole(payments: TakeSample) -> None:
    taken = payments("more_cells_than_header.csv")
    assert taken.reasons == [(4, None, "shifted_columns")]
    assert taken.rejected[0].national_id == M
    assert taken.rejected[0].cells["column 15"] == "extra"


def test_id_typed_as_number_is_rejected_even_when_its_check_digit_is_right(
    certificates: TakeSample,
) -> None:
    taken = certificates("id_typed_as_number.xlsx")
    assert taken.reasons == [(4, "身份证号", "precision_lost"), (5, "身份证号", "precision_lost")]
    assert [fact.subject for row in taken.mapped for fact in row.facts] == [PersonRef(G)] * 2


def test_certificate_number_in_the_id_column_is_rejected_and_still_says_who(
    certificates: TakeSample,
) -> None:
    taken = certificates("certificate_in_id_column.xlsx")
    assert taken.reasons == [(3, "身份证号", "certificate_in_id_column")]
    assert (taken.rejected[0].national_id, taken.rejected[0].name, taken.rejected[0].division) == (G, "李明", "370102")
    assert [row.number for row in taken.mapped] == [4]


def test_certificate_number_says_who_where_the_id_column_is_blank(certificates: TakeSample) -> None:
    taken = certificates("blank_id_column.xlsx")
    assert taken.mapped[0].facts[0].subject == PersonRef(G)
    assert taken.mapped[0].facts[1].key == (PersonRef(G),)


@pytest.mark.parametrize(
    ("sample", "national_id"),
    [
        ("fifteen_digit_id.csv", G),
        ("full_width_digits.csv", G),
        ("lower_case_x.csv", "37010219600229003X"),
    ],
)
def test_an_id_written_otherwise_is_the_same_person(payments: TakeSample, sample: str, national_id: str) -> None:
    taken = payments(sample)
    assert [fact.subject for row in taken.mapped for fact in row.facts] == [PersonRef(national_id)]
    assert taken.rejected == []


def test_31_february_is_impossible_and_a_person_who_lives_has_no_death(take: Take) -> None:
    taken = take("thirty_first_of_february.xlsx", "weijian_deaths.deaths", "死亡信息_202602.xlsx")
    assert taken.reasons == [(2, "死亡时间", "impossible_date")]
    assert taken.rejected[0].national_id == G
    assert [[fact.record.NAME for fact in row.facts] for row in taken.mapped] == [["person", "death"], ["person"]]


def test_amount_with_separator_and_unit_is_read_and_words_are_not(payments: TakeSample) -> None:
    taken = payments("amount_as_text.csv")
    assert [payment.amount for payment in paid(taken)] == [Decimal("1234.50")]
    assert taken.reasons == [(4, "金额(元)", "unparseable_amount")]


def test_totals_and_footers_are_no_rows(payments: TakeSample) -> None:
    taken = payments("total_row.csv")
    assert [row.number for row in taken.mapped] == [3, 5]
    assert taken.rejected == []


def test_duplicate_keys_are_handed_on(payments: TakeSample) -> None:
    taken = payments("duplicate_keys.csv")
    assert [payment.amount for payment in paid(taken)] == [Decimal(900), Decimal(900), Decimal(450)]
    assert len({fact.key for row in taken.mapped for fact in row.facts}) == 1


def test_unknown_label_names_what_is_known(payments: TakeSample) -> None:
    taken = payments("unknown_code.csv")
    assert taken.reasons == [(3, "补贴项目", "unknown_code")]
    assert taken.rejected[0].expected.startswith("one of 城乡低保金、单人保低保金、")
    assert len(taken.mapped) == 1


def test_wrong_check_digit_is_no_person(payments: TakeSample) -> None:
    taken = payments("checksum_wrong.csv")
    assert taken.reasons == [(3, "身份证号", "invalid_national_id")]
    assert (taken.rejected[0].national_id, taken.rejected[0].name) == (None, "李明")


def test_lost_character_rejects_its_row(payments: TakeSample) -> None:
    taken = payments("lost_character.csv")
    assert taken.reasons == [(3, None, "garbled_text")]
    assert len(taken.mapped) == 1


def test_back_pay_is_split_over_its_months_and_vague_back_pay_is_rejected(payments: TakeSample) -> None:
    taken = payments("back_pay.csv")
    assert [(payment.month, payment.amount, payment.back_pay) for payment in paid(taken)] == [
        ("2026-03", Decimal("333.33"), True),
        ("2026-04", Decimal("333.33"), True),
        ("2026-05", Decimal("333.34"), True),
    ]
    assert taken.reasons == [(4, "备注", "invalid_month")]


def test_packed_cells_of_different_length_reject_the_family_and_name_all_its_people(take: Take) -> None:
    taken = take("packed_cells_uneven.xlsx", "minzheng_dibian.families", "低保边缘家庭查询_370102_202606.xlsx")
    assert taken.reasons == [(2, "家庭成员身份证号", "malformed_row")]
    assert (taken.rejected[0].national_id, taken.rejected[0].others) == (G, (M,))
    assert len(taken.mapped) == 1


def test_a_cover_that_ends_before_it_starts_is_rejected(cards: Cards) -> None:
    preview = check(cards["yibao_cover"], SAMPLES / "end_before_start.csv")
    assert [(cell.row, cell.field, cell.reason) for cell in preview.rejected] == [(2, "enddate", "end_before_start")]
    assert [row.row for row in preview.rows] == [3]


def test_a_card_with_an_unknown_field_names_its_line() -> None:
    with pytest.raises(CardError) as caught:
        load_card(SAMPLES / "card_with_unknown_field.yml")
    assert (Path(caught.value.file).name, caught.value.line) == ("card_with_unknown_field.yml", 16)
    assert caught.value.problem == "unknown field unknown"


def test_cell_of_fifty_megabytes_is_rejected_and_not_kept(cards: Cards, tmp_path: Path) -> None:
    card = cards["caizheng_yikatong"]
    path = tmp_path / "caizheng" / PAYMENTS[1]
    path.parent.mkdir(parents=True)
    header = "序号,乡镇,村,姓名,身份证号,补贴项目,标准,数量,金额(元),开户行,账号,账户名,备注\n"
    row = "1,某街道,某村,李明,{id},城乡低保金,900,1,900.00,农商行,6223190000000001234,李明,{note}\n"
    with path.open("w", encoding="gb18030") as file:
        file.write(header)
        file.write(row.format(id=G, note="x" * 50_000_000))
        file.write(row.format(id=M, note=""))
    source = connector(card, {"AIDCHAIN_DELIVERIES": str(tmp_path)})
    (delivery,) = source.deliveries(card.streams[0])
    refused, taken = map(partial(RowMapper(card, card.streams[0]).map, delivery=delivery), source.rows(delivery))
    assert isinstance(refused, RejectedRow)
    assert (refused.number, refused.field, refused.reason) == (2, "备注", "cell_too_large")
    assert refused.expected == f"at most {LARGEST} characters in a cell"
    assert len(refused.cells["备注"] or "") == 1001
    assert refused.national_id == G
    assert isinstance(taken, MappedRow)
    assert taken.facts[0].subject == PersonRef(M)


def test_a_file_without_division_in_its_name_is_refused_not_passed_over(take: Take) -> None:
    with pytest.raises(DeliveryError) as caught:
        take("empty_file.xlsx", "minzheng_tekun.people", "特困人员查询_1_202606.xlsx")
    assert caught.value.expected == "a name such as 特困人员查询_{division}_{month}.xlsx"


def test_no_rejection_repeats_a_value(payments: TakeSample, certificates: TakeSample) -> None:
    for rejected in payments("shifted_columns.csv").rejected + certificates("id_typed_as_number.xlsx").rejected:
        told = f"{rejected.field} {rejected.reason} {rejected.expected}"
        assert not re.search(r"\d{6}", told)
        assert not any(value and len(value) > 2 and value in told for value in rejected.cells.values())


def test_rows_are_streamed_in_bounded_memory(cards: Cards, tmp_path: Path) -> None:
    card = cards["caizheng_yikatong"]
    path = tmp_path / "caizheng" / PAYMENTS[1]
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="gb18030") as file:
        file.write("序号,乡镇,村,姓名,身份证号,补贴项目,标准,数量,金额(元),开户行,账号,账户名,备注\n")
        for number in range(60_000):
            file.write(f"{number},某街道,某村,李明,{G},城乡低保金,900,1,900.00,农商行,6223190000000001234,李明,\n")
    source = connector(card, {"AIDCHAIN_DELIVERIES": str(tmp_path)})
    (delivery,) = source.deliveries(card.streams[0])
    tracemalloc.start()
    count = sum(1 for _ in source.rows(delivery))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60_000
    assert peak < path.stat().st_size / 2
