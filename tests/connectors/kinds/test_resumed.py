"""SIGKILL of a sync after each page of rows and each commit, whatever kind the source is of: the next makes it whole.

The killed process is forked from this one and has the session's engine; it counts its own steps and ends itself.
"""

from __future__ import annotations

import os
import signal
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import neo4j
import pytest

from connectors.kinds import sql
from connectors.mapping import RowMapper
from hub.settings import Settings
from hub.sync import spool
from tests.support.sources import LINES, SOURCES, CsvSource, Reader, SqlSource
from tests.support.synced import SyncedHome

PAGE = 2
LATER = ((*LINES[0][:3], "950.00"), *LINES[2:])
"""The next month: another amount, and somebody is no longer there."""


def killed(home: SyncedHome, step: int) -> bool:
    """Sync in a process that is killed at a step; whether it was."""
    child = os.fork()
    if child == 0:
        _as_child(home, step)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL)
    return code != 0


def _as_child(home: SyncedHome, step: int) -> NoReturn:
    code = 1
    try:
        end_at(step)
        home.sync()
        code = 0
    finally:
        os._exit(code)


def end_at(last: int) -> None:
    """This process kills itself at a step: a page of rows that was read, or a commit before the hub knows of it."""
    rows, steps = count(1), count(1)

    def step() -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    read, commit = RowMapper.map, neo4j.AsyncTransaction.commit

    def map_and_step(self: RowMapper, *row: Any) -> Any:
        mapped = read(self, *row)
        if next(rows) % PAGE == 0:
            step()
        return mapped

    async def commit_and_step(self: neo4j.AsyncTransaction) -> None:
        await commit(self)
        step()

    patch = pytest.MonkeyPatch()
    patch.setattr(RowMapper, "map", map_and_step)
    patch.setattr(neo4j.AsyncTransaction, "commit", commit_and_step)


def kinds() -> list[Any]:
    """A source of each kind in the gate; further endings of files, whose commits are the same, with the long tests."""
    quick = (CsvSource, SqlSource)
    return [pytest.param(one, marks=() if one in quick else pytest.mark.long, id=one.__name__) for one in SOURCES]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("source", kinds())
def test_a_sync_that_is_killed_at_any_page_or_commit_is_made_whole_by_the_next(
    source: Any, settings: Settings, embedded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "PAGE", PAGE)
    monkeypatch.setattr(spool, "SIZE", 2)
    reader = Reader(source(tmp_path), tmp_path)
    reader.source.deliver("202606", LINES)
    reader.source.deliver("202607", LATER)
    home = SyncedHome(settings, reader.card, embedded.empty)
    assert home.sync().read == len(LINES) + len(LATER)
    undisturbed = home.state()
    for step in count(1):
        home.empty()
        if not killed(home, step):
            break
        assert home.sync().state == "applied"
        assert home.state() == undisturbed, f"killed at step {step}"
    assert step > 10
