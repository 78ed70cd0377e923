"""Subjects of a card compiled against one header, and the parts of keys that identify people.

A part of a key that is or contains an identity number enters as the person, so 15 and 18 digits, x and X, or a
reissued certificate stay one. Any other number of the source's own is cleaned as a key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from connectors.base import HouseholdRef, PersonRef
from connectors.card import Column, StreamCard, SubjectCard
from connectors.mapping.cautions import Cautions
from connectors.mapping.columns import CellError, Cells, Header, column_name, number_getter, text_getter
from connectors.mapping.evidence import Evidence, Observed
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.certificate_number import CertificateNumber, id_in
from schema.values.certificate_number import national_id as id_in_certificate
from schema.values.key import Key
from schema.values.national_id import NationalId
from schema.values.reason import Reason
from schema.values.school_number import SchoolNumber

Reference = PersonRef | HouseholdRef
Resolver = Callable[[Cells], Reference]
Part = Callable[[Cells], str | PersonRef | None]
"""A part of a key; None where the row has none."""

_CACHED = 65536
_INSIDE = Message("含有效身份证号的号码", "a number that contains a valid identity number")
_WHOM = Message("能说明本行是谁的号码", "whom the row is about")
_HOUSEHOLD = Message("家庭的编号", "the key of the household")


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


def naming_column(subject: SubjectCard, header: Header) -> str | None:
    """The first column that identifies a person subject."""
    columns = [column for column, _ in _reading(subject)]
    columns += [column for column in (subject.alias, *subject.key) if column is not None]
    return column_name(columns[0], header) if columns else None


def person_resolver(
    subject: SubjectCard, header: Header, observed: Observed, cautions: Cautions
) -> Callable[[Cells], PersonRef]:
    """The person of a row. Raises CellError when no column identifies one, or its value is invalid.

    The number of another kind of certificate is passed over where the source has a key of its own for such people.
    """
    ways = []
    for column, read in _reading(subject):
        name = column_name(column, header)
        ways.append(
            (
                name,
                text_getter(column, header),
                read,
                observed.of(name or ""),
                cautions.asker(NationalId, name),
            )
        )
    alias = None if subject.alias is None else _own(subject.alias, header, observed)
    own = [_own(column, header, observed) for column in subject.key]
    asked = naming_column(subject, header)

    def resolve(cells: Cells) -> PersonRef:
        unreadable: CellError | None = None
        for name, text, read, evidence, ask in ways:
            value = text(cells)
            if value is None:
                continue
            evidence.number(value)
            try:
                found = read(value)
            except InvalidValueError as error:
                unreadable = CellError(name, error.reason, error.expected)
                if own and error.reason == Reason.OTHER_CERTIFICATE:
                    continue
                raise unreadable from error
            if found is not None:
                if found.national_id is not None:
                    ask(found.national_id)
                return found
            unreadable = CellError(name, Reason.INVALID_NATIONAL_ID, _INSIDE)
        if alias is not None and (value := alias(cells)) is not None:
            return PersonRef(alias=value)
        key = tuple(value for part in own if (value := part(cells)) is not None)
        if own and len(key) == len(own):
            return PersonRef(key=key)
        raise unreadable or CellError(asked, Reason.MISSING_KEY, _WHOM)

    return resolve


def _own(column: Column, header: Header, observed: Observed) -> Callable[[Cells], str | None]:
    """A source's own number of a person or household; a dash or 无 is none."""
    read, evidence = number_getter(column, header), observed.of(column_name(column, header) or "")

    def own(cells: Cells) -> str | None:
        value = read(cells)
        if value is None or (not value[-1:].isalnum() and cell.says_nothing(value)) or value == "无":
            return None
        evidence.key(value)
        return value

    return own


def resolvers(stream: StreamCard, header: Header, observed: Observed, cautions: Cautions) -> dict[str, Resolver]:
    """The subjects of a stream by name."""
    people = {
        name: person_resolver(subject, header, observed, cautions)
        for name, subject in stream.subjects.items()
        if subject.form is None
    }
    found: dict[str, Resolver] = dict(people)
    for name, subject in stream.subjects.items():
        if subject.form is not None:
            found[name] = _household_resolver(stream, subject, people, header, observed)
    return found


def _household_resolver(
    stream: StreamCard,
    subject: SubjectCard,
    people: dict[str, Callable[[Cells], PersonRef]],
    header: Header,
    observed: Observed,
) -> Resolver:
    form, namespace = str(subject.form), subject.namespace or ""
    if subject.head is not None:
        head, via = people[subject.head], subject.via or ""
        full = via if "." in via else f"{stream.full_name.partition('.')[0]}.{via}"
        return lambda cells: HouseholdRef(form, namespace, head=head(cells), via=full)
    parts = [(column_name(column, header), key_part(stream, column, header, observed)) for column in subject.key]

    def resolve(cells: Cells) -> HouseholdRef:
        key: list[str | PersonRef] = []
        for name, part in parts:
            value = part(cells)
            if value is None:
                raise CellError(name, Reason.MISSING_KEY, _HOUSEHOLD)
            key.append(value)
        return HouseholdRef(form, namespace, key=tuple(key))

    return resolve


def key_part(stream: StreamCard, column: Column, header: Header, observed: Observed | None = None) -> Part:
    """A column as part of a key: the person, when a subject reads an identity number in that column.

    With ``observed``, the key identifies a household, and its ways of writing are compared.
    """
    text, name = text_getter(column, header), column_name(column, header)
    read_here = [header.find(group) for group in column.groups]
    for subject in stream.subjects.values():
        for known, read in _reading(subject) if subject.form is None else ():
            if [header.find(group) for group in known.groups] == read_here:
                evidence = None if observed is None else observed.of(name or "")
                return _personal_part(text, name, read, bool(subject.key), evidence)
    return number_getter(column, header) if observed is None else _own(column, header, observed)


def _personal_part(
    text: Callable[[Cells], str | None],
    name: str | None,
    read: Callable[[str], PersonRef | None],
    other: bool,
    evidence: Evidence | None,
) -> Part:
    """``other``: the number of another kind of certificate is a key like any."""

    def part(cells: Cells) -> str | PersonRef | None:
        value = text(cells)
        if value is None:
            return None
        if evidence is not None:
            evidence.number(value)
        try:
            return read(value) or Key.parse(value)
        except InvalidValueError as error:
            if other and error.reason == Reason.OTHER_CERTIFICATE:
                return Key.parse(value)
            raise CellError(name, error.reason, error.expected) from error

    return part
