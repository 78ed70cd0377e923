"""Own payments of medical bills, added up over a calendar year, against a line of the region."""

from __future__ import annotations

from collections.abc import Iterator

from hub.detect.atoms.personal import Personal
from hub.detect.dossier import ExpenseFact
from hub.detect.known import Known
from hub.detect.periods import stretches
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import SpendingAtom, Within
from schema.values.month import month_of


class HasSpent(Personal):
    """Yes from the month in which the year's payments pass the line; no while all its months so far are answered."""

    __slots__ = ("over",)

    def __init__(self, slot: int, atom: SpendingAtom) -> None:
        super().__init__(slot, ("expense",), atom.note, (frozenset({"expense"}),))
        self.over = atom.spending.over

    def marks(self, subject: Subject) -> tuple[int, int]:
        yes = some = 0
        if isinstance(subject, PersonMonths):
            window = subject.frame.window
            for stretch in stretches(window.last, Within.YEAR):
                spent = 0
                for expense in _of(subject, stretch.bits):
                    spent += expense.self_paid
                    bit = window.bit(month_of(expense.on))
                    line = subject.frame.fen(self.over, subject.home_places, bit)
                    if line is None or spent > line:
                        later = stretch.bits & ~(bit - 1)
                        some |= later
                        yes |= 0 if line is None else later
        return yes, some

    def compute(self, subject: Subject) -> Known:
        yes, some = self.marks(subject)
        answered, no = self.ruled_out(subject), 0
        for stretch in stretches(subject.frame.window.last, Within.YEAR):
            open_ = stretch.bits & ~answered
            until = (open_ & -open_) - 1 if open_ else -1
            no |= stretch.bits & until if stretch.begun else 0
        return Known(yes, no & ~some)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        """The bills that made up the sum: those of the year, up to the last of the months."""
        if isinstance(subject, PersonMonths) and self.known(subject).yes & bits:
            for stretch in stretches(subject.frame.window.last, Within.YEAR):
                months = stretch.bits & bits
                if months:
                    for expense in _of(subject, stretch.bits & (1 << months.bit_length()) - 1):
                        yield Evidence("medical_expense", expense)


def _of(person: PersonMonths, bits: int) -> list[ExpenseFact]:
    """Bills with a payment of the person's own, in order."""
    found = [one for one in person.view.expenses if one.yes & bits and one.self_paid]
    return sorted(found, key=lambda one: (one.on, one.id))
