"""A plain world as the engine's dossier and coverage, and the engine's answer in the plain shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from hub.detect import dossier as engine
from hub.detect.compiled import CompiledPolicy, compile_policy
from hub.detect.coverage import Coverage, StreamInfo
from hub.detect.evaluate import evaluate
from schema.policy.policy import load_policy
from schema.records import RECORDS
from schema.values.month import month_index, month_of
from schema.values.months import ALL, BEFORE, Window
from tests.oracle.lead import Answer, Lead, Maybe
from tests.oracle.plain import Holder, Household, Person, Record, World


@cache
def shipped() -> CompiledPolicy:
    return compile_policy(load_policy())


def judge(world: World) -> Counter[Answer]:
    """What the engine says of the home household and its residents."""
    adapter = Adapter(world)
    result = evaluate(adapter.dossier(), shipped(), adapter.window, adapter.coverage())
    found: list[Answer] = [
        Lead(one.rule, one.subject, one.months, -1 if one.amount is None else one.amount) for one in result.findings
    ]
    found += [Maybe(one.rule, one.subject, one.months) for one in result.held_back]
    return Counter(found)


class Adapter:
    def __init__(self, world: World) -> None:
        self.world = world
        self.window = Window.ending(world.as_of)
        self.count = 0

    def bits(self, months: Iterable[str]) -> int:
        bits = 0
        for month in months:
            bits |= self.window.bit(month_index(month))
        return bits

    def coverage(self) -> Coverage:
        streams = {
            name: StreamInfo(name, name.split("_")[0], stream.answers, (stream.serves,))
            for name, stream in self.world.streams.items()
        }
        months: dict[tuple[str, str], int] = {}
        runs = {}
        for stream, division, month in self.world.covered:
            months[stream, division] = months.get((stream, division), 0) | self.bits([month])
            runs[stream, division, month_index(month)] = f"{stream}@{month}"
        return Coverage(streams, months, runs)

    def dossier(self) -> engine.Dossier:
        people = {person.id: self.person(person) for person in self.world.people.values()}
        households = {each.id: self.household(each) for each in self.world.households.values()}
        for id, view in people.items():
            for membership in view.memberships:
                households[membership.household].members.append((id, membership))
        self.kinships(people)
        return engine.Dossier(self.world.home, people, households, list(self.world.residents))

    def person(self, plain: Person) -> engine.PersonView:
        view = engine.PersonView(plain.id, plain.birth, plain.sex)
        self.fill(plain, view)
        for m in plain.memberships:
            fact = self.fact(m)
            view.memberships.append(engine.MembershipFact(**fact, household=m.household, counted=m.counted))
        for c in plain.certificates:
            fact = self.fact(c)
            view.certificates.append(
                engine.CertificateFact(**fact, kind=c.kind, grade=c.grade, status=c.status, starts=c.start)
            )
        view.deaths = [engine.DeathFact(**self.fact(each), on=each.on) for each in plain.deaths]
        view.enrolments = [
            engine.EnrolmentFact(**self.fact(each), stage=each.stage, status=each.status, starts=each.start)
            for each in plain.enrolments
        ]
        view.covers = [engine.CoverFact(**self.fact(each), scheme=each.scheme) for each in plain.covers]
        view.expenses = [
            engine.ExpenseFact(**self.fact(each), on=each.on, total=each.self_paid, self_paid=each.self_paid)
            for each in plain.expenses
        ]
        view.declared = {name: facts for name, facts in self.declared(plain).items() if facts}
        for stream, month in plain.doubts:
            view.doubts[stream] = view.doubts.get(stream, 0) | self.bits([month])
        return view

    def declared(self, plain: Person) -> dict[str, list[engine.DeclaredFact]]:
        return {
            "parental_state": [self.declare("parental_state", each, kind=each.kind) for each in plain.states],
            "custody": [self.declare("custody", each, kind=each.kind) for each in plain.custodies],
            "home_absence": [self.declare("home_absence", each, kind=each.kind) for each in plain.absences],
            "employment": [self.declare("employment", each, kind=each.kind) for each in plain.employments],
            "payroll": [self.declare("payroll", each) for each in plain.payrolls],
            "illness": [self.declare("illness", each, serious=each.serious) for each in plain.illnesses],
            "means_check": [
                self.declare(
                    "means_check",
                    each,
                    checked_on=each.on,
                    own_income=each.own_income,
                    household_income=each.household_income,
                    supporters=each.supporters,
                )
                for each in plain.checks
            ],
            "disaster_loss": [
                self.declare("disaster_loss", each, struck_on=each.on, amount=each.amount, event=each.event)
                for each in plain.losses
            ],
            "application": [self.declare("application", each, matter=each.matter) for each in plain.applications],
            "visit": [self.declare("visit", each, visited_on=each.on) for each in plain.visits],
        }

    def declare(self, name: str, record: Record, **values: Any) -> engine.DeclaredFact:
        """What the random households do not say of a record is not known."""
        unsaid = dict.fromkeys(RECORDS[name].model_fields)
        return engine.DeclaredFact(**self.fact(record), values={**unsaid, **values})

    def kinships(self, people: dict[str, engine.PersonView]) -> None:
        """Of parent and child, to both."""
        for child in self.world.people.values():
            for each in child.parents:
                fact = engine.KinshipFact(**self.fact(each), verb="PARENT_OF", guardian=each.parent, ward=child.id)
                people[child.id].kinships.append(fact)
                people[each.parent].kinships.append(fact)

    def household(self, plain: Household) -> engine.HouseholdView:
        view = engine.HouseholdView(plain.id, plain.form, {plain.division: ALL})
        self.fill(plain, view)
        return view

    def fill(self, plain: Holder, view: engine.PersonView | engine.HouseholdView) -> None:
        view.categories = [
            engine.CategoryFact(**self.fact(each), category=each.code, status="grace" if each.grace else "active")
            for each in plain.categories
        ]
        view.benefits = [
            engine.BenefitFact(
                **self.fact(each),
                item=each.item,
                amount=each.amount,
                cause=each.cause,
                awarded_on=each.awarded_on,
                school_year=each.school_year,
                term=each.term,
                approval=each.approval,
                event=each.event,
                one_sum=each.one_sum,
            )
            for each in plain.awards
        ]
        view.payments = [
            engine.PaymentFact(**self.fact(each), item=each.item, month=month_index(each.month), amount=each.amount)
            for each in plain.payments
        ]

    def fact(self, record: Record) -> dict[str, Any]:
        self.count += 1
        yes, some = self.bits(self.world.in_force(record)), self.bits(self.world.touched(record))
        if record.dated and record.start is not None and month_of(record.start) < self.window.first:
            yes, some = yes | BEFORE, some | BEFORE
        return {
            "id": f"f{self.count:04d}",
            "stream": record.stream,
            "division": record.division,
            "run": f"{record.stream}@first",
            "learned_at": 1_780_000_000_000 + self.count,
            "yes": yes,
            "some": some | yes,
        }
