"""Values of scalars and enums as JSON: most are it already, the rest go through their type's own coercion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import GraphQLBoolean, GraphQLEnumType, GraphQLID, GraphQLInt, GraphQLLeafType, GraphQLString
from graphql.execution import Executor

_SMALLEST, _LARGEST = -(1 << 31), (1 << 31) - 1
"""The range of ``Int``."""


def plain(type: GraphQLLeafType) -> frozenset[type]:
    """Classes whose instances are JSON as they are. Exactly these: a subclass has to be coerced."""
    if type is GraphQLBoolean:
        return frozenset({bool})
    if type in (GraphQLString, GraphQLID) or getattr(type, "serialize", None) is str:
        return frozenset({str})
    return frozenset()


def leaf(type: GraphQLLeafType) -> Callable[[Any], Any]:
    """From a value that is not null to JSON. Raises what graphql-core raises."""
    complete = Executor.complete_leaf_value
    if isinstance(type, GraphQLEnumType):
        names = {value.value: name for name, value in type.values.items()}

        def of_enum(value: Any) -> Any:
            name = names.get(value) if isinstance(value, str) else None
            return complete(type, value) if name is None else name

        return of_enum
    if type is GraphQLInt:

        def of_int(value: Any) -> Any:
            exact = value.__class__ is int and _SMALLEST <= value <= _LARGEST
            return value if exact else complete(type, value)

        return of_int
    fitting = plain(type)

    def of_scalar(value: Any) -> Any:
        return value if value.__class__ in fitting else complete(type, value)

    return of_scalar
