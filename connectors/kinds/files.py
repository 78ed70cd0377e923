"""Deliveries as files in a folder: CSV, XLSX and JSON Lines, recognised by their names.

A file whose name fits a pattern's fixed parts but says no division or month is a delivery that cannot be read, never
one that is silently passed over.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from connectors.base import Delivery, RawRow, Scope, Stated
from connectors.card import SourceCard, StreamCard
from connectors.kinds.titles import agreed
from connectors.mapping.periods import FORM
from connectors.mapping.scopes import declared
from connectors.mapping.wide_rows import by_month
from schema.errors import DeliveryError, InvalidValueError, SourceUnavailableError

_PLACEHOLDER = re.compile(r"\{(\w+)\}|\*")
_FORMS = {
    "division": r"\d{6}(?:\d{3}){0,2}|[^\W\d_]{2,}",
    "month": FORM,
    "period": FORM,
    "year": r"\d{4}(?:年度?)?",
    "school_year": r"\d{4}[-—–至~]\d{4}(?:学年度?|年度)?",
}
"""How the placeholders that say a scope are written; full-width digits are digits."""
_CHUNK = 1 << 20

UNNAMED = "its name does not say what it is"
"""Why a file that fits only a pattern's fixed parts is refused."""

_NUMBER = re.compile(r"\d{17}[\dXx]|(?<!\d)\d{15}(?!\d)")
"""What looks like an identity number; an 18-digit one may be the beginning of a certificate's."""

Reader = Callable[[Path, StreamCard, str], Iterator[RawRow]]


class FilesConnector:
    """Reads the files under ``root`` (a folder, or a pattern when a stream has none of its own)."""

    def __init__(self, card: SourceCard, root: Path) -> None:
        self._card = card
        self._root = root

    def deliveries(self, stream: StreamCard) -> Iterator[Delivery]:
        """One for each file whose name fits, by name. Raises SourceUnavailableError when the folder is away."""
        folder, pattern = (self._root, stream.file) if stream.file else (self._root.parent, self._root.name)
        if not folder.is_dir():
            raise SourceUnavailableError(self._card.source, "its folder is not there")
        name_of = name_pattern(pattern)
        for path in sorted(folder.glob(_PLACEHOLDER.sub("*", pattern))):
            if path.is_file():
                place = path.relative_to(folder).as_posix()
                yield self._delivery(
                    path, stream, place, name_of.fullmatch(unicodedata.normalize("NFC", place)), pattern
                )

    def rows(self, delivery: Delivery) -> Iterator[RawRow]:
        return delivery.open()

    def sample(self, stream: StreamCard, path: Path) -> Delivery:
        """A delivery of any one file, for a preview; its name need not fit."""
        pattern = stream.file or self._root.name
        parts = pattern.count("/") + 1
        place = "/".join(path.parts[-parts:])
        return self._delivery(path, stream, place, name_pattern(pattern).fullmatch(place), pattern)

    def _delivery(
        self, path: Path, stream: StreamCard, place: str, name: re.Match[str] | None, pattern: str
    ) -> Delivery:
        masked = _NUMBER.sub("***", place)
        try:
            token = digest(path)
            if masked != place:
                place = masked
                raise DeliveryError(place, "its name holds an identity number", "a name without personal data")
            if not path.resolve().is_relative_to(self._root.resolve() if stream.file else self._root.parent.resolve()):
                raise DeliveryError(place, "it is a link out of the folder", "the file itself")
            if name is None:
                raise DeliveryError(place, UNNAMED, f"a name such as {pattern}")
            said = agreed(stream, name.groupdict(), self._titles(path, stream, place), place)
        except FileNotFoundError:
            raise SourceUnavailableError(self._card.source, f"{place} went away") from None
        except InvalidValueError as error:
            return Delivery(
                stream, place, token, (), partial(_refuse, DeliveryError(place, error.reason, error.expected))
            )
        except DeliveryError as error:
            return Delivery(stream, place, token, (), partial(_refuse, error))
        learned: list[Scope] = []
        rows = partial(self._rows, path, stream, place, said, learned)
        return Delivery(stream, place, token, declared(stream, said), rows, said, learned)

    def _titles(self, path: Path, stream: StreamCard, place: str) -> tuple[str, ...]:
        if not stream.reads_title:
            return ("",)
        if path.suffix.lower() == ".csv":
            from connectors.kinds.separated import csv_title

            return (csv_title(path, stream, place),)
        from connectors.kinds.workbook import workbook_titles

        return workbook_titles(path, stream, place)

    def _rows(self, path: Path, stream: StreamCard, place: str, said: Stated, learned: list[Scope]) -> Iterator[RawRow]:
        rows = reader_of(path, place)(path, stream, place)
        try:
            yield from rows if stream.months_in_columns is None else by_month(stream, said, learned, rows, place)
        except FileNotFoundError:
            raise SourceUnavailableError(self._card.source, f"{place} went away") from None


def reader_of(path: Path, place: str) -> Reader:
    """The reader of a file's kind, by its ending. Raises DeliveryError."""
    match path.suffix.lower():
        case ".csv" | ".txt":
            from connectors.kinds.separated import csv_rows

            return csv_rows
        case ".jsonl" | ".ndjson":
            from connectors.kinds.json_lines import json_rows

            return json_rows
        case ".xlsx":
            from connectors.kinds.workbook import workbook_rows

            return workbook_rows
    raise DeliveryError(place, "no reader for files of this kind", "CSV, XLSX or JSONL")


def name_pattern(pattern: str) -> re.Pattern[str]:
    """A card's file pattern as a regular expression with its placeholders as groups."""
    parts, end = [], 0
    for found in _PLACEHOLDER.finditer(pattern):
        parts.append(re.escape(pattern[end : found.start()]))
        name = found[1]
        parts.append("[^/]*" if name is None else f"(?P<{name}>{_FORMS.get(name, '[^/]+?')})")
        end = found.end()
    parts.append(re.escape(pattern[end:]))
    return re.compile("".join(parts))


def digest(path: Path) -> str:
    """SHA-256 of a file's content, read in pieces."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _refuse(error: DeliveryError) -> Iterator[RawRow]:
    raise error
