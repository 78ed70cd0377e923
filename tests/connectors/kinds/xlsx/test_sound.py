"""Sound workbooks as all sorts of programs write them are read alike; broken ones are refused, never read in part."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.kinds.xlsx.book import Book
from connectors.kinds.xlsx.cells import SheetCells
from connectors.kinds.xlsx.package import Package
from schema.errors import DeliveryError

Write = Callable[..., Path]
Rows = list[tuple[int, list[str | None]]]

RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
SHEET = "xl/worksheets/s1.xml"
DAMAGED = "the workbook is damaged or incomplete"


def read(path: Path, sheet: int = 0) -> Rows:
    with Package(path, path.name) as package:
        book = Book(package)
        return [(number, values) for number, values, _ in SheetCells(book, book.sheets[sheet]).rows()]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def changed(path: Path, name: str, change: Callable[[str], str | bytes]) -> Path:
    """The workbook with one part rewritten."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    content = change(parts[name].decode())
    parts[name] = content if isinstance(content, bytes) else content.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    return path


PLAIN = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="C1"><v>900</v></c></row>'
    '<row r="3"><c r="B3" t="inlineStr"><is><t>a&amp;b</t></is></c></row>'
)
EXPECTED: Rows = [(1, ["姓名", None, "900"]), (3, [None, "a&b"])]


@pytest.fixture
def plain(written: Write) -> Path:
    return written({"一": PLAIN})


def prefixed(text: str) -> str:
    text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text)
    return text.replace("xmlns=", "xmlns:x=")


DISGUISES: dict[str, Callable[[str], str | bytes]] = {
    "as it is": lambda text: text,
    "single quotes": lambda text: text.replace('"', "'"),
    "a prefix": prefixed,
    "strict namespace": lambda text: text.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "a dimension that lies": lambda text: text.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
    "no positions": lambda text: (
        text.replace('<c r="C1">', "<c/><c>").replace('<c r="B3"', "<c/><c").replace(' r="A1"', "")
    ),
    "blank rows written out": lambda text: text.replace('<row r="3">', '<row r="2" spans="1:3"/><row r="3" ht="15">'),
    "rows without numbers": lambda text: text.replace('<row r="3">', "<row/><row>").replace('<row r="1">', "<row>"),
    "indented": lambda text: re.sub(r"(?<=>)(?=<(?!/(?:t|v)>))", "\n  ", text),
    "declaration": lambda text: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + text,
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16"),
    "GBK": lambda text: ('<?xml version="1.0" encoding="GBK"?>' + text).encode("gbk"),
    "CDATA": lambda text: text.replace("a&amp;b", "<![CDATA[a&b]]>"),
    "comments": lambda text: text.replace('<row r="3">', "<!-- 三 --><row r=\"3\"><!-- here -->"),
    "rich text": lambda text: text.replace(
        "<t>姓名</t>",
        '<r><rPr><b/></rPr><t>姓</t></r><r><t xml:space="preserve">名 </t></r>'
        '<rPh sb="0" eb="1"><t>xing</t></rPh>',
    ),
    "protection": lambda text: text.replace("</sheetData>", '</sheetData><sheetProtection password="CC1A" sheet="1"/>'),
    "extensions": lambda text: text.replace(
        '<row r="3">', '<row r="3" xmlns:x14ac="urn:x" x14ac:dyDescent="0.25" spans="1:3" s="1" customFormat="1">'
    ),
}  # fmt: skip


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_sheet_is_read_however_it_is_written(plain: Path, disguise: str) -> None:
    assert read(changed(plain, SHEET, DISGUISES[disguise])) == EXPECTED


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (RELATIONSHIPS, 'Target="worksheets/s1.xml"', 'Target="/xl/worksheets/s1.xml"'),
        (RELATIONSHIPS, 'Target="worksheets/s1.xml"', 'Target="../xl/worksheets/s1.xml"'),
        (RELATIONSHIPS, 'Target="worksheets/s1.xml"', 'Target="worksheets\\s1.xml"'),
        (RELATIONSHIPS, 'Target="worksheets/s1.xml"', 'Target="WORKSHEETS/S1.XML"'),
        ("xl/workbook.xml", "<sheets>", '<workbookProtection workbookPassword="CC1A" lockStructure="1"/><sheets>'),
        ("xl/workbook.xml", 'name="一"', 'name="&#x4E00;&amp;&quot;"'),
        ("xl/workbook.xml", "r:id", "rel:id"),
    ],
)
def test_parts_are_found_however_they_are_named(plain: Path, name: str, old: str, new: str) -> None:
    text = part(plain, name).replace("xmlns:r=", "xmlns:rel=") if new == "rel:id" else part(plain, name)
    assert old in text
    assert read(changed(plain, name, lambda _: text.replace(old, new))) == EXPECTED


def test_a_name_in_character_references_is_the_name(plain: Path) -> None:
    changed(plain, "xl/workbook.xml", lambda text: text.replace('name="一"', "name='&#x4E00;&amp;二'"))
    with Package(plain, "a") as package:
        assert [sheet.name for sheet in Book(package).sheets] == ["一&二"]


def test_a_chart_is_no_sheet(written: Write) -> None:
    path = written({"一": PLAIN, "图": ""})
    changed(path, RELATIONSHIPS, lambda text: re.sub(r'worksheet"(?= Target="worksheets/s2)', 'chartsheet"', text))
    with Package(path, "a") as package:
        assert [sheet.name for sheet in Book(package).sheets] == ["一"]


STRINGS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="9" uniqueCount="9">'
    '<si><t>李明</t></si><si/><si><t xml:space="preserve"> 王 芳 </t></si>'
    '<si><r><t>张</t></r><r><rPr><sz val="9"/></rPr><t>三</t></r><rPh sb="0" eb="2"><t>zhang san</t></rPh></si>'
    '<si><t>a&lt;b</t><phoneticPr fontId="1"/></si><si><t></t></si><si><t/></si></sst>'
)


@pytest.mark.parametrize("change", [str, prefixed, lambda text: text.replace('"', "'")])
def test_shared_strings_are_their_runs_without_readings(written: Write, change: Callable[[str], str]) -> None:
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(7))
    path = written({"一": f"<row>{cells}</row>"}, strings=change(STRINGS))
    assert read(path) == [(1, ["李明", None, "王 芳", "张三", "a<b", None, None])]


BROKEN = {
    "a string that is not there": '<row><c t="s"><v>7</v></c></row>',
    "a string that has no number": '<row><c t="s"><v>x</v></c></row>',
    "a number that is none": "<row><c><v>12a</v></c></row>",
    "rows out of order": '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
    "a row twice": '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
    "cells out of order": '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
    "a column beyond the last": '<row r="2"><c r="XFE2"><v>1</v></c></row>',
    "an element that is not closed": '<row r="2"><c r="A2"><v>1</c></row>',
    "a bare ampersand": '<row r="2"><c t="inlineStr"><is><t>a<b/>&</t></is></c></row>',
    "an unknown entity": '<row r="2"><!-- --><c t="inlineStr"><is><t>&xxe;</t></is></c></row>',
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_sheet_is_refused(written: Write, kind: str) -> None:
    with pytest.raises(DeliveryError, match=DAMAGED):
        read(written({"一": BROKEN[kind]}))


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_sheet_that_ends_early_is_refused(plain: Path, kept: float) -> None:
    changed(plain, SHEET, lambda text: text[: int(len(text) * kept)])
    with pytest.raises(DeliveryError, match=DAMAGED):
        read(plain)


@pytest.mark.parametrize("name", ["xl/workbook.xml", RELATIONSHIPS, SHEET])
def test_a_document_type_is_refused_before_anything_is_expanded(plain: Path, name: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    changed(plain, name, lambda text: laughs + text)
    with pytest.raises(DeliveryError, match="holds a document type"):
        read(plain)


def test_damaged_data_is_refused(plain: Path) -> None:
    data = bytearray(plain.read_bytes())
    at = data.find(SHEET.encode()) + len(SHEET) + 10
    data[at : at + 40] = bytes(40)
    plain.write_bytes(data)
    with pytest.raises(DeliveryError, match=DAMAGED):
        read(plain)


def test_a_style_sheet_of_a_million_styles_is_read(written: Write) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = f'<styleSheet xmlns="{main}"><cellXfs>' + '<xf numFmtId="14"/>' * 1_000_000 + "</cellXfs></styleSheet>"
    path = written({"一": '<row><c s="999999"><v>46204</v></c></row>'}, styles=styles)
    assert read(path) == [(1, ["2026-07-01"])]


def test_what_the_reader_sees_never_reaches_the_terminal(written: Write, capfd: pytest.CaptureFixture[str]) -> None:
    read(written({"一": '<row><c s="77" t="d"><v>2026-07-01</v></c><c t="unknown"><v>1</v></c></row>'}))
    assert capfd.readouterr() == ("", "")
