"""A sheet with one column a month is read month by month."""

from __future__ import annotations

import pytest

from connectors.base import DeliveryScope, Fault, RawRow, Stated
from connectors.kinds.files_card import FilesStream, MonthsInColumns
from connectors.kinds.wide import month_columns
from connectors.kinds.wide_rows import by_month
from schema.errors import DeliveryError
from schema.values.month import month_index

JULY = month_index("2026-07")


def wide(columns: dict[str, str], year: dict[str, str] | None = None) -> MonthsInColumns:
    return MonthsInColumns.model_validate({"columns": columns, "year": year})


@pytest.mark.parametrize("name", ["7月", "7 月", "07月", "7月份", "七月", "７月"])
def test_a_month_column_as_people_head_it(name: str) -> None:
    columns = wide({"金额": "{m}月"}, {"file": "year"})
    assert month_columns(columns, ["姓名", name], 2026, "a file") == {JULY: {"金额": name}}


def test_a_header_may_name_the_year_and_there_may_be_several_columns_a_month() -> None:
    columns = wide({"生活": "{y}年{m}月生活补贴", "护理": "{y}年{m}月护理补贴"})
    names = ["2026年7月生活补贴", "2026年7月护理补贴", "2025年12月护理补贴"]
    assert month_columns(columns, names, None, "a file") == {
        JULY: {"生活": names[0], "护理": names[1]},
        JULY - 7: {"护理": names[2]},
    }


@pytest.mark.parametrize(
    ("names", "problem"),
    [(["姓名", "合计"], "the header has no column of a month"), (["7月", "7月份"], "month 7 has two columns")],
)
def test_a_header_without_months_or_with_one_twice_is_refused(names: list[str], problem: str) -> None:
    with pytest.raises(DeliveryError) as caught:
        month_columns(wide({"金额": "{m}月"}, {"const": "2026"}), names, 2026, "a file")
    assert caught.value.reason == problem


def stream() -> FilesStream:
    return FilesStream.model_validate(
        {
            "name": "pay",
            "shape": "event",
            "serves": ["37"],
            "scope": {"division": {"file": "division"}, "month": {"column": "月份"}},
            "key": ["身份证号", "月份"],
            "months_in_columns": {"columns": {"金额": "{m}月"}, "year": {"file": "year"}},
            "map": {"person": {"national_id": "身份证号"}},
        }
    )


def test_a_row_becomes_one_for_each_filled_month_and_every_column_is_answered() -> None:
    fault = Fault("8月", "malformed_row", "a value")
    rows = [
        RawRow(2, {"身份证号": "A", "7月": "100", "8月": None, "9月": "-"}),
        RawRow(3, {"身份证号": "B", "7月": "100", "8月": "120", "9月": None}),
        RawRow(4, {"身份证号": "C", "7月": None, "8月": None, "9月": None}, fault),
    ]
    learned: list[DeliveryScope] = []
    found = list(by_month(stream(), Stated("370102", year=2026), learned, rows, "a file"))
    assert [(row.number, row.cells) for row in found[:3]] == [
        (2, {"身份证号": "A", "金额": "100", "月份": "2026-07"}),
        (3, {"身份证号": "B", "金额": "100", "月份": "2026-07"}),
        (3, {"身份证号": "B", "金额": "120", "月份": "2026-08"}),
    ]
    assert (found[3].number, found[3].fault) == (4, fault)
    assert learned == [DeliveryScope("370102", (JULY, JULY + 1, JULY + 2))]
