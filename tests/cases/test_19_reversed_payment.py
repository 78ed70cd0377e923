"""Case 19: three payments are taken back by a negative row, each with another minus; one row has - for an amount."""

from __future__ import annotations

import shutil
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.base import MappedRow, PersonRef
from connectors.mapping import RowMapper
from connectors.registry import SHIPPED, connector, load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from schema.payment import Payment

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/19-reversed-payment"
CARD = load_card(SHIPPED / "caizheng_yikatong.yml")


def test_three_people_are_paid_nothing_in_the_end() -> None:
    (stream,) = CARD.streams
    source, mapping = connector(CARD, {"AIDCHAIN_DELIVERIES": str(CASE)}), RowMapper(CARD, stream)
    (delivery,) = source.deliveries(stream)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in source.rows(delivery):
        mapped = mapping.map(row, delivery)
        for fact in mapped.facts if isinstance(mapped, MappedRow) else ():
            assert isinstance(fact.record, Payment)
            assert isinstance(fact.subject, PersonRef)
            sums[fact.subject.national_id or ""] += fact.record.amount
    assert sorted(sums.values()) == [0] * 3 + [60] * 9


async def test_a_dash_is_no_amount_and_its_row_is_rejected(store: Store, settings: Settings) -> None:
    shutil.copytree(CASE, settings.deliveries, dirs_exist_ok=True)
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
    (result,) = [result async for result in sync.run([CARD])]
    assert (result.read, result.applied, result.rejected) == (16, 15, 1)
    assert result.reasons == {"missing_field": 1}
