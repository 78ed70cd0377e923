"""What sources answer whose card cannot be read now: as their last run knew it, else as the card says.

A broken card makes what it answers unknown; without this, whoever it lists would be *not listed* for want of a card.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import orjson

from connectors.broken import BrokenCard
from hub.detect.coverage import StreamInfo
from hub.store import Store


async def remembered(store: Store, known: Iterable[str], broken: Sequence[BrokenCard]) -> dict[str, StreamInfo]:
    """The streams behind broken cards, by full name; ``known`` are the sources that have a card."""
    if not broken:
        return {}
    found = {
        stream.name: StreamInfo(stream.name, stream.department, stream.answers, stream.serves)
        for card in broken
        for stream in card.streams
    }
    carded = set(known)
    for row in await store.read("sync/streams"):
        if row["source"] not in carded:
            for stream in orjson.loads(row["streams"]):
                answers = frozenset(stream["answers"])
                found[stream["name"]] = StreamInfo(
                    stream["name"], stream["department"], answers, tuple(stream["serves"])
                )
    return found
