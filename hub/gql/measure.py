"""Measures an operation by its text: how deep, how many aliases, how many fields it may make at most.

Each fragment is measured once, so a fragment that spreads another twice, and that one a third, costs no more time than
its text is long; one that spreads itself (which validation refuses) ends the walk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from schema.records import RECORDS

MAX_PAGE = 200
DEFAULT_PAGE = 50
MAX_NODES = 20
"""Ids that one `nodes` takes."""
MEMBERS = 8
"""Members of a household that the cost expects."""
FACTS = 20
"""Facts of one kind that the cost expects."""
_PAGES = frozenset({"chain", "duplicates", "omissions", "warnings", "runs", "rejections"})
_LENGTHS = {
    "members": MEMBERS,
    **dict.fromkeys((*(record.LIST for record in RECORDS.values()), "findings"), FACTS),
    "nodes": MAX_NODES,
    **dict.fromkeys(("spells", "missing"), 1),  # most facts have one spell, most findings have no missing streams
    **dict.fromkeys(("cites", "absences", "coverage", "sources", "byRule", "byDivision", "byDepartment"), FACTS),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """Measures of one selection; ``fields`` counts its top-level fields."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    cost: int = 0

    def beside(self, other: Measure) -> Measure:
        return Measure(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.fields + other.fields,
            self.cost + other.cost,
        )


class Measurer:
    """Measures the operations of one document with given variables."""

    def __init__(self, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._fragments = {
            part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)
        }
        self._operations = [part for part in document.definitions if isinstance(part, OperationDefinitionNode)]
        self._variables = variables
        self._known: dict[str, Measure] = {}

    @property
    def operations(self) -> int:
        """How many the document has."""
        return len(self._operations)

    def operation(self, name: str | None) -> Measure:
        """The named operation, or the only one."""
        for part in self._operations:
            if name is None or (part.name is not None and part.name.value == name):
                return self._of(part.selection_set)
        return Measure()

    def largest(self) -> Measure:
        """The largest of each over all operations."""
        found = [self._of(part.selection_set) for part in self._operations]
        return Measure(*(max((getattr(one, name) for one in found), default=0) for name in Measure.__slots__))

    def _of(self, selections: SelectionSetNode | None) -> Measure:
        total = Measure()
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                total = total.beside(self._field(node))
            elif isinstance(node, InlineFragmentNode):
                total = total.beside(self._of(node.selection_set))
            elif isinstance(node, FragmentSpreadNode):
                total = total.beside(self._fragment(node.name.value))
        return total

    def _field(self, node: FieldNode) -> Measure:
        aliases = 1 if node.alias else 0
        if node.name.value.startswith("__"):
            # introspection is bounded by a rule of the library's own
            return Measure(1, aliases, 1, 1)
        below = self._of(node.selection_set)
        return Measure(1 + below.depth, aliases + below.aliases, 1, 1 + self._length(node) * below.cost)

    def _fragment(self, name: str) -> Measure:
        if name not in self._known:
            self._known[name] = Measure()  # of itself, nothing more
            fragment = self._fragments.get(name)
            if fragment is not None:
                self._known[name] = self._of(fragment.selection_set)
        return self._known[name]

    def _length(self, node: FieldNode) -> int:
        name = node.name.value
        if name not in _PAGES:
            return _LENGTHS.get(name, 1)
        for argument in node.arguments or ():
            if argument.name.value == "first":
                if isinstance(argument.value, IntValueNode):
                    return _bounded(int(argument.value.value))
                if isinstance(argument.value, VariableNode):
                    # a default in the operation is not looked up: the largest page is assumed
                    return _bounded(self._variables.get(argument.value.name.value, MAX_PAGE))
        return DEFAULT_PAGE


def _bounded(size: Any) -> int:
    return max(1, min(size, MAX_PAGE)) if isinstance(size, int) else MAX_PAGE
