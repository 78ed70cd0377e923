"""Whether a person is alive, month by month: the latest registered death counts, unless later activity disputes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hub.detect.dossier import CertificateFact, EnrolmentFact, PersonView
from hub.detect.frame import EvaluationFrame
from hub.detect.subject import NO_DOUBTS
from schema.values.month import month_of
from schema.values.months import ALL, lowest


class Life:
    """Months in which a person is known to be alive, dead, or either: death settles everything after its month."""

    __slots__ = ("assumed", "dead", "died", "disputed", "unknown")

    def __init__(self, view: PersonView, frame: EvaluationFrame, home_places: Mapping[str, int]) -> None:
        window = frame.window
        self.dead = 0
        """The months after the month of death."""
        self.died = 0
        """The month of death."""
        self.unknown = 0
        """Of a disputed death the month of its first report, and those after it."""
        self.assumed = 0
        """Months without coverage of deaths: alive is assumed there."""
        self.disputed = False
        deaths = view.deaths
        if deaths:
            latest = max(death.on for death in deaths)
            month = month_of(latest)
            self.disputed = _lives_after(view, frame, month, latest)
            after = window.since(month + 1)
            if self.disputed:
                self.unknown = window.since(month_of(min(death.on for death in deaths)))
            else:
                self.dead = after
                self.died = window.bit(month)
        else:
            answered = frame.coverage.answered("death", home_places, NO_DOUBTS)
            self.assumed = ALL & ~answered


def _lives_after(view: PersonView, frame: EvaluationFrame, month: int, day: date) -> bool:
    """Signs of life after a death: a medical settlement, a new enrolment, a new certificate.

    New means a stage, or kind and grade, that was not listed before, by a stream that has answered the month of death
    or a later one without it: what is merely still listed, or may have begun before the death, is no sign of life.
    A register's own first day counts.
    """
    window, coverage = frame.window, frame.coverage
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
            unlisted = window.since(month) & lowest(listed) - 1
            if coverage.covered(first.stream, first.division) & unlisted:
                return True
    return False
