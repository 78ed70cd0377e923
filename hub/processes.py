"""Worker processes for CPU-bound work; they report progress and exit with the parent.

Each is spawned, not forked: no thread or connection is copied. Shared state has no lock, because a killed worker would
keep the lock.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.sharedctypes import RawValue
from typing import Any

Progress = Callable[[str, int], None]

LONGEST = 200
"""Bytes of a message: small enough for the system to write it to a pipe in one piece (POSIX: 512 bytes)."""
HEARD = 0.05
"""Seconds between two checks whether the listener should stop."""

_line: list[tuple[Connection, Any]] = []
"""In a worker: the pipe for progress, and whether to stop."""


class _Process(SpawnProcess):
    """Ignore Ctrl-C, which a terminal sends to every process; the parent ends the work."""

    def start(self) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a mask is inherited from the first moment
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Spawning(SpawnContext):
    Process = _Process


class StoppedError(Exception):
    """The parent has cancelled the work."""


@contextmanager
def workers(
    number: int,
    prepare: Callable[..., None] | None = None,
    arguments: tuple[Any, ...] = (),
    progress: Progress | None = None,
) -> Iterator[ProcessPoolExecutor]:
    """A pool of up to ``number`` processes, each prepared once; ``progress`` is called in this thread's event loop.

    At the end queued work is dropped, and running work stops when it next reports progress.
    """
    context = _Spawning()
    heard, told = context.Pipe(duplex=False)
    stop, over = RawValue(ctypes.c_bool, False), threading.Event()
    loop = asyncio.get_running_loop()
    listener = threading.Thread(target=_listen, args=(heard, progress, loop, over), daemon=True)
    listener.start()
    pool = ProcessPoolExecutor(number, context, _begin, (told, stop, prepare, arguments))
    try:
        yield pool
    finally:
        stop.value = True
        pool.shutdown(cancel_futures=True)
        over.set()
        listener.join()
        heard.close()
        told.close()


def tell(what: str, number: int) -> None:
    """In a worker: report progress. Raises ``StoppedError`` when the work was cancelled."""
    told, stop = _line[0]
    if stop.value:
        raise StoppedError
    if what:
        told.send_bytes(f"{number} {what}".encode()[:LONGEST])


def _listen(
    heard: Connection, progress: Progress | None, loop: asyncio.AbstractEventLoop, over: threading.Event
) -> None:
    while not over.is_set():
        if heard.poll(HEARD):
            number, _, what = heard.recv_bytes().decode(errors="replace").partition(" ")
            if progress is not None:
                loop.call_soon_threadsafe(progress, what, int(number))


def _begin(told: Connection, stop: Any, prepare: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    _line.append((told, stop))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare(*arguments)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
