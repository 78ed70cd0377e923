"""July's deliveries spoiled in one way at a time: nothing false is found, and what was not taken is reported.

Every finding of a spoiled July is one of the unspoiled July, in no month more. What is missing became unknown.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

pytestmark = pytest.mark.anyio

COUNTY, OTHER = "370102", "370112"
PAID = f"caizheng/{COUNTY}-202607-01/一卡通发放明细.csv"
SUBSIDIES = f"minzheng/两项补贴花名册_{COUNTY}_202607.xlsx"
ELDERS = f"minzheng/老年人补贴花名册_{COUNTY}_202607.xlsx"
FAMILIES = f"minzheng/低保家庭查询_{COUNTY}_202607.xlsx"
PEOPLE = f"minzheng/低保人员查询_{COUNTY}_202607.xlsx"
DESTITUTE = f"minzheng/特困人员查询_{COUNTY}_202607.xlsx"
CERTIFICATES = "canlian/持证残疾人_202607.xlsx"

Rows = list[list[str]]


def csv_rows(text: str) -> Rows:
    return list(csv.reader(io.StringIO(text)))


def lines(change: Callable[[list[str]], list[str]], file: str = PAID) -> Callable[[Path], None]:
    """Spoils the lines of a text file."""

    def spoil(deliveries: Path) -> None:
        path = deliveries / file
        text = path.read_bytes().decode("gb18030")
        path.write_bytes("\n".join(change(text.splitlines())).encode("gb18030"))

    return spoil


def cells(file: str, change: Callable[[Any, int], None]) -> Callable[[Path], None]:
    """Spoils a workbook; ``change`` gets its sheet and the row number of the header."""

    def spoil(deliveries: Path) -> None:
        path = deliveries / file
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        header = next(
            number for number, row in enumerate(sheet.iter_rows(values_only=True), 1) if sum(map(bool, row)) > 3
        )
        change(sheet, header)
        book.save(path)

    return spoil


def column(sheet: Any, header: int, *names: str) -> int:
    """The number of a column by one of its names."""
    found = [cell.column for cell in sheet[header] if str(cell.value or "").replace("*", "") in names]
    return int(found[0])


def data(sheet: Any, header: int) -> Iterator[int]:
    """Numbers of the rows below the header that hold a person, totals and footers left out."""
    for number in range(header + 1, sheet.max_row + 1):
        values = [sheet.cell(number, index).value for index in range(1, sheet.max_column + 1)]
        if sum(value is not None for value in values) > 3 and not str(values[0]).startswith(("合计", "小计", "制表")):
            yield number


def unclosed_quote(at: int) -> Callable[[list[str]], list[str]]:
    def change(found: list[str]) -> list[str]:
        found[at] = re.sub(r",([^,]*)$", r',"\1', found[at])
        return found

    return change


def quote_closed_later(found: list[str]) -> list[str]:
    found = unclosed_quote(3)(found)
    found[9] += '"'
    return found


def unquoted_thousands(found: list[str]) -> list[str]:
    for number in range(2, len(found) - 2, 2):
        found[number] = re.sub(r",(\d)(\d{2,3}\.\d\d),", r",1,\1\2,", found[number])
    return found


def amounts(change: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    def changed(found: list[str]) -> list[str]:
        header = next(number for number, line in enumerate(found) if "金额" in line)
        index = found[header].split(",").index("金额(元)")
        for number in range(header + 1, len(found)):
            parts = found[number].split(",")
            if len(parts) > index and parts[index]:
                parts[index] = change(parts[index])
                found[number] = ",".join(parts)
        return found

    return changed


def numbers(change: Callable[[str], str], name: str = "身份证号") -> Callable[[list[str]], list[str]]:
    def changed(found: list[str]) -> list[str]:
        header = next(number for number, line in enumerate(found) if name in line)
        index = found[header].split(",").index(name)
        for number in range(header + 1, len(found)):
            parts = found[number].split(",")
            if len(parts) > index and re.fullmatch(r"\d{12,20}[Xx]?", parts[index].strip()):
                parts[index] = change(parts[index].strip())
                found[number] = ",".join(parts)
        return found

    return changed


def header_renamed(found: list[str]) -> list[str]:
    return [line.replace("身份证号", "证件") if "金额" in line else line for line in found]


TEXT = {
    "quote-never-closed": lines(unclosed_quote(4)),
    "quote-closed-rows-later": lines(quote_closed_later),
    "quote-in-the-last-row": lines(unclosed_quote(-3)),
    "thousands-without-quotes": lines(unquoted_thousands),
    "cut-in-the-middle": lines(lambda found: [*found[: len(found) // 2], found[len(found) // 2][:9]]),
    "only-a-header": lines(lambda found: found[:2]),
    "key-column-renamed": lines(header_renamed),
    "header-lost": lines(lambda found: found[2:]),
    "digits-in-exponent-form": lines(numbers(lambda number: f"{float(number.rstrip('Xx')):.5E}")),
    "digits-rounded": lines(numbers(lambda number: number[:15] + "000")),
    "digits-masked": lines(numbers(lambda number: number[:6] + "********" + number[-4:])),
    "accounts-rounded": lines(numbers(lambda number: number[:15] + "0" * (len(number) - 15), "账号")),
    "amounts-are-words": lines(amounts(lambda amount: "详见附件")),
    "amounts-are-dashes": lines(amounts(lambda amount: "-")),
    "amounts-in-percent": lines(amounts(lambda amount: amount + "%")),
    "another-encoding": lambda root: (root / PAID).write_bytes(
        (root / PAID).read_bytes().decode("gb18030").encode("utf-16")
    ),
    "mojibake": lambda root: (root / PAID).write_bytes(
        (root / PAID).read_bytes().decode("gb18030").encode("utf-8").decode("gb18030", "replace").encode("gb18030")
    ),
    "empty": lambda root: (root / PAID).write_bytes(b""),
    "random-bytes": lambda root: (root / PAID).write_bytes(os.urandom(4096)),
}


def second_sheet(sheet: Any, header: int) -> None:
    """The last rows stand on a second sheet with the same header."""
    book = sheet.parent
    other = book.create_sheet("7月新增")
    width = sheet.max_column
    for row in range(1, header + 1):
        other.append([sheet.cell(row, index).value for index in range(1, width + 1)])
    moved = list(data(sheet, header))[-3:]
    for row in moved:
        other.append([sheet.cell(row, index).value for index in range(1, width + 1)])
    for row in reversed(moved):
        sheet.delete_rows(row)


def sheet_with_another_header(sheet: Any, header: int) -> None:
    second_sheet(sheet, header)
    other = sheet.parent.worksheets[1]
    for cell in other[header]:
        cell.value = f"列{cell.column}"


def every(name: tuple[str, ...], value: Callable[[Any], Any]) -> Callable[[Any, int], None]:
    def change(sheet: Any, header: int) -> None:
        index = column(sheet, header, *name)
        for row in data(sheet, header):
            cell = sheet.cell(row, index)
            cell.value = value(cell.value)

    return change


def first(name: tuple[str, ...], value: Callable[[Any], Any]) -> Callable[[Any, int], None]:
    def change(sheet: Any, header: int) -> None:
        cell = sheet.cell(next(data(sheet, header)), column(sheet, header, *name))
        cell.value = value(cell.value)

    return change


def merged(name: tuple[str, ...]) -> Callable[[Any, int], None]:
    def change(sheet: Any, header: int) -> None:
        index = column(sheet, header, *name)
        top = next(data(sheet, header))
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=index, end_column=index)

    return change


def renamed_header(name: tuple[str, ...], to: str) -> Callable[[Any, int], None]:
    def change(sheet: Any, header: int) -> None:
        sheet.cell(header, column(sheet, header, *name)).value = to

    return change


def rows_lost(keep: int) -> Callable[[Any, int], None]:
    def change(sheet: Any, header: int) -> None:
        for row in reversed(list(data(sheet, header))[keep:]):
            sheet.delete_rows(row)

    return change


NUMBER = ("残疾证号",)
HOUSEHOLD = ("低保（特困）证号",)
IDENTITY = ("身份证号", "身份证号码")

BOOKS = {
    "second-sheet-same-header": cells(SUBSIDIES, second_sheet),
    "second-sheet-other-header": cells(SUBSIDIES, sheet_with_another_header),
    "formula-without-result": cells(SUBSIDIES, every(("护理补贴", "生活补贴"), lambda value: "=1+1")),
    "families-formula-without-result": cells(FAMILIES, every(("户月保障金额（元）",), lambda value: "=1+1")),
    "error-in-key": cells(SUBSIDIES, every(NUMBER, lambda value: "#N/A")),
    "error-in-one-amount": cells(SUBSIDIES, first(("护理补贴",), lambda value: "#REF!")),
    "merged-key": cells(SUBSIDIES, merged(NUMBER)),
    "merged-amount": cells(ELDERS, merged(("发放金额",))),
    "household-numbers-as-numbers": cells(FAMILIES, every(HOUSEHOLD, int)),
    "household-numbers-new": cells(FAMILIES, every(HOUSEHOLD, lambda value: f"LX2026{value[-6:]}")),
    "identity-numbers-as-numbers": cells(ELDERS, every(IDENTITY, lambda value: float(str(value).rstrip("Xx")))),
    "identity-number-mistyped": cells(ELDERS, first(IDENTITY, lambda value: "1" + str(value)[1:])),
    "identity-number-blank": cells(PEOPLE, first(("身份证号",), lambda value: None)),
    "key-column-renamed": cells(SUBSIDIES, renamed_header(NUMBER, "编号")),
    "item-column-renamed": cells(ELDERS, renamed_header(("补贴项目",), "项目类别")),
    "item-unknown": cells(ELDERS, every(("补贴项目",), lambda value: "新项目")),
    "rows-lost": cells(SUBSIDIES, rows_lost(2)),
    "people-lost": cells(PEOPLE, rows_lost(3)),
    "every-row-lost": cells(SUBSIDIES, rows_lost(0)),
    "certificates-month-unreadable": cells(CERTIFICATES, every(("所属月份",), lambda value: "七")),
    "certificates-division-unreadable": cells(CERTIFICATES, every(("区划代码",), lambda value: "本区")),
    "destitute-renamed": cells(DESTITUTE, renamed_header(IDENTITY, "证件")),
}


def web_page(root: Path) -> None:
    (root / SUBSIDIES).write_text(
        "<html><body><table><tr><td>残疾证号</td></tr></table></body></html>", encoding="utf-8"
    )


def cut(root: Path) -> None:
    content = (root / SUBSIDIES).read_bytes()
    (root / SUBSIDIES).write_bytes(content[: len(content) * 2 // 3])


def move(old: str, new: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(root / old, root / new)

    return spoil


def copied(old: str, new: str) -> Callable[[Path], object]:
    return lambda root: shutil.copy(root / old, root / new)


FOLDERS = {
    "web-page": web_page,
    "cut-workbook": cut,
    "old-workbook": lambda root: (root / SUBSIDIES).write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096)),
    "capital-ending": move(SUBSIDIES, SUBSIDIES.replace(".xlsx", ".XLSX")),
    "in-a-subfolder": move(SUBSIDIES, SUBSIDIES.replace("minzheng/", "minzheng/7月/")),
    "another-name": move(SUBSIDIES, "minzheng/残疾人补贴7月最终版.xlsx"),
    "not-there": lambda root: (root / SUBSIDIES).unlink(),
    "payments-not-there": lambda root: shutil.rmtree((root / PAID).parent),
    "another-countys-bytes": copied(SUBSIDIES, SUBSIDIES.replace(COUNTY, OTHER)),
    "another-countys-payments": copied(PAID, PAID.replace(COUNTY, OTHER)),
    "a-county-that-nobody-serves": move(SUBSIDIES, SUBSIDIES.replace(COUNTY, "110101")),
}

UNHURT = {"books-second-sheet-same-header", "books-household-numbers-as-numbers", "folders-capital-ending"}
"""What is not spoiled at all: the delivery is read whole."""

EVERY = {
    f"{kind}-{name}": spoil
    for kind, spoils in (("text", TEXT), ("books", BOOKS), ("folders", FOLDERS))
    for name, spoil in spoils.items()
}


GATE = {
    "text-quote-never-closed",
    "text-digits-rounded",
    "text-amounts-are-words",
    "books-second-sheet-same-header",
    "books-formula-without-result",
    "books-item-unknown",
    "books-people-lost",
    "folders-cut-workbook",
    "folders-not-there",
    "folders-another-countys-bytes",
}
"""Some of each family, run every time; the rest are ``long``."""

assert EVERY.keys() >= GATE


@pytest.mark.parametrize(
    "name", [name if name in GATE else pytest.param(name, marks=pytest.mark.long) for name in EVERY]
)
async def test_a_spoiled_july_finds_nothing_false(name: str, july: Any, sound: list[Any]) -> None:
    if not sound:
        sound.append(await july())
    (unspoiled,) = sound
    judged = await july(EVERY[name])
    false = {
        finding.rule: sorted(set(finding.months) - set(known.months) if known else finding.months)
        for id, finding in judged.findings.items()
        if (known := unspoiled.findings.get(id)) is None or not set(finding.months) <= set(known.months)
    }
    assert false == {}
    if name in UNHURT:
        assert judged.findings.keys() == unspoiled.findings.keys()
    else:
        told = judged.refused > unspoiled.refused or judged.cautions > unspoiled.cautions
        assert told or name in SILENT


SILENT = {"folders-not-there", "folders-payments-not-there", "folders-in-a-subfolder", "folders-another-name"}
"""Nothing came under a name that a card reads: the runs count nothing (``sync`` lists the files as read by nobody)."""


async def test_the_unspoiled_july_finds_what_was_planted_in_it(july: Any, sound: list[Any]) -> None:
    if not sound:
        sound.append(await july())
    (unspoiled,) = sound
    assert len(unspoiled.findings) >= 75
    assert sum("2026-07" in finding.months for finding in unspoiled.findings.values()) >= 35
    assert unspoiled.failed == {}
