"""Contradicting rows about one household in one month: two heads, or two amounts of one item.

The list does not show which is right, so all of them are rejected and in doubt: no amount counts twice, and no member
is joined to a wrong head. Checked for streams whose rows are keyed as their households are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from connectors.base import Delivery, HouseholdRef, MappedFact, MappedRow, RawRow, RejectedRow
from connectors.card import StreamCard
from connectors.mapping import RowMapper
from hub.sync.group import Group
from hub.sync.rows import Recalled, RowSet
from schema.benefit import Benefit
from schema.household import Household
from schema.message import Message
from schema.values.reason import Reason

DESCRIBED = (Household.NAME, Benefit.NAME)

TWO_HEADS = Message(
    "一个户编号只有一个户主；同一编号登记了两个户主，请核实后重新报送",
    "one head for a household's number; it is listed with two",
)
TWO_AMOUNTS = Message(
    "一户一个项目只有一个金额；同一户登记了两个金额，请核实后重新报送",
    "one amount of an item for a household; it is listed with two",
)


class HouseholdRow(NamedTuple):
    """A row, as it describes one household."""

    raw: RawRow
    delivery: Delivery
    mapped: MappedRow
    heads: frozenset[str]
    amounts: dict[str, str]
    """Item -> amount."""


def describes_households(stream: StreamCard) -> bool:
    """Whether a row of the stream is one household: its key is the household's."""
    key = tuple(part.column for part in stream.key)
    return any(subject.form is not None and subject.key == key for subject in stream.subjects.values())


def refuse_conflicts(group: Group) -> None:
    """Reject every row of a group that contradicts another of its household; after reading, before references."""
    if not group.roster or not describes_households(group.stream):
        return
    suspects = _suspects(group)
    if not suspects:
        return
    by_household: defaultdict[str, list[HouseholdRow]] = defaultdict(list)
    mapping = RowMapper(group.run.card, group.stream)
    for read in group.reading.reads:
        for raw, mapped in _mapped_again(group, mapping, read.delivery):
            if not suspects.isdisjoint(_keys_of(group, mapped.facts)):
                for household, row in _household_rows(group, raw, read.delivery, mapped):
                    by_household[household].append(row)
    refused: dict[int, tuple[HouseholdRow, Message]] = {}
    for rows in by_household.values():
        for row, expected in _contradicting(rows):
            refused.setdefault(id(row.raw), (row, expected))
    for row, expected in refused.values():
        reason = Reason.TWO_HEADS if expected is TWO_HEADS else Reason.TWO_AMOUNTS
        rejected = mapping.refuse(row.raw, row.delivery, None, reason, expected)
        group.reading.refuse_row(row.delivery, row.raw, row.mapped, rejected)


def _suspects(group: Group) -> set[str]:
    """By ``_keys_of``: households of which rows with different content are listed in one month."""
    first: dict[str, tuple[RowSet, int]] = {}
    found: set[str] = set()
    for row in group.reading.rows:
        months = 0
        for index in row.slots:
            months |= group.reading.slots[index].bits
        if not months:
            continue
        for key in _keys_of(group, row.facts) if row.meant is None else _keys_meant(group, row.meant):
            known = first.get(key)
            if known is None:
                first[key] = (row, months)
            elif known[0] is not row:
                if known[1] & months:
                    found.add(key)
                first[key] = (row, known[1] | months)
    return found


def _keys_of(group: Group, facts: Iterable[MappedFact]) -> set[str]:
    """Identities of a row's households: their ids, and the keys of their records and awards."""
    found: set[str] = set()
    for fact in facts:
        if isinstance(fact.subject, HouseholdRef) and fact.record.NAME in DESCRIBED:
            found |= {group.encoder.household(fact.subject), group.encoder.key_id_of(fact)}
    return found


def _keys_meant(group: Group, meant: Recalled) -> set[str]:
    """The same of a row that was recalled."""
    found: set[str] = set()
    for type, id, _, headed in meant.facts:
        if type in DESCRIBED:
            found.add(group.recalled(type, id).key_id)
            if headed:
                found.add(headed.partition(":")[2])
    return found


def _mapped_again(group: Group, mapping: RowMapper, delivery: Delivery) -> Iterator[tuple[RawRow, MappedRow]]:
    mapped: list[tuple[RawRow, MappedRow | RejectedRow]] = []
    for _ in range(2):
        mapped = [(raw, mapping.map(raw, delivery)) for raw in group.connector.rows(delivery)]
        if not mapping.again():
            break
    for raw, row in mapped:
        if isinstance(row, MappedRow):
            yield raw, row


def _household_rows(
    group: Group, raw: RawRow, delivery: Delivery, mapped: MappedRow
) -> Iterator[tuple[str, HouseholdRow]]:
    heads: defaultdict[str, set[str]] = defaultdict(set)
    amounts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for fact in mapped.facts:
        if not isinstance(fact.subject, HouseholdRef):
            continue
        key = group.encoder.household(fact.subject)
        if isinstance(fact.record, Household):
            heads[key] |= set() if fact.record.head is None else {fact.record.head}
        elif isinstance(fact.record, Benefit):
            amounts[key][fact.record.item] = str(fact.record.amount)
    for key in heads.keys() | amounts.keys():
        yield key, HouseholdRow(raw, delivery, mapped, frozenset(heads[key]), amounts[key])


def _contradicting(rows: Sequence[HouseholdRow]) -> Iterator[tuple[HouseholdRow, Message]]:
    """The rows of one household that contradict another of the same month, and the expectation."""
    for number, row in enumerate(rows):
        others = [other for place, other in enumerate(rows) if place != number and _one_month(row, other)]
        if any(row.heads and other.heads and row.heads != other.heads for other in others):
            yield row, TWO_HEADS
        elif any(_differ(row.amounts, other.amounts) for other in others):
            yield row, TWO_AMOUNTS


def _one_month(row: HouseholdRow, other: HouseholdRow) -> bool:
    return row.mapped.division == other.mapped.division and not set(row.mapped.months).isdisjoint(other.mapped.months)


def _differ(amounts: dict[str, str], others: dict[str, str]) -> bool:
    shared: Iterable[str] = amounts.keys() & others.keys()
    return any(amounts[item] != others[item] for item in shared)
