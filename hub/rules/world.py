"""The world of an example as the engine reads it: facts by the forms of dossiers, coverage of every topic.

Facts go through the same forms as those of the graph, so a record's fields mean here what they mean there.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import TypeAdapter
from pydantic_core import PydanticUndefined

from hub.detect.coverage import Coverage, StreamInfo
from hub.detect.dossier import Dossier, Fact, HouseholdView, MembershipFact, PersonView
from hub.dossier import forms
from hub.dossier.home import home
from hub.dossier.validity import Times
from hub.facts.columns import COMMON, asked
from hub.rules.example import ExampleFact, World
from hub.sync.encoding import plain
from schema.catalogue.catalogue import catalogue
from schema.record import Record
from schema.records import RECORDS, declared
from schema.values.catalogue_code import CategoryCode, ItemCode
from schema.values.months import ALL, Months, Window

_REGISTERED = "registered-"


class Built:
    """Everybody and every household of an example, with what is covered."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.window = Window.ending(world.as_of)
        self.people = {id: PersonView(id, one.born, one.sex) for id, one in world.people.items()}
        self.households = {id: HouseholdView(id, one.form.value) for id, one in world.households.items()}
        self.places = {id: one.at for id, one in world.households.items()}
        self._streams = {stream.name: stream for stream in _streams(frozenset(world.silent))}
        self._count = 0
        divisions = {one.at for one in world.people.values() if one.at} | {one.at for one in world.households.values()}
        divisions |= {fact.at for fact in world.facts if fact.at}
        self._covered = {(name, place): ALL for name in self._streams for place in divisions}
        self._times = Times(self.window, self._covered)
        for id, person in world.people.items():
            if person.at is not None:
                self._register(id, person.at)
        for fact in world.facts:
            self._add(fact)

    def coverage(self) -> Coverage:
        months = self.window.months(ALL)
        runs = {(stream, place, month): f"{stream}@{month}" for month in months for stream, place in self._covered}
        return Coverage(self._streams, self._covered, runs)

    def dossiers(self) -> Iterator[Dossier]:
        """One of each home, one of each person without."""
        homes = {id: home(view, self.households) for id, view in self.people.items()}
        for place in sorted({each for each in homes.values() if each is not None}):
            yield self._dossier(place, [id for id, each in homes.items() if each == place])
        for id in (id for id, each in homes.items() if each is None):
            yield self._dossier(None, [id])

    def is_registered(self, household: str) -> bool:
        """Whether it is the registered household that an example's people have by themselves: nobody is kin in it."""
        return household.startswith(_REGISTERED)

    def _dossier(self, place: str | None, residents: list[str]) -> Dossier:
        return Dossier(place, self.people, self.households, residents)

    def _register(self, person: str, division: str) -> None:
        """In the registered household of the division."""
        id = f"{_REGISTERED}{division}"
        self.places.setdefault(id, division)
        self.households.setdefault(id, HouseholdView(id, "hukou"))
        first, last = self.window.texts(ALL)[0], self.window.texts(ALL)[-1]
        self._add(ExampleFact(fact="membership", of=person, to=id, months=f"{first}/{last}"))

    def _add(self, fact: ExampleFact) -> None:
        record = fact.record
        if record.FROM_FACT:
            return  # a description: rules ask it only where people meet (hub.rules.meeting)
        division = fact.at or self.places.get(fact.to or "") or self._place(fact.of)
        row = self._row(fact, division)
        if record.NAME == "membership":
            self._join(row, fact)
        elif record.OBJECT is not None:
            self._tie(row, fact)
        else:
            self._hold(row, fact)

    def _join(self, row: list[Any], fact: ExampleFact) -> None:
        member: MembershipFact | None = forms.MEMBERSHIP.fact(self._times, row)
        if member is None or fact.to is None:
            return
        member.household = fact.to
        household = self.households[fact.to]
        self.people[fact.of].memberships.append(member)
        household.members.append((fact.of, member))
        household.divisions[member.division] = household.divisions.get(member.division, 0) | member.yes

    def _tie(self, row: list[Any], fact: ExampleFact) -> None:
        kin = forms.KINSHIP.fact(self._times, row)
        if kin is None or fact.to is None:
            return
        kin.verb, kin.guardian, kin.ward = fact.record.VERB, fact.of, fact.to
        for id in (fact.of, fact.to):
            self.people[id].kinships.append(kin)

    def _hold(self, row: list[Any], fact: ExampleFact) -> None:
        holder = self.people.get(fact.of) or self.households[fact.of]
        if fact.fact in forms.TYPED:
            made: Fact | None = forms.TYPED[fact.fact].fact(self._times, row)
            if made is not None:
                getattr(holder, fact.record.LIST).append(made)
            return
        declared = forms.DECLARED[fact.fact].fact(self._times, row)
        if declared is not None:
            holder.declared = {**holder.declared, fact.fact: [*holder.declared.get(fact.fact, ()), declared]}

    def _place(self, id: str) -> str:
        person = self.world.people.get(id)
        return self.places[id] if person is None else person.at or next(iter(self.places.values()))

    def _row(self, fact: ExampleFact, division: str) -> list[Any]:
        """A row of a statement that reads the record."""
        self._count += 1
        record = fact.record
        stream = _stream(record.TOPIC or record.NAME)
        months = None if fact.months is None else Months.parse(fact.months).text()
        common = {"id": f"f{self._count:03d}", "run": "", "learned_at": self._count, "key_id": ""}
        common |= {"stream": stream, "division": division, "months": months}
        values = stored_values(record, fact.fields)
        names = asked(record).names[len(COMMON) :]
        return [*(common[name] for name in COMMON), *(values[name.removesuffix("_key")] for name in names)]


def stored_values(record: type[Record], given: dict[str, Any]) -> dict[str, Any]:
    """Every field as the graph keeps it, checked as a card's values are."""
    values: dict[str, Any] = {}
    for name, field in record.model_fields.items():
        value = field.get_default(call_default_factory=True)
        if name in given:
            kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
            value = TypeAdapter(kind).validate_python(given[name])
        values[name] = None if value is None or value is PydanticUndefined else plain(value)
    return values


def _stream(family: str) -> str:
    return f"example.{family}"


def _streams(silent: frozenset[str]) -> Iterator[StreamInfo]:
    """One stream a family of topics, in every division."""
    topics: dict[str, set[str]] = {}
    for record in RECORDS.values():
        if record.TOPIC is not None and not record.FROM_FACT and record.NAME != "membership":
            codes = _codes(record)
            topics.setdefault(record.TOPIC, set()).update(f"{record.TOPIC}:{code}" for code in codes)
            if not codes:
                topics[record.TOPIC].add(record.TOPIC)
    topics["membership"] = {f"membership:{form}" for form in ("assistance", "hukou", "fanpin", "tenancy")}
    for family, found in topics.items():
        yield StreamInfo(_stream(family), "example", frozenset(found - silent), ("",))


def _codes(record: type[Record]) -> frozenset[str]:
    """Every code that the record's topics may have."""
    if record.CODED is None:
        return frozenset()
    for part in declared(record.NAME)[record.CODED]:
        if part is ItemCode:
            return frozenset(catalogue().items)
        if part is CategoryCode:
            return frozenset(catalogue().categories)
        if isinstance(part, type) and issubclass(part, StrEnum):
            return frozenset(code.value for code in part)
    raise TypeError(f"the codes of {record.NAME}.{record.CODED} are not listed anywhere")
