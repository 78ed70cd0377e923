"""XLSX sheets row by row, every column as text.

A long number that Excel kept as a number has lost its last digits, whatever digits it now shows: such cells are found
in the sheet's own XML and handed over in scientific notation, which no number of a person or account is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars

from connectors.base import RawRow
from connectors.card import StreamCard
from connectors.headers import SEARCHED, HeaderSearch, Row
from connectors.kinds.inflated import refuse_inflated
from connectors.kinds.table import TableRows
from connectors.kinds.text import refuse_misread
from schema.errors import DeliveryError

_LONG_NUMBER = re.compile(rb"<(?:\w+:)?v>(\d{16,}(?:\.\d+)?|\d(?:\.\d+)?[Ee]\+?\d\d)</(?:\w+:)?v>")
_TEXT_CELL = re.compile(rb'\bt="(?:s|str|inlineStr)"')
_CHUNK = 1 << 20
_OVERLAP = 1 << 12


def workbook_rows(path: Path, stream: StreamCard, place: str) -> Iterator[RawRow]:
    """The rows of the sheet. Raises DeliveryError for a workbook that is broken or has no such sheet or header."""
    name, frame = _sheet(path, stream, place)
    first = [_stripped(row) for row in frame.head(SEARCHED).iter_rows()]
    refuse_misread(first, place)
    header = HeaderSearch(stream).find(first, place)
    below = enumerate(map(_stripped, frame.slice(header.index + 1).iter_rows()), header.index + 2)
    table = TableRows(stream, header.names)
    lossy = _long_numbers(path, name, place)
    if lossy:
        yield from table.rows((number, _marked(row, lossy)) for number, row in below)
    else:
        yield from table.rows(below)


def workbook_title(path: Path, stream: StreamCard, place: str) -> str:
    """What stands above the header."""
    _, frame = _sheet(path, stream, place, SEARCHED)
    return HeaderSearch(stream).find(map(_stripped, frame.iter_rows()), place).title


def _stripped(row: Row) -> list[str | None]:
    return [value.strip() or None if value else None for value in row]


def _sheet(path: Path, stream: StreamCard, place: str, rows: int | None = None) -> tuple[str, polars.DataFrame]:
    """The sheet's name and its cells, from its first row and its first filled column."""
    if path.stat().st_size == 0:
        raise DeliveryError(place, "the file is empty", "a workbook with a header and rows")
    refuse_inflated(path, place)
    try:
        reader = fastexcel.read_excel(path)
        name = _name(reader, stream, place)
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, n_rows=rows, dtypes="string")
        frame = sheet.to_polars()
    except fastexcel.FastExcelError:
        raise DeliveryError(place, "it cannot be read as a workbook", "a whole XLSX file; send it again") from None
    if frame.width == 0:
        raise DeliveryError(place, "the sheet is empty", "a header and rows")
    return name, frame


def _name(reader: fastexcel.ExcelReader, stream: StreamCard, place: str) -> str:
    names = reader.sheet_names
    if stream.sheet is not None:
        if stream.sheet not in names:
            raise DeliveryError(place, f"no sheet {stream.sheet}", "the sheet that the card names")
        return stream.sheet
    if len(names) == 1:
        return names[0]
    for name in names:
        if reader.load_sheet(name, header_row=None, n_rows=1).visible == "visible":
            return name
    raise DeliveryError(place, "every sheet is hidden", "a visible sheet")


def _marked(row: Row, lossy: dict[str, str]) -> list[str | None]:
    return [None if value is None else lossy.get(value, value) for value in row]


def _long_numbers(path: Path, sheet: str, place: str) -> dict[str, str]:
    """Digits as they are read -> scientific notation, for the sheet's numeric cells of 16 digits and more."""
    found: dict[str, str] = {}
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, sheet)) as file:
            kept = b""
            while chunk := file.read(_CHUNK):
                text = kept + chunk
                for match in _LONG_NUMBER.finditer(text):
                    cell = max(text.rfind(b"<c", 0, match.start()), text.rfind(b":c", 0, match.start()))
                    if not _TEXT_CELL.search(text, cell, match.start()):
                        number = float(match[1])
                        found[f"{number:.0f}"] = f"{number:.14E}"
                kept = text[-_OVERLAP:]
    except (zipfile.BadZipFile, KeyError, EOFError):
        raise DeliveryError(place, "it cannot be read as a workbook", "a whole XLSX file; send it again") from None
    return found


def _member(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive that holds a sheet."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for link in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        targets[_attribute(link, "Id")] = _attribute(link, "Target")
    for entry in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        if _unescaped(_attribute(entry, "name")) == sheet:
            target = targets[_attribute(entry, r"\w+:id")]
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return "" if found is None else found[1]


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
