"""Workbooks as people make them: hidden sheets, titles, broken headers, numbers and dates as Excel types them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from connectors.base import Delivery, RawRow
from connectors.card import SourceCard
from connectors.kinds.files import FilesConnector
from connectors.registry import load_card
from schema.errors import DeliveryError

Book = Callable[..., Path]
CARD = """\
source: test
department: 民政
title: {zh: 试, en: test}
kind: files
connection: {path: /nowhere}
streams:
  - name: people
    file: 名单*.xlsx
    shape: roster
    serves: ["37"]
    scope: {division: {title: true}, month: {title: true}}
    skip: {total_row: 合计}
    key: [身份证号]
    map:
      person: {national_id: [身份证号, 身份证号码], name: 姓名, birth: {field: 出生日期, optional: true}}
      benefit: {item: {const: dibao_cash}, amount: 金额(元)}
"""


@pytest.fixture
def card(tmp_path: Path) -> SourceCard:
    path = tmp_path / "card.yml"
    path.write_text(CARD, encoding="utf-8")
    return load_card(path)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    def make(rows: dict[str, object], hidden: bool = False, name: str = "名单.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as workbook:
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            if hidden:
                other = workbook.add_worksheet("旧")
                other.write_row("A1", ["姓名", "身份证号", "金额(元)"])
                shown = workbook.add_worksheet("新")
                other.hide()
                shown.activate()
                shown.set_first_sheet()
            else:
                shown = workbook.add_worksheet("新")
            for place, value in rows.items():
                shown.write(place, value, *([day] if isinstance(value, datetime) else []))
        return path

    return make


def read(card: SourceCard, folder: Path) -> tuple[Delivery, list[RawRow]]:
    source = FilesConnector(card, folder)
    (delivery,) = source.deliveries(card.streams[0])
    return delivery, list(source.rows(delivery))


TITLE = "济南市历下区2026年6月发放表"


def test_header_is_found_below_titles_whatever_blanks_it_carries(card: SourceCard, book: Book, tmp_path: Path) -> None:
    rows = {
        "B2": TITLE,
        "B4": "* 姓 名",
        "C4": "身份证\n号码",
        "D4": "金额（元）",
        "B6": "李明",
        "C6": "370102194806110015",
    }
    book(rows | {"D6": 900, "B7": "合 计", "D7": 900})
    delivery, found = read(card, tmp_path)
    assert [(scope.division, scope.months) for scope in delivery.scopes] == [("370102", (2026 * 12 + 5,))]
    assert [(row.number, row.cells) for row in found] == [
        (6, {"姓名": "李明", "身份证号码": "370102194806110015", "金额(元)": "900"})
    ]


def test_a_long_number_is_marked_wherever_the_sheet_begins(card: SourceCard, book: Book, tmp_path: Path) -> None:
    rows = {
        "C3": TITLE,
        "C4": "姓名",
        "D4": "身份证号",
        "E4": "金额(元)",
        "C5": "李明",
        "D5": 370102194001050000,
        "E5": 9.5,
    }
    book(rows)
    _, (row,) = read(card, tmp_path)
    assert row.cells == {"姓名": "李明", "身份证号": "3.70102194001050E+17", "金额(元)": "9.5"}
    assert row.fault is not None
    assert (row.fault.field, row.fault.reason) == ("身份证号", "precision_lost")


def test_text_that_looks_like_a_long_number_is_left_alone(card: SourceCard, book: Book, tmp_path: Path) -> None:
    rows = {
        "A1": TITLE,
        "A2": "姓名",
        "B2": "身份证号",
        "C2": "金额(元)",
        "A3": "6223190000000001234",
        "B3": "370102194001050000",
    }
    book(rows)
    _, (row,) = read(card, tmp_path)
    assert (row.cells["姓名"], row.cells["身份证号"]) == ("6223190000000001234", "370102194001050000")


def test_dates_are_dates(card: SourceCard, book: Book, tmp_path: Path) -> None:
    rows = {
        "A1": TITLE,
        "A2": "姓名",
        "B2": "身份证号",
        "C2": "金额(元)",
        "D2": "出生日期",
        "A3": "李明",
        "D3": datetime(1948, 6, 11),
    }
    book(rows)
    _, (row,) = read(card, tmp_path)
    assert row.cells["出生日期"] == "1948-06-11"


def test_a_hidden_sheet_is_not_read(card: SourceCard, book: Book, tmp_path: Path) -> None:
    rows = {"A1": TITLE, "A2": "姓名", "B2": "身份证号", "C2": "金额(元)", "A3": "李明"}
    book(rows, hidden=True)
    _, (row,) = read(card, tmp_path)
    assert row.cells["姓名"] == "李明"


def test_a_title_without_a_month_is_a_delivery_that_cannot_be_read(
    card: SourceCard, book: Book, tmp_path: Path
) -> None:
    book({"A1": "济南市历下区发放表", "A2": "姓名", "B2": "身份证号", "C2": "金额(元)"})
    with pytest.raises(DeliveryError) as caught:
        read(card, tmp_path)
    assert (caught.value.place, caught.value.reason) == ("名单.xlsx", "invalid_month")


def test_equal_content_has_an_equal_token(card: SourceCard, book: Book, tmp_path: Path) -> None:
    rows = {"A1": TITLE, "A2": "姓名", "B2": "身份证号", "C2": "金额(元)"}
    first = book(rows, name="名单一.xlsx")
    (tmp_path / "名单二.xlsx").write_bytes(first.read_bytes())
    book(rows | {"A3": "李明"}, name="名单三.xlsx")
    tokens = [delivery.token for delivery in FilesConnector(card, tmp_path).deliveries(card.streams[0])]
    assert len(tokens) == 3
    assert len(set(tokens)) == 2
