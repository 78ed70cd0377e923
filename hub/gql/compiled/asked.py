"""A field of a selection, and what its type and its schema say of its values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLUnionType,
)
from graphql.execution.collect_fields import FieldDetails
from strawberry.schema.schema_converter import GraphQLCoreConverter

from hub.gql.compiled.leaves import plain
from hub.gql.compiled.run import Path, Run

Complete = Callable[[Any, Run, Path], Any]
"""From a value to JSON. Raises what graphql-core raises."""
Null = Callable[[], None]
"""Null, where a value may be; raises where it may not."""
NOTHING: frozenset[type] = frozenset()
_COMPOSITE = (GraphQLList, GraphQLObjectType, GraphQLInterfaceType, GraphQLUnionType)


@dataclass(frozen=True, slots=True)
class Asked:
    """Every node that asks for a field under one response key."""

    parent: GraphQLObjectType
    field: GraphQLField
    details: list[FieldDetails]

    @property
    def nodes(self) -> list[Any]:
        return [detail.node for detail in self.details]

    def null(self, type: GraphQLOutputType) -> Null:
        """Of a value of the field, or of an item of it, of that type."""
        if not isinstance(type, GraphQLNonNull):
            return lambda: None
        told = f"Cannot return null for non-nullable field {self.parent}.{self.details[0].node.name.value}."

        def refused() -> None:
            raise TypeError(told)

        return refused


def as_it_is(type: GraphQLOutputType) -> frozenset[type]:
    """Classes of values that are JSON as they are; null is, where it may be."""
    inner = type.of_type if isinstance(type, GraphQLNonNull) else type
    own = NOTHING if isinstance(inner, _COMPOSITE) else plain(inner)
    return own if isinstance(type, GraphQLNonNull) else own | {None.__class__}


def origin(type: GraphQLObjectType) -> Any:
    """The strawberry class of a type."""
    return type.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].origin
