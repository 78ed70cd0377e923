"""Which sheets of a workbook are read: all visible ones with the header; rows that nobody reads refuse the delivery."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.base import RawRow
from connectors.card import SourceCard
from connectors.kinds.files import FilesConnector
from connectors.kinds.workbook import workbook_rows
from connectors.registry import load_card
from connectors.tally import Tally
from schema.errors import DeliveryError
from tests.support.mapped import files_stream

Write = Callable[..., Path]
Card = Callable[..., SourceCard]
Row = Callable[..., str]
HEADER = ("户号", "身份证号", "姓名", "金额")


def read(path: Path, card: SourceCard) -> list[RawRow]:
    return list(workbook_rows(path, files_stream(card), path.name))


@pytest.fixture
def listed(row: Row) -> Callable[..., str]:
    """The rows of a sheet: a header and one row for each key."""

    def made(*keys: str, header: tuple[str, ...] = HEADER) -> str:
        return row(1, *header) + "".join(
            row(number, key, "370102194806110015", "李明", 900) for number, key in enumerate(keys, 2)
        )

    return made


def test_every_visible_sheet_with_the_header_is_read(
    written: Write, table_card: Card, listed: Callable[..., str]
) -> None:
    path = written({"姚家街道": listed("1", "2"), "7月新增": listed("3")})
    found = read(path, table_card())
    assert [(row.where, row.cells["户号"]) for row in found] == [
        ("姚家街道!2", "1"),
        ("姚家街道!3", "2"),
        ("7月新增!2", "3"),
    ]


def test_rows_of_a_workbook_with_one_sheet_need_no_sheets_name(
    written: Write, table_card: Card, listed: Callable[..., str]
) -> None:
    path = written({"一": listed("1"), "Sheet2": "", "Sheet3": '<row r="5"><c r="A5" s="0"/></row>'})
    assert [(row.where, row.sheet) for row in read(path, table_card())] == [("2", None)]


@pytest.mark.parametrize("blank", [0, 28, 98, 99, 2_000])
def test_rows_are_counted_once_though_the_header_is_looked_for_first(
    written: Write, table_card: Card, listed: Callable[..., str], row: Row, blank: int
) -> None:
    below = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(2, blank + 2))
    rows = [row(blank + number, str(number), "370102194806110015", "李明", 900) for number in range(2, 42)]
    path = written({"一": row(1, *HEADER) + below + "".join(rows), "二": listed("42")})
    tally = Tally()
    found = [line.cells["户号"] for line in workbook_rows(path, files_stream(table_card()), path.name, tally)]
    assert found == [str(number) for number in range(2, 43)]
    assert tally.counts() == {"lines": blank + 43, "rows": 41, "header": 2} | ({"blank": blank} if blank else {})


def test_a_sheet_with_content_and_no_header_refuses_the_delivery_and_names_the_sheets(
    written: Write, table_card: Card, listed: Callable[..., str], row: Row
) -> None:
    path = written({"填表说明": row(1, "每月5日前报送"), "名册": listed("1")})
    with pytest.raises(DeliveryError) as caught:
        read(path, table_card())
    told = caught.value.told("zh")
    assert "工作表 「填表说明」 有内容但表头不符（查看了 「填表说明」、「名册」；" in told
    assert told.endswith("应为：改好表头；不是数据的工作表请删除或隐藏，或在卡片 leave_sheets 中写明")


@pytest.mark.parametrize("pattern", ["填表说明", "填表*", "*说明"])
def test_a_sheet_that_the_card_leaves_out_is_left(
    written: Write, table_card: Card, listed: Callable[..., str], row: Row, pattern: str
) -> None:
    path = written({"填表说明": row(1, "每月5日前报送"), "名册": listed("1")})
    assert [one.where for one in read(path, table_card(f'leave_sheets: ["{pattern}"]'))] == ["2"]


def test_a_sheet_that_lacks_a_column_refuses_the_delivery(
    written: Write, table_card: Card, listed: Callable[..., str]
) -> None:
    path = written({"一": listed("1"), "二": listed("2", header=("户号", "身份证号", "姓名", "备注"))})
    with pytest.raises(DeliveryError, match="金额"):
        read(path, table_card())


def test_a_hidden_sheet_of_other_content_is_left(
    written: Write, table_card: Card, listed: Callable[..., str], row: Row
) -> None:
    codes = row(1, "类别") + row(2, "低保")
    path = written({"名册": listed("1"), "下拉": codes, "代码": codes}, states={"下拉": "hidden", "代码": "veryHidden"})
    assert [one.where for one in read(path, table_card())] == ["2"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_the_header_and_rows_refuses_the_delivery(
    written: Write, table_card: Card, listed: Callable[..., str], state: str
) -> None:
    path = written({"名册": listed("1"), "6月": listed("2")}, states={"6月": state})
    with pytest.raises(DeliveryError, match="hidden sheets with the same header and rows are not read: 「6月」"):
        read(path, table_card())
    assert [one.where for one in read(path, table_card('leave_sheets: ["6月"]'))] == ["2"]


def test_a_hidden_sheet_with_the_header_alone_is_a_form(
    written: Write, table_card: Card, listed: Callable[..., str]
) -> None:
    path = written({"名册": listed("1"), "模板": listed()}, states={"模板": "hidden"})
    assert [one.where for one in read(path, table_card())] == ["2"]


def test_the_named_sheet_is_read_alone_and_others_of_its_kind_are_not_passed_over(
    written: Write, table_card: Card, listed: Callable[..., str], row: Row
) -> None:
    other = row(1, "说明", "内容")
    assert [one.where for one in read(written({"说明": other, "名册": listed("1")}), table_card("sheet: 名册"))] == [
        "2"
    ]
    with pytest.raises(DeliveryError, match="further sheets with the same header and rows are not read: 「新增」"):
        read(written({"名册": listed("1"), "新增": listed("2")}), table_card("sheet: 名册"))


def test_a_named_sheet_that_is_not_there_is_told_with_those_that_are(
    written: Write, table_card: Card, listed: Callable[..., str]
) -> None:
    with pytest.raises(DeliveryError) as caught:
        read(written({"甲": listed("1"), "乙": listed("2")}), table_card("sheet: 名册"))
    assert caught.value.told("zh") == "名单.xlsx：没有名为「名册」的工作表；应为：卡片所指的工作表；现有 「甲」、「乙」"


def test_only_hidden_or_empty_sheets_are_no_delivery(
    written: Write, table_card: Card, listed: Callable[..., str]
) -> None:
    with pytest.raises(DeliveryError, match="every sheet is empty, hidden or left out"):
        read(written({"名册": listed(), "空": ""}, states={"名册": "hidden"}), table_card())


def test_columns_in_another_order_or_beside_others_are_the_same_header(
    written: Write, table_card: Card, row: Row
) -> None:
    other = row(1, "备注", "金额", "姓名", "身份证号", "户号") + row(2, "好", 500, "王芳", "370102196503150019", "9")
    path = written({"一": row(1, *HEADER) + row(2, "1", "370102194806110015", "李明", 900), "二": other})
    first, second = read(path, table_card())
    assert first.cells == {"户号": "1", "身份证号": "370102194806110015", "姓名": "李明", "金额": "900", "备注": None}
    assert second.cells == {"备注": "好", "金额": "500", "姓名": "王芳", "身份证号": "370102196503150019", "户号": "9"}


TITLED = """\
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
    key: [户号]
    map:
      person: {national_id: [身份证号, 公民身份号码], name: 姓名}
      benefit: {item: {const: dibao_cash}, amount: 金额}
"""


@pytest.fixture
def titled(tmp_path: Path) -> SourceCard:
    path = tmp_path / "titled.yml"
    path.write_text(TITLED, encoding="utf-8")
    return load_card(path)


@pytest.mark.parametrize(
    ("second", "fits"),
    [
        ("济南市历下区2026年7月新增人员", True),
        ("", True),
        ("济南市历下区2026年6月发放表", False),
        ("济南市市中区2026年7月发放表", False),
    ],
)
def test_titles_of_sheets_must_declare_one_scope(
    written: Write, titled: SourceCard, row: Row, tmp_path: Path, second: str, fits: bool
) -> None:
    def sheet(title: str) -> str:
        return row(1, title or None) + row(2, *HEADER) + row(3, "1", "370102194806110015", "李明", 900)

    written({"一": sheet("济南市历下区2026年7月发放表"), "二": sheet(second)})
    source = FilesConnector(titled, tmp_path)
    (delivery,) = source.deliveries(titled.streams[0])
    if fits:
        assert [scope.division for scope in delivery.scopes] == ["370102"]
        assert [one.where for one in source.rows(delivery)] == ["一!3", "二!3"]
    else:
        with pytest.raises(DeliveryError, match="name different divisions or months"):
            list(source.rows(delivery))


def test_one_column_under_two_names_refuses_the_delivery(written: Write, titled: SourceCard, row: Row) -> None:
    def sheet(column: str) -> str:
        return row(2, "户号", column, "姓名", "金额") + row(3, "1", "370102194806110015", "李明", 900)

    with pytest.raises(DeliveryError, match="身份证号/公民身份号码"):
        read(written({"一": sheet("身份证号"), "二": sheet("公民身份号码")}), titled)
