"""Limits of one operation, checked before it runs: tokens, depth, aliases, statements, page sizes and fields.

The rule classes are made once, here: made per request they would defeat the cache of validated queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import ASTValidationRule, GraphQLError, StringValueNode, ValidationContext, ValidationRule
from graphql import ExecutionResult as GraphQLResult
from strawberry.extensions import AddValidationRules, MaxTokensLimiter, ParserCache, SchemaExtension, ValidationCache

from hub.gql.errors import BAD_INPUT, TOO_COSTLY, BadInputError
from hub.gql.measure import MAX_PAGE, Measurer
from hub.logs import masked

MAX_TOKENS = 1_000
MAX_DEPTH = 9
MAX_ALIASES = 20
MAX_ROOTS = 8
MAX_COST = 20_000
BODY = 128 * 1024
"""Bytes of a request."""


def page_size(first: int) -> int:
    """A page of 1 to 200. Raises ``BadInputError``."""
    if not 1 <= first <= MAX_PAGE:
        raise BadInputError("first", f"1 to {MAX_PAGE}")
    return first


class NoLiteralNumbers(ValidationRule):
    """An identity number is given as a variable only: the text of a query is cached, and shown in errors."""

    def enter_argument(self, node: Any, *_: Any) -> None:
        if node.name.value == "nationalId" and isinstance(node.value, StringValueNode):
            self._refuse()

    def enter_variable_definition(self, node: Any, *_: Any) -> None:
        """The default of a variable is part of the text as well."""
        default = node.default_value
        if isinstance(default, StringValueNode) and masked(default.value) != default.value:
            self._refuse()

    def _refuse(self) -> None:
        self.report_error(GraphQLError("nationalId: give it as a variable", extensions={"code": BAD_INPUT}))


class OperationLimits(ValidationRule):
    """Depth, aliases and root fields; every root field is a statement."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        found = Measurer(context.document, {}).largest()
        for name, size, most in (
            ("levels deep", found.depth, MAX_DEPTH),
            ("aliases", found.aliases, MAX_ALIASES),
            ("root fields", found.fields, MAX_ROOTS),
        ):
            if size > most:
                message = f"the operation has {size} {name}, more than {most}"
                self.report_error(GraphQLError(message, extensions={"code": TOO_COSTLY}))


RULES: list[type[ASTValidationRule]] = [OperationLimits, NoLiteralNumbers]


class CostLimit(SchemaExtension):
    """Computes the operation's cost before it runs, and refuses it above ``MAX_COST`` or where it is not said which."""

    def on_execute(self) -> Iterator[None]:
        error = self._refused()
        if error is not None:
            self.execution_context.result = GraphQLResult(data=None, errors=[error])
        yield

    def _refused(self) -> GraphQLError | None:
        execution = self.execution_context
        if execution.graphql_document is None:
            return None
        measurer = Measurer(execution.graphql_document, execution.variables or {})
        if measurer.operations > 1 and not execution.context.named:
            return GraphQLError("operationName: say which of the operations", extensions={"code": BAD_INPUT})
        cost = measurer.operation(execution.operation_name).cost
        execution.context.cost = cost
        if cost > MAX_COST:
            message = f"the operation may make {cost} fields, more than {MAX_COST}: ask for smaller pages"
            return GraphQLError(message, extensions={"code": TOO_COSTLY})
        return None

    def get_results(self) -> dict[str, Any]:
        return {"cost": self.execution_context.context.cost}


def make_extensions() -> list[Any]:
    """Factories of the schema's extensions; the classes and rules behind them are the same for every request."""
    return [
        lambda: MaxTokensLimiter(MAX_TOKENS),
        lambda: ParserCache(maxsize=256),
        lambda: AddValidationRules(RULES),
        lambda: ValidationCache(maxsize=256),
        CostLimit,
    ]
