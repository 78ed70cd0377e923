"""The selection below a root field: names of fields and of given arguments, fragments resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
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


class SelectedInfo(GraphQLResolveInfo[Any]):
    """A root field's info whose selection is known already."""

    selection: Selection


def select(info: GraphQLResolveInfo[Any]) -> Selection:
    return info.selection if isinstance(info, SelectedInfo) else selected(info.field_nodes, info.fragments)


def selected(nodes: Sequence[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]) -> Selection:
    """Of the nodes that ask for one field."""
    names: set[str] = set()
    paths: set[str] = set()
    arguments: set[str] = set()
    for node in nodes:
        for parent, field in _fields(fragments, node.selection_set, node.name.value):
            names.add(field.name.value)
            paths.add(f"{parent}.{field.name.value}")
            for argument in field.arguments or ():
                if not isinstance(argument.value, NullValueNode):
                    arguments.add(f"{field.name.value}.{argument.name.value}")
    return Selection(frozenset(names), frozenset(paths), frozenset(arguments))


def _fields(
    fragments: Mapping[str, FragmentDefinitionNode], selections: SelectionSetNode | None, parent: str
) -> Iterator[tuple[str, FieldNode]]:
    for node in selections.selections if selections else ():
        if isinstance(node, FieldNode):
            yield parent, node
            yield from _fields(fragments, node.selection_set, node.name.value)
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(fragments, node.selection_set, parent)
        elif isinstance(node, FragmentSpreadNode):
            yield from _fields(fragments, fragments[node.name.value].selection_set, parent)
