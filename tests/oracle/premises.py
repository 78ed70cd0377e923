"""What is true of a person or household in a month: yes, no or unknown (semantics.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal, TypeVar

from tests.oracle.months import days, first_day, later, month_of
from tests.oracle.plain import Category, Certificate, Check, Expense, Household, Loss, Person, Record, World

Truth = Literal["yes", "no", "unknown"]


def all_of(truths: Iterable[Truth]) -> Truth:
    seen = set(truths)
    return "no" if "no" in seen else "unknown" if "unknown" in seen else "yes"


def any_of(truths: Iterable[Truth]) -> Truth:
    return opposite(all_of(opposite(truth) for truth in truths))


def opposite(truth: Truth) -> Truth:
    return "no" if truth == "yes" else "yes" if truth == "no" else "unknown"


# who answers, and whether it has


def places(world: World, person: Person, month: str, forms: tuple[str, ...]) -> set[str]:
    """The divisions of a person's households of some forms, possible ones included; in a month without, the last known.

    See decisions/0007.
    """
    while month >= world.window[0]:
        found = {
            membership.division
            for membership in person.memberships
            if world.households[membership.household].form in forms and month in world.touched(membership)
        }
        if found:
            return found
        month = later(month, -1)
    return set()


def hukou(world: World, person: Person, month: str) -> set[str]:
    """Personal facts: the division of the household register."""
    return places(world, person, month, ("hukou",))


def for_aid(world: World, person: Person, month: str) -> set[str]:
    """Benefits and categories: all the person's assistance and hukou households that month."""
    there = places(world, person, month, ("assistance", "hukou"))
    return there | hukou(world, person, month)


def standard_of(world: World, person: Person, month: str) -> str:
    """The division whose standard is owed: that of the household register, else one that gives aid."""
    return min(hukou(world, person, month) or for_aid(world, person, month), default="")


def answered(world: World, topic: str, divisions: set[str], month: str, doubts: set[tuple[str, str]]) -> bool:
    """Every stream that answers the topic and serves a division has covered the month there, and there is one."""
    streams = [(name, stream.serves) for name, stream in world.streams.items() if topic in stream.answers]
    asked = [(name, division) for name, serves in streams for division in divisions if division.startswith(serves)]
    return bool(asked) and all(
        world.covers(name, division, month) and (name, month) not in doubts for name, division in asked
    )


def truth(world: World, records: Iterable[Record], month: str, absence: bool) -> Truth:
    """Of records that would each make it so; ``absence`` is whether none of them would mean no."""
    records = list(records)
    if any(month in world.in_force(record) for record in records):
        return "yes"
    if any(month in world.touched(record) for record in records) or not absence:
        return "unknown"
    return "no"


# what a person has


def personal(world: World, person: Person, topic: str, records: Iterable[Record], month: str) -> Truth:
    """What the department of a personal fact says, asked where the household register has the person."""
    return truth(world, records, month, answered(world, topic, hukou(world, person, month), month, person.doubts))


def assumed(world: World, records: Iterable[Record], month: str) -> Truth:
    """The same where nothing is assumed of a source that has not delivered."""
    return truth(world, records, month, True)


def within(months: int, at: Callable[[str], Truth], month: str) -> Truth:
    """In the month or one of those before it, so many in all."""
    return any_of(at(later(month, -steps)) for steps in range(months))


def category(world: World, person: Person, codes: Iterable[str], month: str, own: bool = False) -> Truth:
    """Of the person, or of a household that counts the person."""
    return any_of(_category(world, person, code, month, own) for code in codes)


def _category(world: World, person: Person, code: str, month: str, own: bool) -> Truth:
    divisions = for_aid(world, person, month)
    absence = answered(world, f"category:{code}", divisions, month, person.doubts)
    truths = [truth(world, _of(person.categories, code), month, absence)]
    if not own:
        for membership in person.memberships:
            if membership.counted:
                household = world.households[membership.household]
                doubts = doubts_about(world, household, month)
                known = answered(world, f"category:{code}", divisions, month, doubts)
                there = truth(world, [membership], month, absence)
                truths.append(all_of([there, truth(world, _of(household.categories, code), month, known)]))
    return any_of(truths)


def doubts_about(world: World, household: Household, month: str) -> set[tuple[str, str]]:
    """A rejected row about a member may be the household's."""
    return {
        doubt
        for person in world.people.values()
        if any(each.household == household.id and month in world.touched(each) for each in person.memberships)
        for doubt in person.doubts
    }


def has_category(world: World, person: Person, codes: Iterable[str]) -> bool:
    """Whether anything on file says so, whatever the month."""
    households = [world.households[each.household] for each in person.memberships]
    return any(each.code in codes for holder in (person, *households) for each in holder.categories)


def _of(categories: Iterable[Category], code: str) -> list[Category]:
    return [each for each in categories if each.code == code]


def benefit(world: World, person: Person, items: Iterable[str], month: str) -> Truth:
    """An award to the person, or a payment, is evidence of receipt (policy.md §11.3)."""
    divisions = for_aid(world, person, month)
    return any_of(
        truth(
            world,
            [each for each in person.aid if each.item == item],
            month,
            answered(world, f"benefit:{item}", divisions, month, person.doubts),
        )
        for item in items
    )


def certificate(world: World, person: Person, fits: Callable[[Certificate], bool], month: str) -> Truth:
    absence = answered(world, "certificate", hukou(world, person, month), month, person.doubts)
    return truth(world, [each for each in person.certificates if fits(each)], month, absence)


ANY_STAGE = ("preschool", "primary", "junior", "senior", "vocational", "college")


def enrolment(
    world: World, person: Person, stages: Iterable[str], month: str, statuses: tuple[str, ...] = ("enrolled",)
) -> Truth:
    divisions = hukou(world, person, month)
    return any_of(
        truth(
            world,
            [each for each in person.enrolments if each.status in statuses and each.stage == stage],
            month,
            answered(world, f"enrolment:{stage}", divisions, month, person.doubts),
        )
        for stage in stages
    )


def cover(world: World, person: Person, month: str, schemes: tuple[str, ...] = ("310", "390")) -> Truth:
    absence = answered(world, "cover", hukou(world, person, month), month, person.doubts)
    return truth(world, [each for each in person.covers if each.scheme in schemes], month, absence)


# life and death


def signs_of_life(world: World, person: Person) -> list[date]:
    """A settlement, an enrolment in a new stage, or a certificate of a new kind or grade."""
    kinds: dict[object, list[Record]] = {}
    for enrolment in person.enrolments:
        kinds.setdefault(enrolment.stage, []).append(enrolment)
    for one in person.certificates:
        kinds.setdefault((one.kind, one.grade), []).append(one)
    began = [_began(world, records) for records in kinds.values()]
    return [each.on for each in person.expenses] + [day for day in began if day is not None]


def _began(world: World, records: list[Record]) -> date | None:
    """The first day; of a roster that after the last month that is answered and has none."""
    if all(each.start is not None for each in records):
        return min(each.start for each in records if each.start is not None)
    first = min(month for each in records for month in world.touched(each))
    stream, division = records[0].stream, records[0].division
    answered = [month for month in world.window if month < first and world.covers(stream, division, month)]
    return first_day(later(answered[-1], 1)) if answered else None


def died(world: World, person: Person) -> date | None:
    """The latest date after which there is no sign of life."""
    signs = signs_of_life(world, person)
    undisputed = [each.on for each in person.deaths if all(sign <= each.on for sign in signs)]
    return max(undisputed, default=None)


def disputed(world: World, person: Person) -> bool:
    """Every report of the death is followed by a sign of life: to be verified."""
    return bool(person.deaths) and died(world, person) is None


def alive(world: World, person: Person, month: str) -> Truth:
    """Up to the month of death; where nobody reports a death it is assumed, where a report is disputed unknown."""
    day = died(world, person)
    if day is not None:
        return "yes" if month <= month_of(day) else "no"
    return "unknown" if any(month >= month_of(each.on) for each in person.deaths) else "yes"


def age(person: Person, day: date) -> int | None:
    if person.birth is None:
        return None
    return day.year - person.birth.year - ((day.month, day.day) < (person.birth.month, person.birth.day))


def aged(person: Person, low: int, high: int, month: str) -> Truth:
    """From one birthday to the day before another: yes by the month's first day, unknown where it begins within."""
    if person.birth is None:
        return "unknown"
    of_age = [low <= (age(person, day) or 0) < high for day in days(month)]
    return "yes" if of_age[0] else "unknown" if any(of_age) else "no"


# households


def members(world: World, household: str, month: str, counted: bool = True) -> list[Person]:
    """Members in a month, each once; only those whom the amount counts unless ``counted`` is false."""
    return [
        person
        for person in world.people.values()
        if any(
            each.household == household and (each.counted or not counted) and month in world.in_force(each)
            for each in person.memberships
        )
    ]


def has(world: World, household: Household, codes: Iterable[str], month: str) -> bool:
    """Whether the household has one of the categories in a month."""
    return any(each.code in codes and month in world.in_force(each) for each in household.categories)


def household_category(world: World, household: Household, codes: Iterable[str], month: str) -> Truth:
    """The same in three values."""
    return any_of(
        truth(
            world,
            _of(household.categories, code),
            month,
            answered(world, f"category:{code}", {household.division}, month, set()),
        )
        for code in codes
    )


def listed(world: World, household: Household, month: str) -> bool:
    """Whether a list of the household's members has come for a month."""
    return answered(world, f"membership:{household.form}", {household.division}, month, set())


def lived_in(world: World, household: Household, month: str) -> Truth:
    """Whether a member lives."""
    return any_of(alive(world, person, month) for person in members(world, household.id, month, counted=False))


Event = TypeVar("Event", bound="Expense | Check | Loss")


def of_members(
    world: World, household: Household, months: Iterable[str], events: Callable[[Person], list[Event]]
) -> list[Event]:
    """What happened to its members in the months in which they were members."""
    return [
        event
        for person in world.people.values()
        for event in events(person)
        if month_of(event.on) in months and person in members(world, household.id, month_of(event.on), counted=False)
    ]
