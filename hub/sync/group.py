"""Deliveries that are compared together: their rows, the entries of the rows, and held parts.

They are taken scope by scope, so memory holds one county's list or one batch at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from connectors.base import Connector, Delivery, RejectedRow
from connectors.card import Shape, StreamCard
from connectors.mapping import RowMapper
from hub.sync.copies import Copies
from hub.sync.current_facts import CurrentFact, stored_in_scopes
from hub.sync.encoding import Encoder
from hub.sync.entries import Entries
from hub.sync.holding import Holding
from hub.sync.month_runs import bits_of
from hub.sync.reading import Reading
from hub.sync.row_cache import Recall
from hub.sync.rows import scope_of
from hub.sync.run import Run


class Group:
    """Deliveries of one scope of events, of one division of a roster or register, or all where only rows name it."""

    def __init__(
        self,
        run: Run,
        stream: StreamCard,
        connector: Connector,
        mapping: RowMapper,
        deliveries: Sequence[Delivery],
        recall: Recall | None = None,
        former: Iterable[str] = (),
        usual: Mapping[str, float] | None = None,
        copies: Copies | None = None,
    ) -> None:
        self.run = run
        self.stream = stream
        self.connector = connector
        self.mapping = mapping
        self.deliveries = deliveries
        self.recall = recall
        self.types = (*stream.map, *former)
        """Record types that the stream maps, and those that only an older card of it did."""
        self.roster = stream.shape is Shape.ROSTER
        self.encoder = Encoder(run.ids, run.sealer, run.card.source, stream.full_name, stream.personal_key, self.roster)
        self._stored: dict[str, dict[str, CurrentFact]] = {}
        """Current facts in the scope of the row cache: record type -> id -> fact."""
        self.holding = Holding(run, stream)
        self.reading = Reading(
            run,
            stream,
            connector,
            mapping,
            self.holding,
            recall=recall,
            stored=self._stored,
            usual=usual or {},
            copies=copies,
        )
        self.entries = Entries(
            run,
            mapping,
            self.encoder,
            self.reading.rows,
            self.reading.slots,
            roster=self.roster,
            cache=recall,
            stored=self._stored,
        )
        self.wrote: set[str] = set()
        """Divisions of which anything was staged."""

    async def begin(self) -> Group:
        """Read the store first where the scope is known before a row is read: the row cache needs its facts."""
        if self.recall is not None:
            self._stored.update(await self._ask([self.recall.scope]))
        return self

    async def stored_in(self, scopes: Collection[str]) -> dict[str, dict[str, CurrentFact]]:
        """Current facts in some scopes: record type -> id -> fact."""
        if self.recall is not None and set(scopes) == {self.recall.scope}:
            return self._stored
        return await self._ask(scopes)

    def recalled(self, type: str, id: str) -> CurrentFact:
        """The stored fact of a cached row."""
        return self._stored[type][id]

    async def resolve(self) -> None:
        """Turn rows into entries, once every delivery is read."""
        self.reading.end()
        await self.entries.resolve()

    def count(self, held: Mapping[str, int]) -> None:
        """Count every row as held, rejected, pending, applied or unchanged; ``held``: division -> months."""
        result, slots, waiting = self.run.result, self.reading.slots, self.holding.held
        for delivery, rejected in self.reading.rejected:
            if self.withheld(delivery, rejected, held):
                result.held += 1
                waiting[delivery.place].rows += 1
            else:
                result.rejected += 1
                result.reasons[rejected.reason] += 1
        result.held_deliveries += self.holding.worklist
        for row in self.reading.rows:
            for slot in row.slots:
                bits, rows = slots[slot].stated, row.rows_in(slot)
                withheld = held.get(row.division, 0)
                if bits & withheld:
                    waiting[slots[slot].delivery.place].rows += rows
                if not bits & ~withheld:
                    result.held += rows
                elif row.pending & bits:
                    result.pending += rows
                elif any(entry.written & bits & months for entry, months in row.entries):
                    result.applied += rows
                else:
                    result.unchanged += rows

    def withheld(self, delivery: Delivery, row: RejectedRow, held: Mapping[str, int]) -> bool:
        """Whether all that a rejected row could speak for is held."""
        if row.division is not None and row.months:
            scopes = [(row.division, bits_of(row.months))]
        else:
            slots = [slot for _, slot in self.reading.answering if slot.delivery.place == delivery.place]
            scopes = [(slot.division, slot.stated) for slot in slots if row.division in (None, slot.division)]
        return bool(scopes) and not any(bits & ~held.get(division, 0) for division, bits in scopes)

    def publish(self, held: Mapping[str, int]) -> None:
        """Register the heads of households in every answered month that is not held."""
        heads = self.run.heads
        for _, slot in self.reading.answering:
            scope, withheld = scope_of(self.stream, slot.division), held.get(slot.division, 0) & slot.bits
            if withheld:
                heads.hold(scope, withheld, slot.delivery.place)
            heads.answer(scope, slot.bits & ~withheld)
        heads.accept(
            self.entries.headed, {scope_of(self.stream, division): months for division, months in held.items()}
        )

    async def _ask(self, scopes: Collection[str]) -> dict[str, dict[str, CurrentFact]]:
        return {name: await stored_in_scopes(self.run.store, name, scopes) for name in self.types}


def grouped(stream: StreamCard, deliveries: Sequence[Delivery]) -> list[list[Delivery]]:
    """Deliveries grouped for comparison: events by their one declared scope, others by their one division.

    Events whose rows name their month are compared by division too, for two files may name the same month.

    Those that declare several, or none, are one group.
    """
    groups: dict[tuple[object, ...], list[Delivery]] = {}
    for delivery in deliveries:
        scopes = delivery.scopes
        divisions = {scope.division for scope in scopes} or {delivery.stated.division} - {None}
        by_month = stream.months_by_row and delivery.stated.batch is None
        same: tuple[object, ...] = ()
        if stream.shape is Shape.EVENT and len(scopes) == 1 and not by_month:
            same = (scopes[0].division, scopes[0].months, scopes[0].batch or "")
        elif len(divisions) == 1:
            same = (*divisions,)
        groups.setdefault(same, []).append(delivery)
    return [groups[same] for same in sorted(groups)]
