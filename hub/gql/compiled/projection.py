"""From a resolver's value to JSON: one closure for each object type and selection, made of its fields' closures.

A path is a linked tuple made only where a value may fail below; the order of fields and errors is graphql-core's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_subfields
from graphql.execution.values import VariableValues

from hub.gql.compiled.asked import NOTHING, Asked, Complete, Null, as_it_is, origin
from hub.gql.compiled.fields import Resolvers, attribute
from hub.gql.compiled.leaves import leaf
from hub.gql.compiled.lists import of_items
from hub.gql.compiled.run import Path, Reason, Run, UnsupportedError


class Projector:
    """Makes the closures of one operation under given conditions (``@skip``, ``@include``)."""

    def __init__(
        self,
        schema: GraphQLSchema,
        resolvers: Resolvers,
        operation: OperationDefinitionNode,
        fragments: dict[str, FragmentDetails],
        conditions: VariableValues,
    ) -> None:
        self._schema = schema
        self._resolvers = resolvers
        self._operation = operation
        self._fragments = fragments
        self._conditions = conditions

    def complete(self, type: GraphQLOutputType, asked: Asked) -> Complete:
        """The closure for values of a field, or of its items, of that type."""
        inner, null = type.of_type if isinstance(type, GraphQLNonNull) else type, asked.null(type)
        match inner:
            case GraphQLList():
                return of_items(inner.of_type, self.complete(inner.of_type, asked), asked, null)
            case GraphQLObjectType():
                return self._object(inner, asked, null)
            case GraphQLInterfaceType() | GraphQLUnionType():
                return self._abstract(inner, asked, null)
        coerce = leaf(inner)

        def of_leaf(value: Any, run: Run, path: Path) -> Any:
            if isinstance(value, Exception):
                raise value
            return null() if value is None else coerce(value)

        return of_leaf

    def _abstract(self, type: GraphQLInterfaceType | GraphQLUnionType, asked: Asked, null: Null) -> Complete:
        possible = {origin(kind): kind for kind in self._schema.get_possible_types(type)}
        known: dict[Any, Complete] = {}

        def of_abstract(value: Any, run: Run, path: Path) -> Any:
            project = known.get(value.__class__)
            if project is None:
                if value is None:
                    return null()
                kind = possible.get(value.__class__)
                if kind is None:
                    raise UnsupportedError(Reason.VALUE)
                # made when it is first met: a selection on an interface may name many types, and few are met
                project = known[value.__class__] = self._object(kind, asked, null)
            return project(value, run, path)

        return of_abstract

    def _object(self, type: GraphQLObjectType, asked: Asked, null: Null) -> Complete:
        collected = collect_subfields(
            self._schema, self._fragments, self._conditions, self._operation, type, asked.details
        )
        fields = [self._field(type, key, details) for key, details in collected.grouped_field_set.items()]
        own_class = origin(type)

        def of_object(value: Any, run: Run, path: Path) -> Any:
            if value.__class__ is not own_class:
                if value is None:
                    return null()
                raise UnsupportedError(Reason.VALUE)
            found: dict[str, Any] = {}
            for key, get, finished, complete, nodes, required in fields:
                try:
                    own = get(value)
                    found[key] = own if own.__class__ in finished else complete(own, run, (path, key))
                except UnsupportedError:
                    raise
                except Exception as error:
                    found[key] = run.failed(error, nodes, (path, key), required=required)
            return found

        return of_object

    def _field(self, parent: GraphQLObjectType, key: str, details: list[FieldDetails]) -> tuple[Any, ...]:
        """Its key, how its value is got, which values are JSON as they are, the closure for others, and for errors."""
        node = details[0].node
        if node.name.value == "__typename":
            return key, _constant(parent.name), frozenset({str}), _never, (), True
        field = parent.fields[node.name.value]
        asked = Asked(parent, field, details)
        complete, required = self.complete(field.type, asked), isinstance(field.type, GraphQLNonNull)
        get = attribute(field)
        if get is not None:
            return key, get, as_it_is(field.type), complete, asked.nodes, required
        call = self._resolvers.call(field, node)

        def called(source: Any, run: Run, path: Path) -> Any:
            return complete(call(source, run), run, path)

        return key, _itself, NOTHING, called, asked.nodes, required


def _constant(name: str) -> Callable[[Any], str]:
    return lambda source: name


def _itself(source: Any) -> Any:
    return source


def _never(value: Any, run: Run, path: Path) -> Any:
    raise UnsupportedError(Reason.VALUE)
