"""A household: members through time, its facts, and its chain."""

from __future__ import annotations

import strawberry

from schema.gql.chain import ChainConnection
from schema.gql.described import described
from schema.gql.enums import HouseholdForm
from schema.gql.facts import Benefit, Category, Payment, with_lists
from schema.gql.finding import Finding
from schema.gql.paging import Label, Node
from schema.gql.person import Person
from schema.gql.said import Spell
from schema.gql.scalars import Date, Instant
from schema.gql.view import HouseholdView
from schema.record import Subject


@strawberry.type(description="Somebody who is or was in a household.")
class Member:
    person: Person
    relation: Label | None = strawberry.field(description="Relation to the head, GB/T 4761.")
    spells: list[Spell] = strawberry.field(description="When they were in it.")


@strawberry.type(description="A household. `at` asks for what was in force on a day.")
@with_lists(Subject.HOUSEHOLD)
class Household(Node):
    view: strawberry.Private[HouseholdView]
    form: HouseholdForm
    number: str | None = strawberry.field(description="The source's number of it (低保证号), where it is not personal.")
    divisions: list[str] = strawberry.field(description="Counties in which sources place it, 6 digits.")

    @described("Everybody who is or was in it, the head first.")
    def members(self, at: Date | None = None) -> list[Member]:
        return self.view.members(at)

    @described("Categories of the household itself.")
    def categories(self, at: Date | None = None) -> list[Category]:
        return self.view.facts("category", at)

    @described("Awards to the household itself.")
    def benefits(self, at: Date | None = None) -> list[Benefit]:
        return self.view.facts("benefit", at)

    @described("Payments to the household itself; those to its members stand with them.")
    def payments(self, at: Date | None = None) -> list[Payment]:
        return self.view.facts("payment", at)

    @described("Findings about the household or, while they were in it, a member.")
    def findings(self) -> list[Finding]:
        return self.view.findings()

    @described(
        "The chain of assistance over every department and member, oldest first. `at`: only what was in "
        "force on that day. `knownAt`: as the hub knew it at that instant. `members`: ids of persons."
    )
    def chain(
        self,
        first: int = 50,
        after: str | None = None,
        at: Date | None = None,
        known_at: Instant | None = None,
        members: list[strawberry.ID] | None = None,
        departments: list[str] | None = None,
    ) -> ChainConnection:
        return self.view.chain(first, after, at, known_at, members or (), departments or ())
