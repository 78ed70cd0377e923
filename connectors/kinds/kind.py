"""A kind of source: its cards, its part of the check of a card, its connector, and a sample read as a delivery.

Everything that depends on the kind goes through this protocol; ``kinds.KINDS`` lists all kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from connectors import problem
from connectors.base import Connector, Delivery
from connectors.card import SourceCard, StreamCard
from schema.message import Message


class SourceKind(Protocol):
    """One module in this folder; it imports its reader only when a source is read."""

    @property
    def name(self) -> str:
        """Its name in cards."""
        ...

    @property
    def title(self) -> Message:
        """Its name for people."""
        ...

    @property
    def card(self) -> type[SourceCard]:
        """The model of its cards, with the connection and the streams that this kind has."""
        ...

    @property
    def previews_source(self) -> bool:
        """Whether ``sources check`` without a sample tries the first rows of the source itself."""
        ...

    def problems(self, stream: StreamCard, here: problem.Path) -> Iterator[problem.Problem]:
        """Contradictions in a stream of this kind."""
        ...

    def connector(self, card: SourceCard, env: Mapping[str, str]) -> Connector:
        """Raises CardError for a variable of the connection that is not set."""
        ...

    def sample(self, card: SourceCard, stream: StreamCard, path: Path) -> Delivery:
        """Any one file as a delivery of the stream, for a preview."""
        ...
