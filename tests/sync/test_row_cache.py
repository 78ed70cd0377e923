"""Rows that are recalled instead of mapped: the graph is the same, whatever is remembered."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from connectors.mapping import RowMapper
from connectors.registry import load_card
from hub.ids import Ids
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.store.fingerprint import fingerprint
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from hub.sync.row_cache import Recall
from tests.support.numbers import national_id

pytestmark = pytest.mark.anyio

COVERS = """
source: t_covers
department: 医保
title: {zh: 参保, en: Covers}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: covers
    shape: register
    serves: ["37"]
    file: "covers_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [编号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {name: 姓名, key: [身份证号]}
      insurance_cover: {scheme: 险种, valid_from: 开始}
    expect: {max_ended: 1}
"""


class Covers:
    """One home whose store and memory are emptied apart."""

    def __init__(self, store: Store, settings: Settings, server: Any) -> None:
        self.store, self.settings, self.server = store, settings, server
        settings.deliveries.mkdir(parents=True)
        card = settings.home / "covers.yml"
        card.write_text(COVERS, encoding="utf-8")
        self.card = load_card(card)

    def deliver(self, *rows: str) -> None:
        text = "\n".join(["编号,姓名,身份证号,险种,开始", *rows]) + "\n"
        (self.settings.deliveries / "covers_370102_202607.csv").write_text(text, encoding="utf-8")

    async def sync(self) -> RunResult:
        settings = self.settings
        sync = Sync(self.store, load_keys(settings), settings.home / "spool", settings.environment)
        (result,) = [result async for result in sync.run([self.card])]
        return result

    def forget(self) -> None:
        shutil.rmtree(self.settings.home / "spool" / "recall")

    async def fingerprint(self) -> str:
        return str((await fingerprint(self.store))["fingerprint"])


@pytest.fixture
def covers(store: Store, settings: Settings, embedded: Any) -> Covers:
    return Covers(store, settings, embedded)


@pytest.fixture
def mapped(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Row numbers that were mapped."""
    found: list[int] = []
    real = RowMapper.map

    def watched(self: RowMapper, row: Any, delivery: Any) -> Any:
        found.append(row.number)
        return real(self, row, delivery)

    monkeypatch.setattr(RowMapper, "map", watched)
    return found


G, M, C = (national_id(born, 2) for born in ("19480302", "19830520", "20140901"))


def row(key: str, who: str, scheme: str = "390", begin: str = "2026-01-01") -> str:
    return f"{key},王芳,{who},{scheme},{begin}"


async def test_only_a_new_row_is_mapped(covers: Covers, mapped: list[int]) -> None:
    covers.deliver(row("a", G), row("b", M))
    assert (await covers.sync()).applied == 2
    covers.deliver(row("b", M), row("a", G), row("c", C))
    mapped.clear()
    result = await covers.sync()
    assert (mapped, result.applied, result.unchanged) == ([4], 1, 2)
    remembered = await covers.fingerprint()
    covers.forget()
    covers.deliver(row("c", C), row("b", M), row("a", G))
    assert (await covers.sync()).unchanged == 3
    assert await covers.fingerprint() == remembered


async def test_what_the_store_does_not_hold_is_mapped_again(covers: Covers, mapped: list[int]) -> None:
    covers.deliver(row("a", G), row("b", M))
    await covers.sync()
    before = await covers.fingerprint()
    covers.server.empty()
    mapped.clear()
    assert (await covers.sync()).applied == 2
    assert mapped == [2, 3]
    assert await covers.fingerprint() == before


async def test_a_withdrawn_row_that_comes_back_is_written_again(covers: Covers) -> None:
    covers.deliver(row("a", G), row("b", M))
    await covers.sync()
    covers.deliver(row("a", G))
    assert (await covers.sync()).retired == 2
    covers.deliver(row("a", G), row("b", M))
    result = await covers.sync()
    assert (result.applied, result.unchanged) == (1, 1)
    facts = await covers.store.read("fingerprint/insurance_cover")
    assert [fact["retired"] for fact in facts] == [False, False]


@pytest.mark.parametrize("begin", [f"2026-02-0{day}" for day in range(1, 7)])
async def test_a_second_row_of_one_key_beside_a_recalled_one(covers: Covers, begin: str) -> None:
    """Whichever of the two comes first by content, the graph is that of a sync that recalls nothing."""
    found = set()
    for recalls in (True, False):
        covers.server.empty()
        covers.deliver(row("a", G))
        await covers.sync()
        if not recalls:
            covers.forget()
        covers.deliver(row("a", G), row("a", G, begin=begin))
        result = await covers.sync()
        assert (result.conflicting, result.read) == (1, 2)
        found.add(await covers.fingerprint())
        covers.forget()
    assert len(found) == 1


def test_rows_are_kept_by_edition_and_only_while_they_are_met(tmp_path: Path, settings: Settings) -> None:
    ids, path = Ids(load_keys(settings)), tmp_path / "recall" / "s.t.370102.rows"
    meant = (("person", "f1", "d1", ""), ("household", "f2", "d2", "p1:h1"))
    first = Recall(path, ids, "s.t|370102", "1")
    key, other = first.key(("王芳", None, "900")), first.key(("王芳", "900", None))
    assert key != other
    first.keep(key, meant)
    first.keep(other, meant[:1])
    first.save()
    assert path.stat().st_mode & 0o777 == 0o600
    assert "王芳" not in path.read_text(encoding="utf-8")
    second = Recall(path, ids, "s.t|370102", "1")
    assert (second.meant(key), second.meant("else")) == (meant, None)
    second.save()
    assert Recall(path, ids, "s.t|370102", "1").meant(other) is None
    assert Recall(path, ids, "s.t|370102", "2").meant(key) is None
    first.keep("nothing", ())
    first.save()
    assert Recall(path, ids, "s.t|370102", "1").meant("nothing") is None
    path.write_bytes(path.read_bytes().replace(b"person", b"per son"))
    assert Recall(path, ids, "s.t|370102", "1").meant(key) is None
    path.write_bytes(path.read_bytes()[:-5])
    assert Recall(path, ids, "s.t|370102", "1").meant(key) is None
