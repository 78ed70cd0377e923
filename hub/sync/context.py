"""What every step of one run shares: the store, the ids, the sealer, the spool and the result it adds to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field

from connectors.card import SourceCard
from hub.ids import Ids
from hub.seal import Sealer
from hub.store import Store
from hub.sync.result import RunResult
from hub.sync.spool import Spool

Progress = Callable[[str, int], None]
"""Called with what is being done (``minzheng_dibao.people``) and how many rows more are done."""


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
    released: Mapping[str, str | None]
    """Place of a held delivery that a person released -> its token then."""
    progress: Progress
    known: Set[str]
    """Persons and households that are in the store already."""
    anchored: set[str] = field(default_factory=set)
    """Persons and households that this run has already put into the spool."""
    heads: dict[tuple[str, str], list[tuple[str, int]]] = field(default_factory=dict)
    """(stream|division, head's person id) -> (household id, months as bits), as staged in this run."""

    worked: float = 0.0
    """Seconds until it last rested."""
    resumed: float = field(default_factory=time.perf_counter)

    def seconds(self) -> float:
        """What the run has taken, without the time in which it waited for others."""
        return self.worked + time.perf_counter() - self.resumed

    def rest(self) -> None:
        self.worked = self.seconds()

    def resume(self) -> None:
        self.resumed = time.perf_counter()

    @property
    def learned_at(self) -> int:
        """Epoch milliseconds: when what this run says counts as learned."""
        return int(self.started * 1000)
