"""The table of shipped streams in semantics.md §7 is the table of shipped cards."""

from __future__ import annotations

import re
from pathlib import Path

from connectors.registry import load_cards

PAGE = Path(__file__).parents[2] / "docs" / "semantics.md"


def test_every_shipped_stream_is_listed_with_its_kind_and_shape() -> None:
    listed = set()
    for source, streams, form, shape in re.findall(
        r"^\| `(\w+)` · ([\w, ]+?) \| (\w+)[^|]* \| (\w+) \|", PAGE.read_text("utf-8"), re.MULTILINE
    ):
        kind = "sql" if form == "SQL" else "files"
        listed |= {(source, stream, kind, shape) for stream in streams.split(", ")}
    shipped = {
        (card.source, stream.name, str(card.kind), stream.shape.value)
        for card in load_cards()
        for stream in card.streams
    }
    assert listed == shipped
