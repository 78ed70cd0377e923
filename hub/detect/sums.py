"""Items that are not paid by the month: the sum of an award for a term, a season, a year or a case is one sum.

The sum is counted once, in the first of the award's months. A payment for it is a payment
for that sum. A share of a month exists only for rules that compare month by month: equal shares in fen, the
remainder in the last month.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from hub.detect.dossier import BenefitFact, Fact, PaymentFact
from schema.catalogue.catalogue import Item, Nature, Unit, catalogue
from schema.values.months import ALL, BEFORE, Window, lowest

_LENGTH = {Unit.TERM: 6, Unit.SEASON: 7, Unit.YEAR: 12}


class Sum(NamedTuple):
    """One sum, awarded or paid, with the months that it is for."""

    bits: int
    amount: int | None
    """Fen; None where the source names none."""
    fact: BenefitFact | PaymentFact

    @property
    def paid(self) -> bool:
        return isinstance(self.fact, PaymentFact)


class Whole(NamedTuple):
    """Sums for the same months: the awards, and the payments for them."""

    bits: int
    sums: tuple[Sum, ...]

    @property
    def counted_in(self) -> int:
        """The month in which totals count it: the first within the window."""
        return lowest(self.bits & ALL)

    @property
    def amount(self) -> int | None:
        """Fen that were paid, else awarded; None when neither names a sum."""
        known = [one.amount for one in self.sums if one.paid and one.amount is not None]
        known = known or [one.amount for one in self.sums if one.amount is not None]
        return sum(known) if known else None


@cache
def monthly(item: str) -> bool:
    """Whether the item is paid by the month; true for items that are not in the catalogue."""
    known = catalogue().items.get(item)
    return known is None or known.monthly


@cache
def supplements(item: str) -> tuple[str, ...]:
    """The items that are paid in the item's sum."""
    return tuple(other.code for other in catalogue().items.values() if other.paid_with == item)


def period_start(item: Item, month: int) -> int:
    """The first month index of the period of the item's kind that a month lies in.

    Summer belongs to the cold season before it; a year of education items is a school year, from August.
    """
    year, offset = divmod(month, 12)
    if item.unit is Unit.TERM:
        return year * 12 + (7 if offset >= 7 else 1) if offset else year * 12 - 5
    if item.unit is Unit.SEASON:
        return year * 12 + (9 if offset >= 9 else -3)
    if item.unit is Unit.YEAR:
        if item.nature is Nature.EDUCATION:
            return year * 12 + (7 if offset >= 7 else -5)
        return year * 12
    return month


def period_begun(paid: Sum, window: Window, bits: int) -> bool:
    """Whether the period for which something was paid began in one of the months."""
    item = catalogue().items.get(paid.fact.item)
    months = window.months(paid.bits)
    return all(window.bit(month if item is None else period_start(item, month)) & bits for month in months)


def sums_of(facts: Iterable[Fact], window: Window) -> list[Sum]:
    """The sums of awards and payments of one item; an award that a roster lists month by month has one a period."""
    found: list[Sum] = []
    for fact in facts:
        if isinstance(fact, PaymentFact):
            found.append(Sum(fact.yes, fact.amount, fact))
        elif isinstance(fact, BenefitFact):
            found += (Sum(bits, fact.amount, fact) for bits in _periods(fact, window))
    return found


def _periods(award: BenefitFact, window: Window) -> Iterable[int]:
    item = catalogue().items.get(award.item)
    of_one = award.one_sum or award.term is not None or award.awarded_on is not None
    if item is None or item.unit is Unit.ONCE or of_one or not award.yes & ALL:
        return (award.yes,)
    periods: dict[int, int] = {}
    for month in window.months(award.yes & ALL):
        start = period_start(item, month)
        periods[start] = periods.get(start, 0) | window.bit(month)
    first = min(periods)
    if award.yes & BEFORE and first < window.first:
        periods[first] |= BEFORE
    return periods.values()


def wholes(sums: Iterable[Sum], window: Window) -> list[Whole]:
    """Sums whose months meet are one whole; a payment outside every award joins those of its period."""
    awards = [one for one in sums if not one.paid]
    groups: list[tuple[int, list[Sum]]] = []
    for one in sorted(awards, key=lambda one: (lowest(one.bits & ALL), one.bits, one.fact.id)):
        groups = _joined(groups, one.bits, one)
    loose: dict[int, list[Sum]] = {}
    for one in (one for one in sums if one.paid):
        home = next((index for index, (bits, _) in enumerate(groups) if bits & one.bits), None)
        if home is not None:
            groups[home][1].append(one)
            continue
        item = catalogue().items.get(one.fact.item)
        month = next(iter(window.months(one.bits)))
        loose.setdefault(month if item is None else period_start(item, month), []).append(one)
    for paid in loose.values():
        bits = 0
        for one in paid:
            bits |= one.bits
        groups.append((bits, paid))
    return [Whole(bits, tuple(members)) for bits, members in sorted(groups, key=lambda group: lowest(group[0] & ALL))]


def _joined(groups: list[tuple[int, list[Sum]]], bits: int, one: Sum) -> list[tuple[int, list[Sum]]]:
    apart, members = [], [one]
    for months, others in groups:
        if months & bits:
            bits |= months
            members = [*others, *members]
        else:
            apart.append((months, others))
    return [*apart, (bits, members)]


def share(whole: Whole, bit: int, window: Window) -> int | None:
    """Fen of one month of a whole, where a rule compares month by month.

    Months of its period beyond the window have their shares too, so that a term is not shared over its beginning alone.
    """
    amount = whole.amount
    if amount is None or not whole.bits & bit:
        return None
    months = list(window.months(whole.bits))
    first, last = _span(whole, months)
    later = max(0, last - window.last)
    earlier = max(0, window.first - first) if whole.bits & BEFORE else 0
    each, rest = divmod(amount, earlier + len(months) + later)
    return each + rest if not later and window.bit(months[-1]) == bit else each


def _span(whole: Whole, months: list[int]) -> tuple[int, int]:
    """The first and last month index of the periods that the awards are for."""
    first, last = months[0], months[-1]
    for one in whole.sums:
        item = catalogue().items.get(one.fact.item)
        if item is None or item.unit not in _LENGTH or not isinstance(one.fact, BenefitFact):
            continue
        length = 12 if one.fact.term == "year" else _LENGTH[item.unit]
        starts = [period_start(item, month) for month in (months[0], months[-1])]
        first, last = min(first, starts[0]), max(last, starts[-1] + length - 1)
    return first, last
