"""A condition over the people around a subject: members of the home, parents, guardians."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from hub.detect.dossier import KIN
from hub.detect.household import HouseholdMonths
from hub.detect.known import ALWAYS, EVER, NEVER, Known, at_least
from hub.detect.link import judged_home, linked, members
from hub.detect.node import Gap, Node
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject

VERBS = {"guardian": "GUARDS", "parent": "PARENT_OF"}
"""The relationship from a guardian or parent."""


class Related(Node):
    """A condition over the people around a subject: members of the home, parents, guardians."""

    __slots__ = ("every", "relation", "where")

    def __init__(self, slot: int, where: Node, relation: str, *, every: int = 0) -> None:
        """``every``: the condition holds for each of at least so many; 0 is for one of them."""
        of_member = () if every else where.needs
        super().__init__(slot, of_member if relation == "member" else (frozenset({KIN[VERBS[relation]]}),))
        self.where = where
        self.relation = relation
        self.every = every

    def asked(self, *, holds: bool) -> frozenset[str]:
        return self.where.asked(holds=holds)

    def compute(self, subject: Subject) -> Known:
        answers = [
            (Known(bits, EVER & ~bits), self.where.known(person)) for person, bits, _ in related(subject, self.relation)
        ]
        if self.every:
            present = at_least(self._present(subject).values(), self.every)
            held = reduce(lambda left, right: left & right, (~there | known for there, known in answers), ALWAYS)
            return held & Known(present, 0)
        # an unlisted parent or guardian may exist: "none of them" stays unknown there
        known = reduce(lambda left, right: left | right, (there & answer for there, answer in answers), NEVER)
        return known if self.relation == "member" else Known(known.yes, 0)

    def _present(self, subject: Subject) -> dict[str, int]:
        """The months in which each of them is there, however many facts relate the two."""
        found: dict[str, int] = {}
        for person, months, _ in related(subject, self.relation):
            found[person.id] = found.get(person.id, 0) | months
        return found

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        unknown = self.known(subject).unknown & bits
        for person, months, _ in related(subject, self.relation):
            if unknown & months:
                yield from self.where.gaps(person, unknown & months)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        for person, months, evidence in related(subject, self.relation):
            part = self.where.known(person).yes & months & bits
            if part:
                yield from evidence
                yield from self.where.facts(person, part)


def related(subject: Subject, relation: str) -> Iterator[tuple[PersonMonths, int, tuple[Evidence, ...]]]:
    """(person, months, facts that relate them): members of a household or of the judged home, parents, guardians."""
    if relation == "member":
        household = subject if isinstance(subject, HouseholdMonths) else judged_home(subject)
        if household is not None:
            for person, months in members(household):
                facts = tuple(Evidence("membership", fact) for fact, place in person.memberships if place is household)
                yield person, months, facts
    elif isinstance(subject, PersonMonths):
        verb = VERBS[relation]
        people = linked(subject).people
        for fact in subject.view.kinships:
            other = people.get(fact.guardian)
            if fact.verb == verb and fact.ward == subject.id and other is not None:
                yield other, fact.yes, (Evidence(KIN[verb], fact),)
