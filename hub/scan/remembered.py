"""Answers of sources with a broken card: those of their last run, else those readable in the card.

A broken card makes its topics unknown; without this, its people would count as *not listed*.
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
