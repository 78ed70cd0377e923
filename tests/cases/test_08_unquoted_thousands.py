"""Case 8: six of twelve sums are written 1,209.00 without quotation marks; none of them ever becomes 1.00."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from connectors.base import MappedRow, RejectedRow
from connectors.mapping import RowMapper
from connectors.registry import SHIPPED, connector, load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from schema.payment import Payment

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/08-unquoted-thousands"
CARD = load_card(SHIPPED / "caizheng_yikatong.yml")


def test_each_row_that_is_shifted_is_rejected_by_number(tmp_path: Path) -> None:
    (stream,) = CARD.streams
    source, mapping = connector(CARD, {"AIDCHAIN_DELIVERIES": str(CASE)}), RowMapper(CARD, stream)
    (delivery,) = source.deliveries(stream)
    mapped = [mapping.map(row, delivery) for row in source.rows(delivery)]
    rejected = [(row.number, row.reason) for row in mapped if isinstance(row, RejectedRow)]
    assert rejected == [(number, "shifted_columns") for number in (3, 5, 7, 9, 11, 13)]
    amounts = [
        fact.record.amount
        for row in mapped
        if isinstance(row, MappedRow)
        for fact in row.facts
        if isinstance(fact.record, Payment)
    ]
    assert amounts == [860] * 6


async def test_nobody_is_stored_with_a_sum_of_one_yuan(store: Store, settings: Settings) -> None:
    shutil.copytree(CASE, settings.deliveries, dirs_exist_ok=True)
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
    (result,) = [result async for result in sync.run([CARD])]
    assert (result.read, result.rejected + result.held + result.applied) == (12, 12)
    assert result.applied in (0, 6)
    assert result.needs_person
