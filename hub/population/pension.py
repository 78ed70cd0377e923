"""Premiums of residents' pension: paid this year for everybody in need, but for slips."""

from __future__ import annotations

from hub.population.assistance import counted_members
from hub.population.law import Law, Premium
from hub.population.people import Home, Person
from hub.population.timeline import Timeline, day_in

_AGES = range(16, 60)


def pay_premiums(home: Home, law: Law, timeline: Timeline) -> None:
    """This year's premium of everybody in need, in the first month of the need; once a person, wherever listed."""
    for person in home.members:
        if person.pensioned or (person.slips is not None and person.slips.no_premium):
            continue
        for month in range(timeline.last // 12 * 12, timeline.last + 1):
            kind = _need(person, home, month)
            if kind:
                person.pensioned = True
                law.premiums.append(Premium(person, home.county.code, day_in(month, 20), kind))
                break


def _need(person: Person, home: Home, month: int) -> str:
    """Why the premium is paid for a person; empty where it is not."""
    if month not in home.spell or not person.alive(month) or person.age(month) not in _AGES:
        return ""
    if person in counted_members(home, month) or (person in home.singles and month in home.singles[person]):
        return "低保对象"
    if person.tekun is not None and month in person.tekun[0]:
        return "特困人员"
    held = person.disability
    return "重度残疾人" if held is not None and held.valid(month) and held.grade <= 2 else ""
