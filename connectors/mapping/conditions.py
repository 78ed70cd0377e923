"""When a fact is stated of a row, and for which elements of its packed cells.

Both are compiled against one header and read cells only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from connectors.card import Column, Unpack, When
from connectors.mapping.columns import CellError, Cells, Header, text_getter
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values.money import Money, says_none
from schema.values.reason import Reason

Condition = Callable[[Cells], bool]


def condition(when: When, header: Header) -> Condition:
    text = text_getter(Column(field=when.field), header)
    name = header.find(when.field)
    tests: list[Callable[[str | None], bool]] = []
    if when.filled is not None:
        filled = when.filled
        tests.append(lambda value: (value is not None and not says_none(value)) is filled)
    if when.nonzero is not None:
        nonzero = when.nonzero
        tests.append(lambda value: _is_something(value, name) is nonzero)
    if when.one_of is not None:
        allowed = frozenset(when.one_of)
        tests.append(lambda value: value in allowed)
    if when.none_of is not None:
        barred = frozenset(when.none_of)
        tests.append(lambda value: value not in barred)
    return lambda cells: all(test(text(cells)) for test in tests)


def _is_something(value: str | None, name: str) -> bool:
    """Whether an amount is there and not 0; 无, ``-`` and ``/`` are none."""
    if value is None or says_none(value):
        return False
    try:
        return Money.parse(value) != 0
    except InvalidValueError as error:
        raise CellError(name, error.reason, error.expected) from error


def _entries(column: str, separator: str) -> Message:
    return Message(
        f"与“{column}”一样多的项，用“{separator}”隔开", f"as many entries as {column} has, with {separator} between"
    )


def elements_of(unpack: Unpack, header: Header) -> Callable[[Cells], Iterator[Cells]]:
    names = tuple(header.find(column) for column in unpack.columns)
    separator = unpack.separator

    def elements(cells: Cells) -> Iterator[Cells]:
        lists = {name: text.split(separator) for name in names if (text := cells.get(name)) is not None}
        lengths = {len(parts) for parts in lists.values()}
        if len(lengths) > 1:
            short = min(lists, key=lambda name: len(lists[name]))
            raise CellError(short, Reason.MALFORMED_ROW, _entries(names[0], separator))
        for index in range(next(iter(lengths), 0)):
            element = dict(cells)
            for name in names:
                element[name] = (lists[name][index].strip() or None) if name in lists else None
            yield element

    return elements
