"""A list says for which divisions and months a file answers: in a sheet of its own, or in a file beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from connectors.base import Delivery
from connectors.kinds.files import FilesConnector
from connectors.registry import load_card
from schema.errors import DeliveryError
from schema.values.month import month_text

CARD = """
source: t_history
department: 民政
title: {zh: 历史, en: History}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: awards
    shape: event
    serves: ["37"]
    file: "历史*.xlsx"
    scope:
      division: {column: 区划}
      month: {column: 月份}
      coverage: {sheet: 报送范围, division: 区划, month: 期间}
    key: [身份证号, 月份]
    subjects: {person: {national_id: 身份证号}}
    map: {payment: {item: {const: temp_expense}, month: 月份, amount: 金额}}
"""
ROWS = [["区划", "身份证号", "月份", "金额"], ["历下区", "370102194806110015", "202605", "500"]]
LISTED = [["区划", "期间"], ["历下区", "2026年第二季度"], ["370103", "2026-05"]]


def delivery(folder: Path, card: str) -> tuple[FilesConnector, Delivery]:
    (folder / "card.yml").write_text(card, encoding="utf-8")
    loaded = load_card(folder / "card.yml")
    source = FilesConnector(loaded, folder)
    (found,) = source.deliveries(loaded.streams[0])
    return source, found


def book(path: Path, listed: list[list[str]]) -> None:
    with xlsxwriter.Workbook(path) as written:
        for name, rows in (("明细", ROWS), ("报送范围", listed)):
            sheet = written.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def declared(found: Delivery) -> list[tuple[str, list[str]]]:
    return [(scope.division, list(map(month_text, scope.months))) for scope in found.scopes]


EXPECTED = [("370102", ["2026-04", "2026-05", "2026-06"]), ("370103", ["2026-05"])]


def test_a_sheet_lists_what_the_others_answer_for(tmp_path: Path) -> None:
    book(tmp_path / "历史2026.xlsx", LISTED)
    source, found = delivery(tmp_path, CARD)
    assert declared(found) == EXPECTED
    assert [row.cells["金额"] for row in source.rows(found)] == ["500"]


def test_a_file_beside_it_lists_them_and_is_part_of_what_was_sent(tmp_path: Path) -> None:
    card = CARD.replace("历史*.xlsx", "历史*.csv").replace("sheet: 报送范围", "file: 报送范围.csv")
    text = "\n".join(map(",".join, ROWS)) + "\n"
    (tmp_path / "历史2026.csv").write_text(text, encoding="utf-8")
    (tmp_path / "报送范围.csv").write_text("\n".join(map(",".join, LISTED)) + "\n", encoding="utf-8")
    _, first = delivery(tmp_path, card)
    assert declared(first) == EXPECTED
    (tmp_path / "报送范围.csv").write_text("\n".join(map(",".join, LISTED[:2])) + "\n", encoding="utf-8")
    _, second = delivery(tmp_path, card)
    assert (declared(second), second.token == first.token) == (EXPECTED[:1], False)


@pytest.mark.parametrize("listed", [LISTED[:1], [*LISTED, ["市中区", "2026-05"]], [*LISTED, ["历下区", ""]]])
def test_a_list_that_is_not_whole_refuses_the_delivery(tmp_path: Path, listed: list[list[str]]) -> None:
    book(tmp_path / "历史2026.xlsx", listed)
    source, found = delivery(tmp_path, CARD)
    assert found.scopes == ()
    with pytest.raises(DeliveryError):
        list(source.rows(found))
