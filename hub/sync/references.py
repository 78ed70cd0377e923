"""References between streams: a police number of a person, the household that a person heads.

They resolve against accepted deliveries of this run and stored facts of covered months. A reference that does not
resolve, or could mean two households, is pending, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.base import HouseholdRef, MappedFact, PersonRef
from hub.sync.encoding import Encoder
from hub.sync.held import entries_of
from hub.sync.month_runs import WIDTH, bit, months_of, stored_bits
from hub.sync.rows import RowSet
from hub.sync.run import Run
from schema.message import Message
from schema.values.month import month_index, month_text

CHUNK = 5000
EVER = (1 << WIDTH) - 1

Places = list[tuple[str, int]]
"""Ids, each with its months; the months do not overlap."""


def union(places: Places) -> int:
    """All months with an id."""
    bits = 0
    for _, months in places:
        bits |= months
    return bits


def _references(facts: Iterable[MappedFact]) -> Iterator[PersonRef | HouseholdRef]:
    for fact in facts:
        yield fact.subject
        if fact.object is not None:
            yield fact.object


class References:
    """Resolves the references of one group of rows: ``load`` first, then ``places``."""

    def __init__(self, run: Run, encoder: Encoder) -> None:
        self._run = run
        self._encoder = encoder
        self._aliases: dict[str, str] = {}
        self._heads: dict[tuple[str, str], list[tuple[str, int]]] = {}

    @staticmethod
    def needed(facts: Iterable[MappedFact]) -> bool:
        """Whether any reference needs another stream."""
        return any(
            (isinstance(reference, PersonRef) and reference.alias is not None)
            or (isinstance(reference, HouseholdRef) and reference.key is None)
            for reference in _references(facts)
        )

    async def load(self, rows: Iterable[RowSet]) -> None:
        """Ask the store for every reference of the rows that needs another stream, in few questions."""
        aliases: set[str] = set()
        scopes: set[tuple[str, str]] = set()
        for row in rows:
            for reference in _references(row.facts):
                if isinstance(reference, PersonRef):
                    if reference.alias is not None:
                        aliases.add(self._alias_key(reference.alias))
                elif reference.key is None and reference.via is not None:
                    scopes.add((reference.via, row.division))
        waiting = sorted(aliases)
        for start in range(0, len(waiting), CHUNK):
            keys = waiting[start : start + CHUNK]
            for found in await self._run.store.read("sync/people_by_alias", keys=keys):
                self._aliases[found["key"]] = min(self._aliases.get(found["key"], found["person"]), found["person"])
        for via, division in sorted(scopes):
            await self._load_heads(via, division)

    async def _load_heads(self, via: str, division: str) -> None:
        """Stored heads, for the covered months that this run does not answer again."""
        run, scope = self._run, f"{via}|{division}"
        counted = (await run.covered_by(via)).get(division, 0) & ~run.heads.answered.get(scope, 0)
        for found in await run.store.read("sync/households_of_heads", scope=scope):
            months = EVER if found["months"] is None else stored_bits(found["months"])
            self._heads.setdefault((scope, found["head"]), []).append((found["household"], months & counted))
        if via.partition(".")[0] != run.card.source and scope not in run.heads.held:
            for row in await run.store.read("sync/held"):
                for entry in entries_of(row["plan"]):
                    if entry["stream"] == via:
                        months = _months_held(entry["parts"], division)
                        run.heads.hold(scope, months, entry["place"])

    def of(self, reference: PersonRef | HouseholdRef) -> str:
        """The id that a reference gives by itself."""
        if isinstance(reference, PersonRef):
            return self._encoder.person(reference)
        return self._encoder.household(reference)

    def places(self, reference: PersonRef | HouseholdRef, division: str, bits: int) -> Places:
        """The ids of a reference with their months of ``bits``; months without exactly one id are missing."""
        if isinstance(reference, PersonRef):
            person = self._person(reference)
            return [] if person is None else [(person, bits)]
        if reference.key is not None:
            return [(self._encoder.household(reference), bits)]
        headed = self._headed(reference, division)
        several = _several(headed)
        return [(household, here) for household, months in sorted(headed.items()) if (here := months & bits & ~several)]

    def _headed(self, reference: HouseholdRef, division: str) -> dict[str, int]:
        """Every household that the reference's person heads, with its months; they may overlap."""
        head = None if reference.head is None else self._person(reference.head)
        if head is None or reference.via is None:
            return {}
        key = (f"{reference.via}|{division}", head)
        found: dict[str, int] = {}
        for household, months in (*self._run.heads.staged.get(key, ()), *self._heads.get(key, ())):
            found[household] = found.get(household, 0) | months
        return found

    def waits_for(self, facts: Iterable[MappedFact], division: str, bits: int) -> Message:
        """The first missing reference of a row in the months ``bits``, as a message."""
        for reference in _references(facts):
            missing = bits & ~union(self.places(reference, division, bits))
            if not missing:
                continue
            if isinstance(reference, PersonRef) or reference.via is None or reference.head is None:
                break
            if self._person(reference.head) is None:
                break
            return self._waits_for_household(reference, reference.via, division, missing)
        return Message(
            "等待能说明该内部编号属于何人的名单（如公安常住人口）送达",
            "waits for the list that identifies the person of this number",
        )

    def _waits_for_household(self, reference: HouseholdRef, via: str, division: str, missing: int) -> Message:
        run, scope = self._run, f"{via}|{division}"
        # a fact of no month in particular waits for any
        month = "" if missing < 0 else f", {month_text(months_of(missing)[0])}"
        zh = f"{via}（{division}{month.replace(', ', '，')}）"
        place = run.heads.held_at(scope, missing)
        if place is not None:
            return Message(f"等待文件 {place}：该文件已暂缓，需先由人工处理", f"waits for {place}, which is held")
        if missing & _several(self._headed(reference, division)):
            return Message(
                f"{zh}中该户主名下有两户，无法确定属于哪一户；请核实后重新报送",
                f"{via} of {division}{month} has two households with this head; which one is meant is not known",
            )
        if missing & (run.covered.get(via, {}).get(division, 0) | run.heads.answered.get(scope, 0)):
            return Message(
                f"{zh}中没有以该人为户主的家庭；请核对户主身份证号后重新报送",
                f"no family of {via} of {division}{month} is headed by whom the row names; check the head's number",
            )
        return Message(
            f"等待 {zh}的名单送达",
            f"waits for {via} of {division}{month}, which has not been delivered",
        )

    def _person(self, reference: PersonRef) -> str | None:
        if reference.alias is None:
            return self._encoder.person(reference)
        return self._aliases.get(self._alias_key(reference.alias))

    def _alias_key(self, alias: str) -> str:
        return self._encoder.alias_key(alias)


def _several(headed: dict[str, int]) -> int:
    """Months in which more than one household is headed."""
    once = twice = 0
    for months in headed.values():
        twice |= once & months
        once |= months
    return twice


def _months_held(parts: Iterable[tuple[str, str | None]], division: str) -> int:
    months = 0
    for held_in, month in parts:
        if held_in == division:
            months |= EVER if month is None else bit(month_index(month))
    return months
