"""Files that are still being written: waited for, never read half and never skipped."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from connectors.card import SourceCard
from connectors.kinds.files import FilesConnector, Handling
from connectors.kinds.settled import Settling
from connectors.registry import load_card
from schema.errors import DeliveryError
from schema.message import chinese

CARD = """\
source: test
department: 民政
title: {zh: 试, en: test}
kind: files
connection: {path: /nowhere}
streams:
  - name: people
    file: "{division}_{month}.csv"
    shape: roster
    serves: ["37"]
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    map: {person: {national_id: 身份证号, name: 姓名}}
"""

ROWS = "姓名,身份证号\n王芳,370102197503020024\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def card(folder: Path, changed: str = "", to: str = "") -> SourceCard:
    path = folder.parent / "card.yml"
    path.write_text(CARD.replace(changed, to) if changed else CARD, encoding="utf-8")
    return load_card(path)


def put(folder: Path, name: str = "370102_202607.csv", age: float = 0) -> Path:
    path = folder / name
    path.write_text(ROWS, encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_a_file_is_whole_once_it_has_stood_still_for_the_period(folder: Path) -> None:
    old, fresh = put(folder, "a", age=100), put(folder, "b")
    settling = Settling(0.2)
    assert set(settling.moving([old, fresh])) == {fresh}
    time.sleep(0.25)
    assert settling.moving([old, fresh]) == {}


def test_a_file_that_grows_is_moving_and_one_dated_in_the_future_only_until_it_has_been_watched(folder: Path) -> None:
    growing, ahead = put(folder, "a"), put(folder, "b", age=-3600)
    settling = Settling(0.2)
    assert set(settling.moving([growing, ahead])) == {growing, ahead}
    time.sleep(0.25)
    growing.write_text(ROWS + "x", encoding="utf-8")
    assert set(settling.moving([growing, ahead])) == {growing}


def test_deliveries_wait_once_for_all_fresh_files_and_not_at_all_for_old_ones(folder: Path) -> None:
    one = card(folder)
    for month in range(1, 11):
        put(folder, f"370102_2026{month:02d}.csv")
    source = FilesConnector(one, folder, Handling(settle=0.3))
    began = time.monotonic()
    deliveries = list(source.deliveries(one.streams[0]))
    assert 0.2 < time.monotonic() - began < 1.5
    assert [len(list(delivery.open())) for delivery in deliveries] == [1] * 10
    began = time.monotonic()
    assert len(list(source.deliveries(one.streams[0]))) == 10
    assert time.monotonic() - began < 0.2


def test_a_file_that_is_still_written_is_a_delivery_that_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = card(folder)
    path = put(folder)

    def grow(seconds: float) -> None:
        path.write_text(ROWS * 2, encoding="utf-8")

    monkeypatch.setattr("connectors.kinds.files.time.sleep", grow)
    (delivery,) = FilesConnector(one, folder, Handling(settle=60)).deliveries(one.streams[0])
    with pytest.raises(DeliveryError) as refused:
        list(delivery.open())
    assert (delivery.place, delivery.token) == ("370102_202607.csv", None)
    assert refused.value.reason == "it is still being written"
    assert chinese(refused.value.expected) == "写完的文件；写完后请再次运行 sync"


def test_a_file_that_changes_while_it_is_read_is_no_answer(folder: Path) -> None:
    one = card(folder)
    path = put(folder, age=100)
    (delivery,) = FilesConnector(one, folder).deliveries(one.streams[0])
    rows = delivery.open()
    next(rows)
    path.write_text(ROWS * 2, encoding="utf-8")
    with pytest.raises(DeliveryError) as refused:
        list(rows)
    assert refused.value.reason == "it was written to while it was being read"


def test_a_delivery_without_its_marker_waits_and_one_with_it_is_read_at_once(folder: Path) -> None:
    one = card(folder, "    shape:", '    marker: "{stem}.ok"\n    shape:')
    put(folder)
    source = FilesConnector(one, folder, Handling(settle=60))
    assert source.moving() == {}
    (delivery,) = source.deliveries(one.streams[0])
    with pytest.raises(DeliveryError) as refused:
        list(delivery.open())
    assert refused.value.reason == "its marker {stem}.ok is not there yet"
    put(folder, "370102_202607.ok")
    (delivery,) = source.deliveries(one.streams[0])
    assert len(list(delivery.open())) == 1


def test_a_marker_that_is_older_than_its_file_says_nothing_of_it(folder: Path) -> None:
    one = card(folder, "    shape:", '    marker: "{name}.ok"\n    shape:')
    put(folder, "370102_202607.csv.ok", age=100)
    path = put(folder)
    assert set(FilesConnector(one, folder, Handling(settle=60)).moving()) == {path}


def test_a_card_has_its_own_period(folder: Path) -> None:
    put(folder)
    one = card(folder, "streams:", "settle: 0\nstreams:")
    assert FilesConnector(one, folder, Handling(settle=60)).moving() == {}
