"""The cost of one operation: measured once for each set of page sizes, because nothing else of a request changes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, FieldNode, VariableNode, Visitor, visit

from hub.gql.compiled.recent import Recent
from hub.gql.measure import MAX_PAGE, Measurer

_SIZES = 64
"""Sets of page sizes."""


class Cost:
    def __init__(self, document: DocumentNode, name: str | None) -> None:
        self._document, self._name = document, name
        self._sizes = _size_variables(document)
        self._known: Recent[tuple[int, ...], int] = Recent(_SIZES)

    def of(self, variables: Mapping[str, Any]) -> int:
        """As ``Measurer`` measures it."""
        given = [variables.get(name) for name in self._sizes]
        # a size that is no number counts as the largest page
        sizes = tuple(size if isinstance(size, int) else MAX_PAGE for size in given)
        cost = self._known.get(sizes)
        if cost is None:
            measurer = Measurer(self._document, dict(zip(self._sizes, sizes, strict=True)))
            cost = measurer.operation(self._name).cost
            self._known.put(sizes, cost)
        return cost


def _size_variables(document: DocumentNode) -> tuple[str, ...]:
    names: set[str] = set()

    class Sizes(Visitor):
        def enter_field(self, node: FieldNode, *_: Any) -> None:
            for argument in node.arguments or ():
                if argument.name.value == "first" and isinstance(argument.value, VariableNode):
                    names.add(argument.value.name.value)

    visit(document, Sizes())
    return tuple(sorted(names))
