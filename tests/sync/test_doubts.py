"""For whom a rejected or pending row makes its months unknown, as it is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from connectors.card import SourceCard
from connectors.registry import load_card
from hub.ids import Ids
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync

pytestmark = pytest.mark.anyio

LIST = """
source: t_list
department: 民政
title: {zh: 名单, en: List}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: "list_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    answers: ["benefit:elder_age"]
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}, guardian: {national_id: 监护人身份证号}}
    map:
      person: {name: 姓名, township: {field: 乡镇}}
      benefit: {item: {const: elder_age}, amount: 金额}
      guardianship: {subject: guardian, object: person, when: {field: 监护人身份证号, filled: true}}
    ignore: [监护人姓名]
    expect: {max_rejected: 1}
"""
DEATHS = """
source: t_deaths
department: 公安
title: {zh: 死亡, en: Deaths}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: deaths
    shape: event
    serves: ["37"]
    file: "deaths_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    answers: [death]
    key: [RKBS]
    subjects: {person: {alias: RKBS}}
    map: {death: {date: 死亡日期}}
    doubt: {name: 姓名}
"""
HEADER = "姓名,身份证号,乡镇,金额,监护人姓名,监护人身份证号"
FIRST, SECOND, WRONG = "370102194006050018", "370102194006050026", "370102194006050019"


class Home:
    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.keys = load_keys(settings)
        settings.deliveries.mkdir(parents=True)

    def _card(self, text: str) -> SourceCard:
        path: Path = self.settings.home / f"{text.split()[1]}.yml"
        path.write_text(text, encoding="utf-8")
        return load_card(path)

    async def doubts(self, card: str, name: str, header: str, *rows: str) -> list[tuple[Any, ...]]:
        """(person, name, township) of each doubt after a delivery."""
        (self.settings.deliveries / name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        sync = Sync(self.store, self.keys, self.settings.home / "spool", self.settings.environment)
        async for _ in sync.run([self._card(card)]):
            pass
        found = await self.store.read("scan/doubts")
        return sorted(((row["person"], row["name"], row["township"]) for row in found), key=repr)

    def person(self, number: str) -> str:
        return Ids(self.keys).person(number)


@pytest.fixture
def home(store: Store, settings: Settings) -> Home:
    return Home(store, settings)


async def test_a_number_that_fails_its_check_digit_leaves_the_name(home: Home) -> None:
    found = await home.doubts(LIST, "list_370102_202607.csv", HEADER, f"王芳,{WRONG},,60,,")
    assert found == [(None, "王芳", "370102")]


async def test_without_number_and_name_the_division_is_in_doubt(home: Home) -> None:
    found = await home.doubts(LIST, "list_370102_202607.csv", HEADER, f",{WRONG},,60,,")
    assert found == [(None, None, "370102")]


async def test_a_guardian_is_in_doubt_by_number_else_by_name(home: Home) -> None:
    rows = (f"王芳,{FIRST},,许多,李强,{SECOND}", f"王芬,{WRONG},,许多,李明,{WRONG}")
    found = await home.doubts(LIST, "list_370102_202607.csv", HEADER, *rows)
    assert found == [
        *sorted([(home.person(FIRST), None, None), (home.person(SECOND), None, None)]),
        (None, "李明", "370102"),
        (None, "王芬", "370102"),
    ]


async def test_of_a_row_whose_number_is_not_read_the_guardians_number_is_not_the_persons(home: Home) -> None:
    found = await home.doubts(LIST, "list_370102_202607.csv", HEADER, f"王芳,{WRONG},,60,李强,{SECOND}")
    assert found == [(home.person(SECOND), None, None), (None, "王芳", "370102")]


async def test_a_pending_row_without_a_number_may_be_anybody_of_its_name_else_of_its_division(home: Home) -> None:
    rows = ("王芳,R1,2026-07-02", ",R2,2026-07-03")
    found = await home.doubts(DEATHS, "deaths_370102_202607.csv", "姓名,RKBS,死亡日期", *rows)
    assert found == [(None, "王芳", "370102"), (None, None, "370102")]
