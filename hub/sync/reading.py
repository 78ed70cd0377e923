"""Reading the deliveries of one group: rows are mapped or found in the row cache, and each delivery is checked.

A delivery that cannot be read or breaks its card's expectations is held whole; the others go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from connectors.base import Connector, Delivery, DeliveryScope, MappedRow, RawRow, RejectedRow
from connectors.card import Shape, StreamCard
from connectors.expectations import Counts, emptied, unmet
from connectors.mapping import Content, RowMapper
from hub.sync.copies import Copies
from hub.sync.current_facts import CurrentFact
from hub.sync.digest import RowsDigest
from hub.sync.held import HeldKind
from hub.sync.holding import Holding
from hub.sync.references import References
from hub.sync.row_cache import Meant, Recall
from hub.sync.rows import Recalled, RowSet, Slot, between, delivered_id, parts_of
from hub.sync.run import STEP, Run
from hub.sync.slots import Slots
from schema.errors import DeliveryError
from schema.message import Message
from schema.values.reason import Reason, explanation_of


@dataclass(slots=True)
class ReadDelivery:
    """One delivery as read, before the checks that may hold it."""

    delivery: Delivery
    rows: list[tuple[RowSet, int]] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    read: int = 0


class Reading:
    """The rows of a group's deliveries; ``stored`` has the facts of the row cache's scope: type -> id -> fact."""

    def __init__(
        self,
        run: Run,
        stream: StreamCard,
        connector: Connector,
        mapping: RowMapper,
        holding: Holding,
        *,
        recall: Recall | None,
        stored: Mapping[str, Mapping[str, CurrentFact]],
        usual: Mapping[str, float],
        copies: Copies | None,
    ) -> None:
        self._run = run
        self._stream = stream
        self._connector = connector
        self._mapping = mapping
        self._holding = holding
        self._recall = recall
        self._stored = stored
        self._usual = usual
        """Division -> rows that its deliveries usually have."""
        self._copies = copies
        self._roster = stream.shape is Shape.ROSTER
        self.slots = Slots()
        self.rows: list[RowSet] = []
        self._by_content: dict[Content, RowSet] = {}
        """While rows are read: rows already mapped or found in the cache."""
        self.reads: list[ReadDelivery] = []
        self.rejected: list[tuple[Delivery, RejectedRow]] = []
        self.rows_read: dict[str, int] = {}
        """Place -> rows."""
        self._taken: set[str] = set()
        """Places of the deliveries that were read and keep their expectations."""

    async def read(self, delivery: Delivery, *, lenient: bool = False) -> None:
        """Read one delivery; hold it when it cannot be read as a whole or breaks its expectations.

        ``lenient`` accepts broken expectations, to compute their effect.
        """
        found = ReadDelivery(delivery)
        kind = HeldKind.EXPECTATION
        try:
            problems: list[str] = list(await self._read_rows(delivery, found))
        except DeliveryError as error:
            kind, problems = HeldKind.UNREADABLE, [Message(error.told("zh"), error.told("en"))]
        unserved = self._unserved(delivery)
        if unserved is not None:
            kind, problems = HeldKind.UNREADABLE, [unserved]
        result = self._run.result
        result.files.append(delivery.place)
        result.read += found.read
        result.lines.update(delivery.tally.counts())
        result.deliveries.add(delivered_id(delivery))
        problems += self._holding.changed(delivery)
        if not found.read and self._stream.expect.rows.min != 0:
            problems += emptied(max((self._usual.get(scope.division, 0) for scope in delivery.scopes), default=0))
        self.rows_read[delivery.place] = found.read
        copied = self._copies.reason(delivery) if self._copies is not None and found.read else None
        if copied is not None:
            kind = kind if problems else HeldKind.COPY
            problems.append(copied)
        if problems and (kind is HeldKind.UNREADABLE or not (lenient or self._holding.freed(delivery, None))):
            result.held += found.read
            self._holding.refuse(delivery, kind, found.read, problems, self.slots.of(delivery))
            return
        self.reads.append(found)
        self._taken.add(delivery.place)
        for scope in (*delivery.scopes, *delivery.learned, *between(delivery, self.slots)):
            for months, _ in parts_of(self._stream, scope.months, scope.batch):
                if months or not self._roster:
                    self.slots.at(delivery, scope.division, months, scope.batch)
        spoken = self._spoken(delivery)
        self.rejected += [(spoken, rejected) for rejected in found.rejected]
        for row, slot in found.rows:
            row.listed(slot)
        found.rows.clear()

    @property
    def answering(self) -> list[tuple[int, Slot]]:
        """The slots, with their indexes, of the deliveries that count."""
        return [(index, slot) for index, slot in enumerate(self.slots) if slot.delivery.place in self._taken]

    def answering_for(self, division: str) -> list[Slot]:
        """The slots of one division, of the deliveries that count."""
        return [slot for slot in self.slots.in_division(division) if slot.delivery.place in self._taken]

    def refuse_row(self, delivery: Delivery, raw: RawRow, mapped: MappedRow, rejected: RejectedRow) -> None:
        """Reject a row that was taken; before references are resolved."""
        slot = self.slots.at(delivery, mapped.division, mapped.months, mapped.batch)
        content = self._mapping.content(raw, delivery)
        row = None if content is None else self._by_content.get(content[1])
        if row is None:
            row = next((one for one in self.rows if slot in one.slots and one.facts == mapped.facts), None)
        if row is not None and row.unlisted(slot):
            self.rejected.append((self._spoken(delivery), rejected))

    def end(self) -> None:
        """Every row is read: their contents are needed no more."""
        self._by_content.clear()

    async def _read_rows(self, delivery: Delivery, found: ReadDelivery) -> list[Message]:
        self._mapping.filled.clear()
        before = len(self.rows)
        await self._map_rows(delivery, found)
        if self._mapping.again():
            self._forget(delivery, found, before)
            await self._map_rows(delivery, found)
        problems = unmet(self._stream.expect, Counts(found.read, len(found.rejected), self._mapping.filled))
        return [*problems, *_why(found.rejected)] if problems else []

    def _forget(self, delivery: Delivery, found: ReadDelivery, before: int) -> None:
        """Undo rows of a delivery that evidence from whole columns rejects."""
        gone = {id(row) for row in self.rows[before:]}
        del self.rows[before:]
        self._by_content = {content: row for content, row in self._by_content.items() if id(row) not in gone}
        delivery.learned.clear()
        found.rows.clear()
        found.rejected.clear()
        found.read = 0

    async def _map_rows(self, delivery: Delivery, found: ReadDelivery) -> None:
        progress, name = self._run.progress, self._stream.full_name
        content = None
        if delivery.token is None and self._run.decided(delivered_id(delivery)):
            content = RowsDigest(self._run.ids)
        for raw in self._connector.rows(delivery):
            found.read += 1
            if found.read % STEP == 0:
                progress(name, STEP)
                await self._run.breathe()
            if content is not None:
                content.add(raw)
            self._take(delivery, raw, found)
        if content is not None:
            self._holding.digests[delivery.place] = content.digest()
        progress(name, found.read % STEP)

    def _take(self, delivery: Delivery, raw: RawRow, found: ReadDelivery) -> None:
        content = self._mapping.content(raw, delivery)
        key: Content | None = None
        recalled_by: str | None = None
        if content is not None:
            scope, key = content
            known = self._by_content.get(key)
            if known is not None:
                self._mapping.count(raw.cells)
                found.rows.append((known, self.slots.at(delivery, scope.division, scope.months, scope.batch)))
                return
            if self._recall is not None:
                recalled_by = self._recall.key(key)
                meant = self._recall.meant(recalled_by)
                if meant is not None and self._stands(meant):
                    self._mapping.count(raw.cells)
                    row = RowSet((), scope.division)
                    # a roster's facts are their content: none is ever mapped after all
                    row.meant = Recalled(meant, None if self._roster else (raw, delivery))
                    self._known(row, key)
                    found.rows.append((row, self.slots.at(delivery, scope.division, scope.months, scope.batch)))
                    return
        mapped = self._mapping.map(raw, delivery)
        if isinstance(mapped, RejectedRow):
            if mapped.reason == Reason.OUTSIDE_SCOPE and self._stream.has_undeclared_rows:
                found.read -= 1  # of a table whose own log does not declare it complete there
                self._run.result.undeclared += 1
                return
            found.rejected.append(mapped)
            return
        row = RowSet(mapped.facts, mapped.division)
        if References.needed(mapped.facts):
            row.raw = raw
        else:
            row.key = recalled_by
        self._known(row, key)
        found.rows.append((row, self.slots.at(delivery, mapped.division, mapped.months, mapped.batch)))

    def _known(self, row: RowSet, content: Content | None) -> None:
        self.rows.append(row)
        if content is not None:
            self._by_content[content] = row

    def _stands(self, meant: Meant) -> bool:
        """Whether the store has all of some facts, unchanged."""
        for type, id, digest, _ in meant:
            known = self._stored.get(type, {}).get(id)
            if known is None or known.digest != digest or known.retired_at is not None:
                return False
        return True

    def _spoken(self, delivery: Delivery) -> Delivery:
        """A delivery with all its scopes: declared ones, else those of its readable rows."""
        scopes = (*delivery.scopes, *delivery.learned)
        batch = delivery.stated.batch
        named = (DeliveryScope(one.division, one.months, batch) for one in self.slots if one.delivery is delivery)
        return replace(delivery, scopes=scopes or tuple(named))

    def _unserved(self, delivery: Delivery) -> Message | None:
        """A delivery of divisions that the card does not serve is another's, or its name is wrong."""
        divisions = sorted({scope.division for scope in delivery.scopes})
        if not divisions or any(division.startswith(self._stream.serves) for division in divisions):
            return None
        named = ", ".join(divisions[:3])
        return Message(
            f"卡片不服务该区划（{named}）；请核对文件名中的区划，或修改卡片的 serves",
            f"the card does not serve {named}: check the division in the name, or the card's serves",
        )


def _why(rejected: Sequence[RejectedRow]) -> list[Message]:
    """Of a held delivery, why its rows were rejected: the three most frequent reasons, each with its first row."""
    rows: dict[tuple[str, str | None], list[RejectedRow]] = {}
    for row in rejected:
        rows.setdefault((row.reason, row.field), []).append(row)
    found = []
    for (reason, name), those in sorted(rows.items(), key=lambda item: (-len(item[1]), str(item[0])))[:3]:
        told = explanation_of(reason)
        column = Message(f"“{name}”列", f"column {name}") if name else Message("整行", "the row")
        found.append(
            Message(
                f"{len(those)} 行（首见第 {those[0].number} 行，{column.zh}）：{told.told('zh')}",
                f"{len(those)} rows (first row {those[0].number}, {column}): {told}",
            )
        )
    return found
