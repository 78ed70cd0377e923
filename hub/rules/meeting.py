"""The people of an example who meet at an anchor, as the statements of patterns give them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.detect.dossier import MembershipFact
from hub.detect.kinds.pattern_row import PatternFact, PatternRow, Stay
from hub.rules.example import ExampleFact
from hub.rules.world import Built, stored_values

MEETS = {
    "account": ("payment", "account"),
    "invoice": ("medical_expense", "invoice"),
    "dwelling": ("household", "address"),
}
"""Anchor -> the record that leads to it, and its field."""


def rows(anchor: str, built: Built) -> list[PatternRow]:
    """One row a person and anchor, of the dates and months that the facts themselves name."""
    record, field = MEETS[anchor]
    if record == "household":
        return list(_at_dwellings(built, field))
    found: dict[tuple[str, str], list[PatternFact]] = {}
    for number, fact in enumerate(built.world.facts):
        if fact.fact == record and fact.of in built.people:
            values = stored_values(fact.record, fact.fields)
            if values[field] is not None:
                found.setdefault((values[field], fact.of), []).append(_fact(number, fact, values))
    return [_row(built, place, person, facts) for (place, person), facts in found.items()]


def _at_dwellings(built: Built, field: str) -> Iterator[PatternRow]:
    """Who is or was in one of the homes of an address, with their memberships there and in households of assistance."""
    homes: dict[str, set[str]] = {}
    for fact in built.world.facts:
        if fact.fact == "household":
            homes.setdefault(stored_values(fact.record, fact.fields)[field], set()).add(fact.of)
    for address, places in homes.items():
        for person, view in built.people.items():
            stays = tuple(
                _stay(built, member)
                for member in view.memberships
                if member.household in places or built.households[member.household].form == "assistance"
            )
            if any(stay.household in places for stay in stays):
                yield PatternRow(address, person, (), stays=stays)


def _stay(built: Built, member: MembershipFact) -> Stay:
    cited = PatternFact("membership", member.id, None, "", None, None, member.stream, member.division, "", 0)
    months = frozenset(built.window.months(member.yes))
    return Stay(member.household, built.households[member.household].form, months, cited)


def _row(built: Built, anchor: str, person: str, facts: list[PatternFact]) -> PatternRow:
    view = built.people[person]
    return PatternRow(
        anchor,
        person,
        tuple(facts),
        frozenset(values["name"] for _, _, values in _of(built, person, "person")),
        frozenset(fact.household for fact in view.memberships if not built.is_registered(fact.household)),
        frozenset(kin.guardian for kin in view.kinships if kin.ward == person),
        tuple(_fact(*each) for each in _of(built, person, "death")),
        frozenset(values["settled_on"][:7] for _, _, values in _of(built, person, "medical_expense")),
    )


def _of(built: Built, person: str, record: str) -> Iterator[tuple[int, ExampleFact, dict[str, Any]]]:
    for number, fact in enumerate(built.world.facts):
        if fact.fact == record and fact.of == person:
            yield number, fact, stored_values(fact.record, fact.fields)


def _fact(number: int, fact: ExampleFact, values: dict[str, Any]) -> PatternFact:
    on = values[fact.record.ON or ""]
    return PatternFact(
        fact.fact,
        f"f{number:03d}",
        values.get("item"),
        on[:7],
        values.get("amount"),
        values.get("account_name"),
        f"example.{fact.fact}",
        fact.at or "370102",
        "",
        0,
    )
