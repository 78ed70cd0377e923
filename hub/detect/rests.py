"""The facts behind an earlier finding, and whether each is certainly gone or unknown.

A fact that its source no longer reports, in covered months, is gone. Where the coverage itself is missing (withdrawn,
in doubt, its source switched off) it is unknown, and no finding is cleared by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.detect.coverage import Coverage
from hub.detect.dossier import Fact
from hub.detect.finding import HeldReason, Missing
from schema.values.months import ALL, Window, highest

RECEIPTS = frozenset({"benefit", "payment"})
"""Either is evidence of receipt, so one takes the place of the other."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A fact that a finding cited; ``months`` are those it was cited for."""

    fact: str
    type: str
    what: str | None
    """Its item or category."""
    stream: str
    division: str
    months: int
    listed: bool = False
    """It is a roster's: in force where its months are covered."""
    event: bool = False
    """It is an event's; otherwise, without months, a register's."""
    retired: bool = False
    withdrawn: bool = False
    """Its delivery was withdrawn: that is no evidence against it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A stored finding that is not raised now."""

    id: str
    rule: str
    subject: str
    discriminator: str
    months: int
    rests: tuple[Rest, ...]
    lost: tuple[Missing, ...] = ()
    """The part of ``rests`` that can no longer be known, where no other part is certainly gone."""


def lost(
    asked: Asked, facts: Mapping[str, Fact], window: Window, coverage: Coverage, doubts: Mapping[str, Mapping[str, int]]
) -> tuple[Missing, ...]:
    """Streams, divisions and months that are missing, in the months in which the finding may still be so.

    ``facts`` are those in force now; ``doubts`` (division -> stream -> months) those of the finding's subject. Facts of
    one kind and division are one premise: an award and a payment, or two lists of one status, replace each other.
    """
    groups: dict[tuple[str, str | None, str], list[Rest]] = {}
    for rest in asked.rests:
        kind = "receipt" if rest.type in RECEIPTS else rest.type
        groups.setdefault((kind, rest.what, rest.division), []).append(rest)
    open_ = asked.months & ALL
    found: dict[tuple[HeldReason, str, str, str], int] = {}
    for rests in groups.values():
        there = silent = 0
        for rest in rests:
            there |= _there(rest, facts, asked.months)
        for rest in rests:
            for reason, bits in _silent(rest, coverage, doubts):
                months = _of(rest, bits, asked.months) & ~there
                if months:
                    key = (reason, rest.type, rest.stream, rest.division)
                    found[key] = found.get(key, 0) | months
                    silent |= months
        open_ &= there | silent
    return tuple(
        Missing(reason, type, stream, division, tuple(window.texts(bits & open_)))
        for (reason, type, stream, division), bits in sorted(found.items())
        if bits & open_
    )


def _of(rest: Rest, bits: int, months: int) -> int:
    """Cited months as months of the finding: a death or a cost is cited for its own and counts for all of them."""
    return bits & months if rest.months & months else months if bits else 0


def _there(rest: Rest, facts: Mapping[str, Fact], months: int) -> int:
    fact = facts.get(rest.fact)
    if fact is None:
        return _of(rest, rest.months, months) if rest.event and not rest.retired else 0
    return _of(rest, rest.months & fact.yes if rest.months & months else rest.months, months)


def _silent(
    rest: Rest, coverage: Coverage, doubts: Mapping[str, Mapping[str, int]]
) -> Iterable[tuple[HeldReason, int]]:
    """Cited months that its stream has not answered, or not for sure."""
    covered = coverage.covered(rest.stream, rest.division)
    if rest.stream not in coverage.streams:
        uncovered = rest.months
    elif not rest.listed and rest.retired and not rest.withdrawn:
        uncovered = 0  # its source retired it by an answer, whatever months that answer was for
    elif rest.listed or rest.event:
        uncovered = rest.months & ~covered
    else:
        uncovered = rest.months & ~((highest(covered) << 1) - 1) if covered & ALL else rest.months
    yield HeldReason.UNCOVERED, uncovered
    yield HeldReason.DOUBT, rest.months & doubts.get(rest.division, {}).get(rest.stream, 0) & ~uncovered
