"""Random households, the same for the same seed; weighted so that every rule and every exception occurs often."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from tests.oracle.months import (
    between,
    days,
    first_day,
    last_day,
    later,
    month_of,
    months_of_school_year,
    months_of_term,
    term_of,
)
from tests.oracle.omissions import STAGES, STUDENT_AID
from tests.oracle.plain import (
    Award,
    Category,
    Certificate,
    Cover,
    Death,
    Enrolment,
    Expense,
    Holder,
    Household,
    Membership,
    Payment,
    Person,
    Record,
    Stream,
    World,
)

MONTHLY = (
    "dibao_cash",
    "dibao_single_cash",
    "dibao_topup",
    "tekun_living",
    "tekun_care",
    "disab_living",
    "disab_nursing",
    "elder_age",
    "elder_living",
    "elder_nursing",
    "orphan_living",
    "defacto_orphan_living",
    "key_child_living",
)
STREAMS: dict[str, tuple[str, ...]] = {
    "gongan_hukou.residents": ("membership:hukou",),
    "gongan_deaths.cancellations": ("death",),
    "weijian_deaths.deaths": ("death",),
    "minzheng_dibao.families": ("category:dibao", "benefit:dibao_cash"),
    "minzheng_dibao.people": ("membership:assistance", "category:dibao", "benefit:dibao_topup"),
    "minzheng_dibian.families": ("category:dibian", "category:dibao_single", "benefit:dibao_single_cash"),
    "minzheng_gangxing.families": ("category:gangxing",),
    "minzheng_tekun.people": ("category:tekun", "benefit:tekun_living", "benefit:tekun_care"),
    "minzheng_liangbu.register": ("benefit:disab_living", "benefit:disab_nursing"),
    "minzheng_elder.register": ("benefit:elder_age", "benefit:elder_living", "benefit:elder_nursing"),
    "minzheng_children.register": (
        "benefit:orphan_living",
        "benefit:defacto_orphan_living",
        "benefit:key_child_living",
    ),
    "minzheng_temporary.awards": ("benefit:temp_emergency", "benefit:temp_expense"),
    "nongye_fanpin.households": ("category:fanpin", "membership:fanpin"),
    "canlian_certificates.certificates": ("certificate",),
    "caizheng_yikatong.details": tuple(f"payment:{item}" for item in MONTHLY),
    "jiaoyu_roll.pupils": tuple(f"enrolment:{stage}" for stage in STAGES),
    "jiaoyu_college.students": ("enrolment:college",),
    "jiaoyu_aid.awards": tuple(f"benefit:{item}" for item in STUDENT_AID),
    "yibao_cover.covers": ("cover",),
    "yibao_settlements.settlements": ("expense",),
    "renshe_injury.allowances": ("benefit:work_injury_care",),
    "renshe_premium.premiums": ("benefit:pension_premium",),
    "canlian_rehab.awards": ("benefit:disab_child_rehab",),
}
OF_CATEGORY = {
    "dibao": "minzheng_dibao.families",
    "dibian": "minzheng_dibian.families",
    "dibao_single": "minzheng_dibian.families",
    "gangxing": "minzheng_gangxing.families",
    "tekun": "minzheng_tekun.people",
    "fanpin": "nongye_fanpin.households",
}
HUKOU = "gongan_hukou.residents"
LISTS = (HUKOU, "minzheng_dibao.people", "nongye_fanpin.households")
"""Whoever is on them is in a county that they serve."""
LOCAL = "370802"
"""It has rules of its own, and nobody in it is from elsewhere."""
COUNTIES = ("370102", "370112", "370202", LOCAL)
WITHOUT_FIGURES = "130102"
CAUSES = ("fire", "traffic_accident", "sudden_illness")


def stream_of(topic: str) -> str:
    return next(name for name, answers in STREAMS.items() if topic in answers)


Kind = TypeVar("Kind", bound=Record)


def _add(records: list[Kind], record: Kind) -> None:
    """A roster on which somebody was never listed says nothing."""
    if record.dated or record.months:
        records.append(record)


def make(seed: int) -> World:
    return Maker(random.Random(seed)).make()


class Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.now = later("2025-08", rng.randrange(12))
        self.home, self.other = rng.sample(COUNTIES, 2)
        if self.chance(0.04):
            self.home = WITHOUT_FIGURES
        self.world = World(last_day(self.now), "home", {})

    # dice

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def month(self, first: int, last: int) -> str:
        """Between so many months from the judged one."""
        return later(self.now, self.rng.randint(first, last))

    def day(self, month: str) -> date:
        return self.rng.choice(days(month))

    def yuan(self, low: int, high: int) -> int:
        """A sum in fen that divides by every number of members up to six."""
        return self.rng.randrange(low, high, 60) * 100

    # the world

    def make(self) -> World:
        self.streams()
        self.household()
        for person in list(self.world.people.values()):
            if person.id in self.world.residents and not any(each.household == "home" for each in person.memberships):
                del self.world.people[person.id]
                self.world.residents.remove(person.id)
            else:
                self.person(person)
        self.temporary()
        return self.world

    def streams(self) -> None:
        for name, answers in STREAMS.items():
            if name.startswith("renshe_injury") and self.chance(0.5):
                continue
            if self.chance(0.02) and name != HUKOU:
                continue
            serves = (
                self.other if self.chance(0.03) and name not in LISTS else self.home[:2] if self.chance(0.9) else ""
            )
            self.world.streams[name] = Stream(frozenset(answers), serves)
            for division in (self.home, self.other):
                self.cover(name, division)

    def cover(self, stream: str, division: str) -> None:
        if self.chance(0.02) and stream != HUKOU:
            return
        last = self.month(-6, 0) if self.chance(0.06) else self.now
        months = between(self.month(-60, -40) if stream == HUKOU else self.month(-36, -16), last)
        if self.chance(0.06):
            months.remove(self.rng.choice(months[-14:]))
        place = division[:4] + "00" if self.chance(0.05) else division
        self.world.covered |= {(stream, place, month) for month in months}

    def listed(self, stream: str, first: str, last: str | None, division: str | None = None) -> dict[str, Any]:
        """A roster's months as far as its scope was covered, or a register's dates."""
        division = division or self.home
        common = {"stream": stream, "division": division}
        if self.chance(0.8):
            months = between(first, last or self.now)
            months = [month for month in months if self.world.covers(stream, division, month)]
            if self.chance(0.06):
                months = [month for month in months if not self.chance(0.15)]
            return {**common, "months": frozenset(months)}
        start = first_day(first) if self.chance(0.6) else self.day(first)
        end = None
        if last is not None:
            end = first_day(later(last, 1)) if self.chance(0.6) else self.day(last)
            end = max(end, start + timedelta(1))
        undated = stream != HUKOU and self.chance(0.03)
        return {**common, "dated": True, "start": None if undated else start, "end": end}

    def span(self) -> tuple[str, str | None]:
        first = self.month(-22, -13) if self.chance(0.7) else self.month(-12, -1)
        if self.chance(0.75):
            return first, None
        return first, max(first, self.month(-10, 0))

    # who

    def household(self) -> None:
        kind = self.rng.choices(("dibao", "dibian", "gangxing", "hukou", "fanpin"), (60, 18, 5, 12, 5))[0]
        form = {"hukou": "hukou", "fanpin": "fanpin"}.get(kind, "assistance")
        self.world.households["hukou"] = Household("hukou", form="hukou", division=self.home)
        self.world.households["home"] = Household("home", form=form, division=self.home)
        first, last = self.span()
        if kind in OF_CATEGORY:
            self.category(self.world.households["home"], kind, first, last)
            if self.chance(0.08):
                self.category(
                    self.world.households["home"], self.rng.choice(("dibao", "dibian", "gangxing")), *self.span()
                )
        if kind == "dibao":
            self.award("home", "dibao_cash", first, last, self.yuan(600, 3000))
        for number in range(self.rng.choices((1, 2, 3, 4, 5), (25, 25, 25, 15, 10))[0]):
            self.member(f"p{number}", first, last)
        supplements: list[Award] = []
        if kind == "dibao" and self.chance(0.4):
            for id in list(self.world.residents):
                if self.chance(0.3):
                    award = self.award(id, "dibao_topup", first, last, self.yuan(60, 180))
                    if self.chance(0.3):
                        self.pay(id, award)
                    else:
                        supplements.append(award)
        for award in list(self.world.households["home"].awards):
            self.pay("home", award, supplements)
        if kind == "hukou" and self.chance(0.2):
            person = self.rng.choice(list(self.world.people.values()))
            self.category(person, "fanpin", *self.span())

    def member(self, id: str, first: str, last: str | None) -> None:
        year = self.rng.choice((1940, 1950, 1966, 1975, 1985, 2007, 2012, 2016, 2021))
        birth = None if self.chance(0.03) else self.day(f"{year}-{self.rng.randint(1, 12):02d}")
        person = self.world.people[id] = Person(id, birth=birth, sex=self.rng.choice("12"))
        self.world.residents.append(id)
        if self.chance(0.99):
            apart = self.chance(0.05) and LOCAL not in (self.home, self.other)
            hukou = self.other if apart else self.home
            self.join(person, "hukou", "2015-01", None, hukou)
        if self.world.households["home"].form != "hukou":
            if self.chance(0.08):
                last = self.month(-8, -1)
            self.join(person, "home", first, last, counted=not self.chance(0.05))
        elif self.chance(0.97):
            self.join(person, "home", self.month(-40, -30), None)
        if self.chance(0.06):
            self.second_household(person)

    def join(
        self,
        person: Person,
        household: str,
        first: str,
        last: str | None,
        division: str | None = None,
        counted: bool = True,
    ) -> None:
        stream = {
            "hukou": "gongan_hukou.residents",
            "fanpin": "nongye_fanpin.households",
            "assistance": "minzheng_dibao.people",
        }[self.world.households[household].form]
        where = self.listed(stream, first, last, division)
        _add(person.memberships, Membership(**where, household=household, counted=counted))

    def second_household(self, person: Person) -> None:
        """A move with or without a seam, to a 低保 or 低保边缘 household of this county or another."""
        first = self.month(-14, 0)
        if any(min(self.world.in_force(each), default="") == first for each in person.memberships):
            return
        division = self.other if self.chance(0.6) else self.home
        id = f"second-{person.id}"
        kind = self.rng.choice(("dibao", "dibao", "dibian", "fanpin"))
        form = "fanpin" if kind == "fanpin" else "assistance"
        household = self.world.households[id] = Household(id, form=form, division=division)
        last = None if self.chance(0.5) else max(first, self.month(-12, 0))
        if self.chance(0.3):
            last = first
        self.category(household, kind, first, last, division)
        self.join(person, id, first, last, division)
        if kind == "dibao":
            award = self.award(id, "dibao_cash", first, last, self.yuan(600, 1200), division)
            self.pay(id, award)
        if self.chance(0.4):
            other = self.world.people[f"with-{person.id}"] = Person(f"with-{person.id}", birth=date(1970, 5, 5))
            self.join(other, id, first, last, division)

    # what

    def category(self, holder: Holder, code: str, first: str, last: str | None, division: str | None = None) -> None:
        where = self.listed(OF_CATEGORY[code], first, last, division)
        _add(holder.categories, Category(**where, code=code, grace=self.chance(0.05)))

    def holder(self, id: str) -> Holder:
        return self.world.people.get(id) or self.world.households[id]

    def award(
        self, holder: str, item: str, first: str, last: str | None, amount: int, division: str | None = None
    ) -> Award:
        """Changed once in a while, as a roster's content does."""
        where = self.listed(stream_of(f"benefit:{item}"), first, last, division)
        known = item == "dibao_cash" or self.chance(0.98)
        award = Award(**where, item=item, amount=amount if known else None)
        months = sorted(award.months)
        if len(months) > 4 and self.chance(0.1):
            cut = self.rng.randrange(1, len(months))
            changed = replace(award, months=frozenset(months[cut:]), amount=amount + self.rng.choice((-6000, 6000)))
            award = replace(award, months=frozenset(months[:cut]))
            self.holder(holder).awards.append(changed)
        _add(self.holder(holder).awards, award)
        return award

    def pay(self, holder: str, award: Award, with_it: Iterable[Award] = ()) -> None:
        """Each month of the award's, now and then not, short, in parts or to a member; with supplements in its sum."""
        careless = self.chance(0.1 if award.item == "dibao_cash" else 0.3)
        for month in sorted(self.world.in_force(award)):
            if not self.world.covers("caizheng_yikatong.details", award.division, month):
                continue
            amount = award.amount or 6000
            amount += sum(each.amount or 0 for each in with_it if month in self.world.in_force(each))
            if careless and self.chance(0.1):
                case = self.rng.randrange(4)
                if case == 0:
                    continue
                parts = ([amount // 2], [amount // 2, amount - amount // 2], [amount - 90])[case - 1]
            else:
                parts = [amount]
            for part in parts:
                self.paid(self.holder(holder), award.item, month, part, award.division)

    def paid(self, holder: Holder, item: str, month: str, amount: int, division: str) -> None:
        stream = "caizheng_yikatong.details"
        if isinstance(holder, Household):
            listed = [p for p in self.world.people.values() if self.only_in(p, holder.id, month)]
            if listed and self.chance(0.5):
                holder = listed[0]
        holder.payments.append(
            Payment(stream=stream, division=division, months=frozenset([month]), item=item, amount=amount)
        )

    def only_in(self, person: Person, household: str, month: str) -> bool:
        """Whether the person has joined the household, and a payment to the person can count for no other."""
        others = {each.household for each in person.memberships} - {"hukou", household}
        joined = [each for each in person.memberships if each.household == household]
        return not others and any(first <= month for each in joined for first in sorted(self.world.in_force(each))[:1])

    # what one person has

    def person(self, person: Person) -> None:
        years = 45 if person.birth is None else self.world.as_of.year - person.birth.year
        if self.chance(0.4):
            self.disabled(person)
        if years >= 60:
            self.elder(person)
        if years < 19:
            self.child(person)
        if self.chance(0.12):
            self.category(person, "tekun", *self.span())
            if self.chance(0.6):
                self.pay(person.id, self.award(person.id, "tekun_living", *self.span(), self.yuan(900, 1500)))
        if self.chance(0.08) and f"second-{person.id}" not in self.world.households:
            first, last = self.span()
            self.category(person, "dibao_single", first, last)
            self.pay(person.id, self.award(person.id, "dibao_single_cash", first, last, self.yuan(600, 960)))
        if self.chance(0.8):
            self.insured(person)
        for _ in range(self.rng.choices((0, 1, 3), (70, 20, 10))[0]):
            on = self.day(self.month(-15, 0))
            where: dict[str, Any] = {"stream": "yibao_settlements.settlements", "division": self.home}
            cost = self.rng.randrange(100_00, 9000_00)
            person.expenses.append(Expense(**where, months=frozenset([month_of(on)]), on=on, self_paid=cost))
        for item in ("pension_premium", "disab_child_rehab"):
            if self.chance(0.3):
                self.once_a_year(person, item)
        if self.chance(0.1):
            self.dies(person)
        if self.chance(0.05):
            stream = self.rng.choice(list(self.world.streams))
            person.doubts |= {(stream, month) for month in between(self.month(-6, -3), self.month(-3, 0))}

    def disabled(self, person: Person) -> None:
        grade = self.rng.randint(1, 4)
        kind = self.rng.choice("1234567")
        first, last = self.span()
        if self.chance(0.75):
            self.certificate(person, first, last, kind, grade)
        else:
            cut = max(first, self.month(-12, -1))
            other = self.rng.choice((3, 4)) if self.chance(0.4) else grade
            status = "valid" if other != grade else self.rng.choice(("expired", "expired", "frozen", "cancelled"))
            self.certificate(person, first, later(cut, -1) if cut > first else first, kind, grade)
            self.certificate(person, later(cut, cut == first), last, kind, other, status)
        for item, chance in (("disab_living", 0.55), ("disab_nursing", 0.6)):
            if self.chance(chance):
                self.pay(person.id, self.award(person.id, item, *self.span(), self.rng.choice((13900, 18300))))
                self.elsewhere(person, item)
        if self.chance(0.08) and "renshe_injury.allowances" in self.world.streams:
            self.award(person.id, "work_injury_care", *self.span(), 90000)

    def certificate(
        self, person: Person, first: str, last: str | None, kind: str, grade: int, status: str = "valid"
    ) -> None:
        if last is None or first <= last:
            where = self.listed("canlian_certificates.certificates", first, last)
            _add(person.certificates, Certificate(**where, kind=kind, grade=grade, status=status))

    def once_a_year(self, person: Person, item: str) -> None:
        month = self.month(-14, 0)
        where: dict[str, Any] = {"stream": stream_of(f"benefit:{item}"), "division": self.home}
        person.awards.append(Award(**where, months=frozenset([month]), item=item, amount=10000, one_sum=True))

    def elsewhere(self, person: Person, item: str) -> None:
        """The same item from another county."""
        if self.chance(0.06):
            award = self.award(person.id, item, *self.span(), self.rng.choice((12000, 24000)), self.other)
            if self.chance(0.5):
                self.pay(person.id, award)

    def elder(self, person: Person) -> None:
        for item, amount in (("elder_age", 6000), ("elder_living", 8000), ("elder_nursing", 8000)):
            if self.chance(0.35):
                self.pay(person.id, self.award(person.id, item, *self.span(), amount))
                self.elsewhere(person, item)

    def child(self, person: Person) -> None:
        if self.chance(0.4):
            items = self.rng.sample(("orphan_living", "defacto_orphan_living", "key_child_living"), 3)
            for item in items[: 2 if self.chance(0.2) else 1]:
                self.pay(person.id, self.award(person.id, item, *self.span(), self.rng.randrange(900, 2400, 50) * 100))
        if self.chance(0.8):
            stage = self.rng.choice([*STAGES, "college"])
            where = self.listed(stream_of(f"enrolment:{stage}"), *self.span())
            status = self.rng.choices(("enrolled", "suspended", "left"), (90, 5, 5))[0]
            _add(person.enrolments, Enrolment(**where, stage=stage, status=status))
        terms = dict.fromkeys(term_of(month) for month in between(later(self.now, -16), self.now))
        for term in terms:
            if self.chance(0.4):
                self.student_aid(person, term)

    def student_aid(self, person: Person, term: str) -> None:
        year, name = term.rsplit("-", 1)
        if self.chance(0.2):
            name, months = "year", months_of_school_year(year)
        else:
            months = months_of_term(term)
        division = self.other if self.chance(0.05) else self.home
        item = self.rng.choice(STUDENT_AID)
        places = {self.other, self.home} if self.chance(0.06) else {division}
        for place in sorted(places):
            person.awards.append(
                Award(
                    stream="jiaoyu_aid.awards",
                    division=place,
                    months=frozenset(months),
                    item=item,
                    amount=self.rng.randrange(300, 1500, 50) * 100,
                    school_year=year,
                    term=name,
                    one_sum=True,
                )
            )

    def insured(self, person: Person) -> None:
        where: dict[str, Any] = {"stream": "yibao_cover.covers", "division": self.home, "dated": True}
        for year in (self.world.as_of.year - 1, self.world.as_of.year):
            start = date(year, 1, 1) if self.chance(0.8) else self.day(f"{year}-{self.rng.randint(1, 12):02d}")
            if start <= self.world.as_of and self.chance(0.8):
                end = None if self.chance(0.1) else date(year + 1, 1, 1)
                person.covers.append(Cover(**where, start=start, end=end, scheme=self.rng.choice(("310", "390"))))

    def dies(self, person: Person) -> None:
        on = self.day(self.month(-12, 0))
        for stream in ("gongan_deaths.cancellations", "weijian_deaths.deaths"):
            if self.chance(0.7):
                where: dict[str, Any] = {"stream": stream, "division": self.home, "months": frozenset([month_of(on)])}
                person.deaths.append(Death(**where, on=on))
            on = on + timedelta(self.rng.choice((0, 0, 1, 20, 40)))
        if self.chance(0.9):
            person.expenses = [each for each in person.expenses if each.on < on]

    # what the household has

    def temporary(self) -> None:
        """Temporary aid: same or other cause, within twelve months or not, in instalments, with numbers or without."""
        holders: Iterable[Holder] = [self.world.households["home"], *map(self.holder, self.world.residents)]
        for _ in range(self.rng.choices((0, 1, 2, 3), (60, 15, 15, 10))[0]):
            holder = self.rng.choice(list(holders))
            on = self.day(self.month(-24, 0))
            approval = self.rng.choice(("a1", "a2")) if self.chance(0.2) else None
            event = self.rng.choice(("e1", "e2")) if self.chance(0.2) else None
            cause = None if self.chance(0.1) else self.rng.choice(CAUSES)
            for _ in range(2 if self.chance(0.1) else 1):
                holder.awards.append(
                    Award(
                        stream="minzheng_temporary.awards",
                        division=self.home,
                        months=frozenset([month_of(on)]),
                        item=self.rng.choice(("temp_emergency", "temp_expense")),
                        amount=self.yuan(600, 6000),
                        cause=cause,
                        awarded_on=on,
                        approval=approval,
                        event=event,
                        one_sum=True,
                    )
                )
