"""Processes beside this one for work that is Python's own: they tell what they have done, and never outlive it.

Each is started anew (spawned): nothing of this process, its threads and connections is copied.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from typing import Any

Told = tuple[str, int]
Progress = Callable[[str, int], None]

_line: list[tuple[SimpleQueue[Told | None], Event]] = []
"""In a worker: where it tells, and whether it is to stop."""


class StoppedError(Exception):
    """The process that gave the work wants it no more."""


@contextmanager
def workers(
    number: int,
    prepare: Callable[..., None] | None = None,
    arguments: tuple[Any, ...] = (),
    progress: Progress | None = None,
) -> Iterator[ProcessPoolExecutor]:
    """A pool of up to ``number`` processes, each prepared once; ``progress`` is called in this thread's event loop.

    At the end what waits is dropped, and what is under way is stopped where it next tells of its progress.
    """
    context = get_context("spawn")
    line: SimpleQueue[Told | None] = context.SimpleQueue()
    stop = context.Event()
    listener = threading.Thread(target=_listen, args=(line, progress, asyncio.get_running_loop()), daemon=True)
    listener.start()
    pool = ProcessPoolExecutor(number, context, _begin, (line, stop, prepare, arguments))
    try:
        yield pool
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)
        line.put(None)
        listener.join()
        line.close()


def tell(what: str, number: int) -> None:
    """In a worker: say what was done. Raises ``StoppedError`` when it is to stop."""
    line, stop = _line[0]
    if stop.is_set():
        raise StoppedError
    line.put((what, number))


def _listen(line: SimpleQueue[Told | None], progress: Progress | None, loop: asyncio.AbstractEventLoop) -> None:
    while (told := line.get()) is not None:
        if progress is not None:
            loop.call_soon_threadsafe(progress, *told)


def _begin(
    line: SimpleQueue[Told | None], stop: Event, prepare: Callable[..., None] | None, arguments: tuple[Any, ...]
) -> None:
    _line.append((line, stop))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare(*arguments)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
