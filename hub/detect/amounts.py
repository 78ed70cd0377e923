"""What a month of an item comes to, in fen: what was paid, else what was awarded; a household's item by the head.

Instalments of one month add up. A share in a household's item is its award (what was paid may hold other items in one
sum) divided by the people it counts that month, rounded down.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.detect.finding import Part
from hub.detect.household import HouseholdMonths
from hub.detect.person import PersonMonths
from hub.detect.subject import Subject
from schema.values.month import month_text
from schema.values.months import ALL, Window


def own(subject: Subject, item: str, bit: int) -> int | None:
    """Paid for the month, else awarded; None when neither says a sum."""
    paid = subject.paid.get((item, bit))
    return awarded(subject, item, bit) if paid is None else paid


def awarded(subject: Subject, item: str, bit: int) -> int | None:
    """The sum of the awards in force in a month; None when there is none with an amount."""
    found = None
    for award in subject.awards.get(item, ()):
        if award.yes & bit and award.amount is not None:
            found = award.amount if found is None else found + award.amount
    return found


def share_in(household: HouseholdMonths, item: str, bit: int, counted_in: int | None = None) -> int | None:
    """One member's share; ``counted_in`` is another month whose head count divides."""
    amount = awarded(household, item, bit)
    if amount is None:
        amount = household.paid.get((item, bit))
    if amount is None:
        return None
    return amount // max(1, household.counted(bit if counted_in is None else counted_in))


def shares(person: PersonMonths, item: str, bit: int) -> int | None:
    """The person's shares in all households that count them that month."""
    found = None
    seen: set[str] = set()
    for membership, household in person.memberships:
        if membership.counted and membership.yes & bit and household.id not in seen:
            seen.add(household.id)
            share = share_in(household, item, bit)
            if share is not None:
                found = share if found is None else found + share
    return found


def month_of_item(person: PersonMonths, item: str, bit: int) -> int | None:
    """The person's own amount and their shares in households."""
    mine, shared = own(person, item, bit), shares(person, item, bit)
    if mine is None:
        return shared
    return mine if shared is None else mine + shared


def parts_of(person: PersonMonths, items: Iterable[str], bits: int) -> list[Part]:
    """One part for each item and month that comes to something."""
    window = person.context.window
    return [
        Part(item, text_of(window, bit), amount)
        for item in items
        for bit in bits_of(bits)
        if (amount := month_of_item(person, item, bit))
    ]


def bits_of(bits: int) -> list[int]:
    """Each month of a set as a set of its own, in order."""
    found = []
    bits &= ALL
    while bits:
        low = bits & -bits
        found.append(low)
        bits ^= low
    return found


def text_of(window: Window, bit: int) -> str:
    return month_text(window.first + bit.bit_length() - 1)
