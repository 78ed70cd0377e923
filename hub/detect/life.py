"""Whether somebody is alive, month by month: the latest registered death counts, unless there is life after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hub.detect.dossier import CertificateFact, EnrolmentFact
from hub.detect.subject import NO_DOUBTS
from schema.values.month import month_of
from schema.values.months import ALL

if TYPE_CHECKING:
    from hub.detect.person import PersonMonths


class Life:
    """Months in which a person is known to be alive, dead, or either: death settles everything after its month."""

    __slots__ = ("assumed", "dead", "died", "disputed", "unknown")

    def __init__(self, person: PersonMonths) -> None:
        window = person.context.window
        self.dead = 0
        """The months after the month of death."""
        self.died = 0
        """The month of death."""
        self.unknown = 0
        """The months after the month of a disputed death, and that month."""
        self.assumed = 0
        """Months whose deaths nobody has delivered: alive is assumed there."""
        self.disputed = False
        deaths = person.view.deaths
        if deaths:
            latest = max(death.on for death in deaths)
            month = month_of(latest)
            self.disputed = _lives_after(person, month, latest)
            after = window.since(month + 1)
            if self.disputed:
                self.unknown = after | window.bit(month)
            else:
                self.dead = after
                self.died = window.bit(month)
        else:
            answered = person.context.coverage.answered("death", person.home_places, NO_DOUBTS)
            self.assumed = ALL & ~answered


def _lives_after(person: PersonMonths, month: int, day: date) -> bool:
    """Signs of life after a death: a medical settlement, a new enrolment, a new certificate.

    New means of a stage, or kind and grade, that was not there before, from a stream that had answered by then: a row
    that merely goes on being listed, or is listed by a stream's first delivery, is no sign of life. A register's own
    first day says by itself since when.
    """
    view, window, coverage = person.view, person.context.window, person.context.coverage
    if any(expense.on > day for expense in view.expenses):
        return True
    after = window.since(month + 1)
    signs: dict[tuple[object, ...], list[EnrolmentFact | CertificateFact]] = {}
    for enrolment in view.enrolments:
        signs.setdefault(("enrolment", enrolment.stage), []).append(enrolment)
    for certificate in view.certificates:
        signs.setdefault(("certificate", certificate.kind, certificate.grade), []).append(certificate)
    for facts in signs.values():
        listed = 0
        for fact in facts:
            listed |= fact.some
        begun = [fact.starts for fact in facts if fact.starts is not None]
        if len(begun) == len(facts):
            if min(begun) > day:
                return True
        elif listed and not listed & ~after:
            first = facts[0]
            if coverage.covered(first.stream, first.division) & ~after:
                return True
    return False
