"""Workbooks that would grow beyond measure: refused before a part is read, or while rows are counted."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.card import SourceCard
from connectors.kinds import inflated
from connectors.kinds.workbook import workbook_rows
from connectors.kinds.xlsx import cells
from schema.errors import DeliveryError
from tests.support.mapped import files_stream

Write = Callable[..., Path]
Card = Callable[..., SourceCard]
HEADER = ("户号", "身份证号", "姓名", "金额")


def test_what_unfolds_to_too_much_is_refused(
    written: Write, table_card: Card, row: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written({"一": row(1, *HEADER)})
    monkeypatch.setattr(inflated, "LARGEST", 1000)
    with pytest.raises(DeliveryError, match="it unfolds to more than"):
        list(workbook_rows(path, files_stream(table_card()), "a"))


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(11):
            archive.writestr(str(number), "")
    monkeypatch.setattr(inflated, "MOST_PARTS", 10)
    with zipfile.ZipFile(path) as archive, pytest.raises(DeliveryError, match="too many parts"):
        inflated.refuse_inflated(archive, "a")


def test_one_cell_in_the_last_corner_costs_its_own_row(
    written: Write, table_card: Card, row: Callable[..., str]
) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = written({"一": row(1, *HEADER) + row(2, "1", "370102194806110015", "李明", 900) + far})
    first, last = workbook_rows(path, files_stream(table_card()), "a")
    assert (first.number, first.fault) == (2, None)
    assert (last.number, last.fault is not None) == (1048576, True)


def test_cells_are_counted_with_the_blank_ones_before_them(
    written: Write, table_card: Card, row: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    far = "".join(f'<row r="{number}"><c r="XFD{number}"><v>1</v></c></row>' for number in range(2, 9))
    path = written({"一": row(1, *HEADER) + far})
    monkeypatch.setattr(cells, "MOST_CELLS", 100_000)
    with pytest.raises(DeliveryError, match="a sheet spans more than"):
        list(workbook_rows(path, files_stream(table_card()), "a"))
