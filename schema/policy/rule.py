"""Rules as data: the grammar of each kind of rule. A new rule of an existing kind is a row of YAML and nothing else.

Every rule has an identity, a version, its legal basis, an effect, and one explanatory sentence in two languages. A
sentence names no person: it is a template over a few placeholders; text in square brackets is left out when a
placeholder inside it is empty.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from schema.catalogue.catalogue import Kind, catalogue
from schema.catalogue.code_table import code_table
from schema.enrolment import Stage
from schema.policy.condition import Condition, Within
from schema.policy.model import Bilingual, PolicyModel
from schema.records import RECORDS

PLACEHOLDERS = frozenset({"months", "first", "amount", "items", "places", "period", "standard"})
_PLACEHOLDER = re.compile(r"\{([^}]*)\}")


class Effect(StrEnum):
    """The consequence of a confirmed finding."""

    STOP = "stop"
    RECOVER = "recover"
    HIGHER = "higher"
    DIFFERENCE = "difference"
    GRANT = "grant"
    REVIEW = "review"


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RuleBase(PolicyModel):
    id: str = Field(pattern=r"^[A-Z]\d{2,3}$")
    version: int = Field(ge=1)
    title: Bilingual
    type: Literal["duplicate", "omission", "warning"]
    effect: Effect
    severity: Severity
    basis: str = Field(min_length=1)
    """The legal text, as a lawyer would cite it, in the language of the law."""
    sentence: Bilingual
    from_: date | None = Field(default=None, alias="from")
    """The first day on which it is in force; None is as far back as anything is known."""
    until: date | None = None
    """The first day on which it is in force no more; None is open."""
    look_back: int | None = Field(default=None, ge=1, le=63)
    """How many months back it looks, the judged one included; None is the whole window."""
    lag: int = Field(default=0, ge=0)
    """How many of the latest months are not judged yet."""
    yields_to: tuple[str, ...] = ()
    """Rules that silence this one for the same subject, months and items."""

    @model_validator(mode="after")
    def _in_order(self) -> RuleBase:
        if self.from_ is not None and self.until is not None and self.until <= self.from_:
            raise ValueError("until must lie after from")
        return self

    def in_force(self, day: date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)

    @field_validator("sentence")
    @classmethod
    def _known_placeholders(cls, sentence: Bilingual) -> Bilingual:
        for text in (sentence.zh, sentence.en):
            unknown = set(_PLACEHOLDER.findall(text)) - PLACEHOLDERS
            if unknown:
                raise ValueError(
                    f"a sentence knows {', '.join(sorted(PLACEHOLDERS))}, not {', '.join(sorted(unknown))}"
                )
        return sentence


class TwoPlaces(PolicyModel):
    """One item of one person from two counties in one month; the smaller amount is at stake."""

    items: tuple[str, ...] | Literal["all"] = "all"
    """``all``: every item that is given to persons."""


class TwoHouseholds(PolicyModel):
    """Member of two assistance households in force, or of one while holding a status on one's own.

    The share in the household that was joined later is at stake.
    """

    categories: tuple[str, ...] = Field(min_length=1)
    """Household categories that count."""
    beside: tuple[str, ...] = ()
    """Own categories that exclude membership of a household with a category of ``beside_in``."""
    beside_in: tuple[str, ...] = ()
    shared: str
    """The item that a household receives for its members: the share in it is at stake."""
    own: str
    """The item of a status of ``beside``."""


class TwoFacts(PolicyModel):
    """Two facts of one record that may not be together: two insured periods, one invoice settled twice."""

    fact: str
    """The record's name."""
    where: dict[str, tuple[bool | int | str, ...]] = Field(default_factory=dict)
    """Field -> values that count; empty is any fact."""
    apart: tuple[str, ...] = ()
    """Only facts of which one of these differs: a field, or ``county``."""
    same: tuple[str, ...] = ()
    """Only facts of which these are known and equal."""
    within: Literal["month", "year", "ever"] = "month"
    """In force in one month, or both in one year, or both at any time."""
    sum: str | None = None
    """A field in yuan: of what is together all but the largest is at stake."""

    @model_validator(mode="after")
    def _known_fields(self) -> TwoFacts:
        if self.fact not in RECORDS:
            raise ValueError(f"no record {self.fact}")
        record = RECORDS[self.fact]
        asked = set(record.model_fields) - record.NOT_ASKED
        named = {*self.where, *self.apart, *self.same} | ({self.sum} if self.sum else set())
        unknown = named - asked - {"county"}
        if unknown:
            raise ValueError(f"rules do not read {', '.join(sorted(unknown))} of {self.fact}")
        if not (self.apart or self.same):
            raise ValueError("two facts are apart in something, or the same in something")
        return self


class Exclude(RuleBase):
    """Things that may not be together in one month: ``sides`` in general, and three settled forms of it."""

    kind: Literal["exclude"]
    type: Literal["duplicate"]
    unit: Literal["person", "household"] = "person"
    sides: tuple[Condition, ...] | None = Field(default=None, min_length=2)
    stops: tuple[str, ...] = ()
    """Items that must stop: their amounts over the months are at stake. A household's item counts with its share."""
    two_places: TwoPlaces | None = None
    two_households: TwoHouseholds | None = None
    two_facts: TwoFacts | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Exclude:
        forms = (self.sides, self.two_places, self.two_households, self.two_facts)
        if sum(form is not None for form in forms) != 1:
            raise ValueError("an exclude rule has exactly one of sides, two_places, two_households, two_facts")
        if self.unit == "household" and self.sides is None:
            raise ValueError("two_places, two_households and two_facts are about a person")
        return self


class Higher(RuleBase):
    """Of several items only the highest may be received: all but that are at stake."""

    kind: Literal["higher"]
    type: Literal["duplicate"]
    unit: Literal["person"] = "person"
    among: tuple[str, ...] = Field(min_length=2)
    when: Condition | None = None
    """Only in months in which this is true; None is always."""


class Difference(RuleBase):
    """An item that only fills up to a standard: the excess of the sum over the standard is at stake."""

    kind: Literal["difference"]
    type: Literal["duplicate"]
    unit: Literal["person"] = "person"
    filled: tuple[str, ...] = Field(min_length=1)
    """Items paid up to the standard."""
    against: tuple[str, ...] = Field(min_length=1)
    """Items that count towards it, a household's with the person's share."""
    standard: str
    """Name of a parameter in yuan a month."""
    rounding: Decimal = Decimal(0)
    """Yuan by which departments' rounding may pass the standard."""


class StopOf(PolicyModel):
    """A further event that ends some of the items."""

    when: Condition
    items: tuple[str, ...] = Field(min_length=1)


class Stop(RuleBase):
    """In the months of ``when`` nothing of ``items`` is due any more, and so for each of ``also``."""

    kind: Literal["stop"]
    type: Literal["duplicate"]
    unit: Literal["person"] = "person"
    when: Condition
    items: tuple[str, ...] | Literal["all"]
    household_share: bool = False
    """Also the share in a household's items, while the person is listed or the amount is as before."""
    also: tuple[StopOf, ...] = ()


class OncePer(RuleBase):
    """An award of the same cause again within so many months, over all members of the household."""

    kind: Literal["once_per"]
    type: Literal["duplicate"]
    unit: Literal["household"] = "household"
    items: tuple[str, ...] = Field(min_length=1)
    same: Literal["cause"] = "cause"
    months: int = Field(ge=1)
    """From award date to award date; the same day so many months later is outside."""


class Documented(PolicyModel):
    """What shows how much is needed: a bill, a verified loss."""

    fact: str
    """The record's name."""
    sum: str
    """Its field in yuan."""
    causes: tuple[str, ...] = ()
    """Aid for any of these causes is for this need; empty: aid for the event whose number the fact has."""

    @model_validator(mode="after")
    def _known_fields(self) -> Documented:
        if self.fact not in RECORDS:
            raise ValueError(f"no record {self.fact}")
        record = RECORDS[self.fact]
        unknown = {self.sum, *(() if self.causes else ("event",))} - (set(record.model_fields) - record.NOT_ASKED)
        if unknown:
            raise ValueError(f"rules do not read {', '.join(sorted(unknown))} of {self.fact}")
        return self

    @field_validator("causes")
    @classmethod
    def _known_causes(cls, causes: tuple[str, ...]) -> tuple[str, ...]:
        unknown = set(causes) - set(code_table("cause").codes)
        if unknown:
            raise ValueError(f"no cause {', '.join(sorted(unknown))}")
        return causes


class AboveNeed(RuleBase):
    """Several awards for one event or cause, over all members of the household, come to more than is documented.

    Facts of up to ``months`` before the first of the awards count, and of up to ``lag`` after the last.
    """

    kind: Literal["above_need"]
    type: Literal["duplicate"]
    unit: Literal["household"] = "household"
    items: tuple[str, ...] = Field(min_length=1)
    with_items: tuple[str, ...] = ()
    """Further items that count, of which one must be among the awards, as must one of ``items``."""
    documented: tuple[Documented, ...] = Field(min_length=1)
    months: int = Field(ge=1)
    """Awards count together from award date to award date; the same day so many months later is outside."""
    cap: str | None = None
    """Name of a parameter in yuan a head: no more is due, whatever is documented."""


class Twice(RuleBase):
    """One item received twice: two awards in one month, term, season or year, or ever.

    One award that a roster lists month by month, and the payments for it, are one receipt; so are the instalments of
    one approval.
    """

    kind: Literal["twice"]
    type: Literal["duplicate"]
    unit: Literal["person", "household"] = "person"
    """``household``: the household's own and its members' awards are one."""
    items: tuple[str, ...] = Field(min_length=1)
    together: bool = False
    """Any two of the items; else each item is judged by itself."""
    within: Within | Literal["ever"] = Within.MONTH
    same: Literal["source", "event"] | None = None
    """Only awards that one stream lists for one county, or of one event."""
    unless: tuple[Condition, ...] = ()
    """Awards of a holder who fulfils one of these in the award's months do not count."""


class Due(PolicyModel):
    """The amount owed for each month, or each period, of the omission; several lines where it depends on the stage."""

    item: str
    stages: tuple[Stage, ...] = ()
    """Owed at these stages of school only; empty is any stage."""
    parameter: str | None = None
    """In yuan a month, or a period where the rule has one; without it the amount is not known."""
    by: Literal["grade", "stage", "age"] | None = None
    """The person's key into the table: grade of the certificate, stage of school, the highest age that is reached."""


def _paid_monthly(items: object) -> object:
    """``monthly`` means every item of the catalogue that is paid in cash each month."""
    if items != "monthly":
        return items
    return tuple(code for code, item in catalogue().items.items() if item.monthly and Kind.CASH_MONTHLY in item.kinds)


class AwardPaid(PolicyModel):
    """An award in force should be paid; instalments of one month add up."""

    items: Annotated[
        tuple[str, ...], BeforeValidator(_paid_monthly, json_schema_input_type=tuple[str, ...] | Literal["monthly"])
    ] = Field(min_length=1)
    """Items that are paid by the month; ``monthly``: every one of the catalogue."""
    rounding: Decimal = Decimal(0)
    """Yuan by which a month's payments may fall short."""

    @field_validator("items")
    @classmethod
    def _monthly(cls, items: tuple[str, ...]) -> tuple[str, ...]:
        known = catalogue().items
        for item in items:
            if item in known and not known[item].monthly:
                raise ValueError(f"{item} is not paid by the month: its sum is not owed each month anew")
        return items


class Require(RuleBase):
    """A person or home who fulfils ``given`` and nothing of ``unless`` should have ``expect``; being alive is implied.

    Or ``paid``: the holder of an award, a person or a household, should be paid it.
    """

    kind: Literal["require"]
    type: Literal["omission"]
    unit: Literal["person", "household", "holder"] = "person"
    """``household``: the home as a whole, or a person without one."""
    given: Condition | None = None
    unless: tuple[Condition, ...] = ()
    expect: Condition | None = None
    period: Within = Within.MONTH
    """Where it is not the month, one finding a period, with its first owed month."""
    current: bool = False
    """Only the period of the judged month."""
    due: tuple[Due, ...] = ()
    paid: AwardPaid | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Require:
        if self.paid is None and (self.given is None or self.expect is None):
            raise ValueError("a require rule has given and expect, or paid")
        if self.paid is not None and (self.given, self.expect, self.unless, self.due) != (None, None, (), ()):
            raise ValueError("a require rule with paid has no other condition")
        if (self.unit == "holder") != (self.paid is not None):
            raise ValueError("the unit is holder exactly where the rule has paid")
        return self


class SpendingOver(PolicyModel):
    """Self-paid medical cost of the whole household over so many months, against a share of a parameter a year ago."""

    months: int = Field(ge=1)
    share: str
    """Name of a parameter: the share of the income."""
    income: str
    """Name of a parameter by year, in yuan."""
    yellow_share: str | None = None
    red_share: str | None = None
    """Names of parameters: the shares from which the warning is yellow (medium), or red (high)."""


class MemberEvent(PolicyModel):
    """The condition became true for a member, in a household that fulfils another."""

    where: Condition
    household: Condition
    yellow: Condition | None = None
    red: Condition | None = None
    """Of the member in that month: the warning is yellow (medium), or red (high)."""


class Threshold(RuleBase):
    """A measure of the household passes a line: a warning in three levels.

    Red, yellow and blue are the severities high, medium and low; ``severity`` is the level that no other raises.
    """

    kind: Literal["threshold"]
    type: Literal["warning"]
    unit: Literal["household"] = "household"
    spending: SpendingOver | None = None
    member: MemberEvent | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Threshold:
        if (self.spending is None) == (self.member is None):
            raise ValueError("a threshold rule has exactly one of spending, member")
        return self


class Pattern(RuleBase):
    """What only the graph shows: a statement in cypher/patterns/ finds candidates, and ``test`` judges them.

    Candidates meet at an anchor (an account, an invoice, a dwelling), which is the finding's identity.
    """

    kind: Literal["pattern"]
    type: Literal["duplicate", "warning"]
    unit: Literal["person"] = "person"
    statement: str = Field(pattern=r"^patterns/[a-z_]+$")
    """``<statement>`` reads every candidate, ``<statement>_of`` those of some anchors."""
    anchor: Literal["account", "invoice", "dwelling"]
    """Where people meet who are strangers otherwise."""
    test: Literal["unrelated", "after_death", "one_name", "several", "divided"]
    """What is told of the people at an anchor.

    ``unrelated``: more unrelated people than ``more_than``; ``after_death``: an account goes on receiving for others
    after its holder's month of death; ``one_name``: people of one name in an account of that name, in the same months;
    ``several``: more than one person; ``divided``: people who left a registered home for one of their own at the same
    dwelling, and became a household of assistance within ``months``.
    """
    months: int | None = Field(default=None, ge=1, le=60)
    """Months from the last in one home to the first with assistance; asked by ``divided``."""
    more_than: str | None = None
    """Name of a parameter: how many unrelated people are too many."""

    @model_validator(mode="after")
    def _number(self) -> Pattern:
        if (self.more_than is not None) != (self.test == "unrelated"):
            raise ValueError("more_than stands where the test is unrelated, and nowhere else")
        if (self.months is not None) != (self.test == "divided"):
            raise ValueError("months stands where the test is divided, and nowhere else")
        return self


class Moved(RuleBase):
    """A county goes on giving an item after the person's hukou has left it for another county.

    The month in which the hukou is first listed elsewhere is a seam: the county that it left pays for it.
    """

    kind: Literal["moved"]
    type: Literal["duplicate"]
    unit: Literal["person"] = "person"
    items: tuple[str, ...] = Field(min_length=1)
    """Items of persons that the county of the hukou gives."""


Rule = Annotated[
    Exclude | Higher | Difference | Stop | Moved | OncePer | AboveNeed | Twice | Require | Threshold | Pattern,
    Field(discriminator="kind"),
]


class WhiteLine(PolicyModel):
    """One lawful overlap: the rules it limits, how, and its basis."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Bilingual
    limits: tuple[str, ...] = Field(min_length=1)
    """Rules it limits; one may not be shipped yet."""
    basis: str = Field(min_length=1)
    items: tuple[str, ...] = ()
    """Items that the rules leave out."""
    together: tuple[str, ...] = ()
    """Items that are no conflict with each other."""
    when: Condition | None = None
    """Months in which this is yes are lawful."""
    seam: int | None = Field(default=None, ge=1)
    """Overlaps of no more months than this are the seam of a move."""
    built_in: str | None = None
    """How the code itself ensures it, where it concerns the meaning of months and amounts."""

    @model_validator(mode="after")
    def _one_way(self) -> WhiteLine:
        ways = (
            bool(self.items),
            bool(self.together),
            self.when is not None,
            self.seam is not None,
            bool(self.built_in),
        )
        if sum(ways) != 1:
            raise ValueError("a white line has exactly one of items, together, when, seam, built_in")
        return self
