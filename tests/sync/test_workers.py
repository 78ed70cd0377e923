"""Sources staged on several processes: the same graph, the home's own tables, and failures told as they are."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import signal
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from connectors.card import SourceCard
from connectors.registry import load_card
from hub.keys import load_keys
from hub.processes import StoppedError, tell, workers
from hub.settings import Settings
from hub.store import Store
from hub.store.fingerprint import fingerprint
from hub.sync.apply import apply
from hub.sync.compare import compare
from hub.sync.engine import Sync
from hub.sync.group import Group
from hub.sync.result import RunResult
from hub.sync.run import Run
from hub.sync.workers import staging_workers
from schema.errors import AbortRunError, CardError, SourceUnavailableError, StoreUnavailableError
from tests.support.numbers import person

pytestmark = pytest.mark.anyio

CARD = """
source: {source}
department: 民政
title: {{zh: 名单, en: List}}
kind: files
connection: {{path: "${{AIDCHAIN_DELIVERIES}}/{folder}"}}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: "list_{{division}}_{{month}}.csv"
    scope: {{division: {{file: division}}, month: {{file: month}}}}
    key: [身份证号]
    subjects: {{person: {{national_id: 身份证号}}}}
    map:
      person: {{name: 姓名, township: 街道}}
      benefit: {{item: {{const: elder_age}}, amount: 金额}}
    expect: {{max_ended: 0.2, max_rejected: 1}}
"""

Told = list[tuple[str, int]]


class Town:
    """Three sources of one home, pulled by one process or by two."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.keys = load_keys(settings)
        self.told: Told = []
        self.started = 0
        """Processes of the last pull."""
        for source in "abc":
            self.deliver(source, range(60))

    def card(self, source: str, folder: str) -> SourceCard:
        path = self.settings.home / f"t_{source}.yml"
        path.write_text(CARD.format(source=f"t_{source}", folder=folder), encoding="utf-8")
        return load_card(path)

    def deliver(self, source: str, people: range, street: str = "甲乙街道") -> None:
        folder = self.settings.deliveries / source
        folder.mkdir(parents=True, exist_ok=True)
        rows = [f"王芳,{person(index)},{street},{60 + index % 3}" for index in people]
        text = "\n".join(["姓名,身份证号,街道,金额", *rows, "王芳,123,甲乙街道,60"]) + "\n"
        (folder / "list_370103_202606.csv").write_text(text, encoding="utf-8")

    async def pull(self, number: int, **folders: str) -> list[RunResult]:
        cards = [self.card(source, folders.get(source, source)) for source in "abc"]
        settings, env = self.settings, self.settings.environment

        def progress(what: str, rows: int) -> None:
            self.told.append((what, rows))

        spool = settings.home / "spool"
        if number == 1:
            return [result async for result in Sync(self.store, self.keys, spool, env, progress).run(cards)]
        with staging_workers(settings, self.keys, env, number, progress) as crew:
            results = [result async for result in Sync(self.store, self.keys, spool, env, progress, crew).run(cards)]
            self.started = len(multiprocessing.active_children())
            return results

    async def fingerprint(self) -> str:
        return str((await fingerprint(self.store))["fingerprint"])


@pytest.fixture
async def town(store: Store, settings: Settings) -> Town:
    return Town(store, settings)


def counters(results: list[RunResult]) -> list[tuple[str, str, dict[str, int]]]:
    return [(result.source, result.state, result.counters()) for result in results]


async def test_a_pull_that_finds_nothing_new_starts_no_process(town: Town) -> None:
    await town.pull(2)
    assert town.started == 2
    assert [(result.state, result.read, result.skipped) for result in await town.pull(2)] == [("applied", 0, 1)] * 3
    assert town.started == 0
    town.deliver("b", range(59))
    again = await town.pull(2)
    assert [(result.read, result.skipped) for result in again] == [(0, 1), (60, 0), (0, 1)]
    assert town.started == 1


async def test_two_processes_make_the_graph_of_one(town: Town, embedded: Any) -> None:
    first = counters(await town.pull(1))
    graph = await town.fingerprint()
    embedded.empty()
    assert counters(await town.pull(2)) == first
    assert await town.fingerprint() == graph
    assert {what for what, rows in town.told if rows} == {"apply", "t_a.people", "t_b.people", "t_c.people"}
    assert not list((town.settings.home / "spool").glob("*.spool"))
    town.deliver("b", range(20))
    (_, held, _) = await town.pull(2)
    assert (held.source, held.state, held.held) == ("t_b", "held", 21)
    assert await town.fingerprint() == graph


async def test_sources_that_are_staged_out_of_order_rest_on_nothing_that_comes_later(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Sync._begin

    async def late(self: Sync, card: SourceCard, *more: Any) -> Any:
        if card.source == "t_a":
            await asyncio.sleep(3)
        return await begin(self, card, *more)

    monkeypatch.setattr(Sync, "_begin", late)
    results = await town.pull(2)
    assert [result.applied for result in results] == [60, 60, 60]
    assert len(await town.store.read("backup/person")) == 180


async def test_a_fact_whose_person_is_not_there_stops_the_run(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.sync.operations._anchor", lambda group, entry: None)
    results = await town.pull(1)
    assert [(result.state, type(result.error)) for result in results] == [("failed", AbortRunError)] * 3
    assert await town.store.read("backup/person") == []
    states = {run["source"]: run["state"] for run in await town.store.read("sync/runs", source="", limit=5)}
    assert states == dict.fromkeys(("t_a", "t_b", "t_c"), "failed")
    assert not list((town.settings.home / "spool").glob("*.spool"))


async def test_the_homes_own_townships_count_in_every_process(town: Town) -> None:
    (town.settings.home / "townships.yml").write_text('townships:\n  370103:\n    "901": 甲乙街道\n', encoding="utf-8")
    await town.pull(2)
    rows = await town.store.read("backup/person")
    assert {row["props"]["township"] for row in rows} == {"370103901"}


async def test_a_source_that_is_away_does_not_keep_the_others(town: Town) -> None:
    first, away, last = await town.pull(2, b="nowhere")
    assert isinstance(away.error, SourceUnavailableError)
    assert (first.state, away.state, last.state) == ("applied", "failed", "applied")
    runs = await town.store.read("sync/runs", source="t_b", limit=5)
    assert [(run["state"], run["reason"]) for run in runs] == [("failed", str(away.error))]


@pytest.mark.parametrize("number", [1, 2])
async def test_a_source_that_cannot_be_applied_does_not_keep_the_others(
    town: Town, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    town.deliver("c", range(60))  # whom the second names, the third names again

    async def refusing(run: Run, *more: Any) -> None:
        if run.card.source == "t_b":
            raise AbortRunError("refused")
        await apply(run, *more)

    monkeypatch.setattr("hub.sync.engine.apply", refusing)
    results = await town.pull(number)
    assert [(result.state, result.applied) for result in results if result.source != "t_b"] == [("applied", 60)] * 2
    assert [str(result.error) for result in results if result.source == "t_b"] == ["refused"]


async def test_an_unforeseen_failure_of_one_source_is_its_own_and_repeats_no_value(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def failing(group: Group, *more: Any) -> Any:
        if group.run.card.source == "t_b":
            raise KeyError("王芳 370103194001010010")
        return await compare(group, *more)

    monkeypatch.setattr("hub.sync.stage.compare", failing)
    first, failed, last = await town.pull(1)
    assert (first.state, failed.state, last.state) == ("applied", "failed", "applied")
    (row, *_) = await town.store.read("sync/runs", source="t_b", limit=1)
    assert (row["state"], "KeyError" in row["reason"]) == ("failed", True)
    assert "KeyError at " in caplog.text
    assert "王芳" not in caplog.text + row["reason"]
    assert "3701" not in caplog.text + row["reason"]


@pytest.mark.parametrize("number", [1, 2])
async def test_a_wrong_source_does_not_keep_the_others(town: Town, number: int) -> None:
    first, wrong, last = await town.pull(number, b="${NOBODY_SET_THIS}")
    assert isinstance(wrong.error, CardError)
    assert (first.state, wrong.state, last.state) == ("applied", "failed", "applied")


def _tell_for_ever() -> None:
    while True:
        tell("row", 1)


async def test_what_is_under_way_is_stopped_with_the_pool() -> None:
    told: Told = []
    loop = asyncio.get_running_loop()
    with workers(1, progress=lambda what, rows: told.append((what, rows))) as pool:
        busy = loop.run_in_executor(pool, _tell_for_ever)
        while not told:
            await asyncio.sleep(0.01)
    with pytest.raises(StoppedError):
        await busy


async def test_a_killed_process_does_not_keep_the_others_waiting() -> None:
    loop = asyncio.get_running_loop()
    heard: Told = []
    with workers(2, progress=lambda what, rows: heard.append((what, rows))) as pool:
        busy = [loop.run_in_executor(pool, _tell_for_ever) for _ in range(2)]
        while len(heard) < 50:
            await asyncio.sleep(0.01)
        os.kill(next(iter(pool._processes)), signal.SIGKILL)
        with pytest.raises(BrokenProcessPool):
            await asyncio.gather(*busy)
        await asyncio.gather(*busy, return_exceptions=True)


async def test_a_process_ends_with_its_parent(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    program = (
        "import asyncio, os, pathlib, time\n"
        "from hub.processes import workers\n"
        "async def main():\n"
        "    with workers(1) as pool:\n"
        f"        pathlib.Path({str(told)!r}).write_text(str(pool.submit(os.getpid).result()))\n"
        "        time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program, encoding="utf-8")
    parent = await asyncio.create_subprocess_exec(sys.executable, str(script))
    while not told.exists() or not told.read_text():
        await asyncio.sleep(0.05)
    child = int(told.read_text())
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    for _ in range(200):
        if not _runs(child):
            break
        await asyncio.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    "error",
    [
        SourceUnavailableError("t_a", "its folder is not there"),
        CardError("card.yml", 3, "no column", "a column"),
        StoreUnavailableError("bolt://store", "no answer"),
    ],
)
def test_errors_come_through_between_processes(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(again), str(again), again.__dict__) == (type(error), str(error), error.__dict__)
