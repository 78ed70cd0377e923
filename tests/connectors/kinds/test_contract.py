"""What every kind of source keeps to: the same deliveries in each, and the same troubles with them."""

from __future__ import annotations

import tracemalloc
from itertools import islice
from pathlib import Path

import pytest

from connectors.kinds import sql
from connectors.kinds.kind import SourceKind
from connectors.kinds.kinds import KINDS
from schema.errors import DeliveryError, SourceUnavailableError
from schema.values.month import month_text
from tests.support.sources import COLUMNS, LINES, SOURCES, Line, Reader

PAGE = 2
ADDED = (*COLUMNS, "备注")


@pytest.fixture(params=SOURCES, ids=lambda source: source.__name__)
def reader(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setattr(sql, "PAGE", PAGE)
    return Reader(request.param(tmp_path), tmp_path)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_a_card_is_under_this_contract(kind: SourceKind) -> None:
    assert kind.name in {source.kind for source in SOURCES}


def test_the_same_lines_are_the_same_facts_in_every_kind(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    taken, rejected, leftover = reader.mapped()
    assert (rejected, leftover) == ([], {})
    assert [(row.division, list(map(month_text, row.months))) for row in taken] == [("370102", ["2026-06"])] * 5
    assert [[fact.record.NAME for fact in row.facts] for row in taken] == [["person", "benefit"]] * 5
    assert reader.lines() == list(LINES)


def test_a_delivery_without_rows_answers_for_its_month_where_it_still_has_columns(reader: Reader) -> None:
    reader.source.deliver("202606", [])
    if reader.source.can_be_empty:
        assert reader.months() == [(["2026-06"], 0)]
    else:
        with pytest.raises(DeliveryError):
            reader.rows()


def test_a_delivery_that_was_cut_is_never_read_as_whole(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    path = reader.source.path("202606")
    whole = path.read_bytes()
    for lost in reader.source.lost:
        path.write_bytes(whole[:-lost])
        with pytest.raises(reader.source.cut):
            reader.rows()


def test_a_delivery_with_nothing_in_it_is_refused_and_not_an_empty_answer(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    reader.source.path("202606").write_bytes(b"")
    with pytest.raises(DeliveryError):
        reader.rows()


def test_a_delivery_that_is_sent_again_is_the_same(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    first, before = reader.deliveries(), reader.lines()
    reader.source.deliver("202606", LINES)
    again = reader.deliveries()
    assert [(one.place, one.scopes) for one in again] == [(one.place, one.scopes) for one in first]
    assert reader.lines() == before


def test_a_source_that_vanished_is_away_and_not_empty(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    (delivery,) = reader.deliveries()
    reader.source.vanish()
    with pytest.raises(SourceUnavailableError):
        reader.deliveries()
    with pytest.raises(SourceUnavailableError):
        list(reader.connector().rows(delivery))


@pytest.mark.parametrize("read", range(len(LINES) + 1))
def test_reading_that_was_stopped_after_any_row_begins_again_whole(reader: Reader, read: int) -> None:
    reader.source.deliver("202606", LINES)
    (delivery,) = reader.deliveries()
    assert len(list(islice(reader.connector().rows(delivery), read))) == read
    assert [row.cells["户号"] for row in delivery.open()] == ["1", "2", "3", "4", "5"]
    assert reader.lines() == list(LINES)


def test_months_come_oldest_first_in_whatever_order_they_arrived(reader: Reader) -> None:
    for month, count in (("202607", 3), ("202605", 1), ("202606", 2)):
        reader.source.deliver(month, LINES[:count])
    assert reader.months() == [(["2026-05"], 1), (["2026-06"], 2), (["2026-07"], 3)]


def test_a_month_that_comes_late_leaves_the_others_as_they_were(reader: Reader) -> None:
    reader.source.deliver("202607", LINES)
    (before,) = reader.deliveries()
    reader.source.deliver("202606", LINES[:2])
    late, after = reader.deliveries()
    assert (after.place, after.token, after.scopes) == (before.place, before.token, before.scopes)
    assert [row.cells["户号"] for row in late.open()] == ["1", "2"]
    assert [row.cells["户号"] for row in after.open()] == ["1", "2", "3", "4", "5"]


def test_a_deleted_row_is_gone_and_its_delivery_is_not_told_unchanged(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    before = reader.content()
    reader.source.deliver("202606", LINES[:2] + LINES[3:])
    assert reader.content() != before
    assert reader.lines() == [*LINES[:2], *LINES[3:]]


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_an_edited_cell_is_read_and_its_delivery_is_not_told_unchanged(reader: Reader, column: int) -> None:
    reader.source.deliver("202606", LINES)
    before = reader.content()
    assert reader.content() == before != ""
    edited: Line = (*LINES[0][:column], LINES[1][column] if column else "9", *LINES[0][column + 1 :])
    reader.source.deliver("202606", [edited, *LINES[1:]])
    assert reader.content() != before
    assert sorted(reader.lines(), key=str) == sorted([edited, *LINES[1:]], key=str)


def test_a_column_that_was_renamed_refuses_the_delivery(reader: Reader) -> None:
    reader.source.deliver("202606", LINES, ("户号", "身份证号", "姓名", "月保障金"))
    with pytest.raises(DeliveryError):
        reader.rows()


def test_a_column_that_was_added_changes_no_fact_and_is_told_where_it_is_seen(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    before, _, _ = reader.mapped()
    reader.source.deliver("202606", [(*line, "新增") for line in LINES], ADDED)
    after, rejected, leftover = reader.mapped()
    assert (after, rejected) == (before, [])
    assert leftover == ({"备注": len(LINES)} if reader.source.shows_added else {})


def test_a_poisoned_row_is_rejected_alone_and_no_value_of_it_is_told(reader: Reader) -> None:
    poison: tuple[Line, ...] = (
        ("6", "37010219480611001", "周某", "100.00"),
        ("7", "370102194806110015", "周某", "九百左右"),
        ("8", "370102194806110015", "周\ufffd", "100.00"),
    )
    reader.source.deliver("202606", [*LINES[:2], *poison, *LINES[2:]])
    taken, rejected, _ = reader.mapped()
    assert [(row.field, row.reason) for row in rejected] == [
        ("身份证号", "invalid_national_id"),
        ("金额", "unparseable_amount"),
        (None, "garbled_text"),
    ]
    assert len(taken) == len(LINES)
    told = " ".join(f"{row.reason} {row.expected}" for row in rejected)
    assert not any(value in told for value in ("周某", "37010219480611001", "九百左右"))


def test_memory_does_not_grow_with_the_rows(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "PAGE", 200)
    few, many = _peak(reader, 10_000), _peak(reader, 20_000)
    assert many < few * 1.25


def _peak(reader: Reader, rows: int) -> int:
    """Bytes at most held while so many rows are read."""
    reader.source.deliver("202606", ((f"{number:06}", *LINES[0][1:]) for number in range(rows)))
    (delivery,) = reader.deliveries()
    tracemalloc.start()
    assert sum(1 for _ in delivery.open()) == rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_text_in_another_encoding_is_refused(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    reader.source.misencode("202606")
    with pytest.raises(DeliveryError) as refused:
        reader.rows()
    assert refused.value.reason == reader.source.told_encoding
    assert "李明" not in str(refused.value)
