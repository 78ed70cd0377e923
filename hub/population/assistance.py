"""One home's lists and payments, month by month, as entries of its county's book.

The default is correct: everything due is listed and paid from its first month to its last, the month of a death
included and none after it; only slips (``people.Slips`` and such fields of ``Home``) deviate from it.
"""

from __future__ import annotations

from hub.population import amounts
from hub.population.book import (
    BackPay,
    Book,
    Certified,
    ChildRow,
    ElderRow,
    Family,
    FamilyMember,
    Margin,
    Paid,
    Resident,
    Subsidies,
    Supported,
)
from hub.population.people import Account, Home, Person
from hub.population.timeline import Timeline
from schema.values.month import month_of

ADULT = 16
ELDER_ITEMS = ("elder_age", "elder_living", "elder_nursing")


def settle(home: Home, book: Book, timeline: Timeline) -> None:
    """All list entries of one home in this county."""
    if home.registered:
        _register(home, book, timeline)
    interesting = (
        home.members if _has_category(home) else [each for each in home.members if _of_interest(each, timeline)]
    )
    if not interesting:
        return
    ledger = _Ledger(home, book, timeline)
    for month in range(max(home.spell.first, timeline.first), min(home.spell.last, timeline.last) + 1):
        counted = counted_members(home, month)
        if counted:
            ledger.family(month, counted)
        single = ledger.margin(month)
        if not home.registered and not home.guest:
            continue
        for person in interesting:
            items = due(person, home, month, person in counted, person is single)
            if home.guest:
                items = {item: amount for item, amount in items.items() if item in home.guest}
            if items:
                ledger.personal(person, month, items)
    ledger.close()


def counted_members(home: Home, month: int) -> tuple[Person, ...]:
    """Those whom the 低保 list counts; () when the home is not on it."""
    if home.dibao is None or month not in home.dibao:
        return ()
    return tuple(
        person
        for person in home.members
        if (person.alive(month) or (person.born(month) and home.kept.get(person, -1) >= month))
        and not (person in home.away and month in home.away[person])
    )


def cash_amount(home: Home, month: int) -> int:
    """The household's 低保金 of a month, in fen."""
    if home.held is not None and month in home.held:
        month = home.held.first - 1
    amount = home.per_head * len(counted_members(home, month))
    return amount // 2 if month >= home.grace else amount


def head_of(people: tuple[Person, ...], month: int) -> Person:
    return next((person for person in people if person.age(month) >= ADULT), people[0])


def has_low_income(person: Person, home: Home, month: int) -> bool:
    """Whether student aid is owed: 低保, 单人保, 低保边缘, 特困, orphans and de-facto orphans (policy.md §11.12)."""
    if person.tekun is not None and month in person.tekun[0]:
        return True
    if person.child is not None and month in person.child.spell:
        return True
    if home.dibian is not None and month in home.dibian:
        return True
    if home.hardship is not None and month in home.hardship:
        return True
    return person in counted_members(home, month)


def due(person: Person, home: Home, month: int, counted: bool, single: bool) -> dict[str, int]:
    """Personal monthly items in fen, with the slips in them."""
    slips = person.slips
    if not person.alive(month):
        if slips is None or not slips.ghost or person.death is None:
            return {}
        last = month_of(person.death)
        before = _due(person, home, last, person in counted_members(home, last), False)
        return {item: amount for item, amount in before.items() if slips.ghost.get(item, -1) >= month}
    items = _due(person, home, month, counted, single)
    if slips is not None:
        for item, months in slips.dropped.items():
            if month in months:
                items.pop(item, None)
        for item, extra in slips.extra.items():
            if month in extra:
                items[item] = extra[month]
    return items


def _due(person: Person, home: Home, month: int, counted: bool, single: bool) -> dict[str, int]:
    items: dict[str, int] = {}
    age = person.age(month)
    if age >= 80:
        items["elder_age"] = amounts.elder_age(age)
    if person.tekun is not None and month in person.tekun[0]:
        # 特困 excludes both disability subsidies (D02, D03)
        items["tekun_living"] = amounts.tekun_living(home.county.code, home.urban)
        items["tekun_care"] = amounts.CARE[person.tekun[1]]
        return items
    nursed = person.elder_nursing is not None and month in person.elder_nursing and counted
    if person.disability is not None and person.disability.valid(month):
        grade = person.disability.grade_in(month)
        orphan = person.child is not None and person.child.item == "orphan_living" and month in person.child.spell
        if (counted or single) and not orphan:
            items["disab_living"] = amounts.disab_living(grade)
        if grade <= 2 and not nursed:
            items["disab_nursing"] = amounts.disab_nursing(grade)
    if counted and age >= 60:
        living = amounts.elder_living(age)
        if not amounts.one_living_class(home.county.code) or living > items.get("disab_living", 0):
            items["elder_living"] = living
            if amounts.one_living_class(home.county.code):
                items.pop("disab_living", None)
    if nursed:
        items["elder_nursing"] = amounts.ELDER_NURSING
    if person.child is not None and month in person.child.spell:
        items[person.child.item] = person.child.amount
    return items


def _has_category(home: Home) -> bool:
    return home.dibao is not None or home.dibian is not None or home.hardship is not None


def _of_interest(person: Person, timeline: Timeline) -> bool:
    return (
        person.disability is not None
        or person.tekun is not None
        or person.child is not None
        or person.slips is not None
        or person.age(timeline.last) >= 80
    )


def account_of(person: Person, home: Home, month: int, head: Person) -> Account:
    """Where a person's money goes: children's to their guardian, else their own account."""
    if person.slips is not None and person.slips.account is not None and month in person.slips.account[0]:
        return person.slips.account[1]
    if home.account is not None:
        return home.account.account
    if person.guardian is not None:
        return person.guardian.account
    if person.child is not None:
        return person.child.guardian.account
    return head.account if person.age(month) < ADULT else person.account


class _Ledger:
    """Puts one home's months into the book, award and payment side by side."""

    def __init__(self, home: Home, book: Book, timeline: Timeline) -> None:
        self._home = home
        self._book = book
        self._timeline = timeline
        self._late: dict[tuple[Person, str, int], list[tuple[int, Paid]]] = {}

    def family(self, month: int, counted: tuple[Person, ...]) -> None:
        home, book = self._home, self._book
        head = head_of(counted, month)
        cash = cash_amount(home, month)
        grace = month >= home.grace
        standard = amounts.dibao_standard(home.county.code, home.urban)
        topups = [_topup(p, home, standard, month) for p in counted]
        total = sum(topups)
        book.families.add(home, month, Family(home, head, counted, cash, total, grace))
        for person, topup in zip(counted, topups, strict=True):
            disability = person.disability is not None and person.disability.valid(month)
            member = FamilyMember(home, person, head, person.age(month), cash, topup, total, disability, grace)
            book.family_members.add((home, person), month, member)
        paid = Paid(home, head, "dibao_cash", cash + total, (home.account or head).account)
        if month not in home.unpaid:
            self._pay(month, paid, home.late.get(month), month in home.split)

    def margin(self, month: int) -> Person | None:
        """The 低保边缘 list; returns the member with 单人保."""
        home = self._home
        if home.dibian is None or month not in home.dibian:
            return None
        members = tuple(person for person in home.members if person.alive(month))
        if not members:
            return None
        single = next((p for p, spell in home.singles.items() if month in spell and p.alive(month)), None)
        standard = amounts.dibao_standard(home.county.code, home.urban)
        head = head_of(members, month)
        self._book.margins.add(home, month, Margin(home, head, members, single, standard if single else 0))
        if single is not None:
            self._pay(month, Paid(home, single, "dibao_single_cash", standard, account_of(single, home, month, head)))
        return single

    def personal(self, person: Person, month: int, items: dict[str, int]) -> None:
        home, book, slips = self._home, self._book, person.slips
        if "tekun_living" in items:
            row = Supported(home, person, person.age(month), items["tekun_living"], items.get("tekun_care", 0))
            book.supported.add(person, month, row)
        living, nursing = items.get("disab_living", 0), items.get("disab_nursing", 0)
        if (living or nursing) and person.disability is not None:
            number = person.disability.number(person.id, month)
            book.subsidies.add(
                person, month, Subsidies(home, person, number, _guardian(person, home, month), living, nursing)
            )
        head = head_of(tuple(home.members), month)
        for item, amount in items.items():
            if item in ELDER_ITEMS:
                book.elders.add((person, item), month, ElderRow(home, person, item, amount))
            elif item in ("orphan_living", "defacto_orphan_living"):
                book.children.add((person, item), month, ChildRow(home, person, item, amount))
            paid = Paid(home, person, item, amount, account_of(person, home, month, head))
            if slips is not None and month in slips.twice.get(item, ()):
                self._again(person, item, month, slips.twice[item][month], paid)
            if slips is None:
                self._pay(month, paid)
            elif month not in slips.unpaid.get(item, ()):
                self._pay(month, paid, slips.late.get((item, month)), (item, month) in slips.split)

    def _again(self, person: Person, item: str, month: int, amount: int, paid: Paid) -> None:
        """Registered twice: a second row on the list, and a second payment."""
        home, book = self._home, self._book
        if item in ELDER_ITEMS:
            book.elders.add((person, item, 2), month, ElderRow(home, person, item, amount))
        elif person.disability is not None:
            number = person.disability.number(person.id, month)
            book.subsidies.add((person, 2), month, Subsidies(home, person, number, None, 0, amount))
        if month >= self._timeline.pay_first:
            book.payments.add((person, item, 2), month, paid._replace(amount=amount))

    def _pay(self, month: int, paid: Paid, late: int | None = None, split: bool = False) -> None:
        if month < self._timeline.pay_first:
            return
        if late is not None:
            if late <= self._timeline.last:
                self._late.setdefault((paid.person, paid.item, late), []).append((month, paid))
        elif split:
            # unequal parts: two equal rows of one batch would be one row delivered twice
            first = paid.amount * 3 // 5 // 100 * 100
            self._book.payments.add((paid.person, paid.item, 1), month, paid._replace(amount=first))
            self._book.payments.add((paid.person, paid.item, 2), month, paid._replace(amount=paid.amount - first))
        else:
            self._book.payments.add((paid.person, paid.item), month, paid)

    def close(self) -> None:
        """Write late payments: one row for consecutive months with equal amounts, else one a month."""
        for (_, _, batch), rows in self._late.items():
            found = self._book.back_pay.setdefault(batch, [])
            first, last = rows[0][0], rows[-1][0]
            if last - first == len(rows) - 1 and len({paid for _, paid in rows}) == 1:
                paid = rows[0][1]
                found.append(BackPay(paid._replace(amount=paid.amount * len(rows)), first, last))
            else:
                found += [BackPay(paid, month, month) for month, paid in rows]


def _topup(person: Person, home: Home, standard: int, month: int) -> int:
    dropped = person.slips is not None and month in person.slips.dropped.get("dibao_topup", ())
    return 0 if home.no_topup or dropped else amounts.topup(standard, person.age(month), _severe(person, month))


def _severe(person: Person, month: int) -> bool:
    held = person.disability
    return held is not None and held.valid(month) and held.grade_in(month) <= 2


def _guardian(person: Person, home: Home, month: int) -> Person | None:
    """Children and people with a disability of intellect or mind have one."""
    if person.guardian is not None:
        return person.guardian
    if person.child is not None:
        return person.child.guardian
    if person.age(month) < 18 or (person.disability is not None and person.disability.kind in (5, 6)):
        head = head_of(tuple(home.members), month)
        return head if head is not person and head.alive(month) else None
    return None


def _register(home: Home, book: Book, timeline: Timeline) -> None:
    """户籍 and 残联: everybody, with or without assistance."""
    start, end = max(home.spell.first, timeline.first), min(home.spell.last, timeline.last)
    for person in home.members:
        if person.disability is not None:
            _certify(person, home, book, start, end)
    while start <= end:
        living = tuple(person for person in home.members if person.alive(start))
        if not living:
            living = tuple(person for person in home.members if person.alive(end))
            if not living:
                return
        head = head_of(living, start)
        until = end if head.death is None else min(end, month_of(head.death))
        for person in home.members:
            first = max(start, month_of(person.birth))
            last = until if person.death is None else min(until, month_of(person.death))
            if first <= last:
                relation = "02" if person is head else "97" if person.relation == "02" else person.relation
                book.residents.append(Resident(home, person, head, relation, first, last))
        start = until + 1


def _certify(person: Person, home: Home, book: Book, start: int, end: int) -> None:
    disability = person.disability
    if disability is None:
        return
    for month in range(max(start, disability.spell.first), min(end, disability.spell.last) + 1):
        if person.alive(month) and month not in disability.unlisted:
            number, grade = disability.number(person.id, month), disability.grade_in(month)
            book.certificates.add(person, month, Certified(home, person, number, grade, disability.status_in(month)))
