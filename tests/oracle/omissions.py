"""O01 to O32: aid that is due and does not come. One function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.oracle import conflicts, money
from tests.oracle.duplicates import d01, d09, d10, d11, d14, in_two_counties
from tests.oracle.figures import figure, paid_monthly, paid_with
from tests.oracle.lead import Answer, Lead, lead, maybe
from tests.oracle.months import ending, first_day, months_of_term, term_of
from tests.oracle.plain import Certificate, Holder, Household, Person, World
from tests.oracle.premises import (
    Truth,
    alive,
    all_of,
    answered,
    any_of,
    assumed,
    benefit,
    category,
    certificate,
    cover,
    enrolment,
    for_aid,
    has_category,
    hukou,
    members,
    opposite,
    standard_of,
)


def look_back(world: World) -> list[str]:
    """Twelve months, the judged one included (policy.md §11.14)."""
    return ending(world.now, 12)


def _assumed_absent(value: Truth) -> Truth:
    """An exclusion whose source has not delivered (policy.md §11.11)."""
    return "no" if value == "unknown" else value


@dataclass
class Case:
    """One month of an omission: what makes it due, and what would undo that."""

    given: Truth
    unless: Truth
    """An exclusion, or that the aid was received."""
    pointed_at: bool = True
    """Whether anything on file points at each of the premises: of whom nothing is said nothing is counted."""

    @property
    def owed(self) -> bool:
        return self.given == "yes" and self.unless == "no"

    @property
    def held(self) -> bool:
        """Could be (design.md §5)."""
        return self.pointed_at and all_of([self.given, opposite(self.unless)]) == "unknown"


def due(rule: str, who: Person, owed: list[str], held: list[str], amount: Fraction | None) -> Iterator[Answer]:
    if owed:
        yield lead(rule, who.id, owed, amount)
    if held:
        yield maybe(rule, who.id, held)


def _monthly(world: World, rule: str, who: Person, case: Callable[[str], Case], standard: str) -> Iterator[Answer]:
    """Owed in each month in which everything is known to be so, at the standard of the certificate's grade."""
    cases = {month: of_living(world, who, month, case(month)) for month in look_back(world)}
    owed = [month for month, case in cases.items() if case.owed]
    held = [month for month, case in cases.items() if case.held]
    yield from due(rule, who, owed, held, money.total(_of_grade(world, who, standard, month) for month in owed))


def of_living(world: World, who: Person, month: str, case: Case) -> Case:
    return replace(case, unless=any_of([case.unless, opposite(alive(world, who, month))]))


def _of_grade(world: World, who: Person, standard: str, month: str) -> Fraction | None:
    grades = [c.grade for c in who.certificates if c.status == "valid" and month in world.in_force(c)]
    county = standard_of(world, who, month)
    amount = figure(standard, county, first_day(month), str(min(grades)))
    return None if amount is None else Fraction(amount) * 100


def _valid(one: Certificate) -> bool:
    return one.status == "valid"


def _severe(one: Certificate) -> bool:
    return one.status == "valid" and one.grade in (1, 2)


def o03(world: World, who: Person) -> Iterator[Answer]:
    """O03: 低保 or 单人保 & valid certificate → disab_living; minus D02, D04, D05, D07, D17."""

    def case(month: str) -> Case:
        given = [
            category(world, who, ["dibao", "dibao_single"], month),
            certificate(world, who, _valid, month),
        ]
        unless = [
            category(world, who, ["tekun"], month, own=True),
            benefit(world, who, ["orphan_living"], month),
            _assumed_absent(benefit(world, who, ["work_injury_care"], month)),
            _elder_living_of_the_class(world, who, month),
            _in_prison(world, who, month),
            benefit(world, who, ["disab_living"], month),
        ]
        pointed = has_category(world, who, ["dibao", "dibao_single"]) and bool(who.certificates)
        return Case(all_of(given), any_of(unless), pointed)

    yield from _monthly(world, "O03", who, case, "disab_living")


def _in_prison(world: World, who: Person, month: str) -> Truth:
    return assumed(world, [each for each in who.custodies if each.kind == "prison"], month)


def _elder_living_of_the_class(world: World, who: Person, month: str) -> Truth:
    """Where elder_living is of the living class, it is kept instead, 择高 (D07)."""
    return benefit(world, who, ["elder_living"], month) if local_class(world, who, month) else "no"


def local_class(world: World, who: Person, month: str) -> bool:
    return any(figure("elder_living_class", county, first_day(month)) for county in hukou(world, who, month))


def o04(world: World, who: Person) -> Iterator[Answer]:
    """O04: certificate of grade 1-2 → disab_nursing; minus D03, D04, D17, and elder_nursing silences it.

    See policy.md §11.11.
    """

    def case(month: str) -> Case:
        unless = [
            category(world, who, ["tekun"], month, own=True),
            benefit(world, who, ["elder_nursing"], month),
            _assumed_absent(benefit(world, who, ["work_injury_care"], month)),
            _in_prison(world, who, month),
            benefit(world, who, ["disab_nursing"], month),
        ]
        return Case(certificate(world, who, _severe, month), any_of(unless), bool(who.certificates))

    yield from _monthly(world, "O04", who, case, "disab_nursing")


def o07(world: World, who: Person) -> Iterator[Answer]:
    """O07: 低保/特困 & no basic medical cover this year; nobody who died by then, no amount (decisions/0007)."""
    months = [month for month in look_back(world) if month[:4] == world.now[:4]]
    insured = any_of(cover(world, who, month) for month in months)
    unless = any_of([insured, opposite(alive(world, who, world.now))])
    codes = ["dibao", "dibao_single", "tekun"]
    pointed = has_category(world, who, codes)
    cases = {month: Case(category(world, who, codes, month), unless, pointed) for month in months}
    yield from first(world, who, "O07", cases, None)


def first(world: World, who: Person, rule: str, cases: dict[str, Case], amount: Fraction | None) -> Iterator[Answer]:
    """Of a year or term the first month that is owed, else the first that could be, if it is recent enough.

    See policy.md §11.8.
    """
    recent = look_back(world)
    owed = [month for month, case in cases.items() if case.owed][:1]
    held = [] if owed else [month for month, case in cases.items() if case.held and month in recent][:1]
    yield from due(rule, who, [month for month in owed if month in recent], held, amount)


LOW_INCOME = ["dibao", "dibao_single", "tekun", "dibian", "gangxing", "fanpin"]
STUDENT_AID = [
    "edu_pre_grant",
    "edu_pre_free",
    "edu_comp_living",
    "edu_high_grant",
    "edu_high_free",
    "edu_voc_grant",
]
STAGES = ["preschool", "primary", "junior", "senior", "vocational"]


def o15(world: World, who: Person) -> Iterator[Answer]:
    """O15: low-income pupil on the roll & no aid this term; an award for the school year covers both.

    See policy.md §11.12.
    """
    recent = look_back(world)
    items = {each.item for each in who.aid}
    pointed = any(each.stage in STAGES for each in who.enrolments) and (
        has_category(world, who, LOW_INCOME) or bool(items & {"orphan_living", "defacto_orphan_living"})
    )
    for term in dict.fromkeys(term_of(month) for month in recent):
        whole = [month for month in months_of_term(term) if month <= world.now]
        aided = any_of(benefit(world, who, STUDENT_AID, month) for month in whole)
        cases = {}
        for month in whole:
            poor = any_of(
                [
                    category(world, who, LOW_INCOME, month),
                    benefit(world, who, ["orphan_living", "defacto_orphan_living"], month),
                ]
            )
            given = all_of([poor, enrolment(world, who, STAGES, month)])
            cases[month] = of_living(world, who, month, Case(given, aided, pointed))
        since = next((month for month, case in cases.items() if case.owed), None)
        yield from first(world, who, "O15", cases, _of_stage(world, who, since) if since else None)


def _of_stage(world: World, who: Person, month: str) -> Fraction | None:
    stages = [e.stage for e in who.enrolments if e.status == "enrolled" and month in world.in_force(e)]
    amount = figure("edu_term_amount", standard_of(world, who, month), first_day(month), stages[0])
    return None if amount is None else Fraction(amount) * 100


def o31(world: World, holder: Holder) -> Iterator[Answer]:
    """O31: an active award without full payment for the month, short by more than a yuan (policy.md §11.13)."""
    months = look_back(world)[:-1]
    for item in sorted({award.item for award in holder.awards if paid_monthly(award.item)}):
        owed: dict[str, Fraction | None] = {}
        held = []
        at_stake = _conflicts(world, holder, item)
        for month in months:
            if not money.awards(world, holder, item, month):
                continue
            living = any_of(alive(world, person, month) for person in _receivers(world, holder, month))
            if living == "no" or _owed_in_another_sum(world, holder, item, month):
                continue
            awarded = _awarded(world, holder, item, month)
            paid = _paid(world, holder, item, month)
            short = (awarded is None and not paid) or (awarded is not None and awarded - paid > 100)
            if not short:
                continue
            if living == "yes" and _payments_known(world, holder, item, month):
                if month not in at_stake:
                    owed[month] = None if awarded is None else awarded - paid
            else:
                held.append(month)
        if owed:
            yield lead("O31", holder.id, owed, money.total(owed.values()))
        if held:
            yield maybe("O31", holder.id, held)


def _receivers(world: World, holder: Holder, month: str) -> list[Person]:
    return [holder] if isinstance(holder, Person) else members(world, holder.id, month, counted=False)


def _owed_in_another_sum(world: World, holder: Holder, item: str, month: str) -> bool:
    """A supplement of a member of a household that holds the award in whose sum it is paid (decisions/0018)."""
    whole = paid_with(item)
    return whole is not None and any(
        holder in members(world, household.id, month) and money.awards(world, household, whole, month)
        for household in world.households.values()
    )


def _awarded(world: World, holder: Holder, item: str, month: str) -> Fraction | None:
    amounts = [award.amount for award in money.awards(world, holder, item, month)]
    if isinstance(holder, Household) and item == "dibao_cash":
        for person in members(world, holder.id, month):
            amounts += [award.amount for award in money.awards(world, person, "dibao_topup", month)]
    return money.total(amounts)


def _paid(world: World, holder: Holder, item: str, month: str) -> Fraction:
    paid = [each.amount for each in money.payments(world, holder, item, month)]
    if isinstance(holder, Household) and item == "dibao_cash":
        for person in members(world, holder.id, month):
            paid += [each.amount for each in money.payments(world, person, "dibao_topup", month)]
    return money.total(paid) or Fraction(0)


def _payments_known(world: World, holder: Holder, item: str, month: str) -> bool:
    """Asked where the award was made, where a stream must answer, and where the holder lives."""
    divisions = {award.division for award in money.awards(world, holder, item, month)}
    serving = [stream.serves for stream in world.streams.values() if f"payment:{item}" in stream.answers]
    if not all(any(division.startswith(serves) for serves in serving) for division in divisions):
        return False
    receivers = _receivers(world, holder, month)
    if isinstance(holder, Person):
        divisions |= for_aid(world, holder, month)
    doubts = {doubt for person in receivers for doubt in person.doubts}
    return answered(world, f"payment:{item}", divisions, month, doubts)


def _conflicts(world: World, holder: Holder, item: str) -> set[str]:
    """Months in which a duplicate rule already puts the item at stake."""
    if not isinstance(holder, Person):
        return set()
    rules = {
        "dibao_topup": [d01],
        "dibao_single_cash": [d09, d11, d14],
        "tekun_living": [d10, d11],
        "tekun_care": [d10],
        "disab_living": [d11],
        "defacto_orphan_living": [d11],
        "key_child_living": [d11],
    }.get(item, [])
    leads = [answer for rule in rules for answer in rule(world, holder) if isinstance(answer, Lead)]
    claims = [rule(world, holder) for rule in (conflicts.d02, conflicts.d03, conflicts.d05, conflicts.d06)]
    claims += [rule(world, holder) for rule in (conflicts.d07, conflicts.d10, conflicts.d12)]
    return (
        {month for answer in leads for month in answer.months}
        | set(in_two_counties(world, holder, item))
        | {month for pairs in claims for each, month in pairs if each == item}
    )
