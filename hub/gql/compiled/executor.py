"""The operations met last, by text and name: the first time after validation, later on without parsing anything.

The key holds no viewer: a plan calls the same resolvers with the same permissions for all of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import strawberry
from graphql import DocumentNode, ExecutionResult, OperationDefinitionNode
from strawberry.extensions import SchemaExtension

from hub.gql.compiled.operation import Operation
from hub.gql.compiled.recent import Recent
from hub.gql.compiled.run import Reason, UnsupportedError
from hub.gql.context import Context

_OPERATIONS = 256

Told = Callable[[str], None]
"""Told of every operation that graphql-core executes, with the reason."""


class Executor:
    """Of one schema."""

    def __init__(self, schema: strawberry.Schema, told: Told) -> None:
        self._schema = schema
        self._told = told
        self._met: Recent[tuple[str, str | None], Operation | Reason] = Recent(_OPERATIONS)

    def known(self, text: str | None, name: str | None) -> Operation | None:
        """The operation that the request picks out, where its document has passed validation before."""
        found = self._met.get((text, name)) if text else None
        return found if isinstance(found, Operation) else None

    async def first(
        self, text: str, name: str | None, document: DocumentNode, context: Context, variables: Mapping[str, Any]
    ) -> ExecutionResult | None:
        """The answer to an operation that has passed validation; None where it is graphql-core's to execute."""
        try:
            return await self._made(text, name, document).execute(context, variables)
        except UnsupportedError as error:
            self._told(error.reason)
            return None

    def _made(self, text: str, name: str | None, document: DocumentNode) -> Operation:
        found = self._met.get((text, name))
        if found is None:
            try:
                found = Operation(self._schema, document, name)
            except UnsupportedError as error:
                found = error.reason
            self._met.put((text, name), found)
            if name is not None and _is_alone(document):
                self._met.put((text, None), found)
        if isinstance(found, Reason):
            raise UnsupportedError(found)
        return found


def _is_alone(document: DocumentNode) -> bool:
    """Whether its operation need not be named."""
    return sum(isinstance(part, OperationDefinitionNode) for part in document.definitions) == 1


class CompiledExecution(SchemaExtension):
    """Answers in graphql-core's place, after parsing, validation and the limits."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def on_execute(self) -> AsyncIterator[None]:
        asked = self.execution_context
        if asked.result is None and asked.query and asked.graphql_document is not None:
            asked.result = await self._executor.first(
                asked.query, asked.operation_name, asked.graphql_document, asked.context, asked.variables or {}
            )
        yield
