"""Workbooks of the format before 2007: their cells read as those of an XLSX, or why the file is no whole delivery."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from connectors.kinds.files_card import FilesStream
from connectors.kinds.readers import reader_of
from connectors.registry import load_cards
from connectors.tally import Tally
from schema.errors import DeliveryError

Row = tuple[int, dict[str, str | None], object]
HEADER: list[Any] = ["报告卡ID", "报告地区编码", "死者姓名", "身份证号码", "死亡时间", "卡片状态"]
SOUND: list[Any] = ["A1", "370102", " 张守田 ", "37010219480611001X", date(2026, 7, 3), "审核通过"]
DAY = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
ELAPSED = xlwt.easyxf(num_format_str="[h]:mm")


@pytest.fixture(scope="module")
def stream() -> FilesStream:
    (card,) = (card for card in load_cards() if card.source == "weijian_reports")
    (one,) = card.streams
    assert isinstance(one, FilesStream)
    return one


def write(path: Path, rows: Sequence[Sequence[Any]], style: xlwt.XFStyle = DAY, *, from_1904: bool = False) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = from_1904
    sheet = book.add_sheet("报告卡")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value, style) if isinstance(value, date | float) else sheet.write(
                number, column, value
            )
    book.save(str(path))
    return path


def read(path: Path, stream: FilesStream) -> list[Row]:
    tally = Tally()
    rows = list(reader_of(path, path.name)(path, stream, path.name, tally))
    assert tally.rows + tally.left_out == tally.lines
    return [(row.number, row.cells, row.fault and row.fault.reason) for row in rows]


def cells(path: Path, stream: FilesStream) -> list[str | None]:
    ((_, found, _),) = read(path, stream)
    return [found[name] for name in HEADER]


def test_texts_dates_and_numbers_are_those_of_an_xlsx(tmp_path: Path, stream: FilesStream) -> None:
    rows: list[list[Any]] = [["2026年7月死亡报告明细表"], HEADER, [*SOUND[:1], 370102, *SOUND[2:]]]
    old = write(tmp_path / "a.xls", rows)
    new = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(new) as book:
        sheet, day = book.add_worksheet("报告卡"), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value, day if isinstance(value, date) else None)
    assert read(old, stream) == read(new, stream)
    assert cells(old, stream) == ["A1", "370102", "张守田", "37010219480611001X", "2026-07-03", "审核通过"]
    assert read(old, stream)[0][0] == 3


def test_a_workbook_of_either_format_is_read_under_the_old_name(tmp_path: Path, stream: FilesStream) -> None:
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        sheet = book.add_worksheet("报告卡")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [*SOUND[:4], "2026-07-03", SOUND[5]])
    path = (tmp_path / "b.xlsx").rename(tmp_path / "b.xls")
    assert cells(path, stream)[0] == "A1"


def test_a_number_of_a_person_that_lost_its_digits_rejects_its_row(tmp_path: Path, stream: FilesStream) -> None:
    lost = [*SOUND[:3], 370102194806110015, *SOUND[4:]]
    ((number, found, reason),) = read(write(tmp_path / "a.xls", [HEADER, lost]), stream)
    assert (number, reason) == (2, "precision_lost")
    assert found["身份证号码"] == "3.70102194806110E+17"


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path, stream: FilesStream) -> None:
    days = float((date(2026, 7, 3) - date(1904, 1, 1)).days)
    row = [*SOUND[:4], days, SOUND[5]]
    assert cells(write(tmp_path / "a.xls", [HEADER, row], from_1904=True), stream)[4] == "2026-07-03"
    ((_, _, reason),) = read(write(tmp_path / "b.xls", [HEADER, row], ELAPSED, from_1904=True), stream)
    assert reason == "serial_of_1904"


def test_elapsed_time_is_a_number(tmp_path: Path, stream: FilesStream) -> None:
    assert cells(write(tmp_path / "a.xls", [HEADER, [*SOUND[:4], 1.5, SOUND[5]]], ELAPSED), stream)[4] == "1.5"


def test_merged_cells_and_errors_reject_their_rows(tmp_path: Path, stream: FilesStream) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("报告卡")
    for column, name in enumerate(HEADER):
        sheet.write(0, column, name)
    for number in (1, 2, 3):
        for column, value in enumerate([f"A{number}", *SOUND[1:4], "2026-07-03", SOUND[5]]):
            if (number, column) not in ((1, 4), (2, 4), (3, 3)):
                sheet.write(number, column, value)
    sheet.write_merge(1, 2, 4, 4, "2026-07-03")
    sheet.row(3).set_cell_error(3, 0x2A)  # #N/A
    book.save(str(tmp_path / "a.xls"))
    assert [(number, reason) for number, _, reason in read(tmp_path / "a.xls", stream)] == [
        (2, "merged_cell"),
        (3, "merged_cell"),
        (4, "cell_error"),
    ]


def test_a_hidden_sheet_with_rows_is_not_left_unread(tmp_path: Path, stream: FilesStream) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for name in ("新", "旧"):
        sheet = book.add_sheet(name)
        for number, row in enumerate([HEADER, [*SOUND[:4], "2026-07-03", SOUND[5]]]):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    sheet.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    with pytest.raises(DeliveryError, match="hidden sheets with the same header"):
        read(tmp_path / "a.xls", stream)


def test_what_is_cut_or_damaged_is_refused_and_never_breaks_the_reader(tmp_path: Path, stream: FilesStream) -> None:
    whole = write(tmp_path / "a.xls", [HEADER, *([f"A{number}", *SOUND[1:]] for number in range(200))]).read_bytes()
    path, chosen, refused = tmp_path / "b.xls", random.Random(7), 0
    for number in range(120):
        content = bytearray(whole)
        if number % 3 == 0:
            del content[chosen.randrange(512, len(content)) :]
        else:
            for _ in range(number % 5 + 1):
                content[chosen.randrange(8, len(content))] = chosen.randrange(256)
        path.write_bytes(content)
        try:
            read(path, stream)
        except DeliveryError:
            refused += 1
    assert refused > 20
