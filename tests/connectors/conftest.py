"""What tests of connectors share: the shipped cards, rows mapped by one of them, samples laid out as deliveries."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from connectors.base import Delivery, DeliveryScope, MappedRow, RawRow, RejectedRow, Stated
from connectors.card import own
from connectors.kinds.files_card import FilesCard
from connectors.mapping import RowMapper
from connectors.registry import connector, load_cards
from schema.values.month import month_index
from tests.support.mapped import SAMPLES, Cards, Mapped, MapRow, Take, Taken


@pytest.fixture(scope="session")
def cards() -> Cards:
    return {card.source: card for card in load_cards()}


@pytest.fixture
def map_row(cards: Cards) -> MapRow:
    """Maps one row, written as the card's columns, by a shipped stream (``source.stream``)."""

    def mapped(stream: str, cells: dict[str, str | None], months: tuple[str, ...] = ("2026-06",)) -> Mapped:
        card = cards[stream.partition(".")[0]]
        one = card.stream(stream)
        said = Stated("370102", tuple(map(month_index, months)), "370102-202606-01")
        by_rows = bool(one.scope.division.column) or one.months_by_row
        scopes = () if by_rows else (DeliveryScope("370102", said.months, said.batch),)
        delivery = Delivery(one, "a file", None, scopes, lambda: iter(()), said)
        return RowMapper(card, one).map(RawRow(2, cells), delivery)

    return mapped


@pytest.fixture
def take(cards: Cards, tmp_path: Path) -> Take:
    """Lays a sample out under its delivery's name and reads it: ``take(sample, stream, name)``."""

    def taken(sample: str, stream: str, name: str) -> Taken:
        card = cards[stream.partition(".")[0]]
        folder = Path(own(card, FilesCard).connection.path).name
        target = tmp_path / folder / name
        target.parent.mkdir(parents=True)
        shutil.copy(SAMPLES / sample, target)
        source = connector(card, {"AIDCHAIN_DELIVERIES": str(tmp_path)})
        (delivery,) = source.deliveries(card.stream(stream))
        mapping = RowMapper(card, card.stream(stream))
        results = [mapping.map(row, delivery) for row in source.rows(delivery)]
        mapped = [row for row in results if isinstance(row, MappedRow)]
        rejected = [row for row in results if isinstance(row, RejectedRow)]
        return Taken(delivery, mapped, rejected, mapping)

    return taken
