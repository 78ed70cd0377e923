"""The GraphQL schema, built once; its SDL is committed as ``schema/gql/schema.graphql`` and compared in a test."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.graphql import OperationType

from hub.gql.bounds import MAX_COST, make_extensions
from hub.gql.compiled.executor import CompiledExecution, Executor, Told
from hub.gql.errors import log_errors
from hub.gql.query import Query
from schema.gql.chain import EVENT_TYPES, FindingEvent
from schema.gql.operations import Rejection
from schema.gql.scalars import SCALARS
from schema.gql.words import describe


class Schema(strawberry.Schema):
    """Executes what ``executor`` can by its compiled operations; without one, everything by graphql-core."""

    executor: Executor | None = None

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Logs without the query: the library's own log shows it with its literals."""
        log_errors(errors)

    def get_extensions(self, sync: bool = False) -> list[SchemaExtension]:
        found = super().get_extensions(sync)
        # the last: it runs what the others let through
        return found if self.executor is None else [*found, CompiledExecution(self.executor)]

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """A query met before goes straight to its compiled operation."""
        operation = self.executor.known(query, operation_name) if self.executor else None
        if operation is not None and context_value is not None:
            variables = variable_values or {}
            context_value.cost = operation.cost.of(variables)
            answer = await operation.tried(context_value, variables) if context_value.cost <= MAX_COST else None
            if answer is not None:
                if answer.errors:
                    self.process_errors(answer.errors)
                return ExecutionResult(answer.data, answer.errors, {"cost": context_value.cost})
        return await super().execute(
            query,
            variable_values,
            context_value,
            root_value,
            operation_name,
            allowed_operation_types,
            operation_extensions,
        )


def ignore(reason: str) -> None:
    """For nobody to be told."""


def make_schema(told: Told = ignore, *, compiled: bool = True) -> Schema:
    """``told`` of every operation that graphql-core executes; not ``compiled``, it executes all of them."""
    extensions: list[Any] = make_extensions()
    schema = Schema(
        query=Query,
        types=[*EVENT_TYPES.values(), FindingEvent, Rejection],
        extensions=extensions,
        config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True),
    )
    describe(schema._schema)
    schema.executor = Executor(schema, told) if compiled else None
    return schema
