"""Deliveries that are compared together: read, mapped or recalled, checked, and turned into entries.

They are taken scope by scope, so memory holds one county's list or one batch at a time. A delivery that breaks its
card's expectations is held whole; the others go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from connectors.base import Connector, Delivery, MappedFact, MappedRow, RawRow, RejectedRow, Scope
from connectors.card import Shape, StreamCard
from connectors.expectations import Counts, unmet
from connectors.mapping import Content, Mapping
from hub.sync.context import Run
from hub.sync.entry import Encoder, Entry
from hub.sync.recall import Meant, Recall
from hub.sync.references import Places, References, union
from hub.sync.result import HeldDelivery
from hub.sync.roster import EVERY_MONTH
from hub.sync.rows import Recalled, RowSet, Slot, between, parts_of
from hub.sync.stored import Stored, stored_in_scopes
from schema.errors import DeliveryError
from schema.household import Household
from schema.values.reason import Reason

STEP = 500
"""Rows between two signs of progress."""


async def breathe(run: Run) -> None:
    """Let the runs before this one go on being applied; a process that is to stop hears of it here."""
    run.progress("", 0)
    await asyncio.sleep(0)


@dataclass(slots=True)
class Read:
    """One delivery as read, before anybody knows whether it may count."""

    delivery: Delivery
    rows: list[tuple[RowSet, int]] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    read: int = 0


class Group:
    """Deliveries of one scope of events, of one division of a roster or register, or all where only rows say which."""

    def __init__(
        self,
        run: Run,
        stream: StreamCard,
        connector: Connector,
        mapping: Mapping,
        deliveries: Sequence[Delivery],
        recall: Recall | None = None,
    ) -> None:
        self.run = run
        self.deliveries = deliveries
        self.recall = recall
        self._stored: dict[str, dict[str, Stored]] = {}
        """What the store holds in the scope of ``recall``: record type -> id -> fact."""
        self.stream = stream
        self.name = stream.full_name
        self.connector = connector
        self.mapping = mapping
        self.roster = stream.shape is Shape.ROSTER
        self.encoder = Encoder(run.ids, run.sealer, run.card.source, stream.full_name, stream.personal_key, self.roster)
        self.references = References(run, self.encoder)
        self.slots: list[Slot] = []
        self._slots: dict[tuple[str, str, tuple[int, ...], str | None], int] = {}
        self._declared: dict[str, dict[str, set[int]]] = {}
        """Place of a delivery -> division -> months that it declares."""
        self.rows: list[RowSet] = []
        self._by_content: dict[Content, RowSet] = {}
        """While rows are read: what was mapped or recalled already."""
        self.reads: list[Read] = []
        self.entries: dict[str, Entry] = {}
        self.siblings: dict[str, dict[str, Entry]] = {}
        """Id -> digest -> entry, where rows of one key differ."""
        self.rejected: list[tuple[Delivery, RejectedRow]] = []

    async def begin(self) -> Group:
        """Ask the store at once where the scope is known before a row is read: rows are recalled by what it holds."""
        if self.recall is not None:
            self._stored = await self._ask([self.recall.scope])
        return self

    async def stored_in(self, scopes: Collection[str]) -> dict[str, dict[str, Stored]]:
        """What the store holds in some scopes: record type -> id -> fact."""
        if self.recall is not None and set(scopes) == {self.recall.scope}:
            return self._stored
        return await self._ask(scopes)

    async def _ask(self, scopes: Collection[str]) -> dict[str, dict[str, Stored]]:
        return {name: await stored_in_scopes(self.run.store, name, scopes) for name in self.stream.map}

    async def read(self, delivery: Delivery) -> None:
        """Read one delivery; hold it when it cannot be read as a whole or breaks its expectations."""
        found = Read(delivery)
        try:
            problems = await self._read_rows(delivery, found)
        except DeliveryError as error:
            problems = [str(error)]
        result = self.run.result
        result.files.append(delivery.place)
        result.read += found.read
        if problems and not self.released(delivery):
            result.held += found.read
            result.held_deliveries.append(
                HeldDelivery(self.name, delivery.place, found.read, "; ".join(problems), delivery.token)
            )
            return
        self.reads.append(found)
        for scope in (*delivery.scopes, *delivery.learned, *between(delivery, self.slots)):
            for months, _ in parts_of(self.stream, scope.months, scope.batch):
                if months or not self.roster:
                    self.slot(delivery, scope.division, months, scope.batch)
        spoken = self._spoken(delivery)
        for rejected in found.rejected:
            result.rejected += 1
            result.reasons[rejected.reason] += 1
            self.rejected.append((spoken, rejected))
        for row, slot in found.rows:
            row.listed(slot)
        found.rows.clear()

    def _spoken(self, delivery: Delivery) -> Delivery:
        """A delivery with everything that it answers for: what it declares, else what its readable rows name."""
        scopes = (*delivery.scopes, *delivery.learned)
        batch = delivery.stated.batch
        named = (Scope(one.division, one.months, batch) for one in self.slots if one.delivery is delivery)
        return replace(delivery, scopes=scopes or tuple(named))

    async def _read_rows(self, delivery: Delivery, found: Read) -> list[str]:
        self.mapping.filled.clear()
        before = len(self.rows)
        await self._map_rows(delivery, found)
        if self.mapping.again():
            self._forget(delivery, found, before)
            await self._map_rows(delivery, found)
        return unmet(self.stream.expect, Counts(found.read, len(found.rejected), self.mapping.filled))

    def _forget(self, delivery: Delivery, found: Read, before: int) -> None:
        """Take back what a delivery's rows said: its columns as a whole refuse some of them."""
        gone = {id(row) for row in self.rows[before:]}
        del self.rows[before:]
        self._by_content = {content: row for content, row in self._by_content.items() if id(row) not in gone}
        delivery.learned.clear()
        found.rows.clear()
        found.rejected.clear()
        found.read = 0

    async def _map_rows(self, delivery: Delivery, found: Read) -> None:
        progress, name = self.run.progress, self.name
        for raw in self.connector.rows(delivery):
            found.read += 1
            if found.read % STEP == 0:
                progress(name, STEP)
                await breathe(self.run)
            self._take(delivery, raw, found)
        progress(name, found.read % STEP)

    def _take(self, delivery: Delivery, raw: RawRow, found: Read) -> None:
        content = self.mapping.content(raw, delivery)
        key: Content | None = None
        recalled_by: str | None = None
        if content is not None:
            scope, key = content
            known = self._by_content.get(key)
            if known is not None:
                self.mapping.count(raw.cells)
                found.rows.append((known, self.slot(delivery, scope.division, scope.months, scope.batch)))
                return
            if self.recall is not None:
                recalled_by = self.recall.key(key)
                meant = self.recall.meant(recalled_by)
                if meant is not None and self._stands(meant):
                    self.mapping.count(raw.cells)
                    row = RowSet((), scope.division)
                    # a roster's facts are their content: none is ever mapped after all
                    row.meant = Recalled(meant, None if self.roster else (raw, delivery))
                    self._known(row, key)
                    found.rows.append((row, self.slot(delivery, scope.division, scope.months, scope.batch)))
                    return
        mapped = self.mapping.map(raw, delivery)
        if isinstance(mapped, RejectedRow):
            if mapped.reason == Reason.OUTSIDE_SCOPE and self.stream.query is not None:
                found.read -= 1  # of a table whose own log does not say that it is complete there
                self.run.result.undeclared += 1
                return
            found.rejected.append(mapped)
            return
        row = RowSet(mapped.facts, mapped.division)
        if References.needed(mapped.facts):
            row.raw = raw
        else:
            row.key = recalled_by
        self._known(row, key)
        found.rows.append((row, self.slot(delivery, mapped.division, mapped.months, mapped.batch)))

    def _known(self, row: RowSet, content: Content | None) -> None:
        self.rows.append(row)
        if content is not None:
            self._by_content[content] = row

    def _stands(self, meant: Meant) -> bool:
        """Whether the store holds every one of some facts, as they were said."""
        for type, id, digest, _ in meant:
            known = self._stored.get(type, {}).get(id)
            if known is None or known.digest != digest or known.retired_at is not None:
                return False
        return True

    def slot(self, delivery: Delivery, division: str, months: tuple[int, ...], batch: str | None) -> int:
        key = (delivery.place, division, months, batch)
        index = self._slots.get(key)
        if index is None:
            index = self._slots[key] = len(self.slots)
            declared = self._declares(delivery, division, months)
            self.slots.append(Slot.of(delivery, division, months, batch, declared))
        return index

    def _declares(self, delivery: Delivery, division: str, months: tuple[int, ...]) -> bool:
        """Whether a delivery answers for some months of a division; without declared scopes, wherever it has a row."""
        scopes = (*delivery.scopes, *delivery.learned)
        if not scopes:
            return True
        known = self._declared.get(delivery.place)
        if known is None:
            known = self._declared[delivery.place] = {}
            for scope in scopes:
                known.setdefault(scope.division, set()).update(scope.months)
        return division in known and known[division].issuperset(months)

    def released(self, delivery: Delivery) -> bool:
        """Whether a person released this delivery, and it still has the content that they saw."""
        released = self.run.released
        return delivery.place in released and released[delivery.place] == delivery.token

    async def resolve(self) -> None:
        """Turn the mapped facts of every row into entries; rows whose references have not arrived are pending."""
        self._by_content.clear()
        await self.references.load(row for row in self.rows if row.raw is not None)
        for number, row in enumerate(self.rows):
            if number % STEP == 0:
                await breathe(self.run)
            if row.slots:
                self._enter(row)
            if not row.pending:
                row.facts = ()  # the entries have them

    def _enter(self, row: RowSet) -> None:
        references = self.references
        scopes = self._scopes(row)
        if row.meant is not None:
            for scope, months in scopes.items():
                self._recall(row, row.meant, months, scope)
            return
        if row.raw is None:
            for fact in row.facts:
                subject = references.of(fact.subject)
                object = None if fact.object is None else references.of(fact.object)
                for scope, months in scopes.items():
                    self._add(row, fact, subject, object, months, scope)
            if row.key is not None and self.recall is not None:
                self.recall.keep(row.key, tuple(self._meant(entry) for entry, _ in row.entries))
            return
        bits = reduce(or_, scopes.values())
        arrived = bits
        parts: list[tuple[MappedFact, Places, Places]] = []
        for fact in row.facts:
            subjects = references.places(fact.subject, row.division, bits)
            objects: Places = [("", bits)]
            if fact.object is not None:
                objects = references.places(fact.object, row.division, bits)
            arrived &= union(subjects) & union(objects)
            parts.append((fact, subjects, objects))
        # what is stated for no month in particular has arrived when it has for any
        row.pending = 0 if bits == EVERY_MONTH and arrived else bits & ~arrived
        for fact, subjects, objects in parts:
            for subject, here in subjects:
                for object, there in objects:
                    for scope, stated in scopes.items():
                        months = here & there & arrived & stated
                        if months:
                            self._add(row, fact, subject, object or None, months, scope)

    def _scopes(self, row: RowSet) -> dict[str, int]:
        """Every scope that states a row, with the months for which it does."""
        found: dict[str, int] = {}
        for index in row.slots:
            slot = self.slots[index]
            found[slot.scope] = found.get(slot.scope, 0) | slot.stated
        return found

    def _add(self, row: RowSet, fact: MappedFact, subject: str, object: str | None, months: int, scope: str) -> None:
        """One entry for a fact of a row in a scope; equal facts of the group collapse to one."""
        entry = self.encoder.entry(fact, subject, object, row.division, scope)
        known = self.entries.get(entry.id)
        if known is None:
            self.entries[entry.id] = known = entry
        elif known.digest != entry.digest:
            known = self._another(known, entry)
        elif known.fact is None:  # another row, that was recalled, says the same
            known.fact, known.key, known.subject, known.object = fact, entry.key, subject, object
        known.bits |= months
        row.entries.append((known, months))
        head = self._head(known)
        if head is not None:
            self.run.heads.setdefault((scope, head), []).append((subject, months))

    def _head(self, entry: Entry) -> str | None:
        """Who heads the household that an entry describes."""
        if entry.type != Household.NAME or entry.fact is None or not isinstance(entry.fact.record, Household):
            return None
        return None if entry.fact.record.head is None else self.run.ids.person(entry.fact.record.head)

    def _meant(self, entry: Entry) -> tuple[str, str, str, str]:
        head = self._head(entry)
        return entry.type, entry.id, entry.digest, "" if head is None else f"{head}:{entry.subject}"

    def _recall(self, row: RowSet, meant: Recalled, months: int, scope: str) -> None:
        """The entries of a row that says what the store says already."""
        for type, id, digest, headed in meant.facts:
            entry = self.entries.get(id)
            if entry is None or entry.digest != digest:
                made = Entry(type, id, digest, row.division, scope)
                made.key_id = self._stored[type][id].key_id
                made.raw = meant.raw
                if entry is None:
                    entry = self.entries[id] = made
                else:
                    entry = self._another(entry, made)
            entry.bits |= months
            row.entries.append((entry, months))
            if headed:
                head, _, household = headed.partition(":")
                self.run.heads.setdefault((scope, head), []).append((household, months))

    def _map(self, entry: Entry) -> None:
        """Map the row of a recalled entry after all."""
        if entry.fact is not None or entry.raw is None:
            return
        mapped = self.mapping.map(*entry.raw)
        for fact in mapped.facts if isinstance(mapped, MappedRow) else ():
            subject = self.references.of(fact.subject)
            object = None if fact.object is None else self.references.of(fact.object)
            made = self.encoder.entry(fact, subject, object, entry.division, entry.scope)
            if (made.id, made.digest) == (entry.id, entry.digest):
                entry.fact, entry.key, entry.subject, entry.object = fact, made.key, subject, object

    def _another(self, known: Entry, entry: Entry) -> Entry:
        """Registers and events: another row with the same key says something else; both are kept."""
        self._map(known)
        self._map(entry)
        siblings = self.siblings.setdefault(known.id, {known.digest: known})
        found = siblings.get(entry.digest)
        if found is None:
            siblings[entry.digest] = found = entry
            self.run.result.conflicting += 1
        return found

    def waiting_keys(self, record: str, division: str) -> Iterator[tuple[str, int]]:
        """Keys of rows that are listed, though what they refer to has not arrived, and their months."""
        for row in self.rows:
            if row.pending and row.division == division:
                for fact in row.facts:
                    if record == fact.record.NAME:
                        yield self.encoder.key_id_of(fact), row.pending

    def number_siblings(self) -> None:
        """Rows of one key with different content get ids in the order of their content, whatever order they came in.

        A roster's ids are made of content already: there, what stands twice in one month is only counted.
        """
        if self.roster:
            listed: dict[str, int] = {}
            for entry in self.entries.values():
                key = self.encoder.key_id(entry)
                bits = listed.get(key, 0)
                self.run.result.conflicting += bool(bits & entry.bits)
                listed[key] = bits | entry.bits
        for siblings in self.siblings.values():
            for ordinal, digest in enumerate(sorted(siblings)):
                entry = siblings[digest]
                if ordinal:
                    self.encoder.renumber(entry, ordinal)
                self.entries[entry.id] = entry

    def count(self, held: Mapping_[str, int]) -> None:
        """Count every row that was read as held, pending, applied or unchanged; ``held``: division -> months."""
        result = self.run.result
        for row in self.rows:
            for slot in row.slots:
                bits, rows = self.slots[slot].stated, row.rows_in(slot)
                if not bits & ~held.get(row.division, 0):
                    result.held += rows
                elif row.pending & bits:
                    result.pending += rows
                elif any(entry.written & bits & months for entry, months in row.entries):
                    result.applied += rows
                else:
                    result.unchanged += rows


def grouped(stream: StreamCard, deliveries: Sequence[Delivery]) -> list[list[Delivery]]:
    """Deliveries by what they are compared as: events that declare one scope by that, others by their one division.

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
