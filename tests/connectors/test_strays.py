"""Files that nobody reads: every one below a source's folder is taken by a stream, left on purpose, or named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.card import SourceCard
from connectors.kinds.files_kind import FilesKind
from connectors.registry import load_card
from connectors.strays import strays
from schema.message import chinese

CARD = """\
source: {source}
department: 民政
title: {{zh: 试, en: test}}
kind: files
connection: {{path: "${{AIDCHAIN_DELIVERIES}}/{folder}"}}
{more}
streams:
  - name: people
    file: "{file}"
    shape: roster
    serves: ["37"]
    scope: {{division: {{file: division}}, month: {{file: month}}}}
    key: [身份证号]
    map: {{person: {{national_id: 身份证号, name: 姓名}}}}
"""

Make = Callable[..., SourceCard]


@pytest.fixture
def card(tmp_path: Path) -> Make:
    def make(source: str, file: str, folder: str = "minzheng", more: str = "", marker: str = "") -> SourceCard:
        path = tmp_path / f"{source}.yml"
        text = CARD.format(source=source, file=file, folder=folder, more=more)
        if marker:
            text = text.replace("    shape:", f'    marker: "{marker}"\n    shape:')
        path.write_text(text, encoding="utf-8")
        return load_card(path)

    return make


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "minzheng").mkdir()
    return {"AIDCHAIN_DELIVERIES": str(tmp_path)}


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / "minzheng" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def places(cards: list[SourceCard], env: dict[str, str]) -> list[str]:
    return [stray.place for stray in strays(cards, cards, env)]


def taken(card: SourceCard, env: dict[str, str]) -> list[str]:
    return [entry.place for entry in FilesKind().connector(card, env).files(card.streams[0])]


def test_case_and_full_width_signs_of_a_name_do_not_matter(card: Make, env: dict[str, str], tmp_path: Path) -> None:
    one = card("t_one", "低保（人员）_{division}_{month}.xlsx")
    names = [
        "低保(人员)_370102_202607.XLSX",
        "低保（人员）＿370103＿202607.xlsx",
        "低保（人员）_３７０１０４_２０２６０７.Xlsx",
        "低保（人员）_370105_202607．xlsx",
    ]
    put(tmp_path, *names)
    assert sorted(taken(one, env)) == sorted(names)
    assert places([one], env) == []
    scopes = [delivery.scopes for delivery in FilesKind().connector(one, env).deliveries(one.streams[0])]
    assert {scope.division for (scope,) in scopes} == {"370102", "370103", "370104", "370105"}


def test_what_one_card_takes_is_no_stray_of_another(card: Make, env: dict[str, str], tmp_path: Path) -> None:
    one, two = card("t_one", "低保_{division}_{month}.csv"), card("t_two", "特困_{division}_{month}.csv")
    put(tmp_path, "低保_370102_202607.csv", "特困_370102_202607.csv", "高龄_370102_202607.csv")
    (stray,) = strays([one], [one, two], env)
    assert (stray.source, stray.place) == ("t_one", "高龄_370102_202607.csv")
    assert str(stray.why).startswith("no card takes a file of this name")
    assert chinese(stray.why).startswith("没有卡片认得这个文件名")
    assert [stray.place for stray in strays([one, two], [one, two], env)] == ["高龄_370102_202607.csv"]
    assert len(strays([one], [one], env)) == 2


def test_a_file_in_a_subfolder_is_named_with_where_it_belongs(card: Make, env: dict[str, str], tmp_path: Path) -> None:
    one = card("t_one", "低保_{division}_{month}.csv")
    put(tmp_path, "七月/低保_370102_202607.csv")
    (stray,) = strays([one], [one], env)
    assert stray.place == "七月/低保_370102_202607.csv"
    assert str(stray.why) == "move it to where the card expects 低保_{division}_{month}.csv"


def test_a_file_of_another_kind_is_named_with_its_right_ending(card: Make, env: dict[str, str], tmp_path: Path) -> None:
    one = card("t_one", "低保_{division}_{month}.xlsx")
    put(tmp_path, "低保_370102_202607.xls")
    (stray,) = strays([one], [one], env)
    assert chinese(stray.why) == "应为 .xlsx 文件，请打开后另存为 .xlsx"


def test_what_is_no_regular_file_is_named_and_never_opened(card: Make, env: dict[str, str], tmp_path: Path) -> None:
    one = card("t_one", "低保_{division}_{month}.csv")
    folder = tmp_path / "minzheng"
    os.mkfifo(folder / "低保_370102_202607.csv")
    (folder / "低保_370103_202607.csv").symlink_to(folder / "nowhere.csv")
    (folder / "链接").symlink_to(tmp_path)
    put(tmp_path, ".hidden")
    assert taken(one, env) == []
    found = {stray.place: str(stray.why) for stray in strays([one], [one], env)}
    assert found == {
        "低保_370102_202607.csv": "it is no regular file, and was not opened",
        "低保_370103_202607.csv": "it is a link that leads elsewhere; put the file or folder itself there",
        "链接": "it is a link that leads elsewhere; put the file or folder itself there",
        ".hidden": str(strays([one], [one], env)[0].why),
    }


def test_a_name_in_gb18030_is_shown_as_what_it_says_and_taken(card: Make, env: dict[str, str], tmp_path: Path) -> None:
    one = card("t_one", "低保_{division}_{month}.csv")
    folder = os.fsencode(tmp_path / "minzheng")
    for name in ("低保_370102_202607.csv", "说明.txt"):
        with open(os.path.join(folder, name.encode("gb18030")), "wb") as file:
            file.write(b"x")
    assert taken(one, env) == ["低保_370102_202607.csv"]
    assert places([one], env) == ["说明.txt"]


def test_what_programs_leave_behind_and_what_a_card_or_the_home_names_is_left(
    card: Make, env: dict[str, str], tmp_path: Path
) -> None:
    one = card("t_one", "*_{division}_{month}.csv", more='leave: ["*.done", 说明*.txt]')
    put(tmp_path, "~$低保_370102_202607.csv", ".DS_Store", "Thumbs.db", "._低保_370102_202607.csv", "a.done")
    put(tmp_path, "说明（一）.TXT", "存档/旧.csv", "低保_370102_202607.csv", "upload.tmp")
    assert taken(one, env) == ["低保_370102_202607.csv"]
    assert places([one], env) == ["upload.tmp", "存档/旧.csv"]
    assert places([one], env | {"AIDCHAIN_LEAVE": "存档/*\n*.tmp"}) == []


def test_a_marker_belongs_to_its_file_and_is_a_stray_without_it(
    card: Make, env: dict[str, str], tmp_path: Path
) -> None:
    one = card("t_one", "低保_{division}_{month}.csv", marker="{name}.ok")
    put(tmp_path, "低保_370102_202607.csv", "低保_370102_202607.csv.ok", "低保_370103_202607.csv.ok")
    assert places([one], env) == ["低保_370103_202607.csv.ok"]


def test_an_identity_number_in_a_name_is_not_shown(card: Make, env: dict[str, str], tmp_path: Path) -> None:
    one = card("t_one", "低保_{division}_{month}.csv")
    put(tmp_path, "11010519491231002X.csv")
    assert places([one], env) == ["***.csv"]


def test_a_folder_that_is_away_or_not_named_has_no_strays(card: Make, tmp_path: Path) -> None:
    one = card("t_one", "a_{division}_{month}.csv", folder="nowhere")
    assert strays([one], [one], {"AIDCHAIN_DELIVERIES": str(tmp_path)}) == []
    assert strays([one], [one], {}) == []
