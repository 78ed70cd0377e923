"""Columns that a card uses, and those that a header must have.

A column neither used nor on the card's ``ignore`` list is reported as left over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from connectors.card import Column, StreamCard

Group = tuple[str, ...]
"""One column by all its names."""


def used_columns(stream: StreamCard) -> tuple[Group, ...]:
    """Every column that any part of the card reads."""
    return tuple(dict.fromkeys(group for group, _ in _uses(stream)))


def content_columns(stream: StreamCard) -> tuple[Group, ...] | None:
    """The columns on which a row's facts depend, without those of its scope only.

    None where the facts themselves repeat the row's month or batch, so that equal content is not equal facts.
    """
    said = [column for maps in stream.map.values() for mapped in maps for column in mapped.fields.values()]
    parts = [*stream.key, *(part for maps in stream.map.values() for mapped in maps for part in mapped.key)]
    if any(column.scope in ("month", "batch") for column in said) or any(
        part.scope in ("month", "batch") for part in parts
    ):
        return None
    if any(mapped.split is not None for maps in stream.map.values() for mapped in maps):
        return None
    return tuple(dict.fromkeys(group for group, _ in _content_uses(stream)))


def lenient_columns(stream: StreamCard) -> tuple[Group, ...]:
    """Columns whose unreadable values the card lets go, wherever it reads them."""
    let_go = Counter(
        group
        for maps in stream.map.values()
        for mapped in maps
        for column in mapped.fields.values()
        if column.otherwise == "none"
        for group in column.groups
    )
    used = Counter(group for group, _ in _uses(stream))
    return tuple(group for group, times in let_go.items() if times == used[group])


def synonyms(stream: StreamCard) -> dict[str, Group]:
    """A column's name -> all its names: synonyms in one part of the card hold wherever the column is named."""
    return _synonyms(group for group, _ in _uses(stream))


def _synonyms(groups: Iterable[Group]) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for group in groups:
        for name in group:
            if len(group) > len(found.get(name, ())):
                found[name] = group
    return found


def widths(stream: StreamCard) -> dict[str, int]:
    """A column's name -> the number of characters of its numbers, where any part of the card declares it."""
    return {
        name: column.width for column in _columns(stream) if column.width for group in column.groups for name in group
    }


def required_columns(stream: StreamCard) -> tuple[Group, ...]:
    """The columns without which a delivery is no delivery of this stream."""
    uses = tuple(_uses(stream))
    known = _synonyms(group for group, _ in uses)
    optional = {known[group[0]] for group, required in uses if not required}
    required = dict.fromkeys(known[group[0]] for group, required in uses if required)
    made = stream.made_columns
    return tuple(group for group in required if group not in optional and made.isdisjoint(group))


def _uses(stream: StreamCard) -> Iterator[tuple[Group, bool]]:
    for where in (stream.scope.division, stream.scope.month, stream.scope.batch):
        if where is not None:
            for group in (where.column,) if where.column else where.columns:
                yield group, True
    yield from _content_uses(stream)
    for column in (stream.doubt.name, stream.doubt.township):
        if column is not None:
            yield from _of(column)


def _content_uses(stream: StreamCard) -> Iterator[tuple[Group, bool]]:
    for subject in stream.subjects.values():
        for column in (subject.national_id, subject.certificate, subject.school_number, subject.alias, *subject.key):
            if column is not None:
                yield from _of(column)
    for part in stream.key:
        if part.column is not None:
            yield from _of(part.column)
    for unpack in stream.unpack.values():
        for group in unpack.columns:
            yield group, True
    for maps in stream.map.values():
        for mapped in maps:
            for column in mapped.fields.values():
                yield from _of(column)
            if mapped.period is not None:
                yield from _of(mapped.period)
            for when in mapped.when:
                yield when.field, True
            for part in mapped.key:
                if part.column is not None:
                    yield from _of(part.column)
            if mapped.split is not None:
                yield mapped.split.text, True


def _columns(stream: StreamCard) -> Iterator[Column]:
    for subject in stream.subjects.values():
        for column in (subject.national_id, subject.certificate, subject.school_number, subject.alias, *subject.key):
            if column is not None:
                yield column
    yield from (part.column for part in stream.key if part.column is not None)
    for maps in stream.map.values():
        for mapped in maps:
            yield from mapped.fields.values()
            yield from (part.column for part in mapped.key if part.column is not None)


def _of(column: Column) -> Iterator[tuple[Group, bool]]:
    for group in column.groups:
        yield group, not column.optional
