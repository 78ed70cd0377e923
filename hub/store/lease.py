"""The lease of a store that several homes may write to: one of them writes at a time.

A lease expires when its holder does not renew it, so a lost machine blocks only for a short time. The home that holds
it may take it again at once: its own lock proves that the former process has ended.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

from hub.store.store import Rows, Store, repeatable
from schema.errors import AidchainError, CallerError, RetryError
from schema.message import Message

LASTS = 120.0
"""Seconds after which a lease without renewal expires."""
RENEWED = 20.0
"""Seconds between two renewals."""
SOON = 2.0
"""Seconds for which a renewal that is under way is waited for at the end."""


class StoreLeasedError(CallerError):
    """Another home writes to the store; nothing was written."""

    def __init__(self, address: str, row: dict[str, Any]) -> None:
        self.address = address
        self.command = str(row["command"])
        self.host = str(row["host"])
        since, until = (_local(int(row[name])) for name in ("since", "until"))
        super().__init__(
            Message(
                f"{self.host} 上的 aidchain {self.command}（{since} 开始）正在写入存储 {address}；"
                f"本命令没有写入任何内容，请等它结束后再运行（它若已中断，{until} 之后即可）",
                f"aidchain {self.command} on {self.host} (since {since}) is writing to the store at {address}; this "
                f"command has written nothing: run it when that one has ended (if it was killed, after {until})",
            )
        )


class LeaseLostError(RetryError):
    """This process did not renew its lease in time and another home has taken it."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            Message(
                f"存储 {address} 的写入权已被另一个主目录接管（本命令停顿过久）；已提交的内容保留，请重新运行",
                f"another home has begun to write to the store at {address}, for this command stood still too long; "
                "what was committed stays: run it again",
            )
        )


@asynccontextmanager
async def lease(store: Store, holder: str, command: str) -> AsyncIterator[None]:
    """Hold the lease of a store for a home (``hub.lock.identity``).

    Raises ``StoreLeasedError``; ``LeaseLostError`` cancels the work within where another home has taken it.
    """
    terms: dict[str, Any] = {
        "holder": holder,
        "token": secrets.token_hex(8),
        "command": command,
        "host": socket.gethostname(),
        "since": int(time.time() * 1000),
    }
    await _take(store, terms)
    ended, lost = asyncio.Event(), asyncio.Event()
    renewing = asyncio.create_task(_renew(store, terms, asyncio.current_task(), ended, lost))
    try:
        yield
    except asyncio.CancelledError:
        working = asyncio.current_task()
        if lost.is_set() and working is not None and working.uncancel() == 0:
            raise LeaseLostError(store.address) from None
        raise
    finally:
        ended.set()
        await asyncio.wait([renewing], timeout=SOON)  # a query that is cancelled would leave its connection open
        renewing.cancel()
        with suppress(AidchainError):  # a store that is away: the lease ends by itself
            await store.write("runs/lease_end", repeatable, token=terms["token"])


async def _renew(
    store: Store, terms: dict[str, Any], working: asyncio.Task[Any] | None, ended: asyncio.Event, lost: asyncio.Event
) -> None:
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), RENEWED)
            return
        try:
            await _take(store, terms)
        except StoreLeasedError:
            lost.set()
            if working is not None:
                working.cancel()
            return
        except AidchainError:
            continue  # the store is away: the work itself fails


async def _take(store: Store, terms: dict[str, Any]) -> None:
    def free(found: list[Rows]) -> None:
        (row,) = found[0]
        if row["holder"] not in (None, terms["holder"]) and row["until"] > row["now"]:
            raise StoreLeasedError(store.address, row)

    asked, taken = ("runs/lease_ask", {"token": terms["token"]}), {**terms, "milliseconds": int(LASTS * 1000)}
    await store.write_all([asked, ("runs/lease_take", taken)], marker=repeatable, check=free)


def _local(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")
