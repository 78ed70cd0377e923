"""One way to execute an operation: its root fields under given conditions, side by side."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine
from typing import Any

import strawberry
from graphql import ExecutionResult, FragmentDefinitionNode, GraphQLError, OperationDefinitionNode
from graphql.execution.collect_fields import FragmentDetails, collect_fields
from graphql.execution.values import VariableValues
from graphql.pyutils import gather_with_cancel, is_awaitable

from hub.gql.compiled.fields import Resolvers
from hub.gql.compiled.projection import Projector
from hub.gql.compiled.root import RootField
from hub.gql.compiled.run import Reason, Run, UnsupportedError


class Plan:
    """Raises ``UnsupportedError`` where it cannot be made."""

    def __init__(
        self,
        schema: strawberry.Schema,
        operation: OperationDefinitionNode,
        fragments: dict[str, FragmentDefinitionNode],
        conditions: VariableValues,
    ) -> None:
        graphql = schema._schema
        query = graphql.query_type
        if query is None:
            raise UnsupportedError(Reason.OPERATION)
        details = {name: FragmentDetails(fragment) for name, fragment in fragments.items()}
        try:
            collected = collect_fields(graphql, details, conditions, query, operation)
            projector = Projector(graphql, Resolvers(schema), operation, details, conditions)
            fields = collected.grouped_field_set.items()
            self._typenames = {key: query.name for key, found in fields if found[0].node.name.value == "__typename"}
            self._fields = [
                RootField(graphql, query, projector, operation, fragments, key, found)
                for key, found in fields
                if key not in self._typenames
            ]
            self._keys = list(collected.grouped_field_set)
        except GraphQLError as error:
            raise UnsupportedError(Reason.CONDITION) from error

    async def execute(self, run: Run) -> ExecutionResult:
        """Raises ``UnsupportedError`` where a value turns out to be graphql-core's to complete."""
        data: dict[str, Any] = dict(self._typenames)
        waiting: dict[str, Awaitable[Any]] = {}
        try:
            for field in self._fields:
                found = data[field.key] = field.begin(run)
                if is_awaitable(found):
                    waiting[field.key] = found
        except Exception as error:
            for found in waiting.values():
                if isinstance(found, Coroutine):
                    found.close()
            return _refused(error, run)
        reads = [field.finish(waiting[field.key], run) for field in self._fields if field.key in waiting]
        try:
            answers = [await reads[0]] if len(reads) == 1 else await gather_with_cancel(*reads)
        except Exception as error:
            return _refused(error, run)
        data.update(zip(waiting, answers, strict=True))
        return ExecutionResult({key: data[key] for key in self._keys}, run.errors or None)


def _refused(error: Exception, run: Run) -> ExecutionResult:
    """The answer where a root field that may not be null has failed."""
    if not isinstance(error, GraphQLError):
        raise error
    return ExecutionResult(None, [*run.errors, error])
