"""Reads a household or a person whole, with one statement, and gives plain facts.

Facts outside the reader's divisions are never read. ``known_at`` looks at the facts as they were then: versions that
were learned later are left out, those that have been superseded since come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from hub.chain.columns import CITED, FINDING, MAX_PEOPLE
from hub.chain.facts import Cited, CoverageLines, Fact, FindingRow, HouseholdFacts, PersonFacts, listed_once, standing
from hub.chain.model import Provenance
from hub.facts.columns import COMMON, about, shown
from hub.store import Store
from schema.catalogue.divisions import name_of
from schema.errors import CallerError
from schema.guardianship import Guardianship
from schema.membership import Membership
from schema.message import Message
from schema.parentage import Parentage
from schema.record import Record, Subject
from schema.records import RECORDS
from schema.values.month import month_index
from schema.values.months import Months

EVERYWHERE = ("",)
"""The divisions of the local operator: every division begins with nothing."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a household or person to read."""

    facts: bool = True
    payments: bool = True
    findings: bool = True
    homes: bool = False
    """Whether the home of a finding is in scope."""
    cites: bool = False
    sealed: bool = False
    history: bool = False
    dated: bool = False
    """The coverage of payments, bills and covers too; that of rosters is always read."""

    def parameters(self) -> dict[str, bool]:
        return {name: getattr(self, name) for name in self.__slots__}


class TooManyPeopleError(CallerError):
    """A household of more people than are read at once: a dormitory, a welfare home, a whole work unit."""

    def __init__(self, household: str) -> None:
        self.household = household
        super().__init__(
            Message(
                f"家庭 {household} 现有或曾有成员超过 {MAX_PEOPLE} 人，请改为按人查询",
                f"more than {MAX_PEOPLE} people are or were in household {household}: ask for persons instead",
            )
        )


async def read_household(
    store: Store, household: str, divisions: Sequence[str] = EVERYWHERE, parts: Parts | None = None
) -> Loaded | None:
    """None when there is none, or none within the divisions. Raises ``TooManyPeopleError``."""
    loaded = await _read(store, "chain/household", household, divisions, parts)
    if loaded is not None and loaded.people > MAX_PEOPLE:
        raise TooManyPeopleError(household)
    return loaded


async def read_person(
    store: Store, person: str, divisions: Sequence[str] = EVERYWHERE, parts: Parts | None = None
) -> Loaded | None:
    """None when there is none, or none within the divisions."""
    return await _read(store, "chain/person", person, divisions, parts)


async def _read(store: Store, statement: str, id: str, divisions: Sequence[str], parts: Parts | None) -> Loaded | None:
    wanted = (parts or Parts()).parameters()
    rows = await store.read(statement, id=id, divisions=list(divisions), **wanted)
    return Loaded(rows[0], tuple(divisions)) if rows else None


class Loaded:
    """One answer of the store; ``household`` and ``person`` look at it as of an instant."""

    def __init__(self, row: dict[str, Any], divisions: tuple[str, ...]) -> None:
        self._row = row
        self._divisions = divisions
        self.departments: dict[str, str] = dict(row["departments"])
        self._coverage: CoverageLines = {
            (stream, division): tuple(sorted((month_index(month), learned) for month, learned in months))
            for stream, division, months in (*row["coverage"], *row["dated_coverage"])
        }
        self._answered: dict[tuple[str, str, int | None], tuple[int, ...]] = {}

    @property
    def people(self) -> int:
        """How many people were read."""
        return len(self._row["people"])

    def household(self, known_at: int | None = None) -> HouseholdFacts:
        row = self._row
        id = row["id"]
        facts = [
            self._fact(record, columns, id, "household")
            for record in about(Subject.HOUSEHOLD)
            for columns in row[record.LIST]
        ]
        past = self._past() if known_at is not None else {}
        household = HouseholdFacts(
            id=id,
            form=row["form"],
            facts=self._as_of([*facts, *past.get(id, ())], known_at),
            findings=self._findings(row["findings"], known_at),
            people={person.id: person for person in self._people(known_at, past)},
        )
        # people who were members only later, or elsewhere, are not in it
        household.people = {
            key: person
            for key, person in household.people.items()
            if any(fact.record == "membership" and fact.object == id and _was_listed(fact) for fact in person.facts)
        }
        return household

    def person(self, known_at: int | None = None) -> PersonFacts:
        past = self._past() if known_at is not None else {}
        return next(self._people(known_at, past))

    def _people(self, known_at: int | None, past: dict[str, list[Fact]]) -> Iterator[PersonFacts]:
        """Each person once, with the facts of all their nodes."""
        nodes: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(self._row["people"], key=lambda row: str(row["node"])):
            nodes.setdefault(row["id"], []).append(row)
        for id, rows in nodes.items():
            yield PersonFacts(
                id=id,
                birth=next((row["birth"] for row in rows if row["birth"]), None),
                sex=next((row["sex"] for row in rows if row["sex"]), None),
                facts=self._as_of([*(fact for row in rows for fact in self._held(row)), *past.get(id, ())], known_at),
                findings=self._findings([finding for row in rows for finding in row["findings"]], known_at),
            )

    def _held(self, row: dict[str, Any]) -> Iterator[Fact]:
        """The facts of one node of a person."""
        id = row["id"]
        for record in about(Subject.PERSON):
            for columns in row[record.LIST]:
                yield self._fact(record, columns, id, "person")
        for *columns, household, form in row[Membership.LIST]:
            yield self._fact(Membership, columns, id, "person", household, {"form": form})
        for record, downward, upward in ((Guardianship, "wards", "guardians"), (Parentage, "children", "parents")):
            for *columns, younger in row[downward]:
                yield self._fact(record, columns, id, "person", younger)
            for *columns, elder in row[upward]:
                yield self._fact(record, columns, elder, "person", id)

    def _fact(
        self,
        record: type[Record],
        columns: Sequence[Any],
        subject: str,
        subject_type: str,
        object: str | None = None,
        more: dict[str, Any] | None = None,
    ) -> Fact:
        read = dict(zip(shown(record).names, columns, strict=True))
        values = {name: read[name] for name in _values(record) if read[name] is not None}
        return self._made(record.NAME, read, values | (more or {}), subject, subject_type, object)

    def _made(
        self,
        record: str,
        common: dict[str, Any],
        values: dict[str, Any],
        subject: str,
        subject_type: str,
        object: str | None,
    ) -> Fact:
        stream, months = common["stream"], common.get("months")
        return Fact(
            record=record,
            provenance=Provenance(
                fact=common["id"],
                stream=stream,
                department=self.departments.get(stream.partition(".")[0], ""),
                division=common["division"],
                run=common["run"],
                learned_at=common["learned_at"],
            ),
            key_id=common.get("key_id"),
            retired_at=common.get("retired_at"),
            months=None if months is None else Months.parse(months),
            subject=subject,
            subject_type=subject_type,
            values=values,
            object=object,
        )

    def _as_of(self, facts: Iterable[Fact], known_at: int | None) -> list[Fact]:
        found = []
        for fact in standing(facts, known_at):
            fact.covered = self._covered(fact.provenance.stream, fact.provenance.division, known_at)
            if fact.months is not None:
                fact.listed = tuple(fact.months.within(fact.covered))
            found.append(fact)
        return listed_once(found)

    def _covered(self, stream: str, division: str, known_at: int | None) -> tuple[int, ...]:
        """The months that a stream had answered for a division; worked out once, because most facts share them."""
        key = stream, division, known_at
        found = self._answered.get(key)
        if found is None:
            lines = self._coverage.get((stream, division), ())
            found = tuple(month for month, learned in lines if known_at is None or learned <= known_at)
            self._answered[key] = found
        return found

    def _past(self) -> dict[str, list[Fact]]:
        """Superseded versions within the scope, by subject: nodes that kept every property of the fact they were."""
        people = {row["node"]: row["id"] for row in self._row["people"]}
        found: dict[str, list[Fact]] = {}
        for old in self._row["superseded"]:
            record = RECORDS.get(old["type"])
            if record is None:
                continue
            columns = shown(record)
            values = {
                name: old[name] for name in _values(record) if name not in columns.sealed and old.get(name) is not None
            }
            kind = "household" if old["subject"].startswith("h") else "person"
            subject, object = (people.get(id, id) for id in (old["subject"], old.get("object")))
            common = {**old, "id": old["fact"], "retired_at": old.get("was_retired_at")}
            made = self._made(record.NAME, common, values, subject, kind, object)
            made.replaced_at = old["retired_at"]
            found.setdefault(subject, []).append(made)
        return found

    def _findings(self, rows: Iterable[Sequence[Any]], known_at: int | None) -> list[FindingRow]:
        return [finding_row(row, self._divisions) for row in rows if known_at is None or _raised(row) <= known_at]


_FIRST_SEEN = FINDING.index("first_seen")


def _raised(row: Sequence[Any]) -> int:
    return int(row[_FIRST_SEEN])


@cache
def _values(record: type[Record]) -> tuple[str, ...]:
    """The names of a fact's values: its columns without those that every fact has."""
    return tuple(name for name in shown(record).names if name not in COMMON and name != "retired_at")


def _was_listed(fact: Fact) -> bool:
    """Whether a roster's fact has any month that was known; other facts always speak."""
    return fact.months is None or bool(fact.listed)


def _without_places(values: dict[str, Any], divisions: tuple[str, ...]) -> dict[str, Any]:
    """The sentences without the names of divisions that are not the reader's: of another's fact no division shows."""
    for place in values["divisions"] or ():
        if not place.startswith(divisions):
            name = name_of(place) or place
            values["sentence_zh"] = values["sentence_zh"].replace(name, "另一地区")
            values["sentence_en"] = values["sentence_en"].replace(name, "another division")
    return values


def finding_row(row: Sequence[Any], divisions: tuple[str, ...]) -> FindingRow:
    """A finding from its list (``statements.finding``)."""
    values = _without_places(dict(zip(FINDING, row, strict=False)), divisions)
    household_visible, cited = row[len(FINDING) :]
    found = {}
    for columns in cited:
        fact = dict(zip(CITED, columns, strict=True))
        found[fact["id"]] = Cited(
            fact=fact["id"],
            division=fact["division"],
            stream=fact["stream"],
            item=fact["item"] or fact["category"],
            months=(fact["month"],) if fact["month"] else (),
            visible=fact["division"].startswith(divisions),
        )
    return FindingRow(values["id"], values, bool(household_visible), found)
