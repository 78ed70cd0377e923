"""Staging on several processes: each opens the store for itself and puts one source after another into its spool.

Threads would gain nothing, because reading, mapping and comparing are CPU-bound Python. The spools are on disk; results
are small. Only the parent writes to the store.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from connectors.card import SourceCard
from hub.deployment import apply_deployment
from hub.ids import Ids
from hub.keys import Keys
from hub.memory import rare_gc
from hub.processes import tell, workers
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store, open_store
from hub.store.retry import AWAY
from hub.sync.apply import Statement
from hub.sync.result import RunResult
from hub.sync.run import Progress, Run
from hub.sync.spool import Spool
from hub.sync.stage import stage
from schema.errors import AbortRunError, AidchainError
from schema.message import Message


@dataclass(frozen=True, slots=True)
class Order:
    """The parameters of a run for a process."""

    card: SourceCard
    result: RunResult
    spool: Path
    started: float
    place: int
    """Among the sources of the pull, in the order in which they are applied."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A worker's result: the run's result so far, and the checkpoint, or the error."""

    result: RunResult
    last: list[Statement]
    error: AidchainError | OSError | None = None


MOST = 4
"""Maximum of staging processes; more would wait for the applying one."""


def worth(sources: int) -> int:
    """Number of processes for so many sources on this machine; 1 is this process only."""
    return min(sources, os.cpu_count() or 1, MOST)


class Workers:
    """Processes that stage; made by ``staging_workers``."""

    def __init__(self, pool: ProcessPoolExecutor, number: int) -> None:
        self._pool = pool
        self.number = number

    async def stage(self, run: Run) -> list[Statement]:
        """As ``stage`` does, elsewhere; ``run`` then has the result and the spool."""
        order = Order(run.card, run.result, run.spool.path, run.started, run.place)
        try:
            staged = await asyncio.get_running_loop().run_in_executor(self._pool, _stage, order)
        except BrokenProcessPool:
            raise AbortRunError(
                Message(
                    "读取数据的进程被系统终止，可能是内存不足；请用 sync --workers 1 重新运行",
                    "a process that stages was killed, perhaps for want of memory; try sync --workers 1",
                )
            ) from None
        run.result = staged.result
        # one text for each id, however many sources name it
        run.result.people = set(map(sys.intern, staged.result.people))
        run.result.households = set(map(sys.intern, staged.result.households))
        if staged.error is not None:
            raise staged.error
        return staged.last


@contextmanager
def staging_workers(
    settings: Settings, keys: Keys, env: Mapping[str, str], number: int, progress: Progress
) -> Iterator[Workers]:
    """Up to ``number`` processes; they are stopped at the end."""

    def heard(what: str, rows: int) -> None:
        progress(AWAY if what == str(AWAY) else what, rows)

    with workers(number, _prepare, (settings, keys, dict(env)), heard) as pool:
        yield Workers(pool, number)


class _Desk:
    """Per-process state."""

    def __init__(self, settings: Settings, keys: Keys, env: Mapping[str, str]) -> None:
        self.settings = settings
        self.ids = Ids(keys)
        self.sealer = Sealer(keys)
        self.env = env
        self.anchored: set[str] = set()
        """Persons and households staged by this process."""
        self.furthest = -1
        """The last place of that."""
        self.runner = asyncio.Runner()
        self.open = AsyncExitStack()
        self.store: Store | None = None

    def close(self) -> None:
        self.runner.run(self.open.aclose())
        self.runner.close()

    async def stage(self, order: Order) -> Staged:
        if self.store is None:
            opening = open_store(self.settings, patience=self.settings.patience)
            self.store = await self.open.enter_async_context(opening)
            self.open.enter_context(rare_gc())
            self.open.enter_context(self.store.patient(self.settings.patience, _tell_waiting))
        run = Run(
            store=self.store,
            ids=self.ids,
            sealer=self.sealer,
            card=order.card,
            result=order.result,
            spool=Spool(order.spool, self.sealer),
            started=order.started,
            place=order.place,
            progress=tell,
            # only facts applied before this source will exist
            known=self.anchored if order.place > self.furthest else frozenset(),
        )
        try:
            last = await stage(run, self.env)
        except BaseException as error:
            run.spool.discard()
            if isinstance(error, AidchainError | OSError):
                return Staged(run.result, [], error)
            raise
        self.anchored |= run.anchored
        self.furthest = max(self.furthest, order.place)
        return Staged(run.result, last)


def _tell_waiting(text: Message) -> None:
    tell(str(text), 0)


_desk: list[_Desk] = []
"""The one of this process."""


def _prepare(settings: Settings, keys: Keys, env: Mapping[str, str]) -> None:
    apply_deployment(settings)
    _desk.append(_Desk(settings, keys, env))
    atexit.register(_desk[0].close)


def _stage(order: Order) -> Staged:
    return _desk[0].runner.run(_desk[0].stage(order))
