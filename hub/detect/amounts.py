"""Amount in fen of a month of an item: the payment, else the award; a household's item by the head.

An item that is not paid by the month has a share of its one sum in each month (``hub.detect.sums``); ``parts_of``
counts the sum once. Instalments of one month add up. A household's payment is counted without what counted members
are awarded in that sum (``paid_with``). A share is the household's amount divided by the people counted that month,
rounded down.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.detect.finding import Part
from hub.detect.household import HouseholdMonths
from hub.detect.known import EVER
from hub.detect.link import counted_members, members
from hub.detect.person import PersonMonths
from hub.detect.subject import Subject
from hub.detect.sums import Whole, monthly, share, sums_of, supplements, wholes
from schema.values.month import month_text
from schema.values.months import ALL, Window, lowest


def own(subject: Subject, item: str, bit: int) -> int | None:
    """Paid for the month, else awarded; None when neither names a sum. A term's or a year's sum gives its share."""
    if not monthly(item):
        return _shared(wholes_of(subject, item), bit, subject)
    paid = subject.paid.get((item, bit))
    if paid is None:
        return awarded(subject, item, bit)
    return max(0, paid - _in_its_sum(subject, item, bit)) if isinstance(subject, HouseholdMonths) else paid


def _in_its_sum(household: HouseholdMonths, item: str, bit: int) -> int:
    """What the members are awarded of items that are paid in the item's sum, unless it was paid apart."""
    found = 0
    for other in supplements(item):
        for person, months in counted_members(household):
            if months & bit and (other, bit) not in person.paid:
                found += awarded(person, other, bit) or 0
    return found


def awarded(subject: Subject, item: str, bit: int) -> int | None:
    """The sum of the awards in force in a month; None without an amount."""
    found = None
    for award in subject.awards.get(item, ()):
        if award.yes & bit and award.amount is not None:
            found = award.amount if found is None else found + award.amount
    return found


def share_in(household: HouseholdMonths, item: str, bit: int, counted_in: int | None = None) -> int | None:
    """One member's share; ``counted_in`` is another month whose head count divides."""
    amount = own(household, item, bit)
    if amount is None:
        return None
    return amount // max(1, household.counted(bit if counted_in is None else counted_in))


def received(person: PersonMonths, item: str, bit: int) -> list[int | None]:
    """The person's own amount, and the share in each household that counts them; None where no source names it."""
    found: list[int | None] = [own(person, item, bit)] if _has(person, item, bit) else []
    counting = {
        household.id: household
        for membership, household in person.memberships
        if membership.counted and membership.yes & bit and _has(household, item, bit)
    }
    return [*found, *(share_in(household, item, bit) for household in counting.values())]


def _has(subject: Subject, item: str, bit: int) -> bool:
    pair = subject.items.get(item)
    return pair is not None and bool(pair[0] & bit)


def _of_month(subject: Subject, item: str, bit: int) -> int | None:
    """A person's own amount and shares; a household's own amount and those of its members."""
    found = received(subject, item, bit) if isinstance(subject, PersonMonths) else [own(subject, item, bit)]
    if isinstance(subject, HouseholdMonths):
        found += [own(person, item, bit) for person, months in members(subject) if months & bit]
    known = [amount for amount in found if amount is not None]
    return sum(known) if known else None


def wholes_of(subject: Subject, item: str) -> list[Whole]:
    """Every sum of an item that is not paid by the month, whatever its months."""
    window = subject.frame.window
    return wholes(sums_of((one.fact for one in subject.receipts((item,), EVER)), window), window)


def _shared(found: Iterable[Whole], bit: int, subject: Subject) -> int | None:
    shares = [share(whole, bit, subject.frame.window) for whole in found if whole.bits & bit]
    known = [amount for amount in shares if amount is not None]
    return sum(known) if known else None


def parts_of(subject: Subject, items: Iterable[str], bits: int) -> list[Part]:
    """One part for each item and month that comes to something; for each whole sum one."""
    window = subject.frame.window
    found = []
    for item in items:
        if monthly(item):
            sums = [(bit, _of_month(subject, item, bit)) for bit in bits_of(bits)]
        else:
            sums = list(_whole_parts(subject, item, bits).items())
        found += [Part(item, text_of(window, bit), amount) for bit, amount in sums if amount]
    return found


def _whole_parts(subject: Subject, item: str, bits: int) -> dict[int, int]:
    """Month that counts -> the sums of the given months, with a person's shares, or a home's members' own."""
    found: dict[int, int] = {}
    for whole in wholes_of(subject, item):
        if whole.bits & bits & ALL:
            found[whole.counted_in] = found.get(whole.counted_in, 0) + (whole.amount or 0)
    if isinstance(subject, HouseholdMonths):
        for person, there in members(subject):
            for whole in wholes_of(person, item):
                if whole.bits & bits & there & ALL:
                    found[whole.counted_in] = found.get(whole.counted_in, 0) + (whole.amount or 0)
    if not isinstance(subject, PersonMonths):
        return found
    for household in {household.id: household for _, household in subject.memberships}.values():
        counted = 0
        for membership, place in subject.memberships:
            if place is household and membership.counted:
                counted |= membership.yes
        for whole in wholes_of(household, item):
            months = whole.bits & bits & counted & ALL
            if months:
                amount = (whole.amount or 0) // max(1, household.counted(lowest(months)))
                found[whole.counted_in] = found.get(whole.counted_in, 0) + amount
    return found


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
