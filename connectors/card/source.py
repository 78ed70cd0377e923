"""A source: who sends it, where it is, and its streams."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, PrivateAttr, model_validator

from connectors.card.model import Model, Texts
from connectors.card.stream import StreamCard


class Title(Model):
    zh: str
    en: str


class Contact(Model):
    """The contact of the source: an office, or its responsible person there; never a private number."""

    name: str = Field(min_length=1)
    phone: str = Field(min_length=1)
    email: str | None = None


class Connection(Model):
    """Where the source is; ``${NAME}`` and ``${NAME:-default}`` are filled in from the environment."""


class SourceCard(Model):
    """One feed of one department; each kind has its own, with its connection and its streams (``connectors.kinds``)."""

    source: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    department: str
    title: Title
    kind: str
    connection: Connection
    streams: tuple[StreamCard, ...] = Field(min_length=1)
    schedule: str | None = None
    """Cron expression of the usual delivery."""
    contact: Contact | None = None
    replaces: Texts = ()
    """Sources that this one takes the place of: they are switched off while it is plugged in."""
    _origin: str = PrivateAttr(default="")

    @model_validator(mode="after")
    def _named(self) -> SourceCard:
        for stream in self.streams:
            stream._source = self.source
        return self

    @property
    def origin(self) -> str:
        """The card's file."""
        return self._origin

    def stream(self, name: str) -> StreamCard:
        """The stream of that name, short or full. Raises KeyError."""
        for stream in self.streams:
            if name in (stream.name, stream.full_name):
                return stream
        raise KeyError(name)


def stream_names(cards: Mapping[str, SourceCard]) -> frozenset[str]:
    """Every stream of the cards, by full name."""
    return frozenset(stream.full_name for card in cards.values() for stream in card.streams)
