"""XLSX workbooks of one sheet, written as text: a row is rendered once and used in every month in which it stands.

A province has thousands of workbooks that differ in a few rows; xlsxwriter took twenty-five times as long for them.
Cells carry no references, as the standard allows: their order says where they are. Equal rows give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Cell = str | int | float | None

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPES}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}  # fmt: skip
_SHEET = "xl/worksheets/sheet1.xml"
_OPEN = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'


def header(text: str) -> tuple[str, ...]:
    """Column names, written with blanks between them."""
    return tuple(text.split())


def cells(values: Iterable[Cell]) -> str:
    """Cells of one row; None is an empty cell."""
    return "".join([_cell(value) for value in values])


def row(inner: str) -> str:
    return f"<row>{inner}</row>"


def numbered(number: int, inner: str) -> str:
    """A row that begins with its 序号."""
    return f"<row><c><v>{number}</v></c>{inner}</row>"


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        if "&" in value or "<" in value:
            value = value.replace("&", "&amp;").replace("<", "&lt;")
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


class Workbook:
    """Open for rows until it is left; ``merged`` merges the first row over that many columns."""

    def __init__(self, path: Path, merged: int = 0) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._zip = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1)
        self._sheet = self._zip.open(_part(_SHEET), "w")
        self._merged = merged
        self._sheet.write(_OPEN.encode())
        self.rows = 0

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, rows: Sequence[str]) -> None:
        self._sheet.write("".join(rows).encode())
        self.rows += len(rows)

    def close(self) -> None:
        end = "</sheetData>"
        if self._merged > 1:
            end += f'<mergeCells count="1"><mergeCell ref="A1:{_column(self._merged)}1"/></mergeCells>'
        self._sheet.write(f"{end}</worksheet>".encode())
        self._sheet.close()
        for name, text in _PARTS.items():
            self._zip.writestr(_part(name), _HEAD + text)
        self._zip.close()


def _part(name: str) -> ZipInfo:
    """With a fixed date, so that equal content is equal bytes."""
    info = ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    return info


def _column(count: int) -> str:
    first, second = divmod(count - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)
