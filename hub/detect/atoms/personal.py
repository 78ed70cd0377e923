"""Personal facts: certificates, age, death, school, medical cover, membership, guardianship.

They are answered by the streams of the person's hukou division.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hub.detect.known import EVER, NOTHING, Known
from hub.detect.node import Atom, Gap, Node
from hub.detect.periods import spread
from hub.detect.person import PersonMonths
from hub.detect.subject import NOWHERE, Evidence, Subject
from schema.policy.condition import (
    AgeAtom,
    CertificateAtom,
    CoverAtom,
    DeathAtom,
    EnrolmentAtom,
    GuardianshipAtom,
    MembershipAtom,
    Within,
)
from schema.policy.model import Bilingual
from schema.values.months import unbroken, with_earlier, with_later
from schema.values.relation import is_head


class Personal(Atom):
    """A household has no personal facts: for one, nothing is known."""

    __slots__ = ()

    def places(self, subject: Subject) -> Mapping[str, int]:
        return subject.home_places if isinstance(subject, PersonMonths) else NOWHERE

    def marks(self, subject: Subject) -> tuple[int, int]:
        yes = some = 0
        if isinstance(subject, PersonMonths):
            for evidence in self.all_facts(subject):
                yes |= evidence.fact.yes
                some |= evidence.fact.some
        return yes, some

    def all_facts(self, person: PersonMonths) -> Iterator[Evidence]:
        raise NotImplementedError

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        if isinstance(subject, PersonMonths):
            for evidence in self.all_facts(subject):
                if evidence.fact.yes & bits:
                    yield evidence


class HasCertificate(Personal):
    __slots__ = ("test",)

    def __init__(self, slot: int, atom: CertificateAtom) -> None:
        super().__init__(slot, ("certificate",), atom.note, (frozenset({"certificate"}),))
        self.test = atom.certificate

    def all_facts(self, person: PersonMonths) -> Iterator[Evidence]:
        test = self.test
        for fact in person.view.certificates:
            if (
                fact.status in test.status
                and (not test.grades or fact.grade in test.grades)
                and (not test.kinds or fact.kind in test.kinds)
            ):
                yield Evidence("certificate", fact)

    def marks(self, subject: Subject) -> tuple[int, int]:
        yes, some = super().marks(subject)
        return with_later(yes, self.test.lingers), with_later(some, self.test.lingers)

    def answered(self, subject: Subject) -> int:
        """A certificate that lingers is ruled out only where the months before are answered too."""
        return unbroken(super().answered(subject), self.test.lingers)

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return super().gaps(subject, with_earlier(bits, self.test.lingers))


class IsEnrolled(Personal):
    __slots__ = ("test",)

    def __init__(self, slot: int, atom: EnrolmentAtom) -> None:
        topics = tuple(f"enrolment:{stage.value}" for stage in atom.enrolment.stages)
        super().__init__(slot, topics, atom.note, (frozenset(topics),))
        self.test = atom.enrolment

    def all_facts(self, person: PersonMonths) -> Iterator[Evidence]:
        for fact in person.view.enrolments:
            if fact.stage in self.test.stages and fact.status in self.test.status:
                yield Evidence("enrolment", fact)


class IsCovered(Personal):
    """Within a year: any cover of that year, whatever scheme or area, satisfies it (policy: O07)."""

    __slots__ = ("test",)

    def __init__(self, slot: int, atom: CoverAtom) -> None:
        super().__init__(slot, ("cover",), atom.note, (frozenset({"cover"}),))
        self.test = atom.cover

    def compute(self, subject: Subject) -> Known:
        known = super().compute(subject)
        if self.test.within is Within.MONTH:
            return known
        return spread(known, subject.frame.window, self.test.within)

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.widened(subject, bits, self.test.within)

    def all_facts(self, person: PersonMonths) -> Iterator[Evidence]:
        for fact in person.view.covers:
            if not self.test.schemes or fact.scheme in self.test.schemes:
                yield Evidence("insurance_cover", fact)


class IsMember(Personal):
    __slots__ = ("form", "head")

    def __init__(self, slot: int, atom: MembershipAtom) -> None:
        super().__init__(slot, (f"membership:{atom.membership}",), atom.note, ())
        self.form = atom.membership
        self.head = atom.head

    def all_facts(self, person: PersonMonths) -> Iterator[Evidence]:
        for fact, household in person.memberships:
            if household.view.form == self.form and (not self.head or is_head(fact.relation)):
                yield Evidence("membership", fact)


class HasGuardianship(Personal):
    __slots__ = ("as_ward",)

    def __init__(self, slot: int, atom: GuardianshipAtom) -> None:
        super().__init__(slot, ("guardianship",), atom.note, ())
        self.as_ward = atom.guardianship == "ward"

    def all_facts(self, person: PersonMonths) -> Iterator[Evidence]:
        for fact in person.view.kinships:
            if fact.verb == "GUARDS" and (fact.ward if self.as_ward else fact.guardian) == person.id:
                yield Evidence("guardianship", fact)


class HasDied(Node):
    """``after``: the months after the month of death; ``month``: that month itself. A disputed death is unknown."""

    __slots__ = ("after", "note")

    def __init__(self, slot: int, atom: DeathAtom) -> None:
        super().__init__(slot, (frozenset({"death"}),))
        self.after = atom.death == "after"
        self.note: Bilingual | None = atom.note

    def compute(self, subject: Subject) -> Known:
        if not isinstance(subject, PersonMonths):
            return NOTHING
        life = subject.life
        yes = life.dead if self.after else life.died
        no = EVER & ~(yes | life.unknown)
        return Known(yes, no if self.note is not None else no & ~life.assumed)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        if isinstance(subject, PersonMonths) and self.known(subject).yes & bits:
            for fact in subject.view.deaths:
                yield Evidence("death", fact)


class IsAged(Node):
    """Completed years on the month's first day; a birthday within the month leaves the younger age in force."""

    __slots__ = ("first", "until")

    def __init__(self, slot: int, atom: AgeAtom) -> None:
        super().__init__(slot)
        self.first = atom.age.from_
        self.until = atom.age.until

    def compute(self, subject: Subject) -> Known:
        if not isinstance(subject, PersonMonths) or subject.view.birth is None:
            return NOTHING
        birth, window = subject.view.birth, subject.frame.window
        yes, some = window.span(_birthday(birth, self.first), _birthday(birth, self.until) if self.until else None)
        return Known(yes, EVER & ~some)


def _birthday(birth: date, years: int) -> date:
    """The day on which so many years are completed; for 29 February the 1 March of other years."""
    year = birth.year + years
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
