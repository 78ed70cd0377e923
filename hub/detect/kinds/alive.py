"""The months in which a rule's subject lives: a person, or somebody of a household."""

from __future__ import annotations

from hub.detect.household import HouseholdMonths
from hub.detect.link import members
from hub.detect.person import PersonMonths
from hub.detect.subject import Subject
from schema.values.months import ALL, BEFORE


def alive(subject: Subject) -> tuple[int, int]:
    """(months in which the person, or a listed member, is neither dead nor possibly dead, months without a death)."""
    if isinstance(subject, PersonMonths):
        life = subject.life
        return ALL & ~(life.dead | life.unknown), ALL & ~life.dead
    if isinstance(subject, HouseholdMonths):
        sure = maybe = 0
        for person, months in members(subject):
            sure |= months & ~(person.life.dead | person.life.unknown)
            maybe |= months & ~person.life.dead
        return sure & ~BEFORE, maybe & ~BEFORE
    return ALL, ALL
