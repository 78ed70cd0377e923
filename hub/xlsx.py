"""XLSX workbooks as text: the parts of the package around the sheets, and whole workbooks of text cells.

Cells carry no references, as the standard allows: their order is their position. Equal content gives equal bytes. A
text is an inline string, which no program evaluates: it can never be a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PLAIN = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
_BOLD_TEXT = (
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'  # 49 is @
)
_WRAPPED_TEXT = (
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of texts: ``head`` rows are bold and stay in view, ``widths`` are those of its columns in characters."""

    name: str
    head: Sequence[Sequence[str]]
    rows: Iterable[Sequence[str]]
    widths: Sequence[int]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The file of a workbook. Texts must be printable: XML has no control characters."""
    sheets = list(sheets)
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as package:
        for number, sheet in enumerate(sheets, 1):
            package.writestr(part(sheet_name(number)), _sheet(sheet))
        for name, text in parts([sheet.name for sheet in sheets], (PLAIN, _BOLD_TEXT, _WRAPPED_TEXT)).items():
            package.writestr(part(name), HEAD + text)
    return content.getvalue()


def _sheet(sheet: Sheet) -> str:
    frozen = f'<pane ySplit="{len(sheet.head)}" topLeftCell="A{len(sheet.head) + 1}" state="frozen"/>'
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{_rows(sheet.head, 1)}{_rows(sheet.rows, 2)}</sheetData></worksheet>"
    )


def _rows(rows: Iterable[Sequence[str]], style: int) -> str:
    return "".join(f"<row>{''.join(_cell(text, style) for text in row)}</row>" for row in rows)


def _cell(text: str, style: int) -> str:
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def parts(names: Sequence[str], formats: Sequence[str] = (PLAIN,)) -> dict[str, str]:
    """Name in the package -> text of every part of a workbook but its sheets; ``formats`` are its cell formats."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    types = "".join(
        f'<Override PartName="/{sheet_name(number)}" ContentType="{_SHEET_TYPES}.worksheet+xml"/>' for number in numbers
    )
    fonts = ['<font><sz val="11"/></font>', '<font><b/><sz val="11"/></font>'][: min(len(formats), 2)]
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPES}.sheet.main+xml"/>{types}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPES}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }


def sheet_name(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def part(name: str) -> ZipInfo:
    """With a fixed date, so that equal content is equal bytes."""
    info = ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    return info
