"""Conditions as data: trees of all / any / none over atoms, each atom a property of a dossier month by month.

A leaf is recognised by its one naming key (``category``, ``benefit``, ``certificate`` …). Atoms are evaluated in
hub/detect/atoms; this module is their grammar only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeGuard

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from schema.certificate import CertificateStatus
from schema.enrolment import EnrolmentStatus, Stage
from schema.household import HouseholdForm
from schema.policy.model import Bilingual, PolicyModel
from schema.record import Record
from schema.records import RECORDS, declared
from schema.values.months import WIDTH


class HeldThrough(StrEnum):
    """Whose categories, benefits and payments."""

    HELD = "held"
    """The person's own, or of a household that counts the person as a member that month."""
    OWN = "own"
    HOUSEHOLD = "household"
    PAYEE = "payee"
    """Payments in the person's own name, also those that count for a household."""


Holding = Literal[HeldThrough.HELD, HeldThrough.OWN, HeldThrough.HOUSEHOLD]


class Within(StrEnum):
    """The stretch of time for which one answer holds: a cover at any time of the year answers for the whole year."""

    MONTH = "month"
    TERM = "term"
    """Autumn is August to January, spring February to July."""
    SEASON = "season"
    """October to April."""
    YEAR = "year"


class Atom(PolicyModel):
    """A leaf. ``if_uncovered: assume_no`` turns uncovered months into *no*; the sentence then contains ``note``."""

    if_uncovered: Literal["assume_no"] | None = None
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _assumptions_are_said(self) -> Atom:
        if (self.if_uncovered is None) != (self.note is None):
            raise ValueError("if_uncovered and note go together: what is assumed must be said")
        return self


class CategoryAtom(Atom):
    """A status of the identity layer is in force."""

    category: tuple[str, ...] = Field(min_length=1)
    scope: Holding = HeldThrough.HELD


class BenefitAtom(Atom):
    """An item is received: awards and payments both are evidence of receipt."""

    benefit: tuple[str, ...] = Field(min_length=1)
    scope: Holding = HeldThrough.HELD
    within: Within = Within.MONTH


class PaymentAtom(Atom):
    """An item is paid for the month; ``payee`` is a scope of payments only."""

    payment: tuple[str, ...] = Field(min_length=1)
    scope: HeldThrough = HeldThrough.HELD
    within: Within = Within.MONTH


class CertificateTest(PolicyModel):
    """Empty means any."""

    kinds: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    status: tuple[CertificateStatus, ...] = (CertificateStatus.VALID,)
    lingers: int = Field(default=0, ge=0, le=12)
    """Months for which one that is listed no more still counts: the dead leave the list within the month."""


class CertificateAtom(Atom):
    certificate: CertificateTest


class AgeTest(PolicyModel):
    """Completed years, ``from`` included, ``until`` excluded."""

    from_: int = Field(default=0, alias="from", ge=0)
    until: int | None = Field(default=None, ge=1)


class AgeAtom(Atom):
    age: AgeTest


class DeathAtom(Atom):
    """``after``: the months after the month of death; ``month``: the month of death. Disputed deaths are unknown."""

    death: Literal["after", "month"]


class EnrolmentTest(PolicyModel):
    stages: tuple[Stage, ...] = Field(min_length=1)
    status: tuple[EnrolmentStatus, ...] = (EnrolmentStatus.ENROLLED,)


class EnrolmentAtom(Atom):
    enrolment: EnrolmentTest


class CoverTest(PolicyModel):
    schemes: tuple[str, ...] = ()
    within: Within = Within.MONTH


class CoverAtom(Atom):
    """A basic medical cover is in force, at any time of ``within``, whatever the area."""

    cover: CoverTest


class SpendingTest(PolicyModel):
    over: str
    """Name of a parameter in yuan, where the person lives."""


class SpendingAtom(Atom):
    """The person's own payments of the calendar year have passed a line: from the month in which they did on."""

    spending: SpendingTest


class SpendingShareTest(PolicyModel):
    months: int = Field(ge=1, le=24)
    over: str
    """Name of a parameter: a share of the income."""


class SpendingShareAtom(Atom):
    """The household's own medical payments of so many months pass a share of its yearly income as checked.

    The income is that of the latest means check of a member within those months; without a check there is none.
    """

    spending_share: SpendingShareTest


class MembershipAtom(Atom):
    membership: HouseholdForm
    head: bool = False
    """Only as the head of it."""


class GuardianshipAtom(Atom):
    """The person is a ward, or a guardian."""

    guardianship: Literal["ward", "guardian"]


class FieldTest(PolicyModel):
    """What a field of a fact must be: one of some values, or a figure within bounds."""

    field: str
    one_of: tuple[str | int | bool, ...] = ()
    at_least: Decimal | None = None
    below: Decimal | None = None
    over: str | None = None
    """Name of a parameter that the figure passes; of the fact's division, on the day that is judged."""
    under: str | None = None
    """Name of a parameter below which the figure lies."""

    @model_validator(mode="after")
    def _asks_something(self) -> FieldTest:
        bounds = (self.at_least, self.below, self.over, self.under)
        if bool(self.one_of) == any(bound is not None for bound in bounds):
            raise ValueError("a field has either values or bounds (at_least, below, over, under)")
        return self


def _field_tests(where: object) -> object:
    """``{kind: [prison], area: {below: 13}}`` as a tuple of ``FieldTest``."""
    if not isinstance(where, dict):
        return where
    return tuple(
        {"field": field, **(test if isinstance(test, dict) else {"one_of": test})} for field, test in where.items()
    )


FieldTests = Annotated[
    tuple[FieldTest, ...],
    BeforeValidator(_field_tests, json_schema_input_type=dict[str, list[str | int | bool] | dict[str, Any]]),
]


class FactAtom(Atom):
    """A fact of a record is in force, or happened in the month; ``where`` tests its fields, all of them.

    Of a household that is judged itself, ``held`` includes the facts of its members in their months there.
    """

    fact: str
    where: FieldTests = ()
    scope: Holding = HeldThrough.HELD
    within: Within = Within.MONTH
    lasts: int | Literal["ever"] = Field(default=0)
    """Months for which it still counts after its own: 11 makes a year of it."""
    times: int = Field(default=1, ge=1, le=24)
    """So many different facts must count in the month."""
    apart: str | None = None
    """Facts of one value in this field are one: instalments of one day are no second aid."""

    @model_validator(mode="after")
    def _of_a_record(self) -> FactAtom:
        record = RECORDS.get(self.fact)
        if record is None or record.TOPIC is None or record.OBJECT is not None:
            known = ", ".join(name for name, one in RECORDS.items() if one.TOPIC is not None and one.OBJECT is None)
            raise ValueError(f"no record {self.fact} that a delivery answers: one of {known}")
        for test in self.where:
            _check_field(record, test)
        if self.apart is not None and self.apart not in record.model_fields.keys() - record.NOT_ASKED:
            raise ValueError(f"{record.NAME} has no field {self.apart} that rules read")
        if isinstance(self.lasts, int) and not 0 <= self.lasts <= WIDTH:
            raise ValueError(f"lasts is 0 to {WIDTH} months, or ever")
        if self.within is not Within.MONTH and self.lasts:
            raise ValueError("within and lasts do not go together")
        return self


def _check_field(record: type[Record], test: FieldTest) -> None:
    asked = record.model_fields.keys() - record.NOT_ASKED
    if test.field not in asked:
        raise ValueError(f"{record.NAME} has no field {test.field} that rules read: one of {', '.join(sorted(asked))}")
    codes = [part for part in declared(record.NAME)[test.field] if isinstance(part, type) and issubclass(part, StrEnum)]
    unknown = [str(code) for code in test.one_of if codes and code not in {str(one) for one in codes[0]}]
    if unknown:
        raise ValueError(f"{record.NAME}.{test.field} is never {', '.join(unknown)}: {', '.join(codes[0])}")


class LocalAtom(PolicyModel):
    """The region of the person has a figure other than 0 for the parameter in the month.

    So a local rule is in force from a day on, or a standard holds in some months only.
    """

    local: str


class NamedCondition(PolicyModel):
    """A condition that the policy file defines once under ``named``."""

    named: str


class AllOf(PolicyModel):
    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(PolicyModel):
    any: tuple[Condition, ...] = Field(min_length=1)


class NoneOf(PolicyModel):
    none: tuple[Condition, ...] = Field(min_length=1)


class SomeOf(PolicyModel):
    """For at least one of the related people the condition holds."""

    some: Literal["member", "parent", "guardian"]
    where: Condition


class EveryOf(PolicyModel):
    """The condition is true for each of the related people, and there are at least so many."""

    every: Literal["member", "parent", "guardian"]
    where: Condition
    at_least: int = Field(default=1, ge=1, le=9)
    """Two of a child's parents: where one only is known, nothing is known of both."""


class Before(PolicyModel):
    """The condition was true in an earlier month: in one of the last ``months``, or in any."""

    before: Condition
    months: int | None = Field(default=None, ge=1, le=62)


class Since(PolicyModel):
    """While ``since`` is true without a break: ``was`` has been true in one of these months, this one included."""

    since: Condition
    was: Condition


_FORMS: dict[str, type[PolicyModel]] = {
    "category": CategoryAtom,
    "benefit": BenefitAtom,
    "payment": PaymentAtom,
    "certificate": CertificateAtom,
    "age": AgeAtom,
    "death": DeathAtom,
    "enrolment": EnrolmentAtom,
    "cover": CoverAtom,
    "spending": SpendingAtom,
    "spending_share": SpendingShareAtom,
    "membership": MembershipAtom,
    "guardianship": GuardianshipAtom,
    "fact": FactAtom,
    "local": LocalAtom,
    "named": NamedCondition,
    "all": AllOf,
    "any": AnyOf,
    "none": NoneOf,
    "some": SomeOf,
    "every": EveryOf,
    "before": Before,
    "since": Since,
}


def _form(value: Any) -> str | None:
    if isinstance(value, dict):
        found = [key for key in _FORMS if key in value]
        return found[0] if len(found) == 1 else None
    return next((key for key, form in _FORMS.items() if isinstance(value, form)), None)


Condition = Annotated[
    Annotated[CategoryAtom, Tag("category")]
    | Annotated[BenefitAtom, Tag("benefit")]
    | Annotated[PaymentAtom, Tag("payment")]
    | Annotated[CertificateAtom, Tag("certificate")]
    | Annotated[AgeAtom, Tag("age")]
    | Annotated[DeathAtom, Tag("death")]
    | Annotated[EnrolmentAtom, Tag("enrolment")]
    | Annotated[CoverAtom, Tag("cover")]
    | Annotated[SpendingAtom, Tag("spending")]
    | Annotated[SpendingShareAtom, Tag("spending_share")]
    | Annotated[MembershipAtom, Tag("membership")]
    | Annotated[GuardianshipAtom, Tag("guardianship")]
    | Annotated[FactAtom, Tag("fact")]
    | Annotated[LocalAtom, Tag("local")]
    | Annotated[NamedCondition, Tag("named")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NoneOf, Tag("none")]
    | Annotated[SomeOf, Tag("some")]
    | Annotated[EveryOf, Tag("every")]
    | Annotated[Before, Tag("before")]
    | Annotated[Since, Tag("since")],
    Discriminator(
        _form,
        custom_error_type="condition",
        custom_error_message="a condition has exactly one of these keys: " + ", ".join(_FORMS),
    ),
]

for _model in (AllOf, AnyOf, NoneOf, SomeOf, EveryOf, Before, Since):
    _model.model_rebuild()


def is_condition(value: object) -> TypeGuard[Condition]:
    return isinstance(value, tuple(_FORMS.values()))


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it, outermost first."""
    yield condition
    if isinstance(condition, AllOf):
        inner: tuple[Condition, ...] = condition.all
    elif isinstance(condition, AnyOf):
        inner = condition.any
    elif isinstance(condition, NoneOf):
        inner = condition.none
    elif isinstance(condition, SomeOf | EveryOf):
        inner = (condition.where,)
    elif isinstance(condition, Before):
        inner = (condition.before,)
    elif isinstance(condition, Since):
        inner = (condition.since, condition.was)
    else:
        inner = ()
    for part in inner:
        yield from parts(part)
