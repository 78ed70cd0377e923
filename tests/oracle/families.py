"""What a random household has besides: parents, means checks, work, illness, losses, applications, visits, needs."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from tests.oracle.make import Maker
from tests.oracle.months import later, month_of
from tests.oracle.plain import (
    Application,
    Award,
    Certificate,
    Check,
    Death,
    Expense,
    Holder,
    Illness,
    Loss,
    Parentage,
    Person,
    Record,
    Status,
    Stream,
    Visit,
    World,
)

STATES = ("lost_contact", "revoked", "deported", "restrained")
STREAMS: dict[str, tuple[str, ...]] = {
    "gongan_parents.children": ("parentage",),
    "minzheng_parents.states": tuple(f"parental_state:{kind}" for kind in STATES),
    "sifa_custody.people": ("custody:prison", "custody:rehabilitation", "custody:correction"),
    "sifa_missing.people": ("home_absence:missing",),
    "yibao_chronic.people": ("illness",),
    "renshe_push.people": ("employment:employed", "employment:unemployed"),
    "caizheng_payroll.people": ("payroll",),
    "minzheng_hedui.reports": ("means_check",),
    "minzheng_ledger.applications": ("application",),
    "minzheng_visits.visits": ("visit",),
    "yingji_losses.losses": ("disaster_loss",),
    "yingji_aid.awards": ("benefit:dis_emergency",),
    "cishan_aid.awards": ("benefit:charity_aid",),
}
CAUSES = ("medical_cost", "sudden_illness", "natural_disaster")


def make(seed: int) -> World:
    """The same for the same seed."""
    rng = Random(seed)
    maker = Maker(rng)
    world = maker.make()
    Families(Random(f"family {seed}"), maker).add()
    return world


class Families(Maker):
    def __init__(self, rng: Random, made: Maker) -> None:
        self.rng = rng
        self.world, self.now, self.home, self.other = made.world, made.now, made.home, made.other

    def add(self) -> None:
        for name, answers in STREAMS.items():
            if self.chance(0.97):
                self.world.streams[name] = Stream(frozenset(answers), self.home[:2])
                for division in (self.home, self.other):
                    self.cover(name, division)
        for id in list(self.world.residents):
            person = self.world.people[id]
            years = 45 if person.birth is None else self.world.as_of.year - person.birth.year
            if years < 19:
                self.parents(person)
            else:
                self.working(person)
            self.checked(person)
            if self.chance(0.12):
                self.ill(person)
        if self.chance(0.4):
            self.need()

    def at(self, stream: str, month: str, day: date | None = None) -> dict[str, Any]:
        """An event's month, and its day."""
        where = {"stream": stream, "division": self.home, "months": frozenset([month])}
        return where if day is None else {**where, "on": day}

    def list(self, records: list[Any], record: type[Record], stream: str, **values: Any) -> None:
        made = record(**self.listed(stream, *self.span()), **values)
        if made.dated or made.months:
            records.append(made)

    # children

    def parents(self, child: Person) -> None:
        if self.chance(0.3):
            return
        adults = [
            person
            for person in map(self.world.people.__getitem__, self.world.residents)
            if person.birth is not None and person.birth.year < 1990
        ]
        for number in range(self.rng.choices((1, 2, 3), (12, 82, 6))[0]):
            if adults and self.chance(0.3):
                parent = adults.pop()
            else:
                id = f"parent-{number}-{child.id}"
                parent = self.world.people[id] = Person(id, birth=date(1982, 3, 4), sex="12"[number % 2])
                if self.chance(0.95):
                    self.join(parent, "hukou", "2015-01", None, self.other if self.chance(0.2) else self.home)
            self.list(child.parents, Parentage, "gongan_parents.children", parent=parent.id)
            self.parent(parent)

    def parent(self, parent: Person) -> None:
        case = self.rng.choices(
            ("died", "missing", "held", "state", "severe", "ill", "none"), (45, 10, 10, 12, 8, 8, 7)
        )
        match case[0]:
            case "died" if not parent.deaths:
                day = self.day(self.month(-20, 0))
                parent.deaths.append(Death(**self.at("gongan_deaths.cancellations", month_of(day), day)))
                parent.expenses = [each for each in parent.expenses if each.on <= day or self.chance(0.1)]
            case "missing":
                self.list(
                    parent.absences, Status, "sifa_missing.people", kind=self.rng.choice(("missing", "conscript"))
                )
            case "held":
                kind = self.rng.choice(("prison", "rehabilitation", "correction"))
                self.list(parent.custodies, Status, "sifa_custody.people", kind=kind)
            case "state":
                self.list(parent.states, Status, "minzheng_parents.states", kind=self.rng.choice(STATES))
            case "severe":
                grade = self.rng.choice((1, 2, 3))
                self.list(parent.certificates, Certificate, "canlian_certificates.certificates", kind="4", grade=grade)
            case "ill":
                self.ill(parent)

    def ill(self, person: Person) -> None:
        self.list(person.illnesses, Illness, "yibao_chronic.people", serious=self.rng.choice((True, True, False, None)))

    # adults

    def working(self, person: Person) -> None:
        if self.chance(0.4):
            kind = self.rng.choice(("employed", "unemployed", "unemployed"))
            self.list(person.employments, Status, "renshe_push.people", kind=kind)
        if self.chance(0.05):
            self.list(person.payrolls, Record, "caizheng_payroll.people")
        if self.chance(0.04):
            self.list(person.custodies, Status, "sifa_custody.people", kind=self.rng.choice(("prison", "correction")))
        if self.chance(0.1):
            matter = self.rng.choice(("assistance", "evaluation", "temporary", "other"))
            month = self.month(-20, 0)
            where = {**self.at("minzheng_ledger.applications", month), "months": frozenset([month, later(month, 1)])}
            person.applications.append(Application(**where, matter=matter))
        if self.chance(0.15):
            day = self.day(self.month(-8, 0))
            person.visits.append(Visit(**self.at("minzheng_visits.visits", month_of(day), day)))
        if self.chance(0.12):
            self.loses(person, self.day(self.month(-13, 0)))

    def loses(self, person: Person, day: date, event: str | None = None) -> None:
        amount = None if self.chance(0.1) else self.yuan(600, 24000)
        where = self.at("yingji_losses.losses", month_of(day), day)
        person.losses.append(Loss(**where, amount=amount, event=event))

    def checked(self, person: Person) -> None:
        for _ in range(self.rng.choices((0, 1, 2), (45, 50, 5))[0]):
            day = self.day(self.month(-18, 0))
            person.checks.append(
                Check(
                    **self.at("minzheng_hedui.reports", month_of(day), day),
                    own_income=None if self.chance(0.1) else self.yuan(60, 1500),
                    household_income=None if self.chance(0.1) else self.yuan(1200, 24000),
                    supporters=self.rng.choice(("none", "unable", "unable", "able", None)),
                )
            )

    # the home

    def need(self) -> None:
        """One need, for which several give: temporary aid by two approvals, relief, and charity."""
        cause, event = self.rng.choice(CAUSES), self.rng.choice(("n1", "n1", None))
        people = [self.world.people[id] for id in self.world.residents]
        if not people:
            return
        holders: list[Holder] = [self.world.households["home"], *people]
        start = self.month(-26, 0)
        for _ in range(self.rng.randint(1, 4)):
            item, stream = self.rng.choice(
                (
                    ("temp_emergency", "minzheng_temporary.awards"),
                    ("temp_expense", "minzheng_temporary.awards"),
                    ("charity_aid", "cishan_aid.awards"),
                    ("dis_emergency", "yingji_aid.awards"),
                )
            )
            holder = self.rng.choice(people if item == "dis_emergency" else holders)
            day = self.day(min(self.now, later(start, self.rng.choice((0, 0, 1, 2, 5)))))
            holder.awards.append(
                Award(
                    **self.at(stream, month_of(day)),
                    item=item,
                    amount=self.yuan(1200, 9000),
                    cause=cause if self.chance(0.95) else self.rng.choice(CAUSES),
                    awarded_on=day,
                    approval=self.rng.choice(("n1", "n2")) if self.chance(0.3) else None,
                    event=event,
                    one_sum=True,
                )
            )
        for _ in range(self.rng.randint(0, 3)):
            person, day = self.rng.choice(people), self.day(min(self.now, later(start, self.rng.randint(-14, 3))))
            if cause == "natural_disaster":
                self.loses(person, day, self.rng.choice((event, None, "n2")))
            elif not person.deaths:
                where = self.at("yibao_settlements.settlements", month_of(day), day)
                person.expenses.append(Expense(**where, self_paid=self.yuan(600, 9000)))
