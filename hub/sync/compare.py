"""Compares a group with the store and writes the differences into the spool.

Current facts are read scope by scope. Months (or a register's whole division) that would end or retire more than the
card allows are left out and counted as held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hub.sync.brake import brakes, endings
from hub.sync.current_facts import CurrentFact, with_ends
from hub.sync.effect import by_key, effect_of_month, effect_of_scope
from hub.sync.encoding import Entry
from hub.sync.group import Group
from hub.sync.held import HeldKind, Part
from hub.sync.month_runs import EVERY_MONTH, bit, bits_of, change, confirms, months_of, runs_text, stored_bits
from hub.sync.operations import create, restate, retire, update
from hub.sync.prior_state import Before
from hub.sync.rows import Slot, scope_of
from hub.sync.run import STEP
from hub.sync.scale import rescaled
from schema.household import Household
from schema.message import Message
from schema.values.month import month_text

Stored = dict[str, dict[str, CurrentFact]]
"""Record type -> id -> fact."""
TOGETHER = 16
"""Divisions of a list of many whose stored facts are read at once."""


async def compare(group: Group, before: Before) -> dict[str, int]:
    """Stage every difference; returns the months that are held, by division."""
    answered: dict[str, int] = {}
    for _, slot in group.reading.answering:
        months = slot.bits if group.roster else slot.stated
        answered[slot.division] = answered.get(slot.division, 0) | months
    if group.roster:
        held: dict[str, int] = {}
        divisions = sorted(answered)
        for start in range(0, len(divisions), TOGETHER):
            part = divisions[start : start + TOGETHER]
            for division, stored in (await _stored_of(group, part)).items():
                months = await _compare_roster(group, division, answered[division], before, stored)
                if months:
                    held[division] = months
        return held
    return await _compare_dated(group, answered)


async def _stored_of(group: Group, divisions: Sequence[str]) -> dict[str, Stored]:
    """The stored facts of some divisions, in their order."""
    scopes = {scope_of(group.stream, division): division for division in divisions}
    stored = await group.stored_in(scopes)
    if len(divisions) == 1:
        return {divisions[0]: stored}
    found: dict[str, Stored] = {division: {name: {} for name in stored} for division in divisions}
    for name, facts in stored.items():
        for id, fact in facts.items():
            found[scopes[fact.scope]][name][id] = fact
    return found


async def _compare_roster(group: Group, division: str, answered: int, said_before: Before, stored: Stored) -> int:
    before, doubted = said_before.months.get(division, 0), said_before.doubted(division)
    run = group.run
    entries = group.entries.in_division(division)
    scope = scope_of(group.stream, division)
    held = await _brake(group, division, answered, before, stored)
    answered &= ~held
    moved = 0
    restated: dict[str, list[tuple[CurrentFact, tuple[Entry | None, int]]]] = {}
    for number, entry in enumerate(entries):
        if number % STEP == 0:
            await run.breathe()
        listed = entry.bits & answered
        known = stored[entry.type].pop(entry.id, None)
        if known is not None:
            if not confirms(known.months or "", listed, answered):
                restated.setdefault(entry.type, []).append((known, (entry, listed)))
        elif listed:
            entry.written = listed
            if entry.type == Household.NAME:
                moved |= listed & before
            properties = group.encoder.properties(entry)
            properties["months"] = runs_text(listed, before | answered)
            group.wrote.add(division)
            create(group, entry, properties)
    for name, left in stored.items():
        for known in left.values():
            if not confirms(known.months or "", 0, answered):
                restated.setdefault(name, []).append((known, (None, 0)))
    for name, waiting in restated.items():
        async for known, ends, (stating, listed) in with_ends(run.store, name, waiting):
            doubts = doubted.get(ends.subject, 0)
            found = change(known.months or "", listed, answered, before, doubts)
            if found is not None:
                group.wrote.add(division)
                restate(run, name, known, ends, found)
                if name == Household.NAME:
                    moved |= (stored_bits(known.months or "") ^ stored_bits(found.months)) & before & answered
                if stating is not None:
                    stating.written = found.added
    run.heads.move(scope, moved)
    return held


async def _brake(
    group: Group, division: str, answered: int, before: int, stored: Mapping[str, Mapping[str, CurrentFact]]
) -> int:
    """The answered months that would end more than the card allows; they are held."""
    run, share = group.run, group.stream.expect.max_ended
    free = bits_of(month for month in months_of(answered) if _freed(group, division, month))
    held = 0
    for name in group.stream.map:
        said, keys = by_key(group, division, stored[name], name, answered, before)
        for month in months_of(answered & before & ~held & ~free):
            one = bit(month)
            was = sum(1 for bits in said.values() if bits & one)
            lost = sum(1 for key, bits in said.items() if bits & one and not keys.get(key, 0) & one)
            if brakes(lost, was, share):
                held |= one
                _hold(group, division, month, _taken_back(lost, was, name))
        for key, bits in said.items():
            keys[key] = keys.get(key, 0) & ~(held & before) | bits & held
        # endings of a month's first answer were accepted then; a repeated answer may not take back too much
        fresh = answered & ~held & ~before
        for ending in endings(Counter(keys.values()), fresh, before | answered & ~held, share, free):
            if ending.brakes:
                held |= bit(ending.month)
                _hold(group, division, ending.month, _ended(ending.ended, ending.held, name))
            else:
                run.result.ended += ending.ended
        run.result.ended += sum(1 for key, bits in said.items() if bits & answered & ~held & ~keys.get(key, 0))
    for month in months_of(held):
        effect = await effect_of_month(group, division, month, answered, before, stored)
        part = Part(division, month_text(month))
        for waits in group.holding.held.values():
            if waits.kind is HeldKind.ENDING and part in waits.parts:
                waits.effect.add(effect)
    return held


async def _compare_dated(group: Group, answered: Mapping[str, int]) -> dict[str, int]:
    """Registers and events: facts missing from a scope are retired, changed ones are updated.

    The share that may be retired binds each scope (a month of events) by itself, and the division as a whole.
    """
    run = group.run
    scopes = {slot.scope: slot for _, slot in group.reading.answering}
    asked = {slot.scope for _, slot in group.reading.answering if slot.declared}
    stored = await group.stored_in(scopes)
    gone: dict[str, dict[str, list[CurrentFact]]] = {}
    held: dict[str, int] = {}
    for name, facts in stored.items():
        live: Counter[str] = Counter()
        waiting = {key for division in answered for key, _ in group.entries.waiting_keys(name, division)}
        missing = gone[name] = {}
        for known in facts.values():
            if known.retired_at is None:
                live[known.scope] += 1
                if known.scope in asked and known.id not in group.entries.by_id and known.key_id not in waiting:
                    missing.setdefault(known.scope, []).append(known)
        if name in group.stream.map:
            _brake_dated(group, name, scopes, live, missing, answered, held)
    for division, reason in (await rescaled(group, stored)).items():
        if division in answered and not _freed(group, division, None):
            held[division] = answered[division]
            _hold_for(group, division, None, reason)
    kept = {scope for scope, slot in scopes.items() if held.get(slot.division, 0) & slot.stated}
    await _describe_dated(group, scopes, kept, gone)
    updated: dict[str, list[tuple[CurrentFact, Entry | None]]] = {
        name: [(known, None) for scope, facts_gone in missing.items() if scope not in kept for known in facts_gone]
        for name, missing in gone.items()
    }
    for number, entry in enumerate(group.entries.by_id.values()):
        if number % STEP == 0:
            await run.breathe()
        if entry.scope in kept:
            continue
        current = stored[entry.type].get(entry.id)
        if current is not None and current.digest == entry.digest and current.retired_at is None:
            continue
        entry.written = EVERY_MONTH
        group.wrote.add(entry.division)
        if current is None:
            create(group, entry, group.encoder.properties(entry))
        else:
            updated[entry.type].append((current, entry))
    for name, waiting_for in updated.items():
        async for known, ends, stating in with_ends(run.store, name, waiting_for):
            if stating is None:
                group.wrote.add(scopes[known.scope].division)
                retire(run, name, known, ends)
            else:
                update(group, stating, known, ends)
    return held


def _brake_dated(
    group: Group,
    name: str,
    scopes: Mapping[str, Slot],
    live: Mapping[str, int],
    missing: Mapping[str, list[CurrentFact]],
    answered: Mapping[str, int],
    held: dict[str, int],
) -> None:
    """Adds to ``held`` a scope that loses too much, or a whole division."""
    share = group.stream.expect.max_ended
    lost: Counter[str] = Counter()
    had: Counter[str] = Counter()
    for scope, count in live.items():
        slot, gone = scopes[scope], len(missing.get(scope, ()))
        month = slot.months[0] if len(slot.months) == 1 else None
        if _freed(group, slot.division, month):
            continue
        lost[slot.division] += gone
        had[slot.division] += count
        if month is not None and brakes(gone, count, share):
            held[slot.division] = held.get(slot.division, 0) | slot.stated
            _hold(group, slot.division, month, _retired(gone, count, name))
    for division, gone in lost.items():
        if not held.get(division) and brakes(gone, had[division], share):
            held[division] = answered[division]
            _hold(group, division, None, _retired(gone, had[division], name))


async def _describe_dated(
    group: Group, scopes: Mapping[str, Slot], kept: set[str], gone: Mapping[str, Mapping[str, list[CurrentFact]]]
) -> None:
    """The losses of each held scope."""
    for scope in sorted(kept):
        slot = scopes[scope]
        lost = {name: missing.get(scope, []) for name, missing in gone.items()}
        effect = await effect_of_scope(group, lost)
        for held in group.holding.held.values():
            parts = (*group.holding.parts(slot), Part(slot.division, None))
            if held.kind is HeldKind.ENDING and any(part in held.parts for part in parts):
                held.effect.add(effect)


def _freed(group: Group, division: str, month: int | None) -> bool:
    """Whether every delivery of the group was released for a division and month."""
    part = Part(division, None if month is None else month_text(month))
    answering = [
        slot.delivery for slot in group.reading.answering_for(division) if month is None or month in slot.months
    ]
    return bool(answering) and all(group.holding.freed(delivery, part) for delivery in answering)


def _hold(group: Group, division: str, month: int | None, what: Message) -> None:
    share = group.stream.expect.max_ended
    when = division if month is None else f"{division}, {month_text(month)}"
    reason = Message(
        f"{when.replace(', ', '，')}：{what.zh}，超过允许的比例 {share:.0%}；请核对名单是否完整，确认无误后放行",
        f"{when}: {what}, more than the card's share of {share:g}",
    )
    _hold_for(group, division, month, reason)


def _hold_for(group: Group, division: str, month: int | None, reason: Message) -> None:
    for slot in group.reading.answering_for(division):
        if month is None or month in slot.months:
            held = group.holding.hold(slot.delivery, HeldKind.ENDING)
            held.reasons.append(reason)
            part = Part(division, None if month is None else month_text(month))
            if part not in held.parts:
                held.parts.append(part)


def _ended(ended: int, held: int, name: str) -> Message:
    return Message(f"{held} 条 {name} 记录中有 {ended} 条将终止", f"{ended} of {held} {name} rows would end")


def _taken_back(lost: int, was: int, name: str) -> Message:
    return Message(f"{was} 条 {name} 记录中有 {lost} 条将被撤回", f"{lost} of {was} {name} rows would be taken back")


def _retired(gone: int, live: int, name: str) -> Message:
    return Message(f"{live} 条 {name} 记录中有 {gone} 条将作废", f"{gone} of {live} {name} rows would be retired")
