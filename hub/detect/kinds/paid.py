"""require, of payments: an award in force should be paid in full; its holder is a person or a household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hub.detect import amounts
from hub.detect.finding import HeldBack, Part
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.alive import alive
from hub.detect.kinds.compiled_rule import CompiledRule, Hit, S
from hub.detect.link import counted_members
from hub.detect.node import Gap
from hub.detect.person import PersonMonths
from hub.detect.sentences import DEATHS_ASSUMED
from hub.detect.subject import Evidence, Subject
from schema.catalogue.catalogue import catalogue
from schema.policy.model import Bilingual
from schema.policy.rule import AwardPaid, Require


class ShouldBePaid(CompiledRule[S]):
    """One finding an item. The award's first month is owed, and so is the shortfall of a month's instalments.

    Items paid in one sum with it (``paid_with``) are expected in that sum, and count where they are paid separately.
    """

    __slots__ = ("head", "rounding", "together", "wanted")

    JOINT = False

    def __init__(self, rule: Require, paid: AwardPaid) -> None:
        super().__init__(rule, (frozenset(f"benefit:{item}" for item in paid.items),))
        self.wanted = paid.items
        self.rounding = int(paid.rounding * 100)
        self.head = {item: catalogue().items[item].paid_with for item in paid.items}
        """Item -> the item in whose sum it is paid; in the months of that one's award it is owed there."""
        self.together = {
            item: tuple(other for other in catalogue().paid_in_one_sum(item) if other != item) for item in paid.items
        }

    def asked(self) -> frozenset[str]:
        return frozenset(f"payment:{item}" for item in self.wanted)

    def hits(self, subject: S, held: list[HeldBack]) -> Iterable[Hit[S]]:
        found: list[Hit[S]] = []
        for item in self.wanted:
            awards = subject.awards.get(item)
            if not awards:
                continue
            awarded = 0
            for award in awards:
                if award.amount != 0:
                    awarded |= award.yes
            awarded &= self.horizon
            if awarded and self.head[item] is not None:
                awarded &= ~_held(subject, self.head[item])
            if not awarded:
                continue
            short = self._short(subject, item, awarded)
            if not short:
                continue
            surely, possibly = alive(subject)
            short &= possibly
            answered = self._answered(subject, item)
            owed = short & surely & answered
            if owed:
                found.append(Hit(subject, owed, {item: owed}, item, detail=item))
            if short & ~owed:
                gaps = self._gap(subject, item, short & ~answered) if short & ~answered else ()
                held.append(self.hold_living(subject, short & ~owed, short & ~surely, gaps, item))
        return found

    def _short(self, subject: Subject, item: str, awarded: int) -> int:
        """Months in which less was paid than awarded; unpaid ones too where the award names no sum."""
        paid = subject.paid
        sums = self._sums(subject, item)
        short = 0
        while awarded:
            bit = awarded & -awarded
            awarded ^= bit
            got = paid.get((item, bit))
            if got is None:
                short |= bit
                continue
            got += self.rounding
            for months, amount in sums:
                if months & bit:
                    got -= amount
            if got < 0 and got + self._apart(subject, item, bit) < 0:
                short |= bit
        return short

    def _apart(self, subject: Subject, item: str, bit: int) -> int:
        """Fen of the month paid separately for items that are due in the item's sum."""
        apart = 0
        for other in self.together[item]:
            apart += subject.paid.get((other, bit), 0)
            if isinstance(subject, HouseholdMonths):
                apart += sum(
                    person.paid.get((other, bit), 0) for person, months in counted_members(subject) if months & bit
                )
        return apart

    def _sums(self, subject: Subject, item: str) -> list[tuple[int, int]]:
        """(months, fen) of every award that is due in the item's sum; a household's holds its members' extras."""
        sums = [(award.yes, award.amount) for award in subject.awards[item] if award.amount]
        for other in self.together[item]:
            sums += [(award.yes, award.amount) for award in subject.awards.get(other, ()) if award.amount]
            if isinstance(subject, HouseholdMonths):
                for person, months in counted_members(subject):
                    for award in person.awards.get(other, ()):
                        if award.amount:
                            sums.append((award.yes & months, award.amount))
        return sums

    def _owed(self, subject: Subject, item: str, bit: int) -> int:
        expected = sum(amount for months, amount in self._sums(subject, item) if months & bit)
        return expected - subject.paid.get((item, bit), 0) - self._apart(subject, item, bit)

    def _answered(self, subject: Subject, item: str) -> int:
        """Months whose payments are known; not those of an award whose division has no payment stream for the item."""
        coverage, topic = subject.frame.coverage, f"payment:{item}"
        answered = coverage.answered(topic, self._places(subject, item), subject.doubts)
        for award in subject.awards[item]:
            if not coverage.answering(topic, award.division):
                answered &= ~award.yes
        return answered

    def _places(self, subject: Subject, item: str) -> Mapping[str, int]:
        """The subject's divisions, and those that made the award: they pay it."""
        places = dict(subject.places)
        for award in subject.awards.get(item, ()):
            places[award.division] = places.get(award.division, 0) | award.yes
        return places

    def _gap(self, subject: Subject, item: str, bits: int) -> tuple[Gap, ...]:
        return (Gap(f"payment:{item}", self._places(subject, item), subject.doubts, bits),)

    def parts(self, hit: Hit[S]) -> list[Part]:
        subject, item = hit.subject, hit.detail
        window = subject.frame.window
        return [
            Part(item, amounts.text_of(window, bit), owed)
            for bit in amounts.bits_of(hit.months)
            if (owed := self._owed(subject, item, bit)) > 0
        ]

    def evidence(self, hit: Hit[S]) -> Iterator[tuple[Evidence, int]]:
        for evidence in hit.subject.receipts((hit.detail,), hit.months):
            yield evidence, hit.months

    def absences(self, hit: Hit[S]) -> Iterator[Gap]:
        unpaid = hit.months
        for item, bit in hit.subject.paid:
            if item == hit.detail:
                unpaid &= ~bit
        return iter(self._gap(hit.subject, hit.detail, unpaid))

    def notes(self, hit: Hit[S]) -> Iterator[Bilingual]:
        if isinstance(hit.subject, PersonMonths) and hit.subject.life.assumed & hit.months:
            yield DEATHS_ASSUMED


def _held(subject: Subject, item: str | None) -> int:
    """Months in which an item is awarded to the subject, or to a household that counts them."""
    bits = 0
    for award in subject.awards.get(item or "", ()):
        bits |= award.yes
    if isinstance(subject, PersonMonths):
        for membership, household in subject.memberships:
            if membership.counted:
                for award in household.awards.get(item or "", ()):
                    bits |= award.yes & membership.yes
    return bits
