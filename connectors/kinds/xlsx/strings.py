"""Shared strings of a workbook, read as far as cells ask for them.

A string is the text of its runs; phonetic readings (``rPh``) are no part of it. Blank strings are None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectors.kinds.xlsx.package import Package, undeclared
from connectors.kinds.xlsx.reading import Events, parse_piece
from connectors.kinds.xlsx.text import cleaned
from connectors.kinds.xlsx.unsound import damaged

_OPENING = re.compile(r"<(?:(\w+):)?sst\b[^>]*?(/?)>")
_PLAIN = re.compile(r"\s*<si>\s*<t(?: [^<>]*)?>([^<]*)</t>\s*")
_EMPTY = re.compile(r"\s*<si\s*/>")
_LONGEST = 64 << 20


class SharedStrings:
    """``items`` grows when ``more`` is called."""

    def __init__(self, package: Package, part: str | None) -> None:
        self.items: list[str | None] = []
        self._place = package.place
        present = part is not None and package.has(part)
        self._pieces = _pieces(package, part or "") if present else iter(())

    def at(self, index: int) -> str | None:
        """The string of that number. Raises DeliveryError for an unknown one."""
        items = self.items
        while not 0 <= index < len(items):
            piece = next(self._pieces, None)
            if piece is None or index < 0:
                raise damaged(self._place)
            self._take(piece)
        return items[index]

    def _take(self, strings: list[str]) -> None:
        plain = _PLAIN.fullmatch
        for text in strings:
            while empty := _EMPTY.match(text):
                self.items.append(None)
                text = text[empty.end() :]
            match = plain(text)
            self.items.append(cleaned(match[1] if match else _escaped(_runs(text + "</si>", self._place))))


class _Runs(Events):
    def __init__(self) -> None:
        self.found: list[str] = []
        self._open = False
        self._phonetic = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._phonetic += name == "rPh"
        self._open = name == "t" and not self._phonetic

    def end(self, name: str) -> None:
        self._phonetic -= name == "rPh"
        self._open = False

    def text(self, text: str) -> None:
        if self._open:
            self.found.append(text)


def _runs(text: str, place: str) -> str:
    reader = _Runs()
    parse_piece(text, reader, place)
    return "".join(reader.found)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;")


def _pieces(package: Package, part: str) -> Iterator[list[str]]:
    """Strings of one piece of the part after the other, each without its end tag."""
    prefix: str | None = None
    end = "</si>"
    kept = ""
    for text in undeclared(package.texts(part)):
        kept += text
        if prefix is None:
            opening = _OPENING.search(kept)
            if opening is None:
                continue
            prefix = f"{opening[1]}:" if opening[1] else ""
            end = f"</{prefix}si>"
            kept = kept[opening.end() :]
        *strings, kept = kept.split(end)
        if len(kept) > _LONGEST:
            raise damaged(package.place)
        if prefix:
            strings = [one.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</") for one in strings]
        if strings:
            yield strings
