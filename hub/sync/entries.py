"""Entries: the facts of a group's rows with the ids of those they are about, each once, with its months.

Rows whose references have not arrived are pending and make no entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from connectors.base import MappedFact, MappedRow
from connectors.mapping import RowMapper
from hub.sync.current_facts import CurrentFact
from hub.sync.encoding import Encoder, Entry
from hub.sync.heads import Headed
from hub.sync.month_runs import EVERY_MONTH
from hub.sync.references import Places, References, union
from hub.sync.row_cache import Recall
from hub.sync.rows import Recalled, RowSet, Slot
from hub.sync.run import STEP, Run
from schema.household import Household


class Entries:
    """The entries of a group's rows, which name its slots by index."""

    def __init__(
        self,
        run: Run,
        mapping: RowMapper,
        encoder: Encoder,
        rows: Sequence[RowSet],
        slots: Sequence[Slot],
        *,
        roster: bool,
        cache: Recall | None,
        stored: Mapping[str, Mapping[str, CurrentFact]],
    ) -> None:
        self._run = run
        self._mapping = mapping
        self._encoder = encoder
        self._references = References(run, encoder)
        self._rows = rows
        self._slots = slots
        self._roster = roster
        self._cache = cache
        self._stored = stored
        self.by_id: dict[str, Entry] = {}
        self._by_division: dict[str, list[Entry]] | None = None
        self._pending: dict[str, list[RowSet]] | None = None
        self._siblings: dict[str, dict[str, Entry]] = {}
        """Id -> digest -> entry, where rows of one key differ."""
        self.headed: list[Headed] = []
        """Heads of households by the rows; they count once it is known which deliveries are held."""

    async def resolve(self) -> None:
        """Turn the mapped facts of every row into entries; rows whose references have not arrived are pending."""
        await self._references.load(row for row in self._rows if row.raw is not None)
        for number, row in enumerate(self._rows):
            if number % STEP == 0:
                await self._run.breathe()
            if row.slots:
                self._enter(row)
            if not row.pending:
                row.facts = ()  # the entries have them

    def number_siblings(self) -> None:
        """Rows of one key with different content get ids in the order of their content, whatever order they came in.

        A roster's ids contain the content: there, repeated keys in one month are only counted.
        """
        if self._roster:
            listed: dict[str, int] = {}
            for entry in self.by_id.values():
                key = self._encoder.key_id(entry)
                bits = listed.get(key, 0)
                self._run.result.conflicting += bool(bits & entry.bits)
                listed[key] = bits | entry.bits
        for siblings in self._siblings.values():
            for ordinal, digest in enumerate(sorted(siblings)):
                entry = siblings[digest]
                if ordinal:
                    self._encoder.renumber(entry, ordinal)
                self.by_id[entry.id] = entry

    def in_division(self, division: str) -> Sequence[Entry]:
        """The entries of one division, once every row is one or is pending."""
        if self._by_division is None:
            self._by_division = {}
            for entry in self.by_id.values():
                self._by_division.setdefault(entry.division, []).append(entry)
        return self._by_division.get(division, ())

    def waiting_keys(self, record: str, division: str) -> Iterator[tuple[str, int]]:
        """Keys of pending rows, which are listed, and their months."""
        if self._pending is None:
            self._pending = {}
            for row in self._rows:
                if row.pending:
                    self._pending.setdefault(row.division, []).append(row)
        for row in self._pending.get(division, ()):
            for fact in row.facts:
                if record == fact.record.NAME:
                    yield self._encoder.key_id_of(fact), row.pending

    def _enter(self, row: RowSet) -> None:
        references = self._references
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
            if row.key is not None and self._cache is not None:
                self._cache.keep(row.key, tuple(self._meant(entry) for entry, _ in row.entries))
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
            slot = self._slots[index]
            found[slot.scope] = found.get(slot.scope, 0) | slot.stated
        return found

    def _add(self, row: RowSet, fact: MappedFact, subject: str, object: str | None, months: int, scope: str) -> None:
        """One entry for a fact of a row in a scope; equal facts of the group collapse to one."""
        entry = self._encoder.entry(fact, subject, object, row.division, scope)
        known = self.by_id.get(entry.id)
        if known is None:
            self.by_id[entry.id] = known = entry
        elif known.digest != entry.digest:
            known = self._another(known, entry)
        elif known.fact is None:  # a cached row has the same fact
            known.fact, known.key, known.subject, known.object = fact, entry.key, subject, object
        known.bits |= months
        row.entries.append((known, months))
        head = self._head(known)
        if head is not None:
            self.headed.append((scope, head, subject, months))

    def _recall(self, row: RowSet, meant: Recalled, months: int, scope: str) -> None:
        """The entries of a row whose facts are already stored."""
        for type, id, digest, headed in meant.facts:
            entry = self.by_id.get(id)
            if entry is None or entry.digest != digest:
                made = Entry(type, id, digest, row.division, scope)
                made.key_id = self._stored[type][id].key_id
                made.raw = meant.raw
                if entry is None:
                    entry = self.by_id[id] = made
                else:
                    entry = self._another(entry, made)
            entry.bits |= months
            row.entries.append((entry, months))
            if headed:
                head, _, household = headed.partition(":")
                self.headed.append((scope, head, household, months))

    def _another(self, known: Entry, entry: Entry) -> Entry:
        """Registers and events: another row with the same key has other content; both are kept."""
        self._map(known)
        self._map(entry)
        siblings = self._siblings.setdefault(known.id, {known.digest: known})
        found = siblings.get(entry.digest)
        if found is None:
            siblings[entry.digest] = found = entry
            self._run.result.conflicting += 1
        return found

    def _map(self, entry: Entry) -> None:
        """Map the row of a recalled entry after all."""
        if entry.fact is not None or entry.raw is None:
            return
        mapped = self._mapping.map(*entry.raw)
        for fact in mapped.facts if isinstance(mapped, MappedRow) else ():
            subject = self._references.of(fact.subject)
            object = None if fact.object is None else self._references.of(fact.object)
            made = self._encoder.entry(fact, subject, object, entry.division, entry.scope)
            if (made.id, made.digest) == (entry.id, entry.digest):
                entry.fact, entry.key, entry.subject, entry.object = fact, made.key, subject, object

    def _head(self, entry: Entry) -> str | None:
        """The head of the household that an entry describes."""
        if entry.type != Household.NAME or entry.fact is None or not isinstance(entry.fact.record, Household):
            return None
        return None if entry.fact.record.head is None else self._run.ids.person(entry.fact.record.head)

    def _meant(self, entry: Entry) -> tuple[str, str, str, str]:
        head = self._head(entry)
        return entry.type, entry.id, entry.digest, "" if head is None else f"{head}:{entry.subject}"
