"""exclude: things that may not be together in one month, in general and in two settled forms (D13, D14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hub.detect import amounts
from hub.detect.dossier import BenefitFact, PaymentFact
from hub.detect.evidence import missing
from hub.detect.finding import HeldBack, Missing, Part
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.compiled_rule import CompiledRule, Hit, S
from hub.detect.known import EVER
from hub.detect.link import members
from hub.detect.node import Gap, Node
from hub.detect.person import ASSISTANCE, PersonMonths
from hub.detect.rests import Asked
from hub.detect.subject import Evidence
from hub.detect.sums import Sum, monthly, wholes
from schema.catalogue.catalogue import Level, catalogue
from schema.policy.parameters import prefix
from schema.policy.rule import Exclude, TwoHouseholds, TwoPlaces
from schema.values.months import ALL, BEFORE


class Sides(CompiledRule[S]):
    """All sides yes in one month."""

    __slots__ = ("sides", "stops")

    def __init__(self, rule: Exclude, sides: tuple[Node, ...]) -> None:
        super().__init__(rule, tuple(need for side in sides for need in side.needs))
        self.sides = sides
        self.stops = rule.stops

    def hits(self, subject: S, held: list[HeldBack]) -> Iterable[Hit[S]]:
        months = ALL
        for side in self.sides:
            months &= side.known(subject).yes
            if not months:
                return ()
        return (Hit(subject, months, {item: self._undue(subject, item, months) for item in self.stops}),)

    def _undue(self, subject: S, item: str, months: int) -> int:
        """Where a side has alternatives, an item is undue in the months of those that name it."""
        for side in self.sides:
            months &= side.yes_by(subject, f"benefit:{item}")
        return months

    def undecided(self, subject: S, asked: Asked) -> tuple[Missing, ...]:
        """Months in which no side is a definite no, with the gaps that leave the others open.

        A side that was reported in another division than the person's is looked up there.
        """
        months = asked.months & self.horizon
        for side in self.sides:
            months &= ~side.known(subject).no
        gaps = [gap for side in self.sides for gap in side.gaps(subject, months)]
        return (missing(subject.frame, gaps) if months else ()) or asked.lost

    def items(self, hit: Hit[S]) -> tuple[str, ...]:
        held = set(hit.subject.items)
        if isinstance(hit.subject, PersonMonths):
            held |= hit.subject.of_households
        elif isinstance(hit.subject, HouseholdMonths):
            held.update(item for person, _ in members(hit.subject) for item in person.items)
        return tuple(item for item in self.stops if item in held and hit.claims[item] & hit.months)

    def parts(self, hit: Hit[S]) -> list[Part]:
        claims = hit.claims.items()
        return [part for item, bits in claims for part in amounts.parts_of(hit.subject, (item,), bits & hit.months)]

    def evidence(self, hit: Hit[S]) -> Iterator[tuple[Evidence, int]]:
        for side in self.sides:
            for evidence in side.facts(hit.subject, hit.months):
                yield evidence, hit.months

    def absences(self, hit: Hit[S]) -> Iterator[Gap]:
        for side in self.sides:
            yield from side.negatives(hit.subject, hit.months)


class Places(CompiledRule[PersonMonths]):
    """One item of one person from two counties: one finding an item, all but the larger amount at stake."""

    __slots__ = ("allowed",)

    def __init__(self, rule: Exclude, form: TwoPlaces, without: frozenset[str]) -> None:
        super().__init__(rule, ())
        items = (
            {item.code for item in catalogue().items.values() if Level.PERSON in item.levels}
            if form.items == "all"
            else set(form.items)
        )
        self.allowed = frozenset(items) - without

    def hits(self, subject: PersonMonths, held: list[HeldBack]) -> Iterable[Hit[PersonMonths]]:
        divisions = {fact.division for fact in subject.view.benefits}
        divisions.update(fact.division for fact in subject.view.payments)
        if len(divisions) < 2:
            return ()
        counties = by_county(divisions)
        received: dict[str, dict[str, int]] = {}
        for _, fact in subject.receipts(self.allowed, EVER):
            if isinstance(fact, BenefitFact | PaymentFact):
                places, county = received.setdefault(fact.item, {}), counties[fact.division]
                places[county] = places.get(county, 0) | fact.yes
        found = []
        for item, places in received.items():
            once = twice = 0
            for bits in places.values():
                twice |= once & bits
                once |= bits
            if twice & ALL:
                found.append(Hit(subject, twice & ALL, {item: twice & ALL}, item, detail=item))
        return found

    def parts(self, hit: Hit[PersonMonths]) -> list[Part]:
        item, window = hit.detail, hit.subject.frame.window
        if not monthly(item):
            return self._whole_parts(hit.subject, item, hit.months)
        found = []
        for bit in amounts.bits_of(hit.months):
            sums = sorted(self._by_place(hit.subject, item, bit).values())
            if sum(sums[:-1]):
                found.append(Part(item, amounts.text_of(window, bit), sum(sums[:-1])))
        return found

    def _whole_parts(self, person: PersonMonths, item: str, months: int) -> list[Part]:
        """Of sums for a term, a season or a year each once: all but the county with the most is at stake."""
        window = person.frame.window
        found = []
        for whole in amounts.wholes_of(person, item):
            if not whole.bits & months & ALL:
                continue
            counties = by_county(one.fact.division for one in whole.sums)
            places: dict[str, list[Sum]] = {}
            for one in whole.sums:
                places.setdefault(counties[one.fact.division], []).append(one)
            sums = sorted(
                sum(part.amount or 0 for part in wholes(mine, window) if part.bits & months) for mine in places.values()
            )
            if sum(sums[:-1]):
                found.append(Part(item, amounts.text_of(window, whole.counted_in), sum(sums[:-1])))
        return found

    def _by_place(self, person: PersonMonths, item: str, bit: int) -> dict[str, int]:
        """County -> fen of the month: the payment there, else the award."""
        paid: dict[str, int] = {}
        awarded: dict[str, int] = {}
        facts = [fact for _, fact in person.receipts((item,), bit) if isinstance(fact, BenefitFact | PaymentFact)]
        counties = by_county(fact.division for fact in facts)
        for fact in facts:
            sums, county = paid if isinstance(fact, PaymentFact) else awarded, counties[fact.division]
            sums[county] = sums.get(county, 0) + (fact.amount or 0)
        return awarded | paid

    def evidence(self, hit: Hit[PersonMonths]) -> Iterator[tuple[Evidence, int]]:
        for evidence in hit.subject.receipts((hit.detail,), hit.months):
            yield evidence, hit.months

    def places(self, hit: Hit[PersonMonths]) -> tuple[str, ...]:
        return tuple(sorted({evidence.fact.division for evidence, _ in self.evidence(hit)}))


class Households(CompiledRule[PersonMonths]):
    """Counted in two assistance households in force, or in one while holding a single person's status.

    At stake is the share in the household joined later; households joined in one month are ordered by id.
    """

    __slots__ = ("form",)

    def __init__(self, rule: Exclude, form: TwoHouseholds) -> None:
        super().__init__(rule, (frozenset(f"category:{code}" for code in form.categories),))
        self.form = form

    def hits(self, subject: PersonMonths, held: list[HeldBack]) -> Iterable[Hit[PersonMonths]]:
        form = self.form
        counted: dict[str, int] = {}
        exclusive = 0
        for membership, household in subject.memberships:
            if membership.counted and household.view.form == ASSISTANCE:
                bits = membership.yes & _in_force(household, form.categories)
                counted[household.id] = counted.get(household.id, 0) | bits
                exclusive |= membership.yes & _in_force(household, form.beside_in)
        once = months = 0
        for bits in counted.values():
            months |= once & bits
            once |= bits
        for code in form.beside:
            pair = subject.categories.get(code)
            if pair is not None:
                months |= pair[0] & exclusive
        months &= ALL
        if not months:
            return ()
        return (Hit(subject, months, dict.fromkeys((form.shared, form.own), months)),)

    def items(self, hit: Hit[PersonMonths]) -> tuple[str, ...]:
        return tuple(sorted({part.item for part in self.parts(hit)}))

    def parts(self, hit: Hit[PersonMonths]) -> list[Part]:
        person, window = hit.subject, hit.subject.frame.window
        found = []
        for bit in amounts.bits_of(hit.months):
            later = max(self._standings(person, bit))
            single = later[2] is None
            item = self.form.own if single else self.form.shared
            amount = amounts.own(person, item, bit) if later[2] is None else amounts.share_in(later[2], item, bit)
            if amount:
                found.append(Part(item, amounts.text_of(window, bit), amount))
        return found

    def _standings(self, person: PersonMonths, bit: int) -> list[tuple[int, str, HouseholdMonths | None]]:
        """(first month, id, household or None for one's own status) of everything in force in the month."""
        joined: dict[str, int] = {}
        households: dict[str, HouseholdMonths] = {}
        for membership, household in person.memberships:
            if membership.counted and household.view.form == ASSISTANCE:
                joined[household.id] = joined.get(household.id, 0) | membership.yes
                if membership.yes & _in_force(household, self.form.categories) & bit:
                    households[household.id] = household
        found: list[tuple[int, str, HouseholdMonths | None]] = [
            (_first(joined[id]), id, household) for id, household in households.items()
        ]
        for code in self.form.beside:
            pair = person.categories.get(code)
            if pair is not None and pair[0] & bit:
                found.append((_first(pair[0]), "", None))
        return found

    def evidence(self, hit: Hit[PersonMonths]) -> Iterator[tuple[Evidence, int]]:
        for membership, household in hit.subject.memberships:
            in_force = _in_force(household, self.form.categories) & membership.yes & hit.months
            if membership.counted and household.view.form == ASSISTANCE and in_force:
                yield Evidence("membership", membership), in_force
        for fact in hit.subject.view.categories:
            if fact.category in self.form.beside and fact.yes & hit.months:
                yield Evidence("category", fact), hit.months


def by_county(divisions: Iterable[str]) -> dict[str, str]:
    """Each division by its county. A prefecture, or a province, that answers for a county is no second one."""
    codes = {division: division[:6] for division in divisions}
    wide = {code for code in codes.values() if code.endswith("00")}
    counties = sorted(set(codes.values()) - wide)
    within = {code: next((one for one in counties if one.startswith(prefix(code))), code) for code in wide}
    return {division: within.get(code, code) for division, code in codes.items()}


def _in_force(household: HouseholdMonths, categories: tuple[str, ...]) -> int:
    bits = 0
    for code in categories:
        pair = household.categories.get(code)
        if pair is not None:
            bits |= pair[0]
    return bits


def _first(bits: int) -> int:
    """An order of first months: before the window counts as the earliest."""
    return 0 if bits & BEFORE else bits & -bits
