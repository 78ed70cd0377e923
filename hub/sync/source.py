"""A source's node: its titles, and the answers of its streams."""

from __future__ import annotations

from typing import Any

import orjson

from connectors.card import SourceCard
from connectors.registry import stream_facts


def source_row(card: SourceCard) -> dict[str, Any]:
    """The parameters of ``runs/source``. A later scan reads from it the answers of a card that is broken by then."""
    streams = [
        {
            "name": stream.name,
            "department": stream.department,
            "answers": sorted(stream.answers),
            "serves": list(stream.serves),
        }
        for stream in stream_facts([card])
    ]
    return {
        "id": card.source,
        "department": card.department,
        "title_zh": card.title.zh,
        "title_en": card.title.en,
        "streams": orjson.dumps(streams).decode(),
    }
