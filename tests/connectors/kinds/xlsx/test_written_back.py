"""What two libraries write is read back: texts of any characters, numbers, dates and truth values, by either way."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.kinds.xlsx.book import Book
from connectors.kinds.xlsx.cells import SheetCells
from connectors.kinds.xlsx.package import Package

Cell = str | int | bool | date | None

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
NUMBERS = st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1)
DATES = st.dates(date(1900, 3, 1), date(2100, 12, 31))
TABLES = st.lists(
    st.lists(st.one_of(st.none(), TEXTS, NUMBERS, DATES, st.booleans()), min_size=1, max_size=6), max_size=6
)


def expected(cell: Cell) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, str):
        return cell.strip() or None
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def read(path: Path) -> dict[int, list[str | None]]:
    with Package(path, "a") as package:
        book = Book(package)
        found = {number: values for number, values, _ in SheetCells(book, book.sheets[0]).rows() if any(values)}
    return {number: _trimmed(values) for number, values in found.items()}


def _trimmed(values: list[str | None]) -> list[str | None]:
    while values and values[-1] is None:
        values = values[:-1]
    return values


def meant(table: list[list[Cell]]) -> dict[int, list[str | None]]:
    rows = {number: _trimmed([expected(cell) for cell in row]) for number, row in enumerate(table, 1)}
    return {number: row for number, row in rows.items() if row}


@pytest.mark.parametrize("inline", [False, True])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES)
def test_xlsxwriter(tmp_path: Path, inline: bool, table: list[list[Cell]]) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": inline}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, bool):
                    sheet.write_boolean(number, column, cell)
                elif isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell is not None:
                    sheet.write_datetime(number, column, datetime.combine(cell, datetime.min.time()), day)
    assert read(path) == meant(table)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES)
def test_openpyxl(tmp_path: Path, table: list[list[Cell]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(table, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "a.xlsx"
    path.write_bytes(content.getvalue())
    assert read(path) == meant(table)
