"""Effect of a held delivery: facts that would end or be retired, their subjects, and findings that cite them.

Computed when it is held, against the store of that time; nothing is staged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.store import Store
from hub.sync.current_facts import CHUNK, CurrentFact, with_ends
from hub.sync.group import Group
from hub.sync.held import Effect
from hub.sync.month_runs import bit, months_of, stored_bits
from hub.sync.rows import scope_of

StoredByType = Mapping[str, Mapping[str, CurrentFact]]


def by_key(
    group: Group, division: str, stored: Mapping[str, CurrentFact], name: str, answered: int, before: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Key -> the months in which it was listed until now, and those in which it would be."""
    said: dict[str, int] = {}
    keys: dict[str, int] = {}
    for fact in stored.values():
        bits = stored_bits(fact.months or "") & before
        said[fact.key_id] = said.get(fact.key_id, 0) | bits
        keys[fact.key_id] = keys.get(fact.key_id, 0) | bits & ~answered
    for entry in group.entries.in_division(division):
        if entry.type == name:
            key = group.encoder.key_id(entry)
            keys[key] = keys.get(key, 0) | entry.bits
    for key, months in group.entries.waiting_keys(name, division):
        keys[key] = keys.get(key, 0) | months
    return said, keys


async def effect_of_month(
    group: Group, division: str, month: int, answered: int, before: int, stored: StoredByType
) -> Effect:
    """The endings of one month of a roster: facts listed in it, or in the covered month before it."""
    effect = Effect()
    earlier = before & (bit(month + 1) - 1)
    if not earlier:
        return effect
    previous, current = bit(months_of(earlier)[-1]), bit(month)
    for name in group.types:
        _, keys = by_key(group, division, stored[name], name, answered, before)
        gone = [
            fact
            for fact in stored[name].values()
            if stored_bits(fact.months or "") & previous and not keys.get(fact.key_id, 0) & current
        ]
        effect.ended[name] += len(gone)
        await _add_ends(group.run.store, name, gone, effect)
    return effect


async def effect_of_scope(group: Group, gone: Mapping[str, Sequence[CurrentFact]]) -> Effect:
    """The facts that a division of dated facts would lose: record type -> facts."""
    effect = Effect()
    for name, facts in gone.items():
        effect.retired[name] += len(facts)
        await _add_ends(group.run.store, name, facts, effect)
    return effect


async def effect_of_all(group: Group, months: Mapping[str, int]) -> Effect:
    """The effect of a group that was read and resolved, held or not; ``months``: division -> covered months."""
    effect = Effect()
    answered: dict[str, int] = {}
    for _, slot in group.reading.answering:
        answered[slot.division] = answered.get(slot.division, 0) | slot.bits
    if group.roster:
        for division, bits in answered.items():
            stored = await group.stored_in([scope_of(group.stream, division)])
            for month in months_of(bits):
                effect.add(await effect_of_month(group, division, month, bits, months.get(division, 0), stored))
        return effect
    stored = await group.stored_in({slot.scope for _, slot in group.reading.answering if slot.declared})
    waiting = {
        (name, key)
        for division in answered
        for name in group.types
        for key, _ in group.entries.waiting_keys(name, division)
    }
    gone = {
        name: [
            fact
            for fact in facts.values()
            if fact.retired_at is None and fact.id not in group.entries.by_id and (name, fact.key_id) not in waiting
        ]
        for name, facts in stored.items()
    }
    return await effect_of_scope(group, gone)


async def count_findings(store: Store, effect: Effect) -> None:
    """Add the stored findings about those whom an effect touches."""
    ids = sorted(effect.people | effect.households)
    for start in range(0, len(ids), CHUNK):
        for row in await store.read("sync/findings_about", ids=ids[start : start + CHUNK]):
            effect.findings[row["rule"]] += row["findings"]


async def _add_ends(store: Store, name: str, facts: Sequence[CurrentFact], effect: Effect) -> None:
    async for _, ends, _ in with_ends(store, name, [(fact, None) for fact in facts]):
        for id in (ends.subject, ends.object):
            if id is not None:
                (effect.people if id.startswith("p") else effect.households).add(id)
