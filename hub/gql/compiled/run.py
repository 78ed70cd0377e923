"""One execution of an operation: what closures need of the request, and the errors that they met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graphql import FieldNode, located_error
from graphql.execution.values import VariableValues

from hub.gql.context import Context

Path = tuple[Any, str | int] | None
"""A response path, its last key and the path before it."""


class Reason(StrEnum):
    """Why graphql-core executes an operation; a label of a metric."""

    OPERATION = "operation"
    """No query, or not one that its name picks out."""
    DIRECTIVE = "directive"
    """A directive on the operation itself."""
    INTROSPECTION = "introspection"
    CONDITION = "condition"
    """A condition of ``@skip`` or ``@include`` that has no value."""
    RESOLVER = "resolver"
    """A field whose resolver awaits, asks for the request or has an extension of its own."""
    VALUE = "value"
    """A resolver's value of another class than its type declares."""


class UnsupportedError(Exception):
    """The operation is graphql-core's to execute; a query may be executed twice, because it changes nothing."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(slots=True)
class Run:
    context: Context
    variables: VariableValues
    errors: list[Any] = field(default_factory=list)
    arguments: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    """Arguments that contain variables, by the field's number in the plan."""

    def failed(self, error: Exception, nodes: Sequence[FieldNode], path: Path, *, required: bool) -> Any:
        """Null for a field that may be null, whose error is kept; raises that of one that may not."""
        located = located_error(error, nodes, listed(path))
        if required:
            raise located
        self.errors.append(located)
        return None


def listed(path: Path) -> list[str | int]:
    found: list[str | int] = []
    while path is not None:
        path, key = path
        found.append(key)
    return found[::-1]
