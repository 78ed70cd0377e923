"""Builder of one county: people and homes made to order, numbered and named, and the truth about them.

People made here have nothing by chance: no certificate, no death, no aid. The caller adds these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from hub.population import amounts, identity, names
from hub.population.book import Bill, Claim, Cover, OneOff, Status
from hub.population.geography import County, Village
from hub.population.law import Law
from hub.population.people import FOREVER, Account, Disability, Home, Person, Spell
from hub.population.timeline import Timeline, age_on, day_in
from hub.population.truth import Class, Subject, Truth

LISTED_BEFORE = 14
"""Months before the window since when something has been true that did not begin in it."""


@dataclass(slots=True)
class Builder:
    county: County
    beyond: County | None
    """The county made next: where people of this one may also be listed."""
    timeline: Timeline
    draw: Random
    truth: Truth
    large: bool
    """Whether lists are long enough that a broken row stays well under 1 % of them."""
    homes: list[Home] = field(default_factory=list)
    leaving: list[Home] = field(default_factory=list)
    """Homes of the county beyond."""
    people: int = 0
    bills: list[Bill] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    one_offs: list[OneOff] = field(default_factory=list)
    law: Law = field(default_factory=Law)
    beyond_one_offs: list[OneOff] = field(default_factory=list)
    reported_dead: list[tuple[Person, int]] = field(default_factory=list)
    """(person, month): on 卫健's list of the dead, and alive."""
    lists: dict[tuple[str, int], list[tuple[str | int | float | None, ...]]] = field(default_factory=dict)
    """Rows of short lists: (stream, month) -> cells."""
    broken: dict[tuple[str, int], list[dict[str, str]]] = field(default_factory=dict)
    _numbers: set[tuple[str, date, int]] = field(default_factory=set)
    _homes: int = 0
    _families: int = 0

    @property
    def last(self) -> int:
        return self.timeline.last

    def ever(self) -> int:
        """A month before the window."""
        return self.timeline.first - LISTED_BEFORE

    def pick(self, first: int, last: int) -> int:
        """A month between two, kept inside the window."""
        low = max(first, self.timeline.first + 1)
        return self.draw.randint(low, max(low, last))

    def person(
        self,
        age: int,
        sex: int = 0,
        relation: str = "02",
        family: str | None = None,
        *,
        name: str | None = None,
        birth: date | None = None,
    ) -> Person:
        """A person of that age at the end of the window; ``family`` is the surname."""
        draw = self.draw
        sex = sex or draw.choice((1, 2))
        birth = birth or self._birth(age)
        nation = names.HAN
        if name is None:
            at = draw.random()
            if at > 0.997:
                nation, name = names.UYGHUR, names.minority_name(sex, draw)
            else:
                nation = names.HUI if at > 0.988 else nation
                name = names.person_name(sex, birth.year, family, draw)
        self.people += 1
        number = self._number(birth, sex)
        serial = self.people
        written = number
        if number.endswith("X") and draw.random() < 0.3:
            written = number[:17] + "x"
        elif draw.random() < 0.004:
            written = identity.full_width(number)
        elif 1925 < birth.year < 1975 and draw.random() < 0.02:
            written = identity.old_number(number)
        if draw.random() < 0.15:
            account = Account(identity.passbook_number(self.county.code, serial), "农村信用社", name)
        else:
            account = Account(identity.card_number(self.county.code, serial), "农村商业银行", name)
        return Person(
            id=number,
            name=name,
            sex=sex,
            birth=birth,
            nation=nation,
            relation=relation,
            police_number=f"{self.county.code}{serial:010d}",
            account=account,
            written=written,
            phone=f"1{draw.choice('35789')}{draw.randrange(10**9):09d}",
            origin=self.county,
        )

    def _birth(self, age: int) -> date:
        as_of = self.timeline.as_of
        birth = date(as_of.year - age, as_of.month, min(as_of.day, 28)) - timedelta(days=self.draw.randrange(0, 355))
        return birth if age_on(birth, as_of) == age else birth + timedelta(days=3)

    def _number(self, birth: date, sex: int) -> str:
        while True:
            area, low, high = self.county.area(birth.year, self.draw)
            sequence = self.draw.randrange(low, high)
            sequence += (sequence + sex) % 2
            if (area, birth, sequence) not in self._numbers:
                self._numbers.add((area, birth, sequence))
                return identity.identity_number(area, birth, sequence)

    def home(self, *members: Person, urban: bool | None = None, case: bool = True) -> Home:
        """A home registered here for the whole window."""
        home = self._home(list(members), self.county, self.village(urban), Spell(self.ever()))
        home.case = case
        self.homes.append(home)
        return home

    def village(self, urban: bool | None = None) -> Village:
        fitting = [each for each in self.county.villages if urban is None or each.urban is urban]
        return self.draw.choice(fitting or self.county.villages)

    def _home(self, members: list[Person], county: County, village: Village, spell: Spell) -> Home:
        self._homes += 1
        number = f"{county.code}{self.county.index:03d}{self._homes:07d}"
        return Home(county, village, self.draw.randint(1, 180), number, members, spell, village.urban)

    def dibao(self, home: Home, first: int | None = None, last: int = FOREVER) -> Home:
        """Make it a 低保 household from a month on (default: before the window)."""
        home.dibao = Spell(self.ever() if first is None else first, last)
        self._families += 1
        kind = 1 if home.urban else 2
        home.dibao_number = f"{home.county.code}{kind}{self.county.index:03d}{self._families:06d}"
        standard = amounts.dibao_standard(home.county.code, home.urban)
        home.per_head = self.draw.randint(standard * 35 // 100 // 1000, standard * 85 // 100 // 1000) * 1000
        return home

    def second_home(self, *members: Person, spell: Spell, beyond: bool) -> Home:
        """A household of assistance in this county or the next whose members stay registered where they are."""
        county = self.beyond if beyond and self.beyond is not None else self.county
        village = self.draw.choice(county.villages)
        home = self._home(list(members), county, village, spell)
        home.registered, home.case = False, True
        (self.leaving if county is not self.county else self.homes).append(home)
        return home

    def move(self, home: Home, month: int) -> Home:
        """The home leaves for the county beyond: registered there from ``month`` on."""
        if self.beyond is None:
            raise ValueError("there is no county beyond")
        home.spell = Spell(home.spell.first, month - 1)
        new = self._home(home.members, self.beyond, self.draw.choice(self.beyond.villages), Spell(month))
        new.arrived, new.case, new.urban = True, home.case, new.village.urban
        self.leaving.append(new)
        return new

    def divide(self, home: Home, leaving: list[Person], month: int) -> tuple[Home, Home]:
        """The registered home is two from ``month`` on, at one dwelling: who stays, who leaves under a new number."""
        home.spell = Spell(home.spell.first, month - 1)
        staying = [person for person in home.members if person not in leaving]
        rest, part = (self._home(people, home.county, home.village, Spell(month)) for people in (staying, leaving))
        rest.number = home.number
        for new in (rest, part):
            new.house, new.arrived, new.case = home.house, True, home.case
            self.homes.append(new)
        return rest, part

    def disability(self, grade: int, first: int | None = None, kind: int | None = None) -> Disability:
        reissued = self.pick(self.last - 20, self.last) if self.draw.random() < 0.05 else FOREVER
        kind = kind or self.draw.choices(range(1, 8), (12, 14, 2, 45, 9, 12, 6))[0]
        return Disability(kind, grade, Spell(self.ever() if first is None else first), reissued=reissued)

    def die(self, person: Person, month: int, *, day: int | None = None) -> None:
        """Dies on a day of the month that is not its last, known to one source or two."""
        person.death = day_in(month, day or self.draw.randint(2, 27))
        person.death_sources = self.draw.choices(
            (("weijian", "gongan"), ("weijian",), ("gongan",)), (0.75, 0.15, 0.10)
        )[0]

    def plant(
        self, rule: str, subject: Subject, months: Iterable[int], amount: int | None = None, note: str = ""
    ) -> None:
        self.truth.add(rule, subject, months, amount, "finding", note)

    def note(self, kind: Class, rule: str, subject: Subject, months: Iterable[int], note: str) -> None:
        self.truth.add(rule, subject, months, None, kind, note)

    def list_row(self, stream: str, month: int, *cells: str | int | float | None) -> None:
        """One more row of a short list of this county."""
        self.lists.setdefault((stream, month), []).append(cells)

    def break_row(self, stream: str, month: int, cells: dict[str, str]) -> None:
        """One row that must be rejected, in the list of this county and month."""
        self.broken.setdefault((stream, month), []).append(cells)

    def may_break(self, stream: str, month: int) -> bool:
        """One broken row a list at most, and only in long lists."""
        return self.large and (stream, month) not in self.broken


Make = Callable[[Builder, int], None]
"""Makes one case; the integer counts the cases of its kind in this county."""
