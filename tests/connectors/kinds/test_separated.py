"""CSV files: quotation marks that are not closed, rows in the wrong columns, files that are cut, each line counted."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from connectors.base import RawRow
from connectors.kinds.files_card import FilesStream
from connectors.kinds.separated import csv_rows
from connectors.registry import load_card
from connectors.tally import Skipped, Tally
from schema.errors import DeliveryError
from schema.message import chinese
from tests.support.mapped import files_stream

CARD = """\
source: test
department: 财政
title: {zh: 试, en: test}
kind: files
connection: {path: /nowhere}
streams:
  - name: payments
    file: "{division}_{month}.csv"
    shape: event
    serves: ["37"]
    scope: {division: {file: division}, month: {file: month}}
    skip: {title_rows: 1, total_row: [合计, 小计], footer: [制表]}
    key: [身份证号, {record: month}]
    subjects: {person: {national_id: 身份证号}}
    map:
      payment: {item: {const: elder_age}, amount: 金额, split: {text: 备注, word: 补发}}
    doubt: {name: 姓名}
    ignore: [序号, 住址, 数量, 开户行]
"""

HEADER = "序号,姓名,身份证号,住址,数量,金额,开户行,备注\n"
WIDTH = 8


def row(number: int, note: str = "", address: str = "甲村", amount: str = "60.00") -> str:
    return f"{number},白甲乙,3701021940060500{number:02d},{address},1,{amount},农商行,{note}\n"


class Reading:
    """What a text file's rows are; its tally is checked by the reader."""

    def __init__(self, path: Path, stream: FilesStream) -> None:
        self.tally = Tally()
        self.rows: list[RawRow] = list(csv_rows(path, stream, "a.csv", self.tally))

    @property
    def faults(self) -> list[tuple[int, str]]:
        return [(row.number, str(row.fault.reason)) for row in self.rows if row.fault is not None]

    @property
    def sound(self) -> list[int]:
        return [row.number for row in self.rows if row.fault is None]

    def column(self, name: str) -> list[str | None]:
        return [row.cells[name] for row in self.rows]


Read = Callable[..., Reading]


@pytest.fixture
def stream(tmp_path: Path) -> FilesStream:
    (tmp_path / "card.yml").write_text(CARD, encoding="utf-8")
    return files_stream(load_card(tmp_path / "card.yml"))


@pytest.fixture
def read(tmp_path: Path, stream: FilesStream) -> Read:
    def reading(text: str, **changed: object) -> Reading:
        path = tmp_path / "370102_202607.csv"
        path.write_text(text, encoding="gb18030", newline="")
        return Reading(path, stream.model_copy(update=changed))

    return reading


def test_a_mark_that_is_never_closed_rejects_its_row_and_no_other(read: Read) -> None:
    found = read(HEADER + "".join(row(n, '"补录' if n == 5 else "") for n in range(1, 31)))
    assert found.faults == [(6, "unclosed_quote")]
    assert found.sound == [n for n in range(2, 32) if n != 6]
    fault = found.rows[4].fault
    assert fault is not None
    assert "a quotation mark that is not closed, from row 6" in fault.expected
    assert "从第 6 行起有一个引号没有闭合" in chinese(fault.expected)
    assert found.rows[4].cells["身份证号"] == "370102194006050005"


def test_a_mark_that_is_closed_rows_later_swallows_nothing(read: Read) -> None:
    notes = {5: '"补录', 20: '补录"'}
    found = read(HEADER + "".join(row(n, notes.get(n, "")) for n in range(1, 31)))
    assert found.faults == [(6, "unclosed_quote")]
    assert len(found.sound) == 29
    assert found.rows[19].cells["备注"] == '补录"'


@pytest.mark.parametrize("later", ['"补录"', '"补录,七月"', '"补,录""x"""', '""'])
def test_a_mark_that_is_closed_by_a_later_cells_own_mark_swallows_nothing(read: Read, later: str) -> None:
    notes = {5: '"补录', 8: later}
    found = read(HEADER + "".join(row(n, notes.get(n, "")) for n in range(1, 11)))
    assert found.faults == [(6, "unclosed_quote")]
    assert found.sound == [2, 3, 4, 5, 7, 8, 9, 10, 11]
    assert found.rows[7].cells["备注"] == (next(csv.reader([later]))[0] or None)


def test_an_unclosed_mark_before_other_cells_leaves_them_where_they_are(read: Read) -> None:
    found = read(HEADER + row(1) + row(2, address='"甲村') + row(3))
    assert found.faults == [(3, "unclosed_quote")]
    assert found.rows[1].cells["金额"] == "60.00"
    assert found.sound == [2, 4]


def test_the_lines_of_an_address_that_a_mark_swallowed_are_rejected_by_number(read: Read) -> None:
    found = read(HEADER + row(1) + row(2, '"甲村\n二组') + row(3) + row(4))
    assert found.faults == [(3, "unclosed_quote"), (4, "malformed_row")]
    assert found.sound == [2, 5, 6]


def test_two_unclosed_marks_reject_two_rows(read: Read) -> None:
    notes = {3: '"补录', 7: '"补录'}
    found = read(HEADER + "".join(row(n, notes.get(n, "")) for n in range(1, 11)))
    assert found.faults == [(4, "unclosed_quote"), (8, "unclosed_quote")]
    assert len(found.sound) == 8


def test_every_cell_quoted_and_one_mark_missing(read: Read) -> None:
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(csv.reader([HEADER, *(row(n, "好") for n in range(1, 11))]))
    whole = text.getvalue()
    assert read(whole).faults == []
    at_end = whole.replace('"3","白甲乙","370102194006050003","甲村","1","60.00","农商行","好"', "ROW")
    found = read(at_end.replace("ROW", '"3","白甲乙","370102194006050003","甲村","1","60.00","农商行","好'))
    assert found.faults == [(4, "unclosed_quote")]
    assert found.rows[2].cells["身份证号"] == "370102194006050003"
    found = read(at_end.replace("ROW", '"3","白甲乙,"370102194006050003","甲村","1","60.00","农商行","好"'))
    assert found.faults == [(4, "unclosed_quote")]
    assert len(found.sound) == 9


def test_a_file_that_ends_within_a_quoted_cell_rejects_its_row(read: Read) -> None:
    found = read(HEADER + row(1) + row(2, '"补录') + "制表人：某,,,,,,,\n")
    assert found.faults == [(3, "unclosed_quote")]
    assert found.tally.skipped[Skipped.FOOTER] == 1


@pytest.mark.parametrize(
    "address",
    ["甲村\n二组", "甲村\r\n二组,3号", "甲,乙,丙\n丁", '他说""好""\n甲村', "甲村\n\n二组", "甲\n乙\n丙\n丁,戊"],
)
def test_an_honest_cell_with_line_breaks_is_one_cell(read: Read, address: str) -> None:
    found = read(HEADER + row(1) + row(2, address=f'"{address}"') + row(3))
    assert found.faults == []
    assert found.sound == [2, 3, 4]
    assert found.column("住址")[1] == address.replace('""', '"')
    assert found.tally.rows == 3 + address.count("\n")


def test_an_honest_first_or_last_cell_with_line_breaks_is_one_cell(read: Read) -> None:
    found = read(HEADER + row(1).replace("1,", '"1\n乙",', 1) + row(2, '"甲\n乙"') + row(3))
    assert (found.faults, found.sound) == ([], [2, 3, 4])
    assert (found.column("序号")[0], found.column("备注")[1]) == ("1\n乙", "甲\n乙")


def test_title_and_header_may_hold_line_breaks(read: Read) -> None:
    title = '"济南市\n2026年7月",,,,,,,\n'
    found = read(title + HEADER.replace("金额", '"金\n额"') + row(1))
    assert (found.faults, found.column("金额")) == ([], ["60.00"])
    assert found.tally.skipped == {Skipped.TITLE: 2, Skipped.HEADER: 2}


def test_a_broken_header_refuses_the_file(read: Read) -> None:
    with pytest.raises(DeliveryError) as refused:
        read(HEADER.replace("备注", '"备注') + row(1) + row(2))
    assert refused.value.reason == "its header is broken"


def test_marks_inside_a_cell_are_text(read: Read) -> None:
    found = read(HEADER + row(1, '补"录') + row(2, '补"录"') + row(3, '"补""录"') + row(4, '"补" 录'))
    assert found.faults == []
    assert found.column("备注") == ['补"录', '补"录"', '补"录', "补 录"]


def test_tabs_separate_as_commas_do(read: Read) -> None:
    text = (HEADER + row(1) + row(2, '"补录') + row(3, address='"甲\t村\n二组"')).replace(",", "\t")
    found = read(text, delimiter="\t")
    assert found.faults == [(3, "unclosed_quote")]
    assert found.column("住址") == ["甲村", "甲村", "甲\t村\n二组"]


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_line_ends_of_other_systems(read: Read, end: str) -> None:
    found = read((HEADER + row(1) + row(2, '"补录') + row(3)).replace("\n", end))
    assert found.faults == [(3, "unclosed_quote")]
    assert (found.sound, found.tally.lines) == ([2, 4], 4)


def test_a_zero_byte_rejects_its_row(tmp_path: Path, stream: FilesStream) -> None:
    path = tmp_path / "370102_202607.csv"
    rows = "".join(row(n) for n in range(1, 80)) * 30
    text = HEADER + rows + row(7, "a\0b") + row(8, '"a\0b"') + row(9)
    path.write_text(text, encoding="gb18030", newline="")
    found = Reading(path, stream)
    assert [reason for _, reason in found.faults] == ["garbled_text"] * 2


def test_unquoted_thousands_are_shifted_columns(read: Read) -> None:
    found = read(HEADER + "".join(row(n, amount="1,209.00" if n % 2 else "860.00") for n in range(1, 13)))
    assert found.faults == [(n, "shifted_columns") for n in range(2, 14, 2)]
    assert found.sound == [3, 5, 7, 9, 11, 13]


@pytest.mark.parametrize("amounts", [["1,209.00"], ["860.00"], ["1,209.00", "860.00"]])
@pytest.mark.parametrize("header", [HEADER, HEADER.replace("\n", ",\n")])
@pytest.mark.parametrize("end", ["\n", ",\n"])
def test_thousands_never_become_one_yuan(read: Read, header: str, end: str, amounts: list[str]) -> None:
    rows = [row(n, amount=amounts[n % len(amounts)]).replace("\n", end) for n in range(1, 11)]
    found = read(header + "".join(rows))
    said = {line.cells["金额"] for line in found.rows if line.fault is None}
    assert said <= {"860.00"}
    if amounts == ["860.00"]:
        assert len(found.sound) == 10


def test_rows_that_all_end_in_one_empty_cell_more_are_taken(read: Read) -> None:
    found = read(HEADER + "".join(row(n).replace("\n", ",\n") for n in range(1, 11)))
    assert (found.faults, len(found.sound)) == ([], 10)


def test_a_thousand_in_a_column_that_nobody_reads_shifts_the_sum(read: Read) -> None:
    found = read(HEADER + "".join(row(n).replace(",1,60.00", ",1,209.00,1,60.00") for n in range(1, 11)))
    assert found.faults == [(n, "shifted_columns") for n in range(2, 12)]


def test_one_surplus_cell_among_rows_without_is_shifted(read: Read) -> None:
    found = read(HEADER + row(1) + row(2).replace("\n", ",\n") + row(3))
    assert found.faults == [(3, "shifted_columns")]


def test_a_later_row_that_contradicts_the_first_ones_refuses_the_file(read: Read) -> None:
    rows = "".join(row(n % 90).replace("\n", ",\n") for n in range(1, 301))
    with pytest.raises(DeliveryError) as refused:
        read(HEADER + rows + row(1))
    assert refused.value.reason == "its rows differ: the first have more cells than the header, later ones have not"


def test_a_row_with_a_cell_too_few_is_no_row_with_a_blank(read: Read) -> None:
    found = read(HEADER + row(1) + row(2).replace("甲村,", "") + row(3))
    assert found.faults == [(3, "malformed_row")]


def test_rows_that_all_lack_their_last_empty_cell_are_taken(read: Read) -> None:
    found = read(HEADER + "".join(row(n).replace(",\n", "\n") for n in range(1, 11)))
    assert (found.faults, found.column("备注")) == ([], [None] * 10)


def test_a_writer_that_leaves_out_empty_cells_at_the_end_is_understood(read: Read) -> None:
    notes = {4: "补发"}
    rows = [row(n, notes.get(n, "")).replace(",\n", "\n") for n in range(1, 11)]
    found = read(HEADER + "".join(rows))
    assert (found.faults, found.column("备注")) == ([], [None, None, None, "补发", *[None] * 6])


def test_a_block_of_sixteen_rows_that_excel_saved_short_is_understood(read: Read) -> None:
    rows = [row(n, "好" if n in (1, 40) else "") for n in range(1, 51)]
    saved = [HEADER, *rows]
    blocks = [saved[at : at + 16] for at in range(0, 51, 16)]
    for block in blocks:
        if all(line.endswith(",\n") for line in block):
            block[:] = [line.replace(",\n", "\n") for line in block]
    found = read("".join(line for block in blocks for line in block))
    assert (found.faults, found.column("备注")) == ([], ["好", *[None] * 38, "好", *[None] * 10])
    blocks[1][3] = row(19)
    found = read("".join(line for block in blocks for line in block))
    assert found.faults == [(n, "malformed_row") for n in range(17, 33) if n != 20]


def test_a_row_that_was_broken_in_two_gives_two_rejected_rows(read: Read) -> None:
    found = read(HEADER + "".join(row(n, "好") for n in range(1, 9)) + row(9, "好", address="甲村\n二组"))
    assert found.faults == [(10, "malformed_row"), (11, "malformed_row")]


@pytest.mark.parametrize("kept", [4, 20, 38])
def test_a_file_that_is_cut_in_its_last_line_is_refused_whole(read: Read, kept: int) -> None:
    last = row(4, "补发2026年5月6月")[:kept]
    with pytest.raises(DeliveryError) as refused:
        read(HEADER + row(1) + row(2) + row(3) + last)
    assert refused.value.reason == "the file is cut in its last line"
    assert "重新报送" in chinese(refused.value.expected)


def test_a_file_that_is_cut_within_a_character_is_refused_whole(tmp_path: Path, stream: FilesStream) -> None:
    path = tmp_path / "370102_202607.csv"
    path.write_bytes((HEADER + row(1) * 3000 + "4,白").encode("gb18030")[:-1])
    with pytest.raises(DeliveryError) as refused:
        Reading(path, stream)
    assert refused.value.reason == "the file is cut in its last line"


def test_a_last_line_without_an_end_is_a_row(read: Read) -> None:
    found = read(HEADER + row(1) + row(2).rstrip("\n"))
    assert (found.faults, found.sound) == ([], [2, 3])
    found = read(HEADER + row(1) + row(2) + "制表人：某")
    assert (found.faults, found.sound) == ([], [2, 3])


def test_every_line_is_counted_as_what_it_is(read: Read) -> None:
    text = (
        "济南市2026年7月,,,,,,,\n" + HEADER + row(1) + "小计,,,,,60.00,,\n" + HEADER + row(2, '"甲\n乙"')
        + "\n,,,,,,,\n" + row(3, '"补录') + row(4).replace("甲村", "甲,村") + "合 计,,,,,180.00,,\n制表人：某,,,,,,,\n"
    )  # fmt: skip
    found = read(text)
    assert found.tally.lines == 13
    assert found.tally.rows == 5
    assert found.tally.skipped == {
        Skipped.TITLE: 1,
        Skipped.HEADER: 2,
        Skipped.BLANK: 2,
        Skipped.TOTAL: 2,
        Skipped.FOOTER: 1,
    }
    assert found.faults == [(9, "unclosed_quote"), (10, "shifted_columns")]


@pytest.mark.parametrize("first", ["合计", "制表人", "小 计"])
def test_a_row_that_names_a_person_is_no_footer(read: Read, first: str) -> None:
    found = read(HEADER + row(1) + row(2).replace("2,", f"{first},", 1) + f"{first},30人,30,,,1800.00,,\n")
    assert (found.faults, found.sound) == ([], [2, 3])
    assert found.tally.left_out == 2


def test_a_cell_of_many_lines_is_not_kept_in_memory_without_end(read: Read) -> None:
    found = read(HEADER + row(1) + row(2, '"甲') + "乙\n" * 5000 + row(3))
    assert found.faults[0] == (3, "unclosed_quote")
    assert len(found.faults) == 5001
    assert found.sound == [2, 5004]
