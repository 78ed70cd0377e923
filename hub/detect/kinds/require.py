"""require: a person who fulfils the premises should have something and, by every answering stream, has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hub.detect import amounts
from hub.detect.finding import HeldBack, Missing, Part, Period
from hub.detect.kinds.alive import alive
from hub.detect.kinds.compiled_rule import CompiledRule, Hit, S
from hub.detect.node import Gap, Node
from hub.detect.periods import stretches
from hub.detect.person import PersonMonths
from hub.detect.rests import Asked
from hub.detect.sentences import DEATHS_ASSUMED
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import Within
from schema.policy.model import Bilingual
from schema.policy.rule import Due, Require
from schema.values.months import ALL, highest, lowest

HIGHEST = highest(ALL)
"""The judged month."""


class ShouldHave(CompiledRule[S]):
    """Every premise yes, every exclusion no, the thing itself no, and alive (assumed where deaths are uncovered).

    By period one finding, with its first owed month, which must lie in the look-back.
    """

    __slots__ = ("current", "due", "expect", "given", "period", "unless")

    def __init__(self, rule: Require, given: Node, unless: tuple[Node, ...], expect: Node) -> None:
        super().__init__(rule, given.needs)
        self.given = given
        self.unless = unless
        self.expect = expect
        self.due = rule.due
        self.period = rule.period
        self.current = rule.current

    def asked(self) -> frozenset[str]:
        absent = (node.asked(holds=False) for node in (*self.unless, self.expect))
        return self.given.asked(holds=True).union(*absent)

    def hits(self, subject: S, held: list[HeldBack]) -> Iterable[Hit[S]]:
        given = self.given.known(subject)
        could = ALL & ~given.no if self.period is not Within.MONTH else self.horizon & ~given.no
        if not could:
            return ()
        owed = given.yes & could
        for node in (self.expect, *self.unless):
            known = node.known(subject)
            could &= ~known.yes
            owed &= known.no
            if not could:
                return ()
        surely, possibly = self._alive(subject)
        could &= possibly
        owed &= surely
        if self.period is Within.MONTH:
            open_ = could & ~owed
            if open_:
                held.append(self.held(subject, open_))
            return (Hit(subject, owed, self._claims(owed)),) if owed else ()
        return self._by_period(subject, owed, could, held)

    def _alive(self, subject: S) -> tuple[int, int]:
        """Months of those surely, and possibly, alive; a benefit of the rest of the year is owed to who lives now."""
        surely, possibly = alive(subject)
        if self.current:
            return surely if surely & HIGHEST else 0, possibly if possibly & HIGHEST else 0
        return surely, possibly

    def _by_period(self, subject: S, owed: int, could: int, held: list[HeldBack]) -> list[Hit[S]]:
        found = []
        window = subject.frame.window
        for stretch in stretches(window.last, self.period):
            if self.current and not stretch.bits & HIGHEST:
                continue
            first = lowest(owed & stretch.bits)
            if first:
                if first & self.horizon:
                    period = Period(self.period.value, stretch.label)
                    found.append(Hit(subject, first, self._claims(first), stretch.label, period))
            elif could & stretch.bits & self.horizon:
                held.append(self.held(subject, lowest(could & stretch.bits & self.horizon), stretch.label))
        return found

    def _claims(self, months: int) -> dict[str, int]:
        return {due.item: months for due in self.due}

    def by_period(self) -> bool:
        return self.period is not Within.MONTH

    def undecided(self, subject: S, asked: Asked) -> tuple[Missing, ...]:
        """Held-back findings, else premises that can no longer be known while the expected benefit is absent."""
        months = asked.months & alive(subject)[1]
        for node in (self.expect, *self.unless):
            months &= ~node.known(subject).yes
        return self.held_now(subject, asked) or (asked.lost if months else ())

    def held(self, subject: S, months: int, period: str = "") -> HeldBack:
        surely, possibly = self._alive(subject)
        gaps = [gap for node in (self.given, *self.unless, self.expect) for gap in node.gaps(subject, months)]
        return self.hold_living(subject, months, months & possibly & ~surely, gaps, period)

    def items(self, hit: Hit[S]) -> tuple[str, ...]:
        return tuple(sorted({due.item for due, _ in self._due(hit)}))

    def parts(self, hit: Hit[S]) -> list[Part]:
        window = hit.subject.frame.window
        found = []
        for due, bit in self._due(hit):
            amount = self._amount(hit.subject, due, bit)
            if amount:
                found.append(Part(due.item, amounts.text_of(window, bit), amount))
        return found

    def _due(self, hit: Hit[S]) -> Iterator[tuple[Due, int]]:
        """The amount owed in each month, by the stage of school in that month."""
        for bit in amounts.bits_of(hit.months):
            stages = set()
            if isinstance(hit.subject, PersonMonths):
                stages = {fact.stage for fact in hit.subject.view.enrolments if fact.yes & bit}
            for due in self.due:
                if not due.stages or stages.intersection(due.stages):
                    yield due, bit

    def _amount(self, subject: Subject, due: Due, bit: int) -> int | None:
        if due.parameter is None:
            return None
        keys, places = [""], subject.places
        frame = subject.frame
        if isinstance(subject, PersonMonths):
            places = subject.home_places or places
            if due.by == "grade":
                grades = [one.grade for one in subject.view.certificates if one.yes & bit and one.status == "valid"]
                keys = [str(min(grades, default=""))]
            elif due.by == "stage":
                keys = [min((fact.stage for fact in subject.view.enrolments if fact.yes & bit), default="")]
            elif due.by == "age":
                birth = subject.view.birth
                keys = [] if birth is None else frame.parameters.steps(due.parameter, age_on(birth, frame.day(bit)))
        return frame.fen(due.parameter, places, bit, keys)

    def evidence(self, hit: Hit[S]) -> Iterator[tuple[Evidence, int]]:
        for evidence in self.given.facts(hit.subject, hit.months):
            yield evidence, hit.months

    def absences(self, hit: Hit[S]) -> Iterator[Gap]:
        return self.expect.answers(hit.subject, self._asked(hit))

    def _asked(self, hit: Hit[S]) -> int:
        """The months whose absence the finding rests on: for a period all of its months up to the judged one."""
        if hit.period is None:
            return hit.months
        window = hit.subject.frame.window
        return next(one.bits for one in stretches(window.last, self.period) if one.label == hit.period.label)

    def notes(self, hit: Hit[S]) -> Iterator[Bilingual]:
        for node in (*self.unless, self.expect):
            yield from node.assumed(hit.subject, hit.months)
        if isinstance(hit.subject, PersonMonths) and hit.subject.life.assumed & hit.months:
            yield DEATHS_ASSUMED


def age_on(birth: date, day: date) -> int:
    """Completed years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
