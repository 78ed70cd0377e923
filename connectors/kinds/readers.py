"""The reader for a file's ending, and the digest of its content.

A reader is imported only when a file needs it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from connectors.base import RawRow
from connectors.kinds.files_card import FilesStream
from connectors.kinds.folder import folded
from connectors.tally import Tally
from schema.errors import DeliveryError
from schema.message import Message

_CHUNK = 1 << 20

Reader = Callable[[Path, FilesStream, str, Tally], Iterator[RawRow]]
"""The reader of a file, by its stream and its place; it counts each line in the tally."""


def reader_of(path: Path, place: str) -> Reader:
    """The reader of a file's kind, by its ending. Raises DeliveryError."""
    match ending(path):
        case ".csv" | ".txt":
            from connectors.kinds.separated import csv_rows

            return csv_rows
        case ".jsonl" | ".ndjson":
            from connectors.kinds.json_lines import json_rows

            return json_rows
        case ".xlsx":
            from connectors.kinds.workbook import workbook_rows

            return workbook_rows
        case ".xls" | ".html" | ".htm":
            from connectors.kinds.html_table import html_rows

            return html_rows
    raise DeliveryError(
        place,
        Message("不能读取这种类型的文件", "no reader for files of this kind"),
        Message("CSV、XLSX、JSONL 或 HTML 表格；请打开后另存为 XLSX", "CSV, XLSX, JSONL or an HTML table"),
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
