"""Who a row is about: the subjects of a card compiled against one header, and the parts of keys that name people.

A part of a key that is or contains an identity number enters as the person, so 15 and 18 digits, x and X, or a
reissued certificate stay one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from connectors.base import HouseholdRef, PersonRef
from connectors.card import Column, StreamCard, SubjectCard
from connectors.mapping.columns import CellError, Cells, Header, column_name, text_getter
from schema.errors import InvalidValueError
from schema.values.certificate_number import CertificateNumber, id_in
from schema.values.certificate_number import national_id as id_in_certificate
from schema.values.national_id import NationalId
from schema.values.reason import Reason
from schema.values.school_number import SchoolNumber

Reference = PersonRef | HouseholdRef
Resolver = Callable[[Cells], Reference]
Part = Callable[[Cells], str | PersonRef | None]
"""A part of a key; None where the row has none."""

_CACHED = 65536


@lru_cache(maxsize=_CACHED)
def _by_id(raw: str) -> PersonRef:
    return PersonRef(national_id=NationalId.parse(raw))


@lru_cache(maxsize=_CACHED)
def _by_certificate(raw: str) -> PersonRef | None:
    inside = id_in_certificate(CertificateNumber.parse(raw))
    return None if inside is None else PersonRef(national_id=inside)


@lru_cache(maxsize=_CACHED)
def _by_school_number(raw: str) -> PersonRef | None:
    inside = SchoolNumber.national_id(SchoolNumber.parse(raw))
    return None if inside is None else PersonRef(national_id=inside)


def _by_id_or_certificate(raw: str) -> PersonRef:
    try:
        return _by_id(raw)
    except InvalidValueError as error:
        inside = id_in(raw) if error.reason == Reason.CERTIFICATE_IN_ID_COLUMN else None
        if inside is None:
            raise
        return PersonRef(national_id=inside)


def _reading(subject: SubjectCard) -> list[tuple[Column, Callable[[str], PersonRef | None]]]:
    """The ways in which a person subject is named, best first."""
    by_id = _by_id if subject.certificate_in_id == "reject" else _by_id_or_certificate
    ways: list[tuple[Column | None, Callable[[str], PersonRef | None]]] = [
        (subject.national_id, by_id),
        (subject.certificate, _by_certificate),
        (subject.school_number, _by_school_number),
    ]
    return [(column, read) for column, read in ways if column is not None]


def person_resolver(subject: SubjectCard, header: Header) -> Callable[[Cells], PersonRef]:
    """The person of a row. Raises CellError when nothing names one, or what names one is not valid."""
    ways = [(column_name(column, header), text_getter(column, header), read) for column, read in _reading(subject)]
    alias = None if subject.alias is None else text_getter(subject.alias, header)
    own = [text_getter(column, header) for column in subject.key]
    asked = next(iter([name for name, _, _ in ways] + _names(subject, header)), None)

    def resolve(cells: Cells) -> PersonRef:
        unreadable: CellError | None = None
        for name, text, read in ways:
            value = text(cells)
            if value is None:
                continue
            try:
                found = read(value)
            except InvalidValueError as error:
                raise CellError(name, error.reason, error.expected) from error
            if found is not None:
                return found
            unreadable = CellError(name, Reason.INVALID_NATIONAL_ID, "a number that holds a valid identity number")
        if alias is not None and (value := alias(cells)) is not None:
            return PersonRef(alias=value)
        key = tuple(value for text in own if (value := text(cells)) is not None)
        if own and len(key) == len(own):
            return PersonRef(key=key)
        raise unreadable or CellError(asked, Reason.MISSING_KEY, "whom the row is about")

    return resolve


def _names(subject: SubjectCard, header: Header) -> list[str | None]:
    columns = [subject.alias] if subject.alias is not None else []
    return [column_name(column, header) for column in [*columns, *subject.key]]


def resolvers(stream: StreamCard, header: Header) -> dict[str, Resolver]:
    """The subjects of a stream by name."""
    people = {
        name: person_resolver(subject, header) for name, subject in stream.subjects.items() if subject.form is None
    }
    found: dict[str, Resolver] = dict(people)
    for name, subject in stream.subjects.items():
        if subject.form is not None:
            found[name] = _household_resolver(stream, subject, people, header)
    return found


def _household_resolver(
    stream: StreamCard, subject: SubjectCard, people: dict[str, Callable[[Cells], PersonRef]], header: Header
) -> Resolver:
    form, namespace = str(subject.form), subject.namespace or ""
    if subject.head is not None:
        head, via = people[subject.head], subject.via or ""
        full = via if "." in via else f"{stream.full_name.partition('.')[0]}.{via}"
        return lambda cells: HouseholdRef(form, namespace, head=head(cells), via=full)
    parts = [(column_name(column, header), key_part(stream, column, header)) for column in subject.key]

    def resolve(cells: Cells) -> HouseholdRef:
        key: list[str | PersonRef] = []
        for name, part in parts:
            value = part(cells)
            if value is None:
                raise CellError(name, Reason.MISSING_KEY, "the key of the household")
            key.append(value)
        return HouseholdRef(form, namespace, key=tuple(key))

    return resolve


def key_part(stream: StreamCard, column: Column, header: Header) -> Part:
    """A column as part of a key: the person, when a subject reads an identity number in that column."""
    text, name = text_getter(column, header), column_name(column, header)
    read_here = [header.find(group) for group in column.groups]
    for subject in stream.subjects.values():
        for known, read in _reading(subject) if subject.form is None else ():
            if [header.find(group) for group in known.groups] == read_here:
                return _personal_part(text, name, read)
    return text


def _personal_part(
    text: Callable[[Cells], str | None], name: str | None, read: Callable[[str], PersonRef | None]
) -> Part:
    def part(cells: Cells) -> str | PersonRef | None:
        value = text(cells)
        if value is None:
            return None
        try:
            return read(value) or value
        except InvalidValueError as error:
            raise CellError(name, error.reason, error.expected) from error

    return part
