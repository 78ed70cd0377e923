"""When a conflict between writers is tried again: in tens of milliseconds (the driver's own back-off begins at 1 s).

Only what was surely not committed is retried; an unknown commit is the caller's to look into (``CommitUnknownError``).
"""

from __future__ import annotations

from neo4j.exceptions import (
    ConstraintError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    wait_exponential_jitter,
)
from tenacity.stop import stop_base

ATTEMPTS = 8
"""Waits of 0.02, 0.04 … 1.28 s and jitter: about three seconds in all."""


def is_conflict(error: BaseException) -> bool:
    """Whether the same transaction may succeed at once when begun again.

    Two writers that create one new key collide with a ConstraintError (on the embedded engine even with MERGE).
    """
    if isinstance(error, IncompleteCommit):
        return False
    if isinstance(error, (TransientError, ConstraintError, ServiceUnavailable, SessionExpired)):
        return True
    return isinstance(error, Neo4jError) and error.is_retryable()


class _Stop(stop_base):
    """A real violation of a constraint will not go away: three attempts tell it from a race."""

    def __call__(self, retry_state: RetryCallState) -> bool:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        return retry_state.attempt_number >= (3 if isinstance(error, ConstraintError) else ATTEMPTS)


def conflicts() -> AsyncRetrying:
    """The policy for one unit of work, begun again as a whole."""
    return AsyncRetrying(
        retry=retry_if_exception(is_conflict),
        stop=_Stop(),
        wait=wait_exponential_jitter(multiplier=0.02, max=1.5, jitter=0.03),
        reraise=True,
    )
