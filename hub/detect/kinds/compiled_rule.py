"""Base of all kinds: a compiled rule that raises hits, and turns a remaining hit into a finding.

``hits`` is the hot path and uses months only; amounts, cites and sentences are computed for remaining hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, Self, TypeVar

from hub.detect import evidence, sentences
from hub.detect.finding import Finding, FindingType, HeldBack, HeldReason, Missing, Part, Period, finding_id
from hub.detect.node import Gap, Needs, Node
from hub.detect.rests import Asked
from hub.detect.subject import Evidence, Subject
from hub.detect.territory import EVERYWHERE, Territory
from schema.policy.model import Bilingual
from schema.policy.rule import RuleBase
from schema.values.months import ALL, WIDTH, Window, runs

S = TypeVar("S", bound=Subject)
"""Whom a kind judges: PersonMonths, HouseholdMonths, or either."""


@dataclass(slots=True)
class Hit(Generic[S]):
    """A rule is true of a subject in some months; ``claims`` are its items, for rules that yield to it."""

    subject: S
    months: int
    claims: dict[str, int] = field(default_factory=dict)
    discriminator: str = ""
    period: Period | None = None
    detail: Any = None
    """Data of the rule that raised it."""


class CompiledRule(Generic[S]):
    __slots__ = ("bounded", "horizon", "lawful", "needs", "rule", "seam", "territory")

    JOINT = True
    """The items of a hit conflict with each other: a month silenced for one of them is silenced as a whole."""

    def __init__(self, rule: RuleBase, needs: Needs) -> None:
        self.rule = rule
        self.needs = needs
        self.horizon = horizon(rule.look_back, rule.lag)
        self.bounded = rule.from_ is not None or rule.until is not None
        """It does not hold in every month of everybody."""
        self.territory = EVERYWHERE
        self.lawful: tuple[Node, ...] = ()
        self.seam = 0

    def limited(self, lawful: tuple[Node, ...], seam: int, territory: Territory) -> Self:
        """With the rule's lines of the white list, lawful months and overlaps that are a seam, and where it holds."""
        self.lawful = lawful
        self.seam = seam
        self.territory = territory
        self.bounded = self.bounded or not territory.everywhere
        return self

    def in_force(self, subject: Subject) -> int:
        """The months on whose first day the rule is in force where the subject lives."""
        months = months_in_force(self.rule, subject.frame.window)
        return months if self.territory.everywhere else months & self.territory.months(subject.places)

    def held_in_force(self, held: Iterable[HeldBack], subject: Subject) -> list[HeldBack]:
        """What is held back, without the months in which the rule is not in force."""
        known = set(subject.frame.window.texts(self.in_force(subject)))
        kept = (replace(one, months=tuple(month for month in one.months if month in known)) for one in held)
        return [one for one in kept if one.months]

    def asked(self) -> frozenset[str]:
        """Topics whose absence the rule rests on: while they are uncovered, it is held back."""
        return frozenset()

    def hits(self, subject: S, held: list[HeldBack]) -> Iterable[Hit[S]]:
        raise NotImplementedError

    def items(self, hit: Hit[S]) -> tuple[str, ...]:
        return tuple(item for item, bits in sorted(hit.claims.items()) if bits & hit.months)

    def parts(self, hit: Hit[S]) -> list[Part]:
        """The amount at stake; none when no sum is known."""
        return []

    def amount(self, hit: Hit[S], parts: tuple[Part, ...]) -> int | None:
        return sum(part.amount for part in parts) if parts else None

    def evidence(self, hit: Hit[S]) -> Iterator[tuple[Evidence, int]]:
        """Facts with the months they are cited for."""
        return iter(())

    def absences(self, hit: Hit[S]) -> Iterator[Gap]:
        return iter(())

    def notes(self, hit: Hit[S]) -> Iterator[Bilingual]:
        return iter(())

    def places(self, hit: Hit[S]) -> tuple[str, ...]:
        """Divisions that the sentence may name."""
        return ()

    def standard(self, hit: Hit[S]) -> int | None:
        """The line that was passed, in fen, for the sentence."""
        return None

    def severity(self, hit: Hit[S]) -> str:
        return self.rule.severity.value

    def about(self, hit: Hit[S]) -> tuple[str, ...]:
        return (hit.subject.id,)

    def stands(self, hit: Hit[S], claimed: dict[str, dict[str, int]]) -> bool:
        """Remove months that are lawful, a seam only, or claimed by another rule."""
        months = hit.months & self.horizon
        if self.bounded:
            months &= self.in_force(hit.subject)
        for node in self.lawful:
            months &= ~node.known(hit.subject).yes
        if self.seam:
            months = sum(run for run in runs(months) if run.bit_count() > self.seam)
        for name in self.rule.yields_to:
            for item, bits in claimed.get(name, {}).items():
                if item in hit.claims:
                    hit.claims[item] &= ~bits
                    if self.JOINT:
                        months &= ~bits
        if not self.JOINT:
            left = 0
            for bits in hit.claims.values():
                left |= bits
            months &= left
        hit.months = months
        return bool(months)

    def finding(self, hit: Hit[S], home: str | None) -> Finding:
        rule, frame = self.rule, hit.subject.frame
        months = tuple(frame.window.texts(hit.months))
        parts = tuple(sorted(self.parts(hit), key=lambda part: (part.month, part.item)))
        amount = self.amount(hit, parts)
        cited = evidence.cites(frame, self.evidence(hit))
        absent = evidence.absences(frame, self.absences(hit))
        items = self.items(hit)
        said = sentences.values(
            months, amount, items, self.places(hit), hit.period.label if hit.period else "", self.standard(hit)
        )
        return Finding(
            id=finding_id(rule.id, hit.subject.id, hit.discriminator),
            rule=rule.id,
            version=rule.version,
            type=FindingType(rule.type),
            effect=rule.effect.value,
            severity=self.severity(hit),
            subject_type=hit.subject.TYPE,
            subject=hit.subject.id,
            household=home,
            discriminator=hit.discriminator,
            months=months,
            period=hit.period,
            amount=amount,
            parts=parts,
            cites=cited,
            absences=absent,
            basis=rule.basis,
            sentence=sentences.sentence(rule.sentence, *said, self.notes(hit)),
            items=items,
            divisions=tuple(sorted({cite.division for cite in cited} | {one.division for one in absent})),
            streams=tuple(sorted({cite.stream for cite in cited} | {one.stream for one in absent})),
            about=self.about(hit),
        )

    def hold(
        self, subject: Subject, months: int, gaps: Iterable[Gap], *more: Missing, discriminator: str = ""
    ) -> HeldBack:
        """Possible findings, depending on unknown months."""
        frame = subject.frame
        return HeldBack(
            self.rule.id,
            self.rule.version,
            subject.TYPE,
            subject.id,
            tuple(frame.window.texts(months)),
            (*evidence.missing(frame, gaps), *more),
            discriminator,
        )

    def hold_living(
        self, subject: Subject, months: int, disputed: int, gaps: Iterable[Gap], discriminator: str = ""
    ) -> HeldBack:
        """Of what is due to the living: months in which a disputed death leaves open who lives are named."""
        more = self.hold_for(subject, disputed, HeldReason.DEATH_DISPUTED, "death").missing if disputed else ()
        return self.hold(subject, months, gaps, *more, discriminator=discriminator)

    def by_period(self) -> bool:
        """Whether a period or the judged month itself is judged: the months of two scans need not be the same."""
        return False

    def undecided(self, subject: S, asked: Asked) -> tuple[Missing, ...]:
        """What is missing for a definite no about a finding that is not raised any more; empty for a definite no.

        By what the rule itself holds back, else by the current state of the facts that the finding rested on.
        """
        return self.held_now(subject, asked) or asked.lost

    def held_now(self, subject: S, asked: Asked) -> tuple[Missing, ...]:
        """Why the rule holds back a finding of this identity in one of its months."""
        held: list[HeldBack] = []
        for _ in self.hits(subject, held):
            pass
        if self.bounded:
            held = self.held_in_force(held, subject)
        found = [missing for one in held if one.discriminator == asked.discriminator for missing in one.missing]
        if not self.by_period():
            wanted = set(subject.frame.window.texts(asked.months))
            found = [
                replace(missing, months=months)
                for missing in found
                if (months := tuple(month for month in missing.months if month in wanted))
            ]
        return tuple(found)

    def hold_for(self, subject: Subject, months: int, reason: HeldReason, topic: str) -> HeldBack:
        texts = tuple(subject.frame.window.texts(months))
        return self.hold(subject, months, (), Missing(reason, topic, None, None, texts))


def horizon(look_back: int | None, lag: int) -> int:
    """The months that are judged: so many back from the window's end, without the latest ``lag``."""
    months = ALL if look_back is None else ALL & ~((1 << (WIDTH - look_back)) - 1)
    return months & ((1 << (WIDTH - lag)) - 1)


def months_in_force(rule: RuleBase, window: Window) -> int:
    """The months on whose first day the rule is in force."""
    return window.span(rule.from_ or date.min, rule.until)[0]
