"""Case 23: date cells in formats that Chinese editions have built in: an id, and no text in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.kinds.files import FilesConnector
from connectors.registry import SHIPPED, load_card
from tests.support.case import Synced

pytestmark = pytest.mark.anyio

CASES = Path(__file__).parents[1] / "samples/cases"


async def test_a_month_in_format_57(synced: Synced) -> None:
    case = await synced("23-built-in-date-formats/month", "canlian_certificates", into="canlian")
    assert (case.counts, case.held) == ((2, 0, 0), [])
    assert await case.covered() == ["canlian_certificates.certificates 370102 2026-07"]


async def test_a_birth_of_four_digits_in_format_31(synced: Synced) -> None:
    case = await synced("23-built-in-date-formats/birth", "minzheng_dibao", into="minzheng")
    assert (case.counts, case.held) == ((2, 0, 0), [])
    assert [run.pending for run in case.runs] == [2]  # their families' sheet is not among the files
    card = load_card(SHIPPED / "minzheng_dibao.yml")
    (file,) = (CASES / "23-built-in-date-formats/birth").iterdir()
    source = FilesConnector(card, file.parent)
    delivery = source.sample(card.stream("people"), file)
    assert [row.cells["出生日期"] for row in source.rows(delivery)] == ["1926-05-02", "1960-01-01"]


async def test_a_death_in_a_workbook_of_1904(synced: Synced) -> None:
    case = await synced("23-built-in-date-formats/death-1904", "weijian_deaths", into="weijian")
    assert (case.counts[1], case.held) == (0, [])
    assert {str(fact["date"]) for fact in await case.facts("death")} == {"2026-07-01", "2026-07-02"}
