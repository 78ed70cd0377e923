"""The SQL kind on real databases: cut into deliveries, paged without loss, away half-way, never written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.base import Connector, MappedRow, PersonRef
from connectors.card import SourceCard
from connectors.kinds import sql
from connectors.mapping import RowMapper
from connectors.registry import connector, load_card
from schema.errors import DeliveryError, SourceUnavailableError
from schema.medical_expense import MedicalExpense
from schema.values.month import month_text
from tests.support.mapped import Cards
from tests.support.postgres import PostgresServer
from tests.support.tables import Fill, Rows

G, M = "370102194806110015", "370102197503020024"
Yibao = Callable[[Rows], str]
LOG = [
    ("psn_insu_d", "370102", "202605"),
    ("psn_insu_d", "370102", "2026-06"),
    ("psn_insu_d", "370112000000", "202606"),
]


def cover(number: int, county: str = "370102", national_id: str = G) -> tuple[object, ...]:
    return (f"P{number}", "李明", national_id, "390", county, "2026-01-01", None, "1", "1", "2026-01-02 00:00:00")


def bill(key: str | None, county: str = "370102", valid: str = "1", refund: str = "0") -> tuple[object, ...]:
    money = ["1000.00", *["0"] * 4, "80.00", *["0"] * 3, "240.50"]
    return (key, "P1", "李明", G, "390", "21", "2026-06-05 10:20:30", county, *map(Decimal, money), valid, refund)


@pytest.fixture(autouse=True)
def _decimals_for_sqlite() -> Iterator[None]:
    sqlite3.register_adapter(Decimal, str)
    yield
    sqlite3.adapters.pop((Decimal, sqlite3.PrepareProtocol), None)


def source_of(cards: Cards, name: str, url: str) -> tuple[SourceCard, Connector]:
    card = cards[name]
    return card, connector(card, {"AIDCHAIN_YIBAO_URL": url})


def test_one_delivery_a_division_with_its_declared_months_also_when_empty(cards: Cards, yibao: Yibao) -> None:
    card, source = source_of(cards, "yibao_cover", yibao({"jhpt_log": LOG, "psn_insu_d": [cover(1), cover(2)]}))
    deliveries = list(source.deliveries(card.streams[0]))
    declared = [
        (delivery.place, [(scope.division, list(map(month_text, scope.months))) for scope in delivery.scopes])
        for delivery in deliveries
    ]
    assert declared == [
        ("covers 370102", [("370102", ["2026-05", "2026-06"])]),
        ("covers 370112", [("370112", ["2026-06"])]),
    ]
    assert [delivery.token for delivery in deliveries] == [None, None]
    assert [len(list(source.rows(delivery))) for delivery in deliveries] == [2, 0]


def test_typed_columns_become_the_same_facts_on_every_engine(cards: Cards, yibao: Yibao) -> None:
    url = yibao({"jhpt_log": [("setl_d", "370102", "202606")], "setl_d": [bill("S1"), bill("S2", valid="0")]})
    card, source = source_of(cards, "yibao_settlements", url)
    (delivery,) = source.deliveries(card.streams[0])
    mapping = RowMapper(card, card.streams[0])
    (row,) = [mapping.map(row, delivery) for row in source.rows(delivery)]
    assert isinstance(row, MappedRow)
    (fact,) = row.facts
    assert (row.division, list(map(month_text, row.months))) == ("370102", ["2026-06"])
    assert (fact.key, fact.subject) == (("S1",), PersonRef(G))
    assert isinstance(fact.record, MedicalExpense)
    assert (fact.record.total, fact.record.aid, fact.record.self_paid) == (
        Decimal("1000.00"),
        Decimal("80.00"),
        Decimal("240.50"),
    )
    assert mapping.leftover == {}


@pytest.mark.parametrize(
    "keys", [["A"] * 5, ["A", "A", "B", "B", "B", "C"], [None, "A", None, "B"], list("ABCDEF"), []]
)
def test_no_row_is_lost_or_doubled_between_pages(
    cards: Cards, yibao: Yibao, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    monkeypatch.setattr(sql, "PAGE", 2)
    bills = [bill(key) for key in keys] or [bill("X", county="370112")]
    card, source = source_of(
        cards, "yibao_settlements", yibao({"jhpt_log": [("setl_d", "370102", "202606")], "setl_d": bills})
    )
    (delivery,) = source.deliveries(card.streams[0])
    rows = list(source.rows(delivery))
    assert sorted(row.cells["setl_id"] or "" for row in rows) == sorted(key or "" for key in keys)
    assert [row.number for row in rows] == list(range(1, len(keys) + 1))


def test_rows_come_in_partitions_where_no_page_key_is_given(
    cards: Cards, yibao: Yibao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "PAGE", 3)
    covers = [cover(number) for number in range(10)]
    card, source = source_of(cards, "yibao_cover", yibao({"jhpt_log": LOG[:1], "psn_insu_d": covers}))
    (delivery,) = source.deliveries(card.streams[0])
    assert sorted(str(row.cells["psn_no"]) for row in source.rows(delivery)) == [f"P{number}" for number in range(10)]


def test_by_month_or_by_both_is_what_the_query_asks_for(tmp_path: Path, cards: Cards, yibao: Yibao) -> None:
    log = [("setl_d", "370102", "202605"), ("setl_d", "370102", "202606"), ("setl_d", "370112", "202606")]
    url = yibao({"jhpt_log": log, "setl_d": [bill("S1"), bill("S2", county="370112")]})
    text = Path(cards["yibao_settlements"].origin).read_text(encoding="utf-8")
    by_month = "AND setl_time >= :month_start AND setl_time < :month_end"
    if url.startswith("postgresql"):
        by_month = by_month.replace(":month_start", "CAST(:month_start AS DATE)").replace(
            ":month_end", "CAST(:month_end AS DATE)"
        )
    division = "AND insu_admdvs >= :division AND insu_admdvs < :division_end"
    places = []
    for index, condition in enumerate((by_month, f"{division} {by_month}")):
        path = tmp_path / f"{index}.yml"
        path.write_text(text.replace(division, condition), encoding="utf-8")
        card = load_card(path)
        source = connector(card, {"AIDCHAIN_YIBAO_URL": url})
        for delivery in source.deliveries(card.streams[0]):
            rows = [row.cells["setl_id"] for row in source.rows(delivery)]
            places.append((delivery.place, len(delivery.scopes), rows))
    assert places == [
        ("settlements 2026-05", 1, []),
        ("settlements 2026-06", 2, ["S1", "S2"]),
        ("settlements 370102 2026-05", 1, []),
        ("settlements 370102 2026-06", 1, ["S1"]),
        ("settlements 370112 2026-06", 1, ["S2"]),
    ]


def test_missing_table_is_a_delivery_that_cannot_be_read(cards: Cards, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/yibao.sqlite"
    with sqlite3.connect(tmp_path / "yibao.sqlite") as connection:
        connection.execute("CREATE TABLE jhpt_log (table_name, qhdm, sjyf)")
        connection.execute("INSERT INTO jhpt_log VALUES ('psn_insu_d', '370102', '202606')")
    connection.close()
    card, source = source_of(cards, "yibao_cover", url)
    (delivery,) = source.deliveries(card.streams[0])
    with pytest.raises(DeliveryError) as caught:
        list(source.rows(delivery))
    assert caught.value.place == "covers 370102"
    assert "no such table: psn_insu_d" in caught.value.reason


def test_missing_file_is_a_source_that_is_away_and_is_not_created(cards: Cards, tmp_path: Path) -> None:
    card, source = source_of(cards, "yibao_cover", f"sqlite:///{tmp_path}/yibao.sqlite")
    with pytest.raises(SourceUnavailableError) as caught:
        list(source.deliveries(card.streams[0]))
    assert caught.value.source == "yibao_cover"
    assert list(tmp_path.iterdir()) == []


def test_sqlite_is_read_only(cards: Cards, tmp_path: Path, fill: Fill) -> None:
    url = f"sqlite:///{tmp_path}/yibao.sqlite"
    fill(url, {"jhpt_log": LOG[:1], "psn_insu_d": [cover(1)]})
    text = Path(cards["yibao_cover"].origin).read_text(encoding="utf-8")
    path = tmp_path / "card.yml"
    path.write_text(text.replace("SELECT qhdm, sjyf FROM jhpt_log", "DELETE FROM jhpt_log"), encoding="utf-8")
    card = load_card(path)
    with pytest.raises(SourceUnavailableError):
        list(connector(card, {"AIDCHAIN_YIBAO_URL": url}).deliveries(card.streams[0]))
    with sqlite3.connect(tmp_path / "yibao.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM jhpt_log").fetchone() == (1,)
    connection.close()


def test_sqlite_that_vanishes_half_way_is_a_source_that_is_away(cards: Cards, tmp_path: Path, fill: Fill) -> None:
    url = f"sqlite:///{tmp_path}/yibao.sqlite"
    more_than_is_cached = [bill(f"S{number:05d}") for number in range(30_000)]
    fill(url, {"jhpt_log": [("setl_d", "370102", "202606")], "setl_d": more_than_is_cached})
    card, source = source_of(cards, "yibao_settlements", url)
    (delivery,) = source.deliveries(card.streams[0])
    rows = source.rows(delivery)
    assert next(rows).cells["setl_id"] == "S00000"
    (tmp_path / "yibao.sqlite").write_bytes(b"no database any more" * 1000)
    with pytest.raises(SourceUnavailableError) as caught:
        list(rows)
    assert str(caught.value) == "source yibao_settlements cannot be read: DatabaseError; run sync again when it is back"


@pytest.mark.postgres
def test_postgresql_that_stops_half_way_is_a_source_that_is_away(
    cards: Cards, postgres: PostgresServer, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "PAGE", 2)
    url = postgres.database()
    fill(url, {"jhpt_log": [("setl_d", "370102", "202606")], "setl_d": [bill(f"S{n}") for n in range(9)]})
    card, source = source_of(cards, "yibao_settlements", url)
    (delivery,) = source.deliveries(card.streams[0])
    rows = source.rows(delivery)
    assert next(rows).cells["setl_id"] == "S0"
    postgres.stop()
    try:
        with pytest.raises(SourceUnavailableError) as caught:
            list(rows)
    finally:
        postgres.resume()
    assert caught.value.reason == "OperationalError"
    assert len(list(source.rows(delivery))) == 9
