"""The first bytes of files, by which their format is told whatever they are named."""

from __future__ import annotations

from pathlib import Path

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""A container of records (``.xls``), or of an encrypted workbook."""
ZIP = b"PK"
"""A package (``.xlsx``)."""


def starts_with(path: Path, *signs: bytes) -> bool:
    """Whether a file begins with one of the signs."""
    with path.open("rb") as file:
        return file.read(len(OLE)).startswith(signs)
