"""Rows and samples as a card maps them: the types of the fixtures that tests of connectors share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from connectors.base import Delivery, MappedRow, RejectedRow
from connectors.card import SourceCard
from connectors.kinds.files_card import FilesStream
from connectors.mapping import RowMapper

SAMPLES = Path(__file__).parents[1] / "samples"

Cards = dict[str, SourceCard]
Mapped = MappedRow | RejectedRow
MapRow = Callable[..., Mapped]
"""``map_row("source.stream", cells, months)``."""


def files_stream(card: SourceCard) -> FilesStream:
    """The one stream of a card of the kind files."""
    (stream,) = card.streams
    assert isinstance(stream, FilesStream)
    return stream


@dataclass
class Taken:
    """A sample read through a card."""

    delivery: Delivery
    mapped: list[MappedRow]
    rejected: list[RejectedRow]
    mapping: RowMapper

    @property
    def reasons(self) -> list[tuple[int, str | None, str]]:
        return [(row.number, row.field, row.reason) for row in self.rejected]


Take = Callable[[str, str, str], Taken]
"""``take(sample, stream, name)``."""
