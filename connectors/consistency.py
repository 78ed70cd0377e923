"""Whether the parts of a card fit each other and the records: what its grammar alone cannot say.

Pure; problems come in the order in which the card is read, each with the path of its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from connectors.card import Column, Kind, MapCard, SourceCard, StreamCard
from connectors.parameters import PARAMETERS, parameters
from schema.catalogue.code_table import table_names
from schema.record import Subject
from schema.records import RECORDS

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    where: Path
    problem: str
    expected: str


def first_problem(card: SourceCard) -> Problem | None:
    """The first thing that does not fit, or None."""
    return next(_problems(card), None)


def default_subject(record: str, mapped: MapCard) -> str:
    """The subject that a record is about when the card does not say."""
    if mapped.subject is not None:
        return mapped.subject
    return "person" if Subject.PERSON in RECORDS[record].SUBJECTS else "household"


def default_object(record: str, mapped: MapCard) -> str | None:
    """What a relation's fact points to when the card does not say."""
    if mapped.object is not None:
        return mapped.object
    return {"membership": "household", "guardianship": "person"}.get(record)


def _problems(card: SourceCard) -> Iterator[Problem]:
    wanted = "path" if card.kind is Kind.FILES else "url"
    if getattr(card.connection, wanted) is None:
        yield Problem(("connection",), f"a source of kind {card.kind} has no {wanted}", f"connection: {{{wanted}: …}}")
    names: set[str] = set()
    for index, stream in enumerate(card.streams):
        here: Path = ("streams", index)
        if stream.name in names:
            yield Problem((*here, "name"), f"a second stream {stream.name}", "each stream once")
        names.add(stream.name)
        yield from _of_kind(card.kind, stream, here)
        yield from _subjects(card, stream, here)
        yield from _key(stream, here)
        for record, maps in stream.map.items():
            place: Path = (*here, "map", record)
            if record not in RECORDS:
                yield Problem(place, f"no record {record}", "one of " + ", ".join(sorted(RECORDS)))
                continue
            for number, mapped in enumerate(maps):
                yield from _map(stream, record, mapped, (*place, number) if len(maps) > 1 else place)


def _of_kind(kind: Kind, stream: StreamCard, here: Path) -> Iterator[Problem]:
    if kind is Kind.SQL:
        if stream.query is None:
            yield Problem(here, f"stream {stream.name} has no query", "the SQL that reads it")
        if stream.file is not None:
            yield Problem((*here, "file"), "a SQL stream has no file", "query")
        named = parameters(stream.query or "")
        for name in sorted(named - PARAMETERS):
            yield Problem((*here, "query"), f"no parameter :{name}", "one of " + ", ".join(sorted(PARAMETERS)))
        if named and stream.scope.query is None:
            yield Problem(
                (*here, "scope"), "parameters without declared scopes", "scope.query: rows of division, month"
            )
    elif stream.query is not None or stream.scope.query is not None or stream.page_by:
        yield Problem((*here, "query"), "a file stream has no query", "file")
    for name in ("division", "month", "batch"):
        where = getattr(stream.scope, name)
        if where is None:
            continue
        place: Path = (*here, "scope", name)
        for placeholder in where.file:
            if stream.file is None or "{" + placeholder + "}" not in stream.file:
                yield Problem(place, f"the file pattern has no {{{placeholder}}}", "a placeholder of file")
        if name == "month" and len(where.columns) not in (0, 2):
            yield Problem(place, "columns of a month are not two", "[year column, month column]")

    division, month = stream.scope.division, stream.scope.month
    months_by_row = month is not None and (month.column or month.columns)
    if kind is Kind.FILES and division.column and not division.every and month is not None and not months_by_row:
        yield Problem(
            (*here, "scope", "division"),
            "rows name divisions of a month that only the delivery names",
            "every: true (each county served is answered for), or a month column",
        )


def _subjects(card: SourceCard, stream: StreamCard, here: Path) -> Iterator[Problem]:
    for name, subject in stream.subjects.items():
        place: Path = (*here, "subjects", name)
        if subject.head is not None:
            head = stream.subjects.get(subject.head)
            if head is None or head.form is not None:
                yield Problem((*place, "head"), f"no person subject {subject.head}", "a person among subjects")
        via = subject.via
        if via is not None and "." not in via and via not in {other.name for other in card.streams}:
            yield Problem((*place, "via"), f"no stream {via} in this card", "a stream's name, or source.stream")


def _key(stream: StreamCard, here: Path) -> Iterator[Problem]:
    for index, part in enumerate(stream.key):
        if part.subject is not None and part.subject not in stream.subjects:
            yield Problem((*here, "key", index), f"no subject {part.subject}", "a name among subjects")
        if part.record is not None:
            for record, maps in stream.map.items():
                if record in RECORDS and part.record not in RECORDS[record].model_fields:
                    for mapped in maps:
                        if not mapped.key:
                            yield Problem(
                                (*here, "key", index),
                                f"{record} has no field {part.record}",
                                f"a key under {record} itself, or {{record: …}} only there",
                            )


def _map(stream: StreamCard, record: str, mapped: MapCard, place: Path) -> Iterator[Problem]:
    kind = RECORDS[record]
    for field, column in mapped.fields.items():
        if field not in kind.model_fields:
            expected = "one of " + ", ".join(kind.model_fields)
            yield Problem((*place, field), f"a {record} has no field {field}", expected)
        if isinstance(column.codes, str):
            yield from _code_table(column, (*place, field, "codes"))
    made = set(mapped.fields) | ({"month", "back_pay"} if mapped.split else set())
    for field, info in kind.model_fields.items():
        if info.is_required() and field not in made:
            yield Problem(place, f"a {record} needs {field}", f"where {field} comes from")
    if mapped.split is not None and record != "payment":
        yield Problem((*place, "split"), f"a {record} is not split into months", "split only for payment")
    if mapped.each is not None and mapped.each not in stream.unpack:
        yield Problem((*place, "each"), f"no unpacked columns {mapped.each}", "a name among unpack")
    for role, name in (("subject", default_subject(record, mapped)), ("object", default_object(record, mapped))):
        if name is None:
            continue
        subject = stream.subjects.get(name)
        if subject is None:
            yield Problem((*place, role), f"no subject {name}", "a name among subjects")
        elif role == "subject" and (Subject.PERSON if subject.form is None else Subject.HOUSEHOLD) not in kind.SUBJECTS:
            yield Problem((*place, role), f"a {record} is not about {name}", " or ".join(kind.SUBJECTS))
    for index, part in enumerate(mapped.key):
        if part.record is not None and part.record not in kind.model_fields:
            yield Problem((*place, "key", index), f"a {record} has no field {part.record}", "a field of the record")


def _code_table(column: Column, place: Path) -> Iterator[Problem]:
    if column.codes not in table_names():
        yield Problem(place, f"no code table {column.codes}", "one of " + ", ".join(table_names()))
