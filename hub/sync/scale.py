"""Sums that a delivery given again changes by a factor of a hundred and more: yuan for fen, thousands torn apart.

One such sum is a correction. A third of a division's is a delivery in another unit, and is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from hub.sync.current_facts import CHUNK, CurrentFact
from hub.sync.encoding import Entry
from hub.sync.group import Group
from schema.benefit import Benefit
from schema.message import Message
from schema.payment import Payment

FACTOR = 100
LEAST, SHARE = 3, 1 / 3
"""Sums, and their share of those of the division, from which a change of scale holds a delivery."""


async def rescaled(group: Group, stored: Mapping[str, Mapping[str, CurrentFact]]) -> dict[str, Message]:
    """Division -> why it is held, for divisions of which so many stored sums change so much."""
    found: dict[str, Message] = {}
    for name in (Payment.NAME, Benefit.NAME):
        if name not in group.stream.map:
            continue
        changed: dict[str, Entry] = {}
        listed: Counter[str] = Counter()
        for entry in group.entries.by_id.values():
            if entry.type == name:
                listed[entry.division] += 1
                current = stored[name].get(entry.id)
                if current is not None and current.retired_at is None and current.digest != entry.digest:
                    changed[entry.id] = entry
        far: Counter[str] = Counter()
        ids = sorted(changed)
        for start in range(0, len(ids), CHUNK):
            for row in await group.run.store.read(f"read/{name}_amounts", ids=ids[start : start + CHUNK]):
                entry = changed[row["id"]]
                far[entry.division] += is_far(row["amount"], _fen(entry))
        for division, count in far.items():
            if count >= max(LEAST, SHARE * listed[division]):
                found[division] = Message(
                    f"{listed[division]} 笔金额中有 {count} 笔与原先相差 {FACTOR} 倍以上；"
                    "请核对金额单位和千分位，确认无误后放行",
                    f"{count} of {listed[division]} sums differ from those before by a factor of {FACTOR} and more; "
                    "check unit and thousands, and release it only where they are right",
                )
    return found


def is_far(before: int | None, now: int | None) -> bool:
    """Whether two sums (fen) differ by the factor; refunds and unknown sums are no change of scale."""
    if not before or not now or before < 0 or now < 0:
        return False
    return now >= FACTOR * before or before >= FACTOR * now


def _fen(entry: Entry) -> int | None:
    record = None if entry.fact is None else entry.fact.record
    amount = record.amount if isinstance(record, Payment | Benefit) else None
    return None if amount is None else int(amount * Decimal(100))
