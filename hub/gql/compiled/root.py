"""The fields of ``Query``: each calls its declared resolver with its permissions, as graphql-core does."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationDefinitionNode,
    get_argument_values,
)
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import Path as GraphQLPath
from graphql.pyutils import gather_with_cancel, is_awaitable
from graphql.type import GraphQLResolveInfoHelpers

from hub.gql.compiled.asked import Asked
from hub.gql.compiled.projection import Projector
from hub.gql.compiled.run import Reason, Run, UnsupportedError
from hub.gql.selection import SelectedInfo, selected

_HELPERS = GraphQLResolveInfoHelpers(gather=lambda values: gather_with_cancel(*values), track=lambda values: None)


class RootField:
    """One root field of a plan."""

    def __init__(
        self,
        schema: GraphQLSchema,
        query: GraphQLObjectType,
        projector: Projector,
        operation: OperationDefinitionNode,
        fragments: dict[str, FragmentDefinitionNode],
        key: str,
        details: list[FieldDetails],
    ) -> None:
        self.key = key
        name = details[0].node.name.value
        field = query.fields.get(name)
        if field is None or field.resolve is None:
            raise UnsupportedError(Reason.INTROSPECTION)
        self._field, self._resolve = field, field.resolve
        self._asked = Asked(query, self._field, details)
        self._nodes = self._asked.nodes
        self._required = isinstance(self._field.type, GraphQLNonNull)
        self._complete = projector.complete(self._field.type, self._asked)
        self._selection = selected(self._nodes, fragments)
        self._schema, self._operation, self._fragments = schema, operation, fragments

    def begin(self, run: Run) -> Any:
        """The field's JSON, or what its resolver waits for. Raises the error of a field that may not be null."""
        try:
            arguments = get_argument_values(self._field, self._nodes[0], run.variables)
            found = self._resolve(None, self._info(run), **arguments)
            return found if is_awaitable(found) else self._complete(found, run, (None, self.key))
        except UnsupportedError:
            raise
        except Exception as error:
            return self._failed(error, run)

    async def finish(self, found: Awaitable[Any], run: Run) -> Any:
        """The field's JSON, once its resolver has answered; raises as ``begin``."""
        try:
            return self._complete(await found, run, (None, self.key))
        except UnsupportedError:
            raise
        except Exception as error:
            return self._failed(error, run)

    def _failed(self, error: Exception, run: Run) -> None:
        run.failed(error, self._nodes, (None, self.key), required=self._required)

    def _info(self, run: Run) -> GraphQLResolveInfo[Any]:
        query = self._asked.parent
        info = SelectedInfo(
            field_name=self._nodes[0].name.value,
            field_nodes=self._nodes,
            return_type=self._field.type,
            parent_type=query,
            path=GraphQLPath(None, self.key, query.name),
            schema=self._schema,
            fragments=self._fragments,
            root_value=None,
            operation=self._operation,
            variable_values=run.variables,
            context=run.context,
            is_awaitable=is_awaitable,
            abort_signal=None,
            async_helpers=_HELPERS,
        )
        info.selection = self._selection
        return info
