"""Workbooks that would grow beyond measure when opened: refused before a part is read.

A few kilobytes can unfold to gigabytes of text. Rows are read as a stream, so a far cell costs its own row only; how
many cells a sheet may span altogether is counted while it is read.
"""

from __future__ import annotations

import zipfile

from schema.errors import DeliveryError
from schema.message import Message

LARGEST = 512 << 20
"""Bytes that the parts of a workbook may unfold to."""
MOST_PARTS = 10_000
MOST_CELLS = 50_000_000
"""Cells, with the blank ones before them in their rows, that a sheet may have."""


def refuse_inflated(archive: zipfile.ZipFile, place: str) -> None:
    """Raises DeliveryError for a workbook that unfolds to more than is sensible."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > LARGEST or len(parts) > MOST_PARTS:
        raise DeliveryError(
            place,
            Message("解压后超过 512 MB，或部件过多", "it unfolds to more than 512 MB, or to too many parts"),
            Message("拆成几个文件报送，或改为 CSV", "the rows in several files, or as CSV"),
        )


def too_many_cells(place: str) -> DeliveryError:
    return DeliveryError(
        place,
        Message(f"工作表跨越的单元格超过 {MOST_CELLS} 个", f"a sheet spans more than {MOST_CELLS} cells"),
        Message(
            "删除数据区以外的单元格后另存，或拆成几个文件",
            "a sheet without cells far from its rows, or several files",
        ),
    )
