"""The selection below a root field: names of fields and of given arguments, fragments resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLResolveInfo,
    InlineFragmentNode,
    NullValueNode,
    SelectionSetNode,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Names below a root field at any depth: enough to decide which parts are read, and never too few.

    ``paths`` are parent and child, ``findings.cites``; ``arguments`` are field and argument, ``chain.knownAt``.
    """

    names: frozenset[str]
    paths: frozenset[str]
    arguments: frozenset[str]

    def any(self, *wanted: str) -> bool:
        return any(name in (self.paths if "." in name else self.names) for name in wanted)


def select(info: GraphQLResolveInfo[Any]) -> Selection:
    names: set[str] = set()
    paths: set[str] = set()
    arguments: set[str] = set()
    for node in info.field_nodes:
        for parent, field in _fields(info, node.selection_set, node.name.value):
            names.add(field.name.value)
            paths.add(f"{parent}.{field.name.value}")
            for argument in field.arguments or ():
                if not isinstance(argument.value, NullValueNode):
                    arguments.add(f"{field.name.value}.{argument.name.value}")
    return Selection(frozenset(names), frozenset(paths), frozenset(arguments))


def _fields(
    info: GraphQLResolveInfo[Any], selections: SelectionSetNode | None, parent: str
) -> Iterator[tuple[str, FieldNode]]:
    for node in selections.selections if selections else ():
        if isinstance(node, FieldNode):
            yield parent, node
            yield from _fields(info, node.selection_set, node.name.value)
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(info, node.selection_set, parent)
        elif isinstance(node, FragmentSpreadNode):
            yield from _fields(info, info.fragments[node.name.value].selection_set, parent)
