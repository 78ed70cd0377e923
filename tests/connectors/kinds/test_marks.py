"""Cells that must not be taken as they are: rejected where the card reads their column, nothing where it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.base import RawRow
from connectors.card import SourceCard
from connectors.kinds.workbook import workbook_rows
from schema.message import Message
from tests.support.mapped import files_stream

Write = Callable[..., Path]
Card = Callable[..., SourceCard]
Row = Callable[..., str]
Read = Callable[..., list[RawRow]]
HEADER = ("户号", "身份证号", "姓名", "金额", "电话", "备注", "出生日期")
ID = "370102194806110015"


@pytest.fixture
def read(written: Write, table_card: Card, row: Row) -> Read:
    """Reads data rows (from row 2) below the header."""

    def found(*rows: tuple[object, ...], more: str = "", **parts: object) -> list[RawRow]:
        lines = "".join(row(number, *cells) for number, cells in enumerate(rows, 2))
        path = written({"一": row(1, *HEADER) + lines}, **parts)
        return list(workbook_rows(path, files_stream(table_card(more)), path.name))

    return found


def faults(rows: list[RawRow]) -> list[tuple[int, str | None, str] | None]:
    return [None if row.fault is None else (row.number, row.fault.field, row.fault.reason) for row in rows]


ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_a_rejected_cell_with_its_place(read: Read, error: str) -> None:
    (row,) = read(("1", ID, "李明", f'<c t="e"><f>VLOOKUP(A2,B:C,2,0)</f><v>{error}</v></c>'))
    assert faults([row]) == [(2, "金额", "cell_error")]
    assert row.cells["金额"] == error
    assert row.fault is not None
    assert isinstance(row.fault.expected, Message)


@pytest.mark.parametrize("cell", ['<c t="e"><v>#SPILL!</v></c>', "<c><f>1+1</f></c>", "<c><f>1+1</f><v></v></c>"])
def test_in_a_column_that_nobody_reads_it_hurts_nobody(read: Read, cell: str) -> None:
    (row,) = read(("1", ID, "李明", 900, None, cell))
    assert (row.fault, row.cells["备注"]) == (None, None)


def test_where_the_card_lets_values_go_it_is_handed_over_unreadable(read: Read) -> None:
    (row,) = read(("1", ID, "李明", 900, '<c t="e"><v>#N/A</v></c>'))
    assert (row.fault, row.cells["电话"]) == (None, "#N/A")


@pytest.mark.parametrize(
    "cell", ["<c><f>C2*2</f></c>", "<c><f>C2*2</f><v></v></c>", "<c><f>C2*2</f><v/></c>", '<c t="str"><f>C2</f></c>']
)
def test_a_formula_without_a_result_is_a_rejected_cell(read: Read, cell: str) -> None:
    (row,) = read(("1", ID, "李明", cell))
    assert faults([row]) == [(2, "金额", "formula_without_result")]
    assert row.fault is not None
    assert row.fault.expected == "a formula whose result is in the file; open and save it in a spreadsheet"


def test_a_formula_with_its_result_is_read(read: Read) -> None:
    (row,) = read(("1", ID, '<c t="str"><f>"李"&amp;"明"</f><v>李明</v></c>', "<c><f>450*2</f><v>900</v></c>"))
    assert (row.fault, row.cells["姓名"], row.cells["金额"]) == (None, "李明", "900")


def test_a_formula_whose_result_is_the_empty_text_is_blank(read: Read) -> None:
    (row,) = read(("1", ID, "李明", 900, None, None, '<c t="str"><f>IF(A2="","","")</f><v></v></c>'))
    assert (row.fault, row.cells["出生日期"]) == (None, None)


def test_results_of_a_program_that_calculates_nothing_are_no_results(
    read: Read, written: Write, table_card: Card, row: Row
) -> None:
    lines = row(1, *HEADER) + row(2, "1", ID, "李明", "<c><f>450*2</f><v>0</v></c>") + row(3, "2", ID, "李明", 0)
    path = written({"一": lines}, book='<calcPr calcId="124519" fullCalcOnLoad="1"/>')
    found = list(workbook_rows(path, files_stream(table_card()), "a"))
    assert faults(found) == [(2, "金额", "formula_without_result"), None]


def test_a_row_of_nothing_but_formulas_without_results_is_a_row(read: Read) -> None:
    rows = read(("<c><f>A1</f></c>", "<c><f>B1</f></c>", "<c><f>C1</f></c>", "<c><f>D1</f></c>"))
    assert faults(rows) == [(2, "户号", "formula_without_result")]


def test_totals_with_errors_are_totals(read: Read) -> None:
    assert read(("合计", None, None, '<c t="e"><v>#REF!</v></c>')) == []


def merged(*references: str) -> str:
    cells = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return f'<mergeCells count="{len(references)}">{cells}</mergeCells>'


TWO = (("1", ID, "李明", 900), (None, "370102196503150019", "王芳", None))


def test_cells_merged_over_several_rows_reject_all_of_them(read: Read) -> None:
    assert faults(read(*TWO, after=merged("A2:A3"))) == [(2, "户号", "merged_cell"), (3, "户号", "merged_cell")]
    assert faults(read(*TWO, after=merged("D2:D3"))) == [(2, "金额", "merged_cell"), (3, "金额", "merged_cell")]


def test_a_card_may_fill_them(read: Read) -> None:
    rows = read(*TWO, after=merged("A2:A3", "D2:D3"), more="merged: fill")
    assert faults(rows) == [None, None]
    assert [(row.cells["户号"], row.cells["金额"]) for row in rows] == [("1", "900"), ("1", "900")]


def test_what_is_filled_with_an_error_is_an_error_in_every_row(read: Read) -> None:
    rows = (("1", ID, "李明", '<c t="e"><v>#N/A</v></c>'), TWO[1])
    found = faults(read(*rows, after=merged("A2:A3", "D2:D3"), more="merged: fill"))
    assert found == [(2, "金额", "cell_error"), (3, "金额", "cell_error")]


def test_a_merged_title_or_a_column_that_nobody_reads_hurts_nobody(
    read: Read, written: Write, table_card: Card, row: Row
) -> None:
    lines = row(1, "历下区2026年7月") + row(2, *HEADER) + row(3, "1", ID, "李明", 900) + row(4, "2", ID, "李明", 900)
    path = written({"一": lines}, after=merged("A1:G1", "F3:F4"))
    assert faults(list(workbook_rows(path, files_stream(table_card()), "a"))) == [None, None]


def test_cells_merged_within_a_row_are_not_blank_either(read: Read) -> None:
    assert faults(read(("1", ID, "李明", None), after=merged("C2:D2"))) == [(2, "金额", "merged_cell")]


def test_a_range_over_the_whole_sheet_costs_nothing(read: Read) -> None:
    assert faults(read(*TWO, after=merged("F2:F1048576", "H2:XFD1048576"))) == [None, None]


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="57"/><xf numFmtId="176"/><xf numFmtId="46"/></cellXfs>'
    "</styleSheet>"
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c s="1"><v>9619</v></c>', "1926-05-02"),
        ('<c s="2"><v>46204</v></c>', "2026-07-01"),
        ('<c s="3"><v>46204</v></c>', "2026-07-01"),
        ('<c s="3"><v>46204.75</v></c>', "2026-07-01 18:00:00"),
        ('<c s="4"><v>1.5</v></c>', "1.5"),
        ('<c s="0"><v>46204</v></c>', "46204"),
        ('<c t="d"><v>2026-07-01T00:00:00</v></c>', "2026-07-01"),
        ('<c s="1"><f>TODAY()</f><v>46204</v></c>', "2026-07-01"),
    ],
)
def test_the_style_says_what_a_date_is(read: Read, cell: str, text: str) -> None:
    (row,) = read(("1", ID, "李明", 900, None, None, cell), styles=STYLES)
    assert (row.fault, row.cells["出生日期"]) == (None, text)


def test_without_styles_a_number_is_a_number(read: Read) -> None:
    (row,) = read(("1", ID, "李明", 900, None, None, '<c s="1"><v>46204</v></c>'))
    assert row.cells["出生日期"] == "46204"


def test_a_bare_number_is_no_date_in_a_workbook_of_1904(read: Read) -> None:
    dated, bare = (
        ("1", ID, "李明", 44742, None, None, '<c s="1"><v>44742</v></c>'),
        ("2", ID, "李明", 44742, None, None, 44742),
    )
    rows = read(dated, bare, styles=STYLES, book='<workbookPr date1904="1"/>')
    assert faults(rows) == [None, (3, "出生日期", "serial_of_1904")]
    assert [(row.cells["金额"], row.cells["出生日期"]) for row in rows] == [("44742", "2026-07-01"), ("44742", "44742")]


def test_long_keys_whose_digits_are_in_the_file_are_read_whole(read: Read) -> None:
    rows = read(*((3701022000000001 + number, ID, "李明", 900) for number in range(12)))
    assert faults(rows) == [None] * 12
    assert [row.cells["户号"] for row in rows] == [str(3701022000000001 + number) for number in range(12)]


@pytest.mark.parametrize("value", ["3701022000000000", "3.701022E+15", "3.70102199001011E+17", "370102199001011328"])
def test_a_long_number_whose_digits_are_lost_is_rejected(read: Read, value: str) -> None:
    rows = read((f"<c><v>{value}</v></c>", ID, "李明", 900), ("2", ID, "李明", 900))
    assert faults(rows) == [(2, "户号", "precision_lost"), None]
