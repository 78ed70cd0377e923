"""The order in which sources are pulled: who is somebody, before those who only refer to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from connectors.card import SourceCard


def in_order(cards: Iterable[SourceCard], sizes: Mapping[str, int]) -> list[SourceCard]:
    """Sources that explain others' references first, those that only refer last; the largest first among equals.

    ``sizes`` are rows by source, as earlier runs read them.
    """

    def place(card: SourceCard) -> tuple[bool, bool, int, str]:
        return not explains(card), refers_elsewhere(card), -sizes.get(card.source, 0), card.source

    return sorted(cards, key=place)


def explains(card: SourceCard) -> bool:
    """Whether the source identifies the people of its own numbers (公安 常住人口)."""
    return any("alias" in mapped.fields for stream in card.streams for mapped in stream.map.get("person", ()))


def refers_elsewhere(card: SourceCard) -> bool:
    """Whether some subject of the card is known only by another source's number."""
    subjects = (subject for stream in card.streams for subject in stream.subjects.values())
    return not explains(card) and any(subject.alias is not None for subject in subjects)
