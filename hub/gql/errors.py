"""Errors of the API; ``code`` is for programs and stays, the message is for people. ``docs/api.md`` lists the codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphql import FieldNode, GraphQLError

from hub.logs import logger, masked
from schema.errors import CallerError, RetryError
from schema.message import Message

UNAUTHENTICATED = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
BAD_REQUEST = "BAD_REQUEST"
BAD_INPUT = "BAD_INPUT"
DOCUMENT_UNKNOWN = "PERSISTED_QUERY_NOT_FOUND"
DOCUMENT_REFUSED = "DOCUMENT_REFUSED"
TOO_COSTLY = "TOO_COSTLY"
UNAVAILABLE = "UNAVAILABLE"
INTERNAL = "INTERNAL"
CODES = (
    UNAUTHENTICATED,
    FORBIDDEN,
    BAD_REQUEST,
    BAD_INPUT,
    DOCUMENT_UNKNOWN,
    DOCUMENT_REFUSED,
    TOO_COSTLY,
    UNAVAILABLE,
    INTERNAL,
)

AWAY = Message("存储暂时没有响应，请稍后再试", "the store does not answer now; try again in some seconds")
"""Replaces the cause, which may name an internal address."""

_log = logger("aidchain.api")
_SUGGESTION = re.compile(r" Did you mean [^?]*\?")
"""The library's guesses at names of the schema."""


class BadInputError(CallerError):
    """An argument that no scalar can refuse by itself; ``field`` names it, ``expected`` its valid values."""

    def __init__(self, field: str, expected: str) -> None:
        self.field = field
        self.expected = expected
        super().__init__(f"{field}: expected {expected}")


def shown(error: GraphQLError) -> GraphQLError:
    """The error as the caller may see it: theirs with its reason, ours without any; no number of a person in either."""
    cause = error.original_error
    code = (error.extensions or {}).get("code")
    if isinstance(cause, CallerError):
        message, code = str(cause), BAD_INPUT
    elif isinstance(cause, RetryError):
        message, code = str(AWAY), UNAVAILABLE
    elif cause is not None and code is None and not _of_a_variable(error, cause):
        message, code = "an error of the hub; it has been logged", INTERNAL
    else:
        message, code = error.message, code or BAD_INPUT
    return GraphQLError(
        masked(_SUGGESTION.sub("", message)),
        nodes=error.nodes,
        source=error.source,
        path=error.path,
        extensions={"code": code},
    )


def _of_a_variable(error: GraphQLError, cause: Exception) -> bool:
    """Whether a scalar refused a value; a resolver's ValueError is internal, and its text may contain stored data."""
    return isinstance(cause, GraphQLError) or (isinstance(cause, ValueError) and not error.path)


def log_errors(errors: Sequence[GraphQLError]) -> None:
    """One line an error: at which field, and of which class; never the query, its literals, names or variables."""
    for error in errors:
        cause = error.original_error
        # the path holds aliases, which are the caller's own words
        node = error.nodes[0] if error.path and error.nodes else None
        field = node.name.value if isinstance(node, FieldNode) else ""
        if cause is None or isinstance(cause, CallerError) or _of_a_variable(error, cause):
            _log.info("refused", field=field, kind=type(cause or error).__name__)
        else:
            _log.error("failed", field=field, kind=type(cause).__name__, exc_info=cause)
