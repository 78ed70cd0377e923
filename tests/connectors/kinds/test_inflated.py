"""Workbooks that would grow beyond measure, and file names that should not be: refused before anything is read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from connectors.kinds import inflated
from connectors.kinds.inflated import refuse_inflated
from schema.errors import DeliveryError


def workbook(path: Path, sheet: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def test_one_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "corner.xlsx", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    with pytest.raises(DeliveryError, match="a sheet spans more than 20000000 cells"):
        refuse_inflated(path, "corner.xlsx")


def test_a_wide_row_and_a_far_row_span_their_rectangle(tmp_path: Path) -> None:
    path = workbook(tmp_path / "far.xlsx", '<c r="ZZ1"/>' + " " * (2 << 20) + '<c r="A100000"/>')
    with pytest.raises(DeliveryError, match="spans more than"):
        refuse_inflated(path, "far.xlsx")


def test_a_long_list_is_taken(tmp_path: Path) -> None:
    refuse_inflated(workbook(tmp_path / "long.xlsx", '<c r="A1"/><c r="AD300000"/>'), "long.xlsx")


def test_what_unfolds_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflated, "LARGEST", 1000)
    path = workbook(tmp_path / "bomb.xlsx", " " * 1001)
    with pytest.raises(DeliveryError, match="it unfolds to more than"):
        refuse_inflated(path, "bomb.xlsx")
