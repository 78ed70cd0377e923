"""A person as departments know them; personal data is masked."""

from __future__ import annotations

import strawberry

from schema.gql.described import described
from schema.gql.facts import (
    Benefit,
    Category,
    Death,
    DisabilityCertificate,
    Enrolment,
    Guardianship,
    InsuranceCover,
    MedicalExpense,
    Membership,
    Parentage,
    Payment,
    PersonRecord,
    with_lists,
)
from schema.gql.finding import Finding
from schema.gql.paging import Node
from schema.gql.scalars import Date
from schema.gql.view import FactsView
from schema.record import Subject


@strawberry.type(description="A person. `at` asks for what was in force on a day.")
@with_lists(Subject.PERSON)
class Person(Node):
    view: strawberry.Private[FactsView]
    name: str | None = strawberry.field(description="As the source heard last says it.")
    national_id: str | None = strawberry.field(description="Masked: `370102************`.")
    birth: Date | None
    sex: str | None = strawberry.field(description="GB/T 2261.1: 1 male, 2 female.")

    @described("What each department says of the person.")
    def records(self) -> list[PersonRecord]:
        return self.view.facts("person")

    @strawberry.field
    def memberships(self, at: Date | None = None) -> list[Membership]:
        return self.view.facts("membership", at)

    @strawberry.field
    def categories(self, at: Date | None = None) -> list[Category]:
        return self.view.facts("category", at)

    @strawberry.field
    def benefits(self, at: Date | None = None) -> list[Benefit]:
        return self.view.facts("benefit", at)

    @strawberry.field
    def payments(self, at: Date | None = None) -> list[Payment]:
        return self.view.facts("payment", at)

    @strawberry.field
    def certificates(self, at: Date | None = None) -> list[DisabilityCertificate]:
        return self.view.facts("certificate", at)

    @strawberry.field
    def deaths(self) -> list[Death]:
        return self.view.facts("death")

    @strawberry.field
    def enrolments(self, at: Date | None = None) -> list[Enrolment]:
        return self.view.facts("enrolment", at)

    @strawberry.field
    def covers(self, at: Date | None = None) -> list[InsuranceCover]:
        return self.view.facts("insurance_cover", at)

    @strawberry.field
    def expenses(self) -> list[MedicalExpense]:
        return self.view.facts("medical_expense")

    @strawberry.field
    def guardianships(self, at: Date | None = None) -> list[Guardianship]:
        return self.view.facts("guardianship", at)

    @strawberry.field
    def parentages(self, at: Date | None = None) -> list[Parentage]:
        return self.view.facts("parentage", at)

    @strawberry.field
    def findings(self) -> list[Finding]:
        return self.view.findings()
