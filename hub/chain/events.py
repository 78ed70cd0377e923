"""From facts to a chain: each spell begins, changes and ends; payments, deaths and bills happen once.

Order is total and the same for every reader: date, then kind, then id. A person's facts belong to a household's chain
while they were in it; a death always does, because it often ends the membership.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hub.chain.facts import Fact, FindingRow, HouseholdFacts
from hub.chain.model import Chain, Covered, Event, FactEvent, FindingEvent, Member, Phase
from schema.records import default_of, event_form, events
from schema.values.month import month_index, month_text
from schema.values.relation import is_head

FINDING = "finding"
ORDER = {event_form(record).kind: event_form(record).order for record in events()} | {FINDING: 1000}
"""Of events of one day, by kind."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Filter of a chain; an empty list filters nothing."""

    at: str | None = None
    """ISO day: only facts in force on it."""
    members: Collection[str] = ()
    """Person ids; the household's own events count as everybody's."""
    departments: Collection[str] = ()


def make_chain(household: HouseholdFacts, wanted: Filter | None = None) -> Chain:
    """The chain of a household from its facts."""
    wanted = wanted or Filter()
    spans = _spans(household)
    facts = [fact for fact in household.facts if fact.record != "household"]
    for person in household.people.values():
        facts += [fact for fact in person.facts if _belongs(fact, person.id, household.id, spans)]
    events = list(_tell(facts, wanted.at))
    events += _findings(household, spans, wanted.at)
    kept = [event for event in events if _wanted(event, wanted)]
    covered = {(fact.provenance.stream, fact.provenance.division): fact.covered for fact in facts if fact.covered}
    records = household.of("household")
    return Chain(
        household=household.id,
        form=household.form,
        number=next((fact.values["number"] for fact in records if fact.values.get("number")), None),
        divisions=tuple(sorted({fact.provenance.division for fact in facts})),
        members=tuple(members(household)),
        events=tuple(sorted(kept, key=position)),
        covered_until=month_text(max(months[-1] for months in covered.values())) if covered else None,
        covered=tuple(
            Covered(stream, division, tuple(map(month_text, months)))
            for (stream, division), months in sorted(covered.items())
        ),
    )


def position(event: Event) -> tuple[str, int, str]:
    """The sort key of an event in its chain."""
    return event.on, ORDER[event.kind], event.id


def members(household: HouseholdFacts) -> Iterator[Member]:
    """All current and former members, the head first, then by first month."""
    found = []
    for person, facts in _by_person(household.memberships()).items():
        known = household.people[person]
        spells = sorted((spell for fact in facts for spell in fact.spells()), key=_standing_last)
        names = sorted(known.of("person"), key=lambda fact: (-fact.provenance.learned_at, fact.provenance.fact))
        found.append(
            Member(
                person=person,
                name=next((fact.values["name"] for fact in names if fact.values.get("name")), None),
                birth=known.birth,
                sex=known.sex,
                relation=max(facts, key=lambda fact: (fact.listed[-1:], fact.provenance.fact)).values.get("relation"),
                spells=tuple(_joined(spells)),
            )
        )
    return iter(sorted(found, key=_head_first))


def _standing_last(spell: tuple[str, str | None]) -> tuple[str, str]:
    """Spells by their first month; of two that begin together the open one comes last."""
    return spell[0], spell[1] or "9999"


def _head_first(member: Member) -> tuple[object, ...]:
    came = _standing_last(member.spells[0]) if member.spells else ("", "")
    return not is_head(member.relation), came, member.birth or "", member.person


def _joined(spells: list[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    """Spells that touch or overlap as one: two sources, or a relation that changed, are one membership."""
    current: tuple[str, str | None] | None = None
    for first, last in spells:
        if current is None:
            current = first, last
        elif current[1] is None or month_index(first) <= month_index(current[1]) + 1:
            end = None if current[1] is None or last is None else max(current[1], last)
            current = current[0], end
        else:
            yield current
            current = first, last
    if current is not None:
        yield current


def _by_person(memberships: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in memberships:
        found.setdefault(fact.subject, []).append(fact)
    return found


Spans = dict[str, list[tuple[int, int]]]
"""Person -> first and last months of their times in the household."""


def _spans(household: HouseholdFacts) -> Spans:
    """An uncovered month does not split a stay; a month in another household of the form does."""
    spans: Spans = {}
    for person, facts in _by_person(household.memberships()).items():
        elsewhere = {
            month
            for fact in household.people[person].of("membership")
            if fact.object != household.id and fact.values.get("form", household.form) == household.form
            for month in fact.listed
        }
        times = spans[person] = []
        for first, last in _joined(sorted((spell for fact in facts for spell in fact.spells()), key=_standing_last)):
            begin, end = month_index(first), month_index(last) if last else 1 << 20
            if times and not any(times[-1][1] < month < begin for month in elsewhere):
                begin = times.pop()[0]
            times.append((begin, end))
    return spans


def _belongs(fact: Fact, person: str, household: str, spans: Spans) -> bool:
    if fact.record == "person":
        return False
    if fact.record == "membership":
        return fact.object == household
    if fact.record == "death":
        return True
    begin, end = _extent(fact)
    return any(begin <= last and end >= first for first, last in spans.get(person, ()))


def _extent(fact: Fact) -> tuple[int, int]:
    """The months from first to last that a fact speaks of."""
    if fact.months is not None:
        return (fact.listed[0], fact.listed[-1]) if fact.listed else (1 << 20, 0)
    values = fact.values
    if fact.dated:
        start, until = values.get("valid_from"), values.get("valid_until")
        return month_index(start) if start else 0, month_index(until) if until else 1 << 20
    day = once(fact)
    return (month_index(day), month_index(day)) if day else (1 << 20, 0)


def once(fact: Fact) -> str | None:
    """The day (or month) of something that happens once; None where its source gives neither."""
    if fact.happened:
        return fact.happened
    values = fact.values
    year = values.get("school_year")
    if year:  # 学年 begins in August, its spring term in February (policy.md §11.12)
        return f"{year[5:9]}-02" if values.get("term") == "spring" else f"{year[:4]}-08"
    return None


def _tell(facts: Iterable[Fact], at: str | None) -> Iterator[Event]:
    """Phases are derived from all versions of a fact; ``at`` then selects those in force."""
    rosters: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if fact.months is not None:
            rosters.setdefault((fact.record, fact.subject, fact.key_id or fact.provenance.fact), []).append(fact)
        elif at is None or fact.in_force(at):
            yield from _dated(fact)
    for versions in rosters.values():
        for fact, event in _listed(versions):
            if at is None or fact.in_force(at):
                yield event


def _listed(versions: list[Fact]) -> Iterator[tuple[Fact, Event]]:
    """One key of a roster: where another content follows without a gap it changes, it does not end and begin."""
    spells = sorted(((first, last, fact) for fact in versions for first, last in fact.spells()), key=lambda s: s[0])
    for number, (first, last, fact) in enumerate(spells):
        before = spells[number - 1] if number else None
        after = spells[number + 1] if number + 1 < len(spells) else None
        follows = before is not None and _adjoins(before, first)
        yield fact, _event(fact, f"{first}-01", False, Phase.CHANGES if follows else Phase.BEGINS, first, last)
        if last is not None and not (after is not None and _adjoins((first, last, fact), after[0])):
            yield fact, _event(fact, f"{month_text(month_index(last) + 1)}-01", False, Phase.ENDS, first, last)


def _adjoins(spell: tuple[str, str | None, Fact], first: str) -> bool:
    """Whether no answered month lies between the end of a spell and the beginning of the next."""
    last = spell[1]
    return last is None or not any(month_index(last) < month < month_index(first) for month in spell[2].covered)


def _dated(fact: Fact) -> Iterator[Event]:
    values = fact.values
    if fact.dated:
        start, until = values.get("valid_from"), values.get("valid_until")
        first, last = start[:7] if start else None, until[:7] if until else None
        if start:
            yield _event(fact, start, True, Phase.BEGINS, first, last)
        if until:
            yield _event(fact, until, True, Phase.ENDS, first, last)
        return
    day = once(fact)
    if day is not None:
        yield _event(fact, day if len(day) == 10 else f"{day}-01", len(day) == 10, Phase.ONCE, None, None)


def _event(fact: Fact, on: str, exact: bool, phase: Phase, first: str | None, last: str | None) -> Event:
    form = event_form(fact.record)
    values = dict(zip(form.ends, (fact.subject, fact.object), strict=True)) if form.ends else {}
    for name, field in form.fields.items():
        values[name] = fact.values.get(field, default_of(fact.record, field))
    return FactEvent(
        kind=form.kind,
        id=_event_id(fact.provenance.fact, phase, first or on),
        on=on,
        exact=exact,
        phase=phase,
        subject_type=fact.subject_type,
        subject=fact.subject,
        provenance=fact.provenance,
        first=first,
        last=last,
        record=fact.record,
        values=values,
    )


def _event_id(fact: str, *parts: str) -> str:
    # a fact's id is a keyed hash already: this only distinguishes its events
    return "e" + hashlib.sha256("|".join((fact, *parts)).encode()).hexdigest()[:31]


def _findings(household: HouseholdFacts, spans: Spans, at: str | None) -> Iterator[Event]:
    seen = set()
    rows: list[FindingRow] = list(household.findings)
    for person in household.people.values():
        rows += [row for row in person.findings if _within(row.values["months"], spans[person.id])]
    for row in rows:
        values: dict[str, Any] = row.values
        months = sorted(values["months"])
        if row.id in seen or not months or (at is not None and at[:7] not in months):
            continue
        seen.add(row.id)
        yield FindingEvent(
            kind=FINDING,
            id=_event_id(row.id, "finding"),
            on=f"{months[0]}-01",
            exact=False,
            phase=Phase.ONCE,
            subject_type=values["subject_type"],
            subject=values["subject"],
            provenance=None,
            first=months[0],
            last=months[-1],
            finding=row.id,
            months=tuple(months),
            departments=tuple(values["departments"] or ()),
            **{name: values[name] for name in _FINDING},
        )


def _within(months: Iterable[str], times: list[tuple[int, int]]) -> bool:
    return any(first <= month_index(month) <= last for month in months for first, last in times)


_FINDING = ("rule", "type", "severity", "effect", "amount", "state", "sentence_zh", "sentence_en")


def _wanted(event: Event, wanted: Filter) -> bool:
    if wanted.members and event.subject_type == "person" and event.subject not in wanted.members:
        return False
    if not wanted.departments:
        return True
    if isinstance(event, FindingEvent):
        return any(department in wanted.departments for department in event.departments)
    return event.provenance is not None and event.provenance.department in wanted.departments
