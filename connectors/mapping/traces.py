"""Whom a rejected row may have been about: what can still be read of it (semantics.md §1).

Nothing here raises: what cannot be read is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from connectors.card import Column, StreamCard
from connectors.mapping.columns import Cells, Header, text_getter, township_in
from schema.errors import InvalidValueError
from schema.values.certificate_number import id_in
from schema.values.division import Division
from schema.values.name import Name
from schema.values.national_id import NationalId
from schema.values.school_number import SchoolNumber


@dataclass(frozen=True, slots=True)
class Who:
    national_id: str | None = None
    name: str | None = None
    township: str | None = None
    others: tuple[str, ...] = ()


class Traces:
    """Compiled against one header."""

    def __init__(self, stream: StreamCard, header: Header) -> None:
        self._ids: list[tuple[str, str]] = []
        for name, subject in stream.subjects.items():
            for column in (subject.national_id, subject.certificate, subject.school_number):
                for group in column.groups if column is not None else ():
                    self._ids.append((name, header.find(group)))
        self._ids.sort(key=lambda one: one[0] != "person")
        self._own = {column for _, column in self._ids}
        self._separators = {
            header.find(group): unpack.separator for unpack in stream.unpack.values() for group in unpack.columns
        }
        person = stream.map.get("person", ())
        record = person[0].fields if person and person[0].each is None else {}
        self._name = _text(stream.doubt.name or record.get("name"), header)
        self._township = _text(stream.doubt.township or record.get("township"), header)

    def of(self, cells: Cells, division: str | None) -> Who:
        """The row's own person first, then everyone else whose number can be read."""
        own, others = None, []
        for subject, national_id in self._readable(cells):
            if subject == "person" and own is None:
                own = national_id
            elif national_id != own:
                others.append(national_id)
        return Who(own, self._read_name(cells), self._read_township(cells, division), tuple(dict.fromkeys(others)))

    def shifted(self, cells: Cells, failed: str | None) -> bool:
        """Whether another column, where no number belongs, holds what the failed column should."""
        if failed not in self._own:
            return False
        return any(_read_id(value) for name, value in cells.items() if name not in self._own and value is not None)

    def _readable(self, cells: Cells) -> Iterator[tuple[str, str]]:
        for subject, column in self._ids:
            value = cells.get(column)
            if value is None:
                continue
            separator = self._separators.get(column)
            for part in value.split(separator)[:100] if separator else (value,):
                national_id = _read_id(part)
                if national_id is not None:
                    yield subject, national_id

    def _read_name(self, cells: Cells) -> str | None:
        value = self._name(cells)
        try:
            return None if value is None else Name.parse(value)
        except InvalidValueError:
            return None

    def _read_township(self, cells: Cells, division: str | None) -> str | None:
        value = self._township(cells)
        if value is None:
            return None
        code = township_in(value, division or "")
        try:
            return None if code is None else Division.parse(code)[:9]
        except InvalidValueError:
            return None


def _text(column: Column | None, header: Header) -> Callable[[Cells], str | None]:
    if column is None or not column.groups:
        return lambda cells: None
    return text_getter(column, header)


def _read_id(value: str) -> str | None:
    """The national ID in a cell, also inside a certificate or G school number."""
    if not 15 <= len(value) <= 30:
        return None
    try:
        return NationalId.parse(value)
    except InvalidValueError:
        pass
    inside = id_in(value)
    if inside is not None:
        return inside
    try:
        return SchoolNumber.national_id(SchoolNumber.parse(value))
    except InvalidValueError:
        return None
