"""XML as events, by local name: rows and strings that the fast patterns do not match are read with a real parser.

Namespaces' prefixes are dropped, of elements and attributes; no document type is ever read.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from connectors.kinds.xlsx.unsound import damaged

_MOST = 100_000
"""Elements of a part that is read whole."""


class Events:
    """Events of a document; subclasses override those they need."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters between tags."""


def parse(texts: Iterable[str], events: Events, place: str) -> None:
    """Reads a document to its end. Raises DeliveryError where it is no XML."""

    def begin(name: str, attributes: dict[str, str]) -> None:
        events.begin(_local(name), attributes)

    def doctype(*_: object) -> None:
        raise damaged(place)

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: events.end(_local(name))
    parser.CharacterDataHandler = events.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for text in texts:
            parser.Parse(text.encode())
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeEncodeError):
        raise damaged(place) from None


def parse_piece(piece: str, events: Events, place: str) -> None:
    """Reads whole elements, without a root of their own. Raises DeliveryError where they are no XML."""
    parse(("<piece>", piece, "</piece>"), events, place)


class _Elements(Events):
    def __init__(self, place: str) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []
        self._place = place

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name, {_local(key): value for key, value in attributes.items()}))
        if len(self.found) > _MOST:
            raise damaged(self._place)


def elements(texts: Iterable[str], place: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small document with its attributes, in order. Raises DeliveryError where it is no XML."""
    reader = _Elements(place)
    parse(texts, reader, place)
    return reader.found


def _local(name: str) -> str:
    return name.rpartition(":")[2]
