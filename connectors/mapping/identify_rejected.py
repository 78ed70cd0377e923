"""People whom a rejected row may be about, from its readable cells (semantics.md §1).

Nothing here raises: unreadable cells are treated as missing, untrustworthy ones are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from connectors.card import Column, StreamCard
from connectors.mapping.births import latest
from connectors.mapping.columns import Cells, Header, text_getter, township_in
from connectors.mapping.evidence import Observed
from schema.errors import InvalidValueError
from schema.values.certificate_number import id_in
from schema.values.division import Division
from schema.values.name import Name
from schema.values.national_id import NationalId
from schema.values.reason import Reason
from schema.values.school_number import SchoolNumber

_DISPLACED = frozenset({Reason.SHIFTED_COLUMNS, Reason.MALFORMED_ROW})
"""Faults after which cells may be in wrong columns."""
_UNTRUE = frozenset({Reason.PRECISION_LOST, Reason.FUTURE_BIRTH})
"""Faults of a number that can be read and is another's."""
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?:[1-7][1-4](?:B\d)?)?(?![0-9A-Za-z])", re.ASCII)
_ID_COLUMN = re.compile(r"(?:公民)?(?:身份证|证件|身份)(?:号码|号|编号)?$")
_MOST = 100
"""People that are looked for in one cell."""


@dataclass(frozen=True, slots=True)
class Who:
    """The row's own person by number or by name, where that can be read; then everybody else whom it names."""

    national_id: str | None = None
    name: str | None = None
    township: str | None = None
    others: tuple[str, ...] = ()
    """Numbers of others."""
    names: tuple[str, ...] = ()
    """Names of others whose numbers cannot be read."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a card names one of its people."""

    own: bool
    numbers: tuple[str, ...]
    name: str | None


class Traces:
    """Compiled against one header."""

    def __init__(self, stream: StreamCard, header: Header, observed: Observed | None = None) -> None:
        self._observed = observed
        self._people = sorted(_people(stream, header), key=lambda one: not one.own)
        self._own = {column for one in self._people for column in one.numbers}
        self._separators = {
            header.find(group): unpack.separator for unpack in stream.unpack.values() for group in unpack.columns
        }
        person = stream.map.get("person", ())
        record = person[0].fields if person and person[0].each is None else {}
        self._name = _text(stream.doubt.name or record.get("name"), header)
        self._township = _text(stream.doubt.township or record.get("township"), header)

    def of(
        self,
        cells: Cells,
        division: str | None,
        months: tuple[int, ...] = (),
        failed: str | None = None,
        reason: str | None = None,
    ) -> Who:
        """Whom a row names; ``failed`` is the column for which it was rejected, for ``reason``."""
        born_by = latest(months)
        if reason in _DISPLACED:
            found = tuple(dict.fromkeys(_anywhere(cells, born_by)))
            return Who(found[0] if found else None, None, None, found[1:])
        distrusted = failed if reason in _UNTRUE else None
        own: str | None = None
        others: list[str] = []
        names: list[str] = []
        for one in self._people:
            for number, name in self._entries(one, cells, distrusted, born_by):
                if number is None:
                    if name is not None and not one.own:
                        names.append(name)
                elif one.own and own is None:
                    own = number
                elif number != own:
                    others.append(number)
        name = self._read_name(cells)
        return Who(
            own,
            name,
            self._read_township(cells, division),
            tuple(dict.fromkeys(others)),
            tuple(dict.fromkeys(other for other in names if own is not None or other != name)),
        )

    def shifted(self, cells: Cells, failed: str | None) -> bool:
        """Whether another column, where no number belongs, contains the failed column's value."""
        if failed not in self._own:
            return False
        return any(_read_id(value) for name, value in cells.items() if name not in self._own and value is not None)

    def _entries(
        self, one: _Named, cells: Cells, distrusted: str | None, born_by: str
    ) -> Iterator[tuple[str | None, str | None]]:
        """(number, name) of each person that a row names in some columns; None for unreadable cells."""
        names = self._parts(one.name, cells)
        numbers: list[str | None] = [None] * len(names)
        for column in one.numbers:
            parts = self._parts(column, cells)
            numbers += [None] * (len(parts) - len(numbers))
            for index, part in enumerate(parts):
                if numbers[index] is None and column != distrusted:
                    numbers[index] = self._read(column, part, born_by)
        for index, number in enumerate(numbers):
            yield number, _read_name(names[index]) if index < len(names) else None

    def _parts(self, column: str | None, cells: Cells) -> list[str]:
        value = None if column is None else cells.get(column)
        if value is None or column is None:
            return []
        separator = self._separators.get(column)
        return value.split(separator)[:_MOST] if separator else [value]

    def _read(self, column: str, value: str, born_by: str) -> str | None:
        if self._observed is not None and self._observed.refuses(column, value):
            return None
        number = _read_id(value)
        return None if number is None or number[6:14] > born_by else number

    def _read_name(self, cells: Cells) -> str | None:
        value = self._name(cells)
        return None if value is None else _read_name(value)

    def _read_township(self, cells: Cells, division: str | None) -> str | None:
        value = self._township(cells)
        if value is None:
            return None
        code = township_in(value, division or "")
        try:
            return None if code is None else Division.parse(code)[:9]
        except InvalidValueError:
            return None


def _people(stream: StreamCard, header: Header) -> Iterator[_Named]:
    """Every person subject of a card, with the column that names them: the record's, else the one beside the number."""
    named = {
        mapped.subject or "person": mapped.fields["name"].groups
        for mapped in stream.map.get("person", ())
        if "name" in mapped.fields
    }
    for subject, card in stream.subjects.items():
        columns = [column for column in (card.national_id, card.certificate, card.school_number) if column is not None]
        numbers = tuple(dict.fromkeys(header.find(group) for column in columns for group in column.groups))
        groups = named.get(subject, ())
        name = header.find(groups[0]) if groups else next(filter(None, (_beside(one, header) for one in numbers)), None)
        if numbers:
            yield _Named(subject == "person", numbers, name)


def _beside(number: str, header: Header) -> str | None:
    """``监护人姓名`` for ``监护人身份证号``, where the header has it."""
    bare = _ID_COLUMN.sub("", number)
    if bare == number:
        return None
    found = header.find((f"{bare}姓名",))
    return found if found in header.names else None


def _text(column: Column | None, header: Header) -> Callable[[Cells], str | None]:
    if column is None or not column.groups:
        return lambda cells: None
    return text_getter(column, header)


def _anywhere(cells: Cells, born_by: str) -> Iterator[str]:
    """Every number in any cell, in whatever text it is."""
    for value in cells.values():
        for found in _NUMBER.finditer(value or ""):
            number = _read_id(found[0])
            if number is not None and number[6:14] <= born_by:
                yield number


def _read_name(value: str) -> str | None:
    try:
        return Name.parse(value)
    except InvalidValueError:
        return None


def _read_id(value: str) -> str | None:
    """The national ID in a cell, also inside a certificate or G school number."""
    if not 15 <= len(value) <= 40:
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
