"""XLSX workbooks of one sheet, written as text: a row is rendered once and used in each of its months.

A province has thousands of workbooks that differ in a few rows; xlsxwriter took twenty-five times as long for them.
Cells carry no references, as the standard allows: their order is their position. Equal rows give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from zipfile import ZIP_DEFLATED, ZipFile

from hub.xlsx import HEAD, MAIN, part, parts, sheet_name

Cell = str | int | float | None

_SHEET = sheet_name(1)
_OPEN = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'


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
    """Open for rows until it is left; ``merged`` merges the first row over that many columns, ``ranges`` others."""

    def __init__(self, path: Path, merged: int = 0, ranges: Sequence[str] = ()) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._zip = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1)
        self._sheet = self._zip.open(part(_SHEET), "w")
        self._merged = [f"A1:{column(merged)}1", *ranges] if merged > 1 else list(ranges)
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
        if self._merged:
            every = "".join(f'<mergeCell ref="{each}"/>' for each in self._merged)
            end += f'<mergeCells count="{len(self._merged)}">{every}</mergeCells>'
        self._sheet.write(f"{end}</worksheet>".encode())
        self._sheet.close()
        for name, text in parts(["Sheet1"]).items():
            self._zip.writestr(part(name), HEAD + text)
        self._zip.close()


def column(count: int) -> str:
    """The letters of a column, counted from 1."""
    first, second = divmod(count - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)
