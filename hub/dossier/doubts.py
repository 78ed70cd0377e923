"""People whom a rejected row may be about: unknown for the stream and month, never *no* (semantics.md §1).

By the person's id where the row's identity number was readable; else all people of its name in its township; else all
people of that township. Names are compared by ``fold``; a name with asterisks matches all that fit it, and a person
without a name matches any. A division with fewer digits on either side still matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hub.detect.coverage import around
from schema.values.month import month_index
from schema.values.months import Window
from schema.values.name import fold

Bits = dict[tuple[str, str], int]
"""(stream, division) -> months."""
NONE: Mapping[tuple[str, str], int] = {}
_LEVELS = (6, 9, 12)


class Doubts:
    """All doubts of a window, indexed so that a person without any costs a few look-ups."""

    __slots__ = ("_empty", "_masked", "_named", "_people", "_places")

    def __init__(self, rows: Iterable[Mapping[str, Any]], window: Window) -> None:
        self._people: dict[str, Bits] = {}
        self._named: dict[str, list[tuple[str, tuple[str, str], int]]] = {}
        self._places: dict[str, Bits] = {}
        """Division -> months of rows that name it; under ``<`` and a shorter one, of rows that name a part of it."""
        for row in rows:
            bit = window.bit(month_index(row["month"]))
            if not bit:
                continue
            scope, place = (row["stream"], row["division"]), row["township"] or row["division"]
            if row["person"] is not None:
                _add(self._people.setdefault(row["person"], {}), scope, bit)
            elif row["name"] is not None:
                self._named.setdefault(fold(row["name"]), []).append((place, scope, bit))
            else:
                _add(self._places.setdefault(place, {}), scope, bit)
                for level in _LEVELS:
                    if level < len(place):
                        _add(self._places.setdefault("<" + place[:level], {}), scope, bit)
        self._masked = [name for name in self._named if "*" in name]
        self._empty = not (self._people or self._named or self._places)

    def about(
        self, person: str, names: Iterable[str | None], places: Iterable[str | None], divisions: Iterable[str]
    ) -> dict[str, int]:
        """Stream -> months in which a rejected row may be this person's.

        ``places`` are the person's townships, else divisions. A row of a division outside ``divisions``, those that
        answer for the person and those around them, is ignored: that division's answer is not used.
        """
        if self._empty:
            return {}
        found = dict(self._people.get(person, NONE))
        wanted = {place for place in places if place}
        for name in self._meaning({fold(name) for name in names if name}) if self._named else ():
            for place, scope, bits in self._named[name]:
                if any(place.startswith(own) or own.startswith(place) for own in wanted):
                    _add(found, scope, bits)
        if self._places:
            for own in wanted:
                for level in _LEVELS:
                    if level <= len(own):
                        self._join(found, own[:level])
                self._join(found, "<" + own)
        asked = {place for division in divisions for place in around(division)}
        months: dict[str, int] = {}
        for (stream, division), bits in found.items():
            if division in asked:
                months[stream] = months.get(stream, 0) | bits
        return months

    def _meaning(self, names: set[str]) -> Iterator[str]:
        """The folded names of rejected rows that may be one of the person's names."""
        if not names or any("*" in name for name in names):
            yield from (name for name in self._named if not names or any(_fits(name, own) for own in names))
            return
        yield from (name for name in names if name in self._named)
        yield from (masked for masked in self._masked if any(_fits(masked, own) for own in names))

    def _join(self, found: Bits, place: str) -> None:
        for scope, bits in self._places.get(place, NONE).items():
            _add(found, scope, bits)


def _fits(left: str, right: str) -> bool:
    """Whether two names may be one, an asterisk standing for any character."""
    return len(left) == len(right) and all(a == b or "*" in (a, b) for a, b in zip(left, right, strict=True))


def _add(months: Bits, scope: tuple[str, str], bits: int) -> None:
    months[scope] = months.get(scope, 0) | bits
