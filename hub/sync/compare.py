"""Comparing a group with the store: what must be written is put into the spool, what is equal costs nothing.

Current facts are read scope by scope. What would end or retire more than the card allows is held: those months (or that
whole division of a register) are left out and counted as held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hub.sync.before import Before
from hub.sync.brake import brakes, endings
from hub.sync.context import Run
from hub.sync.entry import Entry, Properties
from hub.sync.group import STEP, Group, breathe
from hub.sync.result import HeldDelivery
from hub.sync.roster import EVERY_MONTH, Change, bit, bits_of, change, confirms, months_of, runs_text, stored_bits
from hub.sync.rows import Slot, scope_of
from hub.sync.stored import Ends, Stored, with_ends
from schema.values.month import month_text


async def compare(group: Group, before: Before) -> dict[str, int]:
    """Stage every difference; returns the months that are held, by division."""
    answered: dict[str, int] = {}
    for slot in group.slots:
        months = slot.bits if group.roster else slot.stated
        answered[slot.division] = answered.get(slot.division, 0) | months
    if group.roster:
        return {
            division: held
            for division, bits in sorted(answered.items())
            if (held := await _compare_roster(group, division, bits, before))
        }
    return await _compare_dated(group, answered)


async def _compare_roster(group: Group, division: str, answered: int, said_before: Before) -> int:
    before, doubted = said_before.months.get(division, 0), said_before.doubted(division)
    run, share = group.run, group.stream.expect.max_ended
    entries = [entry for entry in group.entries.values() if entry.division == division]
    scope = scope_of(group.stream, division)
    stored = await group.stored_in([scope])
    free = bits_of(
        month
        for slot in group.slots
        if slot.division == division and group.released(slot.delivery)
        for month in slot.months
    )
    held = 0
    for name in group.stream.map:
        said, keys = _by_key(group, division, stored[name], name, answered, before)
        for key, months in group.waiting_keys(name, division):
            keys[key] = keys.get(key, 0) | months
        for month in months_of(answered & before & ~held & ~free):
            one = bit(month)
            was = sum(1 for bits in said.values() if bits & one)
            lost = sum(1 for key, bits in said.items() if bits & one and not keys.get(key, 0) & one)
            if brakes(lost, was, share):
                held |= one
                _hold(group, division, month, f"{lost} of {was} {name} rows would be taken back", share)
        for key, bits in said.items():
            keys[key] = keys.get(key, 0) & ~(held & before) | bits & held
        for ending in endings(Counter(keys.values()), answered & ~held, before | answered & ~held, share, free):
            if ending.brakes:
                held |= bits_of([ending.month])
                _hold(group, division, ending.month, f"{ending.ended} of {ending.held} {name} rows would end", share)
            elif not before & bits_of([ending.month]):
                run.result.ended += ending.ended
        run.result.ended += sum(1 for key, bits in said.items() if bits & answered & ~held & ~keys.get(key, 0))
    answered &= ~held
    restated: dict[str, list[tuple[Stored, tuple[Entry | None, int]]]] = {}
    for number, entry in enumerate(entries):
        if number % STEP == 0:
            await breathe(run)
        listed = entry.bits & answered
        known = stored[entry.type].pop(entry.id, None)
        if known is not None:
            if not confirms(known.months or "", listed, answered):
                restated.setdefault(entry.type, []).append((known, (entry, listed)))
        elif listed:
            entry.written = listed
            properties = group.encoder.properties(entry)
            properties["months"] = runs_text(listed, before | answered)
            _create(group, entry, properties)
    for name, left in stored.items():
        for known in left.values():
            if not confirms(known.months or "", 0, answered):
                restated.setdefault(name, []).append((known, (None, 0)))
    for name, waiting in restated.items():
        async for known, ends, (stating, listed) in with_ends(run.store, name, waiting):
            doubts = doubted.get(ends.subject, 0)
            found = change(known.months or "", listed, answered, before, doubts)
            if found is not None:
                _restate(run, name, known, ends, found)
                if stating is not None:
                    stating.written = found.added
    return held


def _by_key(
    group: Group, division: str, stored: Mapping[str, Stored], name: str, answered: int, before: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Key -> the months in which it was listed until now, and those in which it would be."""
    said: dict[str, int] = {}
    keys: dict[str, int] = {}
    for fact in stored.values():
        bits = stored_bits(fact.months or "") & before
        said[fact.key_id] = said.get(fact.key_id, 0) | bits
        keys[fact.key_id] = keys.get(fact.key_id, 0) | bits & ~answered
    for entry in group.entries.values():
        if entry.type == name and entry.division == division:
            key = group.encoder.key_id(entry)
            keys[key] = keys.get(key, 0) | entry.bits
    return said, keys


def _restate(run: Run, name: str, known: Stored, ends: Ends, becomes: Change) -> None:
    """Stage the new months of a stored fact."""
    operation: dict[str, Any] = {"do": "months", "type": name, "id": known.id, "months": becomes.months}
    if becomes.restates:
        operation["superseded"] = _superseded(run, known, ends, becomes.months, "source")
    run.spool.add(operation)
    _touch(run, ends.subject, ends.object)


async def _compare_dated(group: Group, answered: Mapping[str, int]) -> dict[str, int]:
    """Registers and events: what a scope no longer says is retired, what says something else is updated.

    The share that may be retired binds each scope (a month of events) by itself, and the division as a whole.
    """
    run = group.run
    scopes = {slot.scope: slot for slot in group.slots}
    asked = {slot.scope for slot in group.slots if slot.declared}
    stored = await group.stored_in(scopes)
    gone: dict[str, dict[str, list[Stored]]] = {}
    held: dict[str, int] = {}
    for name, facts in stored.items():
        live: Counter[str] = Counter()
        waiting = {key for division in answered for key, _ in group.waiting_keys(name, division)}
        missing = gone[name] = {}
        for known in facts.values():
            if known.retired_at is None:
                live[known.scope] += 1
                if known.scope in asked and known.id not in group.entries and known.key_id not in waiting:
                    missing.setdefault(known.scope, []).append(known)
        _brake_dated(group, name, scopes, live, missing, answered, held)
    kept = {scope for scope, slot in scopes.items() if held.get(slot.division, 0) & slot.stated}
    updated: dict[str, list[tuple[Stored, Entry | None]]] = {
        name: [(known, None) for scope, facts_gone in missing.items() if scope not in kept for known in facts_gone]
        for name, missing in gone.items()
    }
    for number, entry in enumerate(group.entries.values()):
        if number % STEP == 0:
            await breathe(run)
        if entry.scope in kept:
            continue
        stands = stored[entry.type].get(entry.id)
        if stands is not None and stands.digest == entry.digest and stands.retired_at is None:
            continue
        entry.written = EVERY_MONTH
        if stands is None:
            _create(group, entry, group.encoder.properties(entry))
        else:
            updated[entry.type].append((stands, entry))
    for name, waiting_for in updated.items():
        async for known, ends, stating in with_ends(run.store, name, waiting_for):
            if stating is None:
                _retire(run, name, known, ends)
            else:
                _update(group, stating, known, ends)
    return held


def _brake_dated(
    group: Group,
    name: str,
    scopes: Mapping[str, Slot],
    live: Mapping[str, int],
    missing: Mapping[str, list[Stored]],
    answered: Mapping[str, int],
    held: dict[str, int],
) -> None:
    """Adds to ``held`` what may not be retired without a person: a scope that loses too much, or a whole division."""
    share = group.stream.expect.max_ended
    if any(group.released(slot.delivery) for slot in group.slots):
        return
    lost: Counter[str] = Counter()
    had: Counter[str] = Counter()
    for scope, count in live.items():
        division, gone = scopes[scope].division, len(missing.get(scope, ()))
        lost[division] += gone
        had[division] += count
        if len(scopes[scope].months) == 1 and brakes(gone, count, share):
            held[division] = held.get(division, 0) | scopes[scope].stated
            reason = f"{gone} of {count} {name} rows would be retired"
            _hold(group, division, scopes[scope].months[0], reason, share)
    for division, gone in lost.items():
        if not held.get(division) and brakes(gone, had[division], share):
            held[division] = answered[division]
            _hold(group, division, None, f"{gone} of {had[division]} {name} rows would be retired", share)


def _update(group: Group, entry: Entry, known: Stored, ends: Ends) -> None:
    run = group.run
    _anchor(group, entry)
    operation = {
        "do": "update",
        "type": entry.type,
        "id": entry.id,
        "props": group.encoder.properties(entry) | _learned(run, entry),
        "moved": (ends.subject, ends.object) != (entry.subject, entry.object),
        "superseded": _superseded(run, known, ends, entry.digest, "source"),
    }
    run.spool.add(operation)
    _touch(run, ends.subject, ends.object, entry.subject, entry.object)


def _retire(run: Run, name: str, known: Stored, ends: Ends) -> None:
    run.result.retired += 1
    run.spool.add({"do": "retire", "type": name, "id": known.id, "retired_at": run.learned_at})
    _touch(run, ends.subject, ends.object)


def _create(group: Group, entry: Entry, properties: Properties) -> None:
    run = group.run
    _anchor(group, entry)
    properties |= _learned(run, entry)
    operation = {
        "do": "create",
        "type": entry.type,
        "subject": entry.subject,
        "object": entry.object,
        "props": properties,
    }
    run.spool.add(operation)
    _touch(run, entry.subject, entry.object)


def _learned(run: Run, entry: Entry) -> Properties:
    found: Properties = {"run": run.result.run, "learned_at": run.learned_at, "subject": entry.subject}
    if entry.object is not None:
        found["object"] = entry.object
    return found


def _anchor(group: Group, entry: Entry) -> None:
    """The nodes that a fact hangs on, once a run."""
    run = group.run
    for id in (entry.subject, entry.object):
        if id is not None and id not in run.known and id not in run.anchored:
            run.anchored.add(id)
            run.spool.add(group.encoder.anchor(id))


def _superseded(run: Run, known: Stored, ends: Ends, becomes: str, cause: str) -> dict[str, Any]:
    id = run.ids.make("s", known.id, known.digest, known.months or "", becomes, str(ends.learned_at))
    return {"id": id, "retired_at": run.learned_at, "cause": cause}


def _touch(run: Run, *ids: str | None) -> None:
    for id in ids:
        if id is not None:
            (run.result.people if id.startswith("p") else run.result.households).add(id)


def _hold(group: Group, division: str, month: int | None, reason: str, share: float) -> None:
    result = group.run.result
    for index, slot in enumerate(group.slots):
        if slot.division == division and (month is None or month in slot.months):
            rows = sum(row.rows_in(index) for row in group.rows if index in row.slots)
            when = "" if month is None else f", {month_text(month)}"
            text = f"{division}{when}: {reason}, more than the card's share of {share:g}"
            result.held_deliveries.append(
                HeldDelivery(group.name, slot.delivery.place, rows, text, slot.delivery.token)
            )
