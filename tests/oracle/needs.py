"""D23, D24 and D39: aid again for one cause, and above what one need comes to. One function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations

from tests.oracle import money
from tests.oracle.figures import figure
from tests.oracle.lead import Answer, lead, maybe
from tests.oracle.months import a_year_after, between, ending, later, month_of
from tests.oracle.plain import Award, Holder, Household, Person, World
from tests.oracle.premises import answered, hukou, members

TEMPORARY = ("temp_emergency", "temp_expense")
PUBLIC = (*TEMPORARY, "dis_emergency", "dis_transition", "dis_rebuild")
ILLNESS, DISASTER = ("medical_cost", "sudden_illness"), ("natural_disaster",)


@dataclass(frozen=True)
class Given:
    holder: Holder
    award: Award
    on: date

    @property
    def claim(self) -> tuple[str, str]:
        return self.award.item, month_of(self.on)


@dataclass(frozen=True)
class Documents:
    amounts: list[int | None]
    complete: bool
    """Whether every answer has come; else more may be documented."""

    @property
    def sum(self) -> Fraction:
        return Fraction(sum(amount or 0 for amount in self.amounts))


def _given(world: World, home: Household, items: tuple[str, ...]) -> list[Given]:
    """Awards to the home or, of that month, to its members, by date."""
    found = [
        Given(holder, award, award.awarded_on)
        for holder in (home, *world.people.values())
        for award in holder.awards
        if award.item in items and award.awarded_on and at_home(world, home, holder, award.awarded_on)
    ]
    return sorted(found, key=lambda each: each.on)


def _documents(
    world: World, home: Household, topic: str, span: list[str], of: Callable[[Person], list[tuple[date, int | None]]]
) -> Documents:
    """Of whoever is a member at some time; complete where whoever has a place has been answered for there."""
    people = {each.id: each for month in span for each in members(world, home.id, month, counted=False)}

    def known(month: str) -> bool:
        places = [(each, hukou(world, each, month)) for each in people.values()]
        return any(there for _, there in places) and all(
            answered(world, topic, there, month, each.doubts) for each, there in places if there
        )

    amounts = [amount for each in people.values() for day, amount in of(each) if month_of(day) in span]
    return Documents(amounts, None not in amounts and all(map(known, span)))


def _bills(person: Person) -> list[tuple[date, int | None]]:
    return [(each.on, each.self_paid) for each in person.expenses]


def _losses(person: Person) -> list[tuple[date, int | None]]:
    return [(each.on, each.amount) for each in person.losses]


def _span(world: World, together: list[Given], after: int) -> list[str]:
    """From twelve months before the first award to some months after the last."""
    first, last = later(month_of(together[0].on), -12), later(month_of(together[-1].on), after)
    return between(max(first, world.window[0]), min(last, world.now))


def _together(given: list[Given], last: Given) -> list[Given]:
    """Those of the twelve months that end with one award."""
    return [each for each in given[: given.index(last) + 1] if last.on < a_year_after(each.on)]


Excess = tuple[Given, Fraction]
"""An award, and how much of it is above."""


def _above(world: World, home: Household, event: str) -> tuple[list[Excess], list[str]]:
    """Of temporary aid for one event; and the months in which it would be, were nothing more documented."""
    given = [each for each in _given(world, home, TEMPORARY) if each.award.event == event]
    excess, open_ = [], []
    for last in given:
        together = _together(given, last)
        first = together[0]
        if all(one_case(first.holder.id, first.award, each.holder.id, each.award) for each in together):
            continue
        span = _span(world, together, 0)
        documents = _documents(
            world,
            home,
            "disaster_loss",
            span,
            lambda each: [(loss.on, loss.amount) for loss in each.losses if loss.event == event],
        )
        limits = _cap(world, home, last)
        if documents.complete and documents.amounts:
            limits.append(documents.sum)
        total = Fraction(sum(each.award.amount or 0 for each in together))
        if limits and total > min(limits):
            excess.append((last, min(total - min(limits), Fraction(last.award.amount or 0))))
        elif not documents.complete and total > documents.sum:
            open_.append(month_of(last.on))
    return excess, open_


def _cap(world: World, home: Household, last: Given) -> list[Fraction]:
    """A head, of everybody who may be a member in the month."""
    heads = [
        person
        for person in world.people.values()
        if any(each.household == home.id and month_of(last.on) in world.touched(each) for each in person.memberships)
    ]
    cap = figure("temporary_aid_cap", home.division, last.on)
    return [] if cap is None else [Fraction(cap) * 100 * len(heads)]


def _events(world: World, home: Household) -> list[str]:
    return sorted({each.award.event for each in _given(world, home, TEMPORARY) if each.award.event})


def d24_awards(world: World, home: Household) -> list[Given]:
    return [each for event in _events(world, home) for each, _ in _above(world, home, event)[0]]


def d24(world: World, home: Household) -> Iterator[Answer]:
    """D24 H: 临时救助 by several approvals for one event: sum > its verified losses or the cap a head."""
    for event in _events(world, home):
        excess, open_ = _above(world, home, event)
        if excess:
            yield lead(
                "D24",
                home.id,
                {month_of(each.on) for each, _ in excess},
                sum((part for _, part in excess), Fraction(0)),
            )
        for month in open_:
            yield maybe("D24", home.id, [month])


def d39(world: World, home: Household) -> Iterator[Answer]:
    """D39 R: charity and public aid for one need: sum > documented expense; what D24 has is not told again."""
    told = {each.claim for each in d24_awards(world, home)}
    recent = ending(world.now, 24)[:-2]
    for causes, topic in ((ILLNESS, "expense"), (DISASTER, "disaster_loss")):
        given = [each for each in _given(world, home, (*PUBLIC, "charity_aid")) if each.award.cause in causes]
        excess = []
        for last in given:
            together = _together(given, last)
            if len({each.award.item == "charity_aid" for each in together}) < 2:
                continue
            span = _span(world, together, 2)
            documents = _documents(world, home, topic, span, _bills if causes == ILLNESS else _losses)
            total = Fraction(sum(each.award.amount or 0 for each in together))
            if documents.complete and documents.amounts and total > documents.sum:
                excess.append((last, min(total - documents.sum, Fraction(last.award.amount or 0))))
            elif not documents.complete and total > documents.sum and month_of(last.on) in recent:
                yield maybe("D39", home.id, [month_of(last.on)])
        left = [(each, part) for each, part in excess if each.claim not in told and month_of(each.on) in recent]
        if left:
            yield lead(
                "D39", home.id, {month_of(each.on) for each, _ in left}, sum((part for _, part in left), Fraction(0))
            )


def d23(world: World, home: Household) -> Iterator[Answer]:
    """D23 R: 临时救助 to one household, same cause, within 12 months of award dates (policy.md §11.7).

    What D24 has is not told again (policy.md §11.21).
    """
    told = {each.claim for each in d24_awards(world, home)}
    found = [(holder, award) for holder in (home, *world.people.values()) for award in _temporary(holder)]
    found.sort(key=lambda pair: pair[1].awarded_on or date.min)
    by_cause: dict[str, dict[int, Award]] = {}
    for (first_to, first), (second_to, second) in combinations(found, 2):
        assert first.awarded_on
        assert second.awarded_on
        if not at_home(world, home, second_to, second.awarded_on):
            continue
        if first_to is not second_to and not at_home(world, home, first_to, first.awarded_on):
            continue
        if second.awarded_on >= a_year_after(first.awarded_on):
            continue
        if one_case(first_to.id, first, second_to.id, second):
            continue
        cause = _one_cause(first, second)
        if cause is not None and (second.item, month_of(second.awarded_on)) not in told:
            by_cause.setdefault(cause, {})[id(second)] = second
    for awards in by_cause.values():
        months = {month_of(award.awarded_on) for award in awards.values() if award.awarded_on}
        yield lead("D23", home.id, months, money.total(award.amount for award in awards.values()))


def at_home(world: World, home: Household, holder: Holder, day: date) -> bool:
    """Whether an award of the day is the home's: its own, or a member's of that month."""
    return holder is home or holder in members(world, home.id, month_of(day), counted=False)


def _temporary(holder: Holder) -> list[Award]:
    return [each for each in holder.awards if each.item in ("temp_emergency", "temp_expense") and each.awarded_on]


def one_case(first_to: str, first: Award, second_to: str, second: Award) -> bool:
    """One approval; without numbers, awards to one person on one day (decisions/0007, 0018)."""
    if first.approval and second.approval:
        return first.approval == second.approval
    return first_to == second_to and first.awarded_on == second.awarded_on


def _one_cause(first: Award, second: Award) -> str | None:
    """The common cause; None where they differ, and where one is unknown (policy.md §11.7)."""
    if first.event and second.event:
        return (second.cause or "") if first.event == second.event else None
    return first.cause if first.cause == second.cause else None
