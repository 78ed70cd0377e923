"""How the value of a field below the root is got: an attribute of its object, or its declared resolver's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

import strawberry
from graphql import FieldNode, GraphQLField, get_argument_values
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from hub.gql.compiled.run import Reason, Run, UnsupportedError

Get = Callable[[Any], Any]
Call = Callable[[Any, Run], Any]


def declared(field: GraphQLField) -> StrawberryField:
    """The strawberry field behind a field of the schema."""
    found: StrawberryField = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    return found


def attribute(field: GraphQLField) -> Get | None:
    """Reads the attribute that a field without a resolver shows."""
    own = declared(field)
    return attrgetter(own.python_name) if own.is_basic_field else None


class Resolvers:
    """Calls resolvers as strawberry does, without an ``Info``; arguments are bound once an execution."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self._schema = schema
        self._number = 0

    def call(self, field: GraphQLField, node: FieldNode) -> Call:
        """Raises ``UnsupportedError`` for a resolver that needs more than its object and its arguments."""
        own = declared(field)
        resolver = own.base_resolver
        if (
            resolver is None
            or own.extensions
            or resolver.is_async
            or resolver.info_parameter
            or resolver.root_parameter
            or resolver.parent_parameter
            or not resolver.self_parameter
        ):
            raise UnsupportedError(Reason.RESOLVER)
        function: Callable[..., Any] = resolver
        bound = self._bound(field, node)

        def called(source: Any, run: Run) -> Any:
            return function(source, **bound(run))

        return called

    def _bound(self, field: GraphQLField, node: FieldNode) -> Callable[[Run], Mapping[str, Any]]:
        own, config, scalars = declared(field), self._schema.config, self._schema.schema_converter.scalar_registry
        self._number += 1
        number = self._number

        def bind(run: Run) -> Mapping[str, Any]:
            found = run.arguments.get(number)
            if found is None:
                given = get_argument_values(field, node, run.variables)
                found = run.arguments[number] = convert_arguments(given, own.arguments, scalars, config)
            return found

        return bind if field.args else lambda run: {}
