"""A query of a validated document, ready to be executed any number of times.

A plan holds for one set of the conditions of ``@skip`` and ``@include``; nothing of a request stays in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry
from graphql import (
    DirectiveNode,
    DocumentNode,
    ExecutionResult,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    get_variable_values,
    visit,
)
from graphql.execution.values import VariableValues

from hub.gql.compiled.cost import Cost
from hub.gql.compiled.plan import Plan
from hub.gql.compiled.recent import Recent
from hub.gql.compiled.run import Reason, Run, UnsupportedError
from hub.gql.context import Context

_PLANS = 16
"""Of one operation, by its conditions."""
_ERRORS = 50
"""Errors of variables that are told, as graphql-core has it."""


class Operation:
    """Raises ``UnsupportedError`` where it is graphql-core's to execute."""

    def __init__(self, schema: strawberry.Schema, document: DocumentNode, name: str | None) -> None:
        self._schema = schema
        self._node = picked(document, name)
        self._fragments = {
            part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)
        }
        self._conditions = _conditions(document)
        self._plans: Recent[tuple[Any, ...], Plan] = Recent(_PLANS)
        self.cost = Cost(document, name)

    async def execute(self, context: Context, variables: Mapping[str, Any]) -> ExecutionResult:
        """As graphql-core's ``execute`` answers. Raises ``UnsupportedError``."""
        definitions = self._node.variable_definitions or ()
        values = get_variable_values(self._schema._schema, definitions, dict(variables), max_errors=_ERRORS)
        if isinstance(values, list):
            return ExecutionResult(None, values)
        return await self._plan(values).execute(Run(context, values))

    async def tried(self, context: Context, variables: Mapping[str, Any]) -> ExecutionResult | None:
        """None where it turns out to be graphql-core's to execute."""
        try:
            return await self.execute(context, variables)
        except UnsupportedError:
            return None

    def _plan(self, values: VariableValues) -> Plan:
        coerced = values.coerced
        conditions = {name: coerced[name] for name in self._conditions if name in coerced}
        key = tuple(conditions.items())
        plan = self._plans.get(key)
        if plan is None:
            plan = Plan(self._schema, self._node, self._fragments, VariableValues({}, conditions))
            self._plans.put(key, plan)
        return plan


def picked(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The query that the name picks out; without a name the only one. Raises ``UnsupportedError``."""
    found = [
        part
        for part in document.definitions
        if isinstance(part, OperationDefinitionNode) and (name is None or (part.name and part.name.value == name))
    ]
    if len(found) != 1 or found[0].operation is not OperationType.QUERY:
        raise UnsupportedError(Reason.OPERATION)
    if found[0].directives:
        raise UnsupportedError(Reason.DIRECTIVE)
    return found[0]


def _conditions(document: DocumentNode) -> list[str]:
    """The variables of its ``@skip`` and ``@include``."""
    names: set[str] = set()

    class Conditions(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
            for argument in node.arguments or ():
                if isinstance(argument.value, VariableNode):
                    names.add(argument.value.name.value)

    visit(document, Conditions())
    return sorted(names)
