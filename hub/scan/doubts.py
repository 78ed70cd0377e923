"""Whom a rejected row may be about: unknown for the stream and month, never *no* (semantics.md §1).

By the person's id where the row's identity number was readable; else everybody of its name in its township; else
everybody of that township. A division known to fewer digits on either side still matches: in doubt, unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from schema.values.month import month_index
from schema.values.months import Window

Months = dict[str, int]
"""Stream -> months."""
NONE: Mapping[str, int] = {}
_LEVELS = (6, 9, 12)


def add(months: Months, stream: str, bits: int) -> None:
    months[stream] = months.get(stream, 0) | bits


class Doubts:
    """All doubts of a window, indexed so that a person without any costs three look-ups."""

    __slots__ = ("_empty", "_named", "_people", "_places")

    def __init__(self, rows: Iterable[Mapping[str, Any]], window: Window) -> None:
        self._people: dict[str, Months] = {}
        self._named: dict[str, list[tuple[str, str, int]]] = {}
        self._places: dict[str, Months] = {}
        """Division prefix -> months of rows that name it, or (for shorter prefixes) something inside it."""
        for row in rows:
            bit = window.bit(month_index(row["month"]))
            if not bit:
                continue
            stream, place = row["stream"], row["township"] or row["division"]
            if row["person"] is not None:
                add(self._people.setdefault(row["person"], {}), stream, bit)
            elif row["name"] is not None:
                self._named.setdefault(row["name"], []).append((place, stream, bit))
            else:
                add(self._places.setdefault(place, {}), stream, bit)
                for level in _LEVELS:
                    if level < len(place):
                        add(self._places.setdefault("<" + place[:level], {}), stream, bit)
        self._empty = not (self._people or self._named or self._places)

    def about(self, person: str, names: Iterable[str], places: Iterable[str]) -> Months:
        """Stream -> months in which a rejected row may be this person's."""
        found: Months = {}
        if self._empty:
            return found
        for stream, bits in self._people.get(person, NONE).items():
            add(found, stream, bits)
        wanted = {place for place in places if place}
        for name in {name for name in names if name}:
            for place, stream, bits in self._named.get(name, ()):
                if any(place.startswith(own) or own.startswith(place) for own in wanted):
                    add(found, stream, bits)
        if self._places:
            for own in wanted:
                for level in _LEVELS:
                    if level <= len(own):
                        self._add_all(found, own[:level])
                self._add_all(found, "<" + own)
        return found

    def _add_all(self, found: Months, place: str) -> None:
        for stream, bits in self._places.get(place, NONE).items():
            add(found, stream, bits)
