"""Text files: JSON Lines, encodings, and text that was misread before it came."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from connectors.kinds.files import FilesConnector
from connectors.kinds.text import encoding_of, misread
from connectors.registry import load_card
from schema.errors import DeliveryError

SAMPLES = Path(__file__).parents[2] / "samples"

CARD = """\
source: test
department: 民政
title: {zh: 试, en: test}
kind: files
connection: {path: /nowhere}
streams:
  - name: people
    file: "{division}_{month}.jsonl"
    shape: roster
    serves: ["37"]
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    map:
      person: {national_id: [身份证号, 证件号码], name: 姓名}
      benefit: {item: {const: dibao_cash}, amount: {field: 数额, optional: true}}
"""


def test_json_lines_are_rows_and_broken_lines_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "card.yml").write_text(CARD, encoding="utf-8")
    shutil.copy(SAMPLES / "not_json.jsonl", tmp_path / "370102_202606.jsonl")
    card = load_card(tmp_path / "card.yml")
    source = FilesConnector(card, tmp_path)
    (delivery,) = source.deliveries(card.streams[0])
    rows = list(source.rows(delivery))
    assert [(row.number, row.fault and row.fault.reason) for row in rows] == [
        (1, None),
        (2, "malformed_row"),
        (3, "malformed_row"),
        (4, None),
    ]
    assert rows[3].cells == {"姓名": "王芳", "身份证号": "370102197503020024", "数额": "12.5", "另": "true"}


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("姓名,金额".encode(), "utf-8-sig"),
        ("\ufeff姓名,金额".encode(), "utf-8-sig"),
        ("姓名,金额".encode("gb18030"), "gb18030"),
        (b"name,amount", "utf-8-sig"),
    ],
)
def test_the_encoding_is_told_from_the_content(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert encoding_of(path, ("utf-8", "gb18030"), "a.csv") == encoding


def test_a_character_cut_by_the_probe_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("a" + "姓" * 100_000).encode())
    assert encoding_of(path, ("utf-8",), "a.csv") == "utf-8-sig"


def test_utf16_is_no_expected_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name,amount".encode("utf-16"))
    with pytest.raises(DeliveryError) as caught:
        encoding_of(path, ("utf-8", "gb18030"), "a.csv")
    assert caught.value.expected == "text in UTF-8 or GB18030"


@pytest.mark.parametrize("text", ["李明明", "身份证号", "惠民惠农补贴资金一卡通发放明细", "买买提·艾力"])
def test_text_that_was_misread_is_told_from_text_that_was_not(text: str) -> None:
    assert not misread(text)
    assert misread(text.encode().decode("gb18030", errors="ignore"))
