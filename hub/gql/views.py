"""Households and persons of the API: resolvers filter and page data already loaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from hub.chain import model
from hub.chain.events import Filter, make_chain, members, position
from hub.chain.facts import Fact, HouseholdFacts, PersonFacts
from hub.chain.read import Loaded
from hub.gql import ids, labels
from hub.gql.bounds import page_size
from hub.gql.context import Context
from hub.gql.cursors import Cursors
from hub.gql.events import made_event
from hub.gql.facts import FactMaker, when
from hub.gql.finding import FindingMaker
from hub.gql.units import milliseconds
from schema.gql.chain import ChainConnection, ChainEdge
from schema.gql.enums import HouseholdForm
from schema.gql.household import Household, Member
from schema.gql.paging import PageInfo
from schema.gql.person import Person
from schema.gql.said import Spell
from schema.gql.scalars import Date, Month


class Maker:
    """Builds API objects from one store result, for one viewer."""

    def __init__(self, context: Context, loaded: Loaded) -> None:
        self.facts = FactMaker(context.unsealer)
        self.findings = FindingMaker(context.viewer, loaded.departments)
        self.loaded = loaded

    def household(self) -> Household:
        facts = self.loaded.household()
        records = facts.of("household")
        return Household(
            id=ids.of_subject(facts.id),
            view=HouseholdFactsView(self, facts),
            form=HouseholdForm(facts.form),
            number=next((record.values["number"] for record in records if record.values.get("number")), None),
            divisions=sorted({fact.provenance.division for fact in (*facts.facts, *facts.memberships())}),
        )

    def person(self, facts: PersonFacts | None = None) -> Person:
        facts = facts or self.loaded.person()
        records = sorted(facts.of("person"), key=lambda fact: (-fact.provenance.learned_at, fact.provenance.fact))
        latest: dict[str, Any] = {}
        for record in records:
            latest = record.values | latest
        numbered = next((record for record in records if record.values.get("national_id")), None)
        birth = facts.birth or latest.get("birth")
        return Person(
            id=ids.of_subject(facts.id),
            view=PersonFactsView(self, facts),
            name=latest.get("name"),
            national_id=None if numbered is None else self.facts.masked("national_id", numbered),
            birth=Date(birth) if birth else None,
            sex=facts.sex or latest.get("sex"),
        )


class PersonFactsView:
    def __init__(self, maker: Maker, facts: PersonFacts) -> None:
        self._maker = maker
        self._facts = facts

    def facts(self, record: str, at: str | None = None) -> list[Any]:
        return _made(self._maker, self._facts.of(record), at)

    def findings(self) -> list[Any]:
        return [self._maker.findings.make(row) for row in sorted(self._facts.findings, key=lambda row: row.id)]


class HouseholdFactsView:
    def __init__(self, maker: Maker, facts: HouseholdFacts) -> None:
        self._maker = maker
        self._facts = facts

    def facts(self, record: str, at: str | None = None) -> list[Any]:
        return _made(self._maker, self._facts.of(record), at)

    def findings(self) -> list[Any]:
        found = {row.id: row for row in self._facts.findings}
        for person in self._facts.people.values():
            found |= {row.id: row for row in person.findings if row.id in self._told}
        return [self._maker.findings.make(found[id]) for id in sorted(found)]

    @cached_property
    def _told(self) -> set[str]:
        """Findings of the household's chain: a member's count while they were in it."""
        return {event.finding for event in make_chain(self._facts).events if isinstance(event, model.FindingEvent)}

    def members(self, at: str | None) -> list[Member]:
        present = {fact.subject for fact in self._facts.memberships() if at is None or fact.in_force(at)}
        return [
            Member(
                person=self._maker.person(self._facts.people[member.person]),
                relation=labels.relation(member.relation),
                spells=[Spell(first=Month(first), last=Month(last) if last else None) for first, last in member.spells],
            )
            for member in members(self._facts)
            if member.person in present
        ]

    def chain(
        self,
        first: int,
        after: str | None,
        at: str | None,
        known_at: str | None,
        members: Sequence[str],
        departments: Sequence[str],
    ) -> ChainConnection:
        size = page_size(first)
        asked = [self._facts.id, at, known_at, list(members), list(departments)]
        cursors = Cursors("chain", asked, str, int, str)
        start = cursors.after(after) if after is not None else None
        people = [ids.local(member, "Person") or "" for member in members]
        facts = self._facts if known_at is None else self._maker.loaded.household(milliseconds(known_at))
        chain = make_chain(facts, Filter(at, people, departments))
        events = chain.events if start is None else [event for event in chain.events if position(event) > start]
        edges = [ChainEdge(cursor=cursors.at(*position(event)), node=made_event(event)) for event in events[:size]]
        return ChainConnection(
            edges=edges,
            page_info=page_info([edge.cursor for edge in edges], more=len(events) > size, before=start is not None),
            total_count=len(chain.events),
            covered_until=Month(chain.covered_until) if chain.covered_until else None,
        )


def page_info(cursors: Sequence[str], *, more: bool, before: bool) -> PageInfo:
    return PageInfo(
        has_next_page=more,
        has_previous_page=before,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


def _made(maker: Maker, facts: Sequence[Fact], at: str | None) -> list[Any]:
    return [maker.facts.make(fact) for fact in sorted(facts, key=when) if at is None or fact.in_force(at)]
