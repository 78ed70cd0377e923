"""Deliveries that are compared together: read, mapped or recalled, checked, and turned into entries.

They are taken scope by scope, so memory holds one county's list or one batch at a time. A delivery that breaks its
card's expectations is held whole; the others go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from connectors.base import Connector, Delivery, DeliveryScope, MappedFact, MappedRow, RawRow, RejectedRow
from connectors.card import Shape, StreamCard
from connectors.expectations import Counts, emptied, unmet
from connectors.mapping import Content, RowMapper
from hub.sync.copies import Copies
from hub.sync.current_facts import CurrentFact, stored_in_scopes
from hub.sync.digest import RowsDigest
from hub.sync.encoding import Encoder, Entry
from hub.sync.heads import Headed
from hub.sync.held import HeldDelivery, HeldKind, Part, as_message, held_id
from hub.sync.month_runs import EVERY_MONTH, bits_of
from hub.sync.references import Places, References, union
from hub.sync.row_cache import Meant, Recall
from hub.sync.rows import Recalled, RowSet, Slot, between, delivered_id, parts_of, scope_of
from hub.sync.run import Run
from schema.errors import DeliveryError
from schema.household import Household
from schema.message import Message
from schema.values.month import month_text
from schema.values.reason import Reason, explanation_of

STEP = 500
"""Rows between two signs of progress."""


async def breathe(run: Run) -> None:
    """Let the runs before this one go on being applied; a process that is to stop hears of it here."""
    run.progress("", 0)
    await asyncio.sleep(0)


@dataclass(slots=True)
class Read:
    """One delivery as read, before the checks that may hold it."""

    delivery: Delivery
    rows: list[tuple[RowSet, int]] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    read: int = 0


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
        self._copies = copies
        self._usual = usual or {}
        """Division -> rows that its deliveries usually have."""
        self.deliveries = deliveries
        self.recall = recall
        self.types = (*stream.map, *former)
        """Record types that the stream maps, and those that only an older card of it did."""
        self._stored: dict[str, dict[str, CurrentFact]] = {}
        """Current facts in the scope of the row cache: record type -> id -> fact."""
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
        """While rows are read: rows already mapped or found in the cache."""
        self.reads: list[Read] = []
        self.entries: dict[str, Entry] = {}
        self.siblings: dict[str, dict[str, Entry]] = {}
        """Id -> digest -> entry, where rows of one key differ."""
        self.rejected: list[tuple[Delivery, RejectedRow]] = []
        self.headed: list[Headed] = []
        """Heads of households by the rows; they count once it is known which deliveries are held."""
        self.held: dict[str, HeldDelivery] = {}
        """Place -> held delivery."""
        self.rows_read: dict[str, int] = {}
        self.wrote: set[str] = set()
        """Divisions of which anything was staged."""
        self._taken: set[str] = set()
        """Places of the deliveries that were read and keep their expectations."""
        self._dismissed: set[str] = set()
        self._digests: dict[str, str] = {}
        """Place -> digest of the rows, for deliveries without a token that have a decision."""

    async def begin(self) -> Group:
        """Read the store first where the scope is known before a row is read: the row cache needs its facts."""
        if self.recall is not None:
            self._stored = await self._ask([self.recall.scope])
        return self

    async def stored_in(self, scopes: Collection[str]) -> dict[str, dict[str, CurrentFact]]:
        """Current facts in some scopes: record type -> id -> fact."""
        if self.recall is not None and set(scopes) == {self.recall.scope}:
            return self._stored
        return await self._ask(scopes)

    async def _ask(self, scopes: Collection[str]) -> dict[str, dict[str, CurrentFact]]:
        return {name: await stored_in_scopes(self.run.store, name, scopes) for name in self.types}

    async def read(self, delivery: Delivery, *, lenient: bool = False) -> None:
        """Read one delivery; hold it when it cannot be read as a whole or breaks its expectations.

        ``lenient`` accepts broken expectations, to compute their effect.
        """
        found = Read(delivery)
        kind = HeldKind.EXPECTATION
        try:
            problems: list[str] = list(await self._read_rows(delivery, found))
        except DeliveryError as error:
            kind, problems = HeldKind.UNREADABLE, [Message(error.told("zh"), error.told("en"))]
        unserved = self._unserved(delivery)
        if unserved is not None:
            kind, problems = HeldKind.UNREADABLE, [unserved]
        result = self.run.result
        result.files.append(delivery.place)
        result.read += found.read
        result.lines.update(delivery.tally.counts())
        result.deliveries.add(delivered_id(delivery))
        problems += self._changed(delivery)
        if not found.read:
            problems += emptied(max((self._usual.get(scope.division, 0) for scope in delivery.scopes), default=0))
        self.rows_read[delivery.place] = found.read
        copied = self._copies.reason(delivery) if self._copies is not None and found.read else None
        if copied is not None:
            kind = kind if problems else HeldKind.COPY
            problems.append(copied)
        if problems and (kind is HeldKind.UNREADABLE or not (lenient or self.freed(delivery, None))):
            result.held += found.read
            self._refuse(delivery, kind, found.read, problems)
            return
        self.reads.append(found)
        self._taken.add(delivery.place)
        for scope in (*delivery.scopes, *delivery.learned, *between(delivery, self.slots)):
            for months, _ in parts_of(self.stream, scope.months, scope.batch):
                if months or not self.roster:
                    self.slot(delivery, scope.division, months, scope.batch)
        spoken = self._spoken(delivery)
        self.rejected += [(spoken, rejected) for rejected in found.rejected]
        for row, slot in found.rows:
            row.listed(slot)
        found.rows.clear()

    def _spoken(self, delivery: Delivery) -> Delivery:
        """A delivery with all its scopes: declared ones, else those of its readable rows."""
        scopes = (*delivery.scopes, *delivery.learned)
        batch = delivery.stated.batch
        named = (DeliveryScope(one.division, one.months, batch) for one in self.slots if one.delivery is delivery)
        return replace(delivery, scopes=scopes or tuple(named))

    def _unserved(self, delivery: Delivery) -> Message | None:
        """A delivery of divisions that the card does not serve is another's, or its name is wrong."""
        divisions = sorted({scope.division for scope in delivery.scopes})
        if not divisions or any(division.startswith(self.stream.serves) for division in divisions):
            return None
        named = ", ".join(divisions[:3])
        return Message(
            f"卡片不服务该区划（{named}）；请核对文件名中的区划，或修改卡片的 serves",
            f"the card does not serve {named}: check the division in the name, or the card's serves",
        )

    def _changed(self, delivery: Delivery) -> list[Message]:
        """Released content must be the reviewed content."""
        release = self.run.released.get(delivered_id(delivery))
        if release is None or release.digest == (delivery.token or self._digests.get(delivery.place, "")):
            return []
        return [
            Message(
                "内容与放行时查看的不同，没有放行；请重新核对后再放行",
                "its content is no longer what was seen; look at it and release it again",
            )
        ]

    async def _read_rows(self, delivery: Delivery, found: Read) -> list[Message]:
        self.mapping.filled.clear()
        before = len(self.rows)
        await self._map_rows(delivery, found)
        if self.mapping.again():
            self._forget(delivery, found, before)
            await self._map_rows(delivery, found)
        problems = unmet(self.stream.expect, Counts(found.read, len(found.rejected), self.mapping.filled))
        return [*problems, *_why(found.rejected)] if problems else []

    def _forget(self, delivery: Delivery, found: Read, before: int) -> None:
        """Undo rows of a delivery that evidence from whole columns rejects."""
        gone = {id(row) for row in self.rows[before:]}
        del self.rows[before:]
        self._by_content = {content: row for content, row in self._by_content.items() if id(row) not in gone}
        delivery.learned.clear()
        found.rows.clear()
        found.rejected.clear()
        found.read = 0

    async def _map_rows(self, delivery: Delivery, found: Read) -> None:
        progress, name = self.run.progress, self.name
        content = None
        if delivery.token is None and self.run.decided(delivered_id(delivery)):
            content = RowsDigest(self.run.ids)
        for raw in self.connector.rows(delivery):
            found.read += 1
            if found.read % STEP == 0:
                progress(name, STEP)
                await breathe(self.run)
            if content is not None:
                content.add(raw)
            self._take(delivery, raw, found)
        if content is not None:
            self._digests[delivery.place] = content.digest()
        progress(name, found.read % STEP)

    def _refuse(self, delivery: Delivery, kind: HeldKind, rows: int, problems: list[str]) -> None:
        """Hold a whole delivery, and with it every month that it answers for."""
        held = self.hold(delivery, kind)
        held.rows = rows
        held.reasons += [as_message(problem) for problem in problems]
        slots = [slot for slot in self.slots if slot.delivery is delivery]
        slots += [Slot.of(delivery, scope.division, scope.months, scope.batch) for scope in delivery.scopes]
        held.parts = sorted({part for slot in slots for part in self.parts(slot)}, key=str)
        for slot in slots:
            self.run.heads.hold(scope_of(self.stream, slot.division), slot.bits, delivery.place)

    def hold(self, delivery: Delivery, kind: HeldKind) -> HeldDelivery:
        """The held parts of a delivery."""
        held = self.held.get(delivery.place)
        if held is None:
            id = held_id(self.run.ids, self.name, delivery.place)
            digest = delivery.token or self._digests.get(delivery.place, "")
            held = self.held[delivery.place] = HeldDelivery(id, kind, self.name, delivery.place, 0, [], digest)
        return held

    def dismiss(self, delivery: Delivery) -> None:
        """Leave a held delivery off the worklist: a person has dismissed this content. Nothing of it is applied."""
        self._dismissed.add(delivery.place)

    def parts(self, slot: Slot) -> list[Part]:
        """The unit of a slot for holding and release: its months, or the division for dated facts of several months."""
        if not self.roster and len(slot.months) != 1:
            return [Part(slot.division, None)]
        return [Part(slot.division, month_text(month)) for month in slot.months]

    @property
    def answering(self) -> list[tuple[int, Slot]]:
        """The slots, with their indexes, of the deliveries that count."""
        return [(index, slot) for index, slot in enumerate(self.slots) if slot.delivery.place in self._taken]

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
            if mapped.reason == Reason.OUTSIDE_SCOPE and self.stream.has_undeclared_rows:
                found.read -= 1  # of a table whose own log does not declare it complete there
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

    def recalled(self, type: str, id: str) -> CurrentFact:
        """The stored fact of a cached row."""
        return self._stored[type][id]

    def refuse_row(self, delivery: Delivery, raw: RawRow, mapped: MappedRow, rejected: RejectedRow) -> None:
        """Reject a row that was taken; before references are resolved."""
        slot = self.slot(delivery, mapped.division, mapped.months, mapped.batch)
        content = self.mapping.content(raw, delivery)
        row = None if content is None else self._by_content.get(content[1])
        if row is None:
            row = next((one for one in self.rows if slot in one.slots and one.facts == mapped.facts), None)
        if row is not None and row.unlisted(slot):
            self.rejected.append((self._spoken(delivery), rejected))

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

    def freed(self, delivery: Delivery, part: Part | None) -> bool:
        """Whether a person released a part of this delivery, or its expectations, and it has the content they saw."""
        digest = delivery.token or self._digests.get(delivery.place, "")
        return self.run.freed(delivered_id(delivery), digest, part)

    def released(self, delivery: Delivery) -> str:
        """The digest of a delivery's content where a person released it, else nothing: it is never held again."""
        digest = delivery.token or self._digests.get(delivery.place, "")
        name = delivered_id(delivery)
        release = self.run.released.get(name)
        known = self.run.settled.get(name) if release is None else release.digest
        return digest if known == digest else ""

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
        # a fact for no month in particular has arrived when it has for any
        row.pending = 0 if bits == EVERY_MONTH and arrived else bits & ~arrived
        if row.pending:
            row.waits = references.waits_for(row.facts, row.division, row.pending)
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
        elif known.fact is None:  # a cached row has the same fact
            known.fact, known.key, known.subject, known.object = fact, entry.key, subject, object
        known.bits |= months
        row.entries.append((known, months))
        head = self._head(known)
        if head is not None:
            self.headed.append((scope, head, subject, months))

    def _head(self, entry: Entry) -> str | None:
        """The head of the household that an entry describes."""
        if entry.type != Household.NAME or entry.fact is None or not isinstance(entry.fact.record, Household):
            return None
        return None if entry.fact.record.head is None else self.run.ids.person(entry.fact.record.head)

    def _meant(self, entry: Entry) -> tuple[str, str, str, str]:
        head = self._head(entry)
        return entry.type, entry.id, entry.digest, "" if head is None else f"{head}:{entry.subject}"

    def _recall(self, row: RowSet, meant: Recalled, months: int, scope: str) -> None:
        """The entries of a row whose facts are already stored."""
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
                self.headed.append((scope, head, household, months))

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
        """Registers and events: another row with the same key has other content; both are kept."""
        self._map(known)
        self._map(entry)
        siblings = self.siblings.setdefault(known.id, {known.digest: known})
        found = siblings.get(entry.digest)
        if found is None:
            siblings[entry.digest] = found = entry
            self.run.result.conflicting += 1
        return found

    def waiting_keys(self, record: str, division: str) -> Iterator[tuple[str, int]]:
        """Keys of pending rows, which are listed, and their months."""
        for row in self.rows:
            if row.pending and row.division == division:
                for fact in row.facts:
                    if record == fact.record.NAME:
                        yield self.encoder.key_id_of(fact), row.pending

    def number_siblings(self) -> None:
        """Rows of one key with different content get ids in the order of their content, whatever order they came in.

        A roster's ids contain the content: there, repeated keys in one month are only counted.
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

    def count(self, held: Mapping[str, int]) -> None:
        """Count every row as held, rejected, pending, applied or unchanged; ``held``: division -> months."""
        result = self.run.result
        for delivery, rejected in self.rejected:
            if self.withheld(delivery, rejected, held):
                result.held += 1
                self.held[delivery.place].rows += 1
            else:
                result.rejected += 1
                result.reasons[rejected.reason] += 1
        result.held_deliveries += [held for place, held in self.held.items() if place not in self._dismissed]
        for row in self.rows:
            for slot in row.slots:
                bits, rows = self.slots[slot].stated, row.rows_in(slot)
                withheld = held.get(row.division, 0)
                if bits & withheld:
                    self.held[self.slots[slot].delivery.place].rows += rows
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
            slots = [slot for _, slot in self.answering if slot.delivery.place == delivery.place]
            scopes = [(slot.division, slot.stated) for slot in slots if row.division in (None, slot.division)]
        return bool(scopes) and not any(bits & ~held.get(division, 0) for division, bits in scopes)

    def publish(self, held: Mapping[str, int]) -> None:
        """Register the heads of households in every answered month that is not held."""
        heads = self.run.heads
        for _, slot in self.answering:
            scope, withheld = scope_of(self.stream, slot.division), held.get(slot.division, 0) & slot.bits
            if withheld:
                heads.hold(scope, withheld, slot.delivery.place)
            heads.answer(scope, slot.bits & ~withheld)
        heads.accept(self.headed, {scope_of(self.stream, division): months for division, months in held.items()})


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
