"""Workbooks of texts: what comes back is what went in, and nothing in it is ever evaluated."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from hub.xlsx import Sheet, workbook


def test_every_sheet_row_and_text_comes_back_and_no_text_is_a_formula() -> None:
    texts = ["=1+1", "+1", "-1", "@sum", "  blanks  ", "<&\"'>", "两\u3000格", "", "0012"]
    made = workbook(
        [
            Sheet("低保 <people>", [["说明"], ["文件", "行"]], [texts], [20, 8]),
            Sheet("空", [["说明"]], [], []),
        ]
    )
    book = openpyxl.load_workbook(BytesIO(made))
    assert book.sheetnames == ["低保 <people>", "空"]
    rows = list(book["低保 <people>"].iter_rows())
    assert [cell.value for cell in rows[1]][:2] == ["文件", "行"]
    assert [cell.value or "" for cell in rows[2]] == texts
    assert {cell.data_type for cell in rows[2]} <= {"s", "n", "inlineStr"}
    assert all(cell.data_type != "f" and cell.number_format == "@" for cell in rows[2])
    assert [cell.font.b for cell in rows[1]][:2] == [True, True]
    assert book["低保 <people>"].freeze_panes == "A3"
    assert book["低保 <people>"].column_dimensions["A"].width == 20


def test_equal_content_gives_equal_bytes() -> None:
    first, second = (workbook([Sheet("a", [["h"]], [["x"]], [8])]) for _ in range(2))
    assert first == second
