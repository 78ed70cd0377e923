"""Shared state of one run: the store, the ids, the sealer, the spool and the result."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field

from connectors.card import SourceCard
from hub.ids import Ids
from hub.seal import Sealer
from hub.store import Store
from hub.sync.heads import Heads
from hub.sync.held import HeldKind, Part, Release
from hub.sync.prior_state import load_before
from hub.sync.result import RunResult
from hub.sync.spool import Spool

Progress = Callable[[str, int], None]
"""Called with the step (``minzheng_dibao.people``) and the number of rows done since the last call."""


STEP = 500
"""Rows between two signs of progress."""


@dataclass(slots=True)
class Run:
    """One run while it is going on."""

    store: Store
    ids: Ids
    sealer: Sealer
    card: SourceCard
    result: RunResult
    spool: Spool
    started: float
    """Epoch seconds."""
    place: int
    """Among the sources of a pull, in the order in which they are applied."""
    progress: Progress
    known: Set[str]
    """Persons and households that are in the store already."""
    anchored: set[str] = field(default_factory=set)
    """Persons and households that this run has already put into the spool."""
    heads: Heads = field(default_factory=Heads)
    """Heads of households by this run's deliveries."""
    released: Mapping[str, Release] = field(default_factory=dict)
    """Delivery (``stream|place``) -> its release in this run."""
    only: Set[str] | None = None
    """The only deliveries that are read, with those whose references they resolve; None is all that wait."""
    settled: dict[str, str] = field(default_factory=dict)
    """Delivery -> digest of the content that a person released in an earlier run."""
    covered: dict[str, Mapping[str, int]] = field(default_factory=dict)
    """Stream -> division -> months that were covered when this run first read them."""

    worked: float = 0.0
    """Seconds until it last rested."""
    resumed: float = field(default_factory=time.perf_counter)

    async def covered_by(self, stream: str) -> Mapping[str, int]:
        """The months that a stream had answered before this run, by division."""
        if stream not in self.covered:
            self.covered[stream] = (await load_before(self.store, stream)).months
        return self.covered[stream]

    def decided(self, delivery: str) -> bool:
        """Whether a person has decided about some content of a delivery."""
        return delivery in self.released or delivery in self.settled

    def freed(self, delivery: str, digest: str, part: Part | None) -> bool:
        """Whether a person has seen this content of a delivery and released this part of it.

        Without a part: whether its expectations were released.
        """
        if not digest:
            return False
        release = self.released.get(delivery)
        if release is None or release.digest != digest:
            return self.settled.get(delivery) == digest
        if part is None:
            return release.kind is not HeldKind.ENDING
        return part in release.parts or Part(part.division, None) in release.parts

    def seconds(self) -> float:
        """Duration of the run, without waits for others."""
        return self.worked + time.perf_counter() - self.resumed

    def rest(self) -> None:
        self.worked = self.seconds()

    def resume(self) -> None:
        self.resumed = time.perf_counter()

    @property
    def learned_at(self) -> int:
        """Epoch milliseconds: the learning time of this run's facts."""
        return round(self.started * 1000)

    async def breathe(self) -> None:
        """Let the runs before this one go on being applied; a process that is to stop hears of it here."""
        self.progress("", 0)
        await asyncio.sleep(0)
