"""JSON Lines: a line that is no object is a rejected row, wherever it is; each line is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.base import RawRow
from connectors.kinds.files_card import FilesStream
from connectors.kinds.json_lines import json_rows
from connectors.registry import load_card
from connectors.tally import Skipped, Tally
from schema.errors import DeliveryError
from tests.support.mapped import files_stream

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
    skip: {total_row: [合计]}
    key: [身份证号]
    map: {person: {national_id: [身份证号, 证件号码], name: 姓名}}
"""

PERSON = '{"姓名": "王芳", "身份证号": "370102197503020024"}\n'


@pytest.fixture
def stream(tmp_path: Path) -> FilesStream:
    (tmp_path / "card.yml").write_text(CARD, encoding="utf-8")
    return files_stream(load_card(tmp_path / "card.yml"))


def read(text: str, stream: FilesStream, folder: Path) -> tuple[list[RawRow], Tally]:
    path, tally = folder / "370102_202607.jsonl", Tally()
    path.write_text(text, encoding="utf-8")
    return list(json_rows(path, stream, "a.jsonl", tally)), tally


def faults(rows: list[RawRow]) -> list[tuple[int, str]]:
    return [(row.number, str(row.fault.reason)) for row in rows if row.fault is not None]


def test_a_first_line_that_is_no_object_is_a_rejected_row(tmp_path: Path, stream: FilesStream) -> None:
    rows, tally = read("[1, 2]\n" + PERSON + "\n" + '{"姓名": "合计", "身份证号": null}\n', stream, tmp_path)
    assert faults(rows) == [(1, "malformed_row")]
    assert rows[0].cells == {"姓名": None, "身份证号": None, "line": "[1, 2]"}
    assert rows[1].cells == {"姓名": "王芳", "身份证号": "370102197503020024"}
    assert (tally.lines, tally.rows, tally.skipped) == (4, 2, {Skipped.BLANK: 1, Skipped.TOTAL: 1})


@pytest.mark.parametrize(
    "line",
    [
        '{"姓名": "王芳", "身份证号": "370102197503020024", "姓名": "李明"}\n',
        '{"姓名": "王芳", "身份证号": "370102197503020024", " 姓名": "李明"}\n',
        "[" * 100_000 + "\n",
    ],
)
def test_a_column_that_is_there_twice_rejects_the_row(tmp_path: Path, stream: FilesStream, line: str) -> None:
    rows, _ = read(PERSON + line + PERSON, stream, tmp_path)
    assert faults(rows) == [(2, "malformed_row")]
    assert len(rows) == 3


def test_a_lost_character_rejects_its_row(tmp_path: Path, stream: FilesStream) -> None:
    rows, _ = read(PERSON + PERSON.replace("芳", "\ufffd"), stream, tmp_path)
    assert faults(rows) == [(2, "garbled_text")]


def test_long_numbers_keep_their_digits_and_objects_their_text(tmp_path: Path, stream: FilesStream) -> None:
    rows, _ = read('{"姓名": "王芳", "身份证号": 370102197503020024, "另": {"甲": [1.50, null]}}\n', stream, tmp_path)
    assert rows[0].cells == {"姓名": "王芳", "身份证号": "370102197503020024", "另": '{"甲": ["1.50", null]}'}


def test_a_file_that_is_cut_in_its_last_line_is_refused_whole(tmp_path: Path, stream: FilesStream) -> None:
    with pytest.raises(DeliveryError) as refused:
        read(PERSON + PERSON[:20], stream, tmp_path)
    assert refused.value.reason == "the file is cut in its last line"
    rows, _ = read(PERSON + PERSON.rstrip("\n"), stream, tmp_path)
    assert (len(rows), faults(rows)) == (2, [])


@pytest.mark.parametrize("text", ["\n\n", "no JSON at all\n", "no JSON at all\n" * 50])
def test_a_file_without_an_object_is_no_empty_answer(tmp_path: Path, stream: FilesStream, text: str) -> None:
    with pytest.raises(DeliveryError) as refused:
        read(text, stream, tmp_path)
    assert refused.value.reason == "no line is a JSON object"
