"""Clock of learning times: never behind the latest one in the store.

A machine whose clock was set back would write history out of order, and a question *as known then* would be answered
wrongly. So the later of the two counts, and the difference is reported.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from hub.store import Store
from schema.message import Message

NOTICED = 1_000
"""Difference in milliseconds that is reported: two machines never agree to the millisecond."""


class Clock:
    """One per sync or scan; strictly increasing."""

    def __init__(self, latest: int = 0) -> None:
        self._latest = latest
        now = _now()
        self.behind: Message | None = _behind(now, latest) if latest - now > NOTICED else None
        """The warning when this machine's clock is behind."""

    @classmethod
    async def of(cls, store: Store) -> Clock:
        """A clock that continues from the latest learning time of the store."""
        (row,) = await store.read("sync/latest")
        return cls(row["latest"] or 0)

    def now(self) -> int:
        """Epoch milliseconds."""
        self._latest = max(_now(), self._latest + 1)
        return self._latest


def _now() -> int:
    return int(time.time() * 1000)


def _behind(now: int, latest: int) -> Message:
    here, there = (
        datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC") for moment in (now, latest)
    )
    return Message(
        f"本机时钟（{here}）落后于存储中最近一次记录（{there}），本次按后者之后的时间记录；请校准本机时钟",
        f"this machine's clock ({here}) is behind the latest record of the store ({there}): new data is dated after "
        "that; correct the clock",
    )
