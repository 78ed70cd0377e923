"""Files that are refused by what they are, before a row of them is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.kinds.files import FilesConnector
from connectors.registry import load_cards
from schema.errors import DeliveryError


def connector(folder: Path) -> FilesConnector:
    card = next(card for card in load_cards() if card.source == "minzheng_temporary")
    return FilesConnector(card, folder)


def only(folder: Path) -> tuple[str, str]:
    """The one delivery's place, and why its rows are refused."""
    source = connector(folder)
    (stream,) = source._card.streams
    (delivery,) = source.deliveries(stream)
    with pytest.raises(DeliveryError) as refused:
        list(source.rows(delivery))
    return delivery.place, refused.value.reason


def test_an_identity_number_in_a_name_is_masked_and_the_file_refused(tmp_path: Path) -> None:
    (tmp_path / "临时救助对象名单_370102_202607_11010519491231002X.xlsx").write_bytes(b"x")
    (tmp_path / "临时救助对象名单_370102_11010519491231002X.xlsx").write_bytes(b"x")
    source = connector(tmp_path)
    (stream,) = source._card.streams
    places = [delivery.place for delivery in source.deliveries(stream)]
    assert places == ["临时救助对象名单_370102_***.xlsx", "临时救助对象名单_370102_202607_***.xlsx"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.xlsx"
    elsewhere.write_bytes(b"x")
    folder = tmp_path / "minzheng"
    folder.mkdir()
    (folder / "临时救助对象名单_370102_202607.xlsx").symlink_to(elsewhere)
    assert only(folder) == ("临时救助对象名单_370102_202607.xlsx", "it is a link out of the folder")


def test_a_division_that_the_card_does_not_serve_is_refused(tmp_path: Path) -> None:
    (tmp_path / "临时救助对象名单_110101_202607.xlsx").write_bytes(b"x")
    assert only(tmp_path) == ("临时救助对象名单_110101_202607.xlsx", "its division 110101 is not served")


def test_a_file_that_may_not_be_read_is_refused_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "临时救助对象名单_370102_202607.xlsx").write_bytes(b"x")

    def closed(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("connectors.kinds.files.digest", closed)
    assert only(tmp_path) == ("临时救助对象名单_370102_202607.xlsx", "it may not be read")
