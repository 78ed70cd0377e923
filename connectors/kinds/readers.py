"""The reader for a file's ending, and the digest of its content.

A reader is imported only when a file needs it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import Path

from connectors.base import RawRow
from connectors.kinds.files_card import FilesStream
from connectors.kinds.folder import folded
from connectors.kinds.signs import OLE, ZIP, starts_with
from connectors.tally import Tally
from schema.errors import DeliveryError
from schema.message import Message

_CHUNK = 1 << 20

Reader = Callable[[Path, FilesStream, str, Tally], Iterator[RawRow]]
"""The reader of a file, by its stream and its place; it counts each line in the tally."""


class Form(Enum):
    """The kinds of files."""

    SEPARATED = auto()
    JSON_LINES = auto()
    WORKBOOK = auto()
    HTML = auto()


def form_of(path: Path) -> Form | None:
    """By the ending; what is named ``.xls`` may be a workbook of either format, or a web page."""
    match ending(path):
        case ".csv" | ".txt":
            return Form.SEPARATED
        case ".jsonl" | ".ndjson":
            return Form.JSON_LINES
        case ".xlsx":
            return Form.WORKBOOK
        case ".xls":
            return Form.WORKBOOK if starts_with(path, OLE, ZIP) else Form.HTML
        case ".html" | ".htm":
            return Form.HTML
    return None


def reader_of(path: Path, place: str) -> Reader:
    """The reader of a file's kind. Raises DeliveryError."""
    match form_of(path):
        case Form.SEPARATED:
            from connectors.kinds.separated import csv_rows

            return csv_rows
        case Form.JSON_LINES:
            from connectors.kinds.json_lines import json_rows

            return json_rows
        case Form.WORKBOOK:
            from connectors.kinds.workbook import workbook_rows

            return workbook_rows
        case Form.HTML:
            from connectors.kinds.html_table import html_rows

            return html_rows
    raise DeliveryError(
        place,
        Message("不能读取这种类型的文件", "no reader for files of this kind"),
        Message("CSV、XLSX、XLS、JSONL 或 HTML 表格；请打开后另存为 XLSX", "CSV, XLSX, XLS, JSONL or an HTML table"),
    )


def ending(path: Path) -> str:
    """``.csv``, also where the name is in capitals or full-width."""
    return Path(folded(path.name)).suffix.lower()


def digest(path: Path) -> str:
    """SHA-256 of a file's content, read in pieces."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
