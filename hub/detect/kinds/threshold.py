"""threshold: a measure of the home household passes a line (W01), or something happened to a member (W02)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hub.detect.dossier import ExpenseFact
from hub.detect.finding import HeldBack, HeldReason, Missing, Part
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.compiled_rule import CompiledRule, Hit, horizon
from hub.detect.link import members
from hub.detect.node import Gap, Node
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject
from schema.policy.rule import Severity, SpendingOver, Threshold
from schema.values.month import first_day, month_of
from schema.values.months import ALL

Spent = tuple[ExpenseFact, tuple[str, str, int]]
"""A cost, and the stream and division that leave its bearer's membership in its month unknown."""


class SpendingSpike(CompiledRule[Subject]):
    """Self-paid medical cost of everybody in the home over so many months, against a share of last year's income.

    A warning is about the judged month. ``detail``: (line in fen, expenses with their month).
    """

    __slots__ = ("form", "span")

    def __init__(self, rule: Threshold, form: SpendingOver) -> None:
        super().__init__(rule, (frozenset({"expense"}),))
        self.form = form
        self.span = horizon(form.months, 0)

    def by_period(self) -> bool:
        return True

    def hits(self, subject: Subject, held: list[HeldBack]) -> Iterable[Hit[Subject]]:
        window = subject.frame.window
        spent: list[tuple[ExpenseFact, int]] = []
        doubtful: list[Spent] = []
        for person, months in _people(subject):
            unlisted = _unlisted(subject, person)
            for expense in person.view.expenses:
                bit = window.bit(month_of(expense.on)) & self.span
                if not bit or not expense.self_paid:
                    continue
                if bit & months:
                    spent.append((expense, bit))
                else:
                    silent = [place for place, open_ in sorted(unlisted.items()) if open_ & bit]
                    doubtful += [(expense, (*place, bit)) for place in silent[:1]]
        if not spent and not doubtful:
            return ()
        line = self._line(subject)
        judged = window.bit(window.last)
        if line is None:
            held.append(self.hold_for(subject, judged, HeldReason.PARAMETER, self.form.income))
            return ()
        total = sum(expense.self_paid for expense, _ in spent)
        if total > line:
            return (Hit(subject, judged, detail=(line, spent)),)
        if total + sum(expense.self_paid for expense, _ in doubtful) > line:
            held.append(self._hold_for_members(subject, judged, doubtful))
        return ()

    def _hold_for_members(self, subject: Subject, judged: int, doubtful: list[Spent]) -> HeldBack:
        """Unknown whether the spenders were members then: no list of that time was delivered."""
        window = subject.frame.window
        months: dict[tuple[str, str], int] = {}
        for _, (stream, division, bit) in doubtful:
            months[stream, division] = months.get((stream, division), 0) | bit
        return self.hold(
            subject,
            judged,
            (),
            *(
                Missing(HeldReason.UNCOVERED, "membership", stream, division, tuple(window.texts(bits)))
                for (stream, division), bits in sorted(months.items())
            ),
        )

    def severity(self, hit: Hit[Subject]) -> str:
        """The highest level whose line was passed; a level without a figure for the region is none."""
        spent: list[tuple[ExpenseFact, int]] = hit.detail[1]
        total = sum(expense.self_paid for expense, _ in spent)
        for share, level in ((self.form.red_share, Severity.HIGH), (self.form.yellow_share, Severity.MEDIUM)):
            line = None if share is None else self._line(hit.subject, share)
            if line is not None and total > line:
                return level.value
        return super().severity(hit)

    def _line(self, subject: Subject, share_of: str | None = None) -> int | None:
        """A share of the income per head of the year before the judged one, where the household lives at the end."""
        frame = subject.frame
        last = frame.window.last
        places = subject.places
        latest = [division for division, months in places.items() if months & frame.window.bit(last)]
        for division in sorted(latest or places):
            income = frame.parameters.fen(self.form.income, division, first_day(last), str(last // 12 - 1))
            share: Decimal | None = frame.parameters.get(share_of or self.form.share, division, first_day(last))
            if income is not None and share is not None:
                return int(income * share)
        return None

    def amount(self, hit: Hit[Subject], parts: tuple[Part, ...]) -> int | None:
        spent: list[tuple[ExpenseFact, int]] = hit.detail[1]
        return sum(expense.self_paid for expense, _ in spent)

    def standard(self, hit: Hit[Subject]) -> int | None:
        line: int = hit.detail[0]
        return line

    def evidence(self, hit: Hit[Subject]) -> Iterator[tuple[Evidence, int]]:
        for expense, bit in hit.detail[1]:
            yield Evidence("medical_expense", expense), bit


class MemberHit(CompiledRule[Subject]):
    """One finding a member of whom the condition became true, in the months in which it did."""

    __slots__ = ("household", "levels", "where")

    def __init__(
        self, rule: Threshold, where: Node, household: Node, levels: tuple[tuple[Severity, Node], ...] = ()
    ) -> None:
        """``levels``: conditions of the member that raise the severity, the highest first."""
        super().__init__(rule, where.needs)
        self.where = where
        self.household = household
        self.levels = levels

    def asked(self) -> frozenset[str]:
        return self.where.asked(holds=True) | self.household.asked(holds=True)

    def hits(self, subject: Subject, held: list[HeldBack]) -> Iterable[Hit[Subject]]:
        if not isinstance(subject, HouseholdMonths):
            return ()
        found: list[Hit[Subject]] = []
        home = self.household.known(subject)
        for person, membership in members(subject):
            if any(person.keys.isdisjoint(need) for need in self.where.needs):
                continue
            known = self.where.known(person) & home
            months = known.yes & membership & self.horizon
            if months:
                found.append(Hit(subject, months, {}, person.id, detail=person))
            open_ = known.unknown & membership & self.horizon
            if open_:
                gaps = (*self.where.gaps(person, open_), *self.household.gaps(subject, open_))
                held.append(self.hold(subject, open_, gaps, discriminator=person.id))
        return found

    def severity(self, hit: Hit[Subject]) -> str:
        for level, node in self.levels:
            if node.known(hit.detail).yes & hit.months:
                return level.value
        return super().severity(hit)

    def evidence(self, hit: Hit[Subject]) -> Iterator[tuple[Evidence, int]]:
        person: PersonMonths = hit.detail
        for evidence in self.where.facts(person, hit.months):
            yield evidence, hit.months
        for evidence in self.household.facts(hit.subject, hit.months):
            yield evidence, hit.months
        for fact, household in person.memberships:
            if household is hit.subject and fact.yes & hit.months:
                yield Evidence("membership", fact), hit.months

    def absences(self, hit: Hit[Subject]) -> Iterator[Gap]:
        return self.where.negatives(hit.detail, hit.months)


def _unlisted(subject: Subject, person: PersonMonths) -> dict[tuple[str, str], int]:
    """(stream, division) that lists the person in the household -> months that it has not answered, or not for sure."""
    if not isinstance(subject, HouseholdMonths):
        return {}
    covered = subject.frame.coverage.covered
    return {
        (fact.stream, fact.division): ALL & ~covered(fact.stream, fact.division)
        | person.view.doubts.get(fact.stream, 0)
        for fact, household in person.memberships
        if household is subject
    }


def _people(subject: Subject) -> Iterator[tuple[PersonMonths, int]]:
    if isinstance(subject, HouseholdMonths):
        yield from members(subject)
    elif isinstance(subject, PersonMonths):
        yield subject, ALL
