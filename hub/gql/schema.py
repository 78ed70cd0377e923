"""The GraphQL schema, built once; its SDL is committed as ``schema/gql/schema.graphql`` and compared in a test."""

from __future__ import annotations

from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from hub.gql.bounds import make_extensions
from hub.gql.errors import log_errors
from hub.gql.query import Query
from schema.gql.chain import EVENT_TYPES, FindingEvent
from schema.gql.operations import Rejection
from schema.gql.scalars import SCALARS


class Schema(strawberry.Schema):
    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Logs without the query: the library's own log shows it with its literals."""
        log_errors(errors)


def make_schema() -> Schema:
    extensions: list[Any] = make_extensions()
    return Schema(
        query=Query,
        types=[*EVENT_TYPES.values(), FindingEvent, Rejection],
        extensions=extensions,
        config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True),
    )
