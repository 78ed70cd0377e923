"""People and their homes: the truth, beside planted mistakes of the administration.

``Slips`` are the mistakes planted for one person; a person without slips gets everything due, from its first month to
its last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hub.population.geography import County, Village
from hub.population.identity import certificate_number
from hub.population.timeline import age_in
from schema.values.month import month_of

FOREVER = 9999 * 12


@dataclass(frozen=True, slots=True)
class Account:
    number: str
    bank: str
    holder: str


@dataclass(frozen=True, slots=True)
class Spell:
    """Months from ``first`` to ``last``, both included."""

    first: int
    last: int = FOREVER

    def __contains__(self, month: int) -> bool:
        return self.first <= month <= self.last


@dataclass(frozen=True, slots=True)
class Disability:
    """A certificate as 残联 lists it; ``reissued`` is the month from which its number ends with B1.

    From the month ``changed`` on its status or grade is that of ``after``; the months of ``unlisted`` it is on no list.
    """

    kind: int
    grade: int
    spell: Spell
    status: str = "持证"
    reissued: int = FOREVER
    changed: Spell = Spell(FOREVER)
    after: tuple[str, int] = ("注销", 0)
    """Status, and grade (0: as before)."""
    unlisted: frozenset[int] = frozenset()

    def number(self, national_id: str, month: int) -> str:
        return certificate_number(national_id, self.kind, self.grade_in(month), month >= self.reissued)

    def grade_in(self, month: int) -> int:
        return self.after[1] or self.grade if month in self.changed else self.grade

    def status_in(self, month: int) -> str:
        return self.after[0] if month in self.changed else self.status

    def valid(self, month: int) -> bool:
        return self.status_in(month) == "持证" and month in self.spell


@dataclass(frozen=True, slots=True)
class ChildAid:
    """An orphan (``orphan_living``) or de-facto orphan (``defacto_orphan_living``); amount in fen a month."""

    item: str
    spell: Spell
    amount: int
    guardian: Person
    relation: str
    placement: str = "散居"


@dataclass(slots=True)
class Slips:
    """Mistakes about one person, by item; months are indexes."""

    dropped: dict[str, set[int]] = field(default_factory=dict)
    """Due, but neither listed nor paid."""
    extra: dict[str, dict[int, int]] = field(default_factory=dict)
    """Listed and paid, though not due: month -> fen."""
    unpaid: dict[str, set[int]] = field(default_factory=dict)
    """Listed, but not paid."""
    ghost: dict[str, int] = field(default_factory=dict)
    """Listed and paid after death until this month."""
    late: dict[tuple[str, int], int] = field(default_factory=dict)
    """(item, month) -> batch month in which it is paid afterwards (补发)."""
    split: set[tuple[str, int]] = field(default_factory=set)
    """(item, month) paid in two instalments."""
    twice: dict[str, dict[int, int]] = field(default_factory=dict)
    """Listed and paid a second time: item -> month -> fen."""
    account: tuple[Spell, Account] | None = None
    """Paid into this account for these months."""
    uninsured: set[int] = field(default_factory=set)
    """Years without medical cover."""
    unknown_to_insurer: set[int] = field(default_factory=set)
    """Months in which 医保 does not know the person's status."""
    untrained: set[int] = field(default_factory=set)
    """Years without rehabilitation of a disabled child."""
    no_premium: bool = False
    """Due a pension premium, and on no list of this year."""
    unaided: set[int] = field(default_factory=set)
    """First months of school terms without student aid."""
    aided_twice: dict[int, int] = field(default_factory=dict)
    """First months of school terms with a second award of the same aid -> fen."""
    off_roll: set[int] = field(default_factory=set)
    """First months of school terms in which no school has them."""
    unvisited: bool = False
    """Died, and nobody visited the home."""
    unevaluated: bool = False
    """Left 低保 or 特困 without an evaluation for the next category."""
    whole_years: set[int] = field(default_factory=set)
    """School years (the year they start in) whose autumn award is for the whole year."""


@dataclass(slots=True, eq=False)
class Person:
    """Equal only to themselves. ``relation`` is to the first member of the home, GB/T 4761."""

    id: str
    name: str
    sex: int
    birth: date
    nation: str
    relation: str
    police_number: str
    account: Account
    written: str
    """The identity number as careless offices write it: 15 digits, lower-case x, full-width digits."""
    phone: str
    origin: County
    death: date | None = None
    death_sources: tuple[str, ...] = ("weijian", "gongan")
    disability: Disability | None = None
    tekun: tuple[Spell, int] | None = None
    """Months, and the level of care 0 to 2."""
    tekun_place: str = ""
    """The institution; empty when supported at home."""
    ability: int = 0
    """能力等级: 2 or 3 entitles a 低保 elder to the nursing subsidy."""
    elder_nursing: Spell | None = None
    assessed: Spell | None = None
    """Months in which the assessment of ``ability`` is on the list."""
    illness: tuple[str, Spell] | None = None
    """A disease of the list of chronic and special diseases."""
    care: Spell | None = None
    """Months with a benefit of long-term care insurance."""
    child: ChildAid | None = None
    guardian: Person | None = None
    father: Person | None = None
    mother: Person | None = None
    boards: bool = False
    school_number: str = ""
    employed: bool = False
    renovated: bool = False
    """The home has been made barrier-free for the person."""
    pensioned: bool = False
    """The pension premium of this year is on a list."""
    slips: Slips | None = None

    def age(self, month: int) -> int:
        return age_in(self.birth, month)

    def alive(self, month: int) -> bool:
        """Whether lists may hold the person: from the month of birth to the month of death."""
        return self.born(month) and (self.death is None or month <= month_of(self.death))

    def born(self, month: int) -> bool:
        return month_of(self.birth) <= month

    @property
    def slip(self) -> Slips:
        if self.slips is None:
            self.slips = Slips()
        return self.slips


@dataclass(slots=True, eq=False)
class Home:
    """People registered together, and their data as an assistance household.

    A home that is not ``registered`` exists only on the list of assistance (D14). ``spell`` is when it is in this
    county: a home that moves is two, with the same members.
    """

    county: County
    village: Village
    house: int
    number: str
    members: list[Person]
    spell: Spell
    urban: bool
    registered: bool = True
    arrived: bool = False
    """Came from the county before: its people's insurance and bills are written there."""
    case: bool = False
    """Carries a case: no bill, no award and no death by chance."""
    guest: tuple[str, ...] = ()
    """Items that this county's lists also give to members registered elsewhere (D13)."""
    account: Person | None = None
    """Everything is paid into this person's account."""
    dibao: Spell | None = None
    dibao_number: str = ""
    per_head: int = 0
    """Fen a month for each counted member."""
    grace: int = FOREVER
    """From this month on in its running-out period (渐退期)."""
    away: dict[Person, Spell] = field(default_factory=dict)
    """Members who are registered here but not counted in these months."""
    kept: dict[Person, int] = field(default_factory=dict)
    """Members kept on the 低保 list after their death until this month."""
    held: Spell | None = None
    """Months in which the amount stays that of the month before them."""
    no_topup: bool = False
    seasons_from: int = 0
    """The first month with help of the season; before it the members have that of another household."""
    dibian: Spell | None = None
    hardship: Spell | None = None
    """刚性支出困难."""
    singles: dict[Person, Spell] = field(default_factory=dict)
    """Members with 单人保."""
    unpaid: set[int] = field(default_factory=set)
    """Months of 低保金 that were not paid."""
    unheated: set[int] = field(default_factory=set)
    """Years whose winter brought no 取暖补贴."""
    monitored: Person | None = None
    """The head under whose number 农业农村 watches the home."""
    unlit: set[int] = field(default_factory=set)
    """Years without free power."""
    late: dict[int, int] = field(default_factory=dict)
    split: set[int] = field(default_factory=set)

    @property
    def in_need(self) -> bool:
        """Whether the home or one of its members ever has a category."""
        return (
            self.dibao is not None
            or self.dibian is not None
            or self.hardship is not None
            or any(person.tekun is not None or person.child is not None for person in self.members)
        )

    @property
    def address(self) -> str:
        return self.county.address(self.village, self.house)
