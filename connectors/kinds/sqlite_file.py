"""Whether a SQLite file is complete: SQLite itself silently reads a cut last page as zeros.

The file's header (https://sqlite.org/fileformat.html) has the size of a page and, where the version that it is valid
for is the file's own, how many there are. A transaction that is under way keeps its pages beside the file.
"""

from __future__ import annotations

import struct
from pathlib import Path

from schema.message import Message

_MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">16s H 6x I I 60x I")
"""Magic, page size, change counter, pages, and the change counter that the number of pages belongs to."""


def incomplete(file: Path) -> Message | None:
    """The fault of an incomplete database file; None for a complete one, and for other files."""
    with file.open("rb") as opened:
        head = opened.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return None
    magic, size, changes, pages, valid_for = _HEADER.unpack(head)
    if magic != _MAGIC or not size:
        return None
    page = 65536 if size == 1 else size
    length = file.stat().st_size
    counted = changes == valid_for and not any(_holds(file, ending) for ending in ("-wal", "-journal"))
    if length % page or (counted and length < pages * page):
        return Message(
            "数据库文件不完整，可能没有传完；请重新复制", "its database file is cut short; copy it again, whole"
        )
    return None


def _holds(file: Path, ending: str) -> bool:
    beside = file.with_name(file.name + ending)
    return beside.is_file() and beside.stat().st_size > 0
