"""Retry policy: conflicts are retried at once, an unavailable store every few seconds.

Only work that was certainly not committed is retried; an unknown commit is left to the caller (``CommitUnknownError``).
The caller's *patience* bounds the time for an unavailable store.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from neo4j.exceptions import (
    ConstraintError,
    IncompleteCommit,
    Neo4jError,
    TransientError,
)
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    wait_exponential_jitter,
)
from tenacity.stop import stop_base
from tenacity.wait import wait_base

from hub.store.failures import StoreAwayError, is_away
from schema.message import Message

ATTEMPTS = 8
"""Waits of 0.02, 0.04 … 1.28 s and jitter: about three seconds in all."""
PAUSE = 2.0
"""Seconds between two looks for a store that is away."""
AWAY = Message("存储没有响应，正在等待", "the store does not answer, waiting")
"""The progress line meanwhile."""

Away = Callable[[], Awaitable[None]]
"""Called before each further attempt while the store is away."""


def is_conflict(error: BaseException) -> bool:
    """Whether the same transaction may succeed when begun again.

    Two writers that create one new key collide with a ConstraintError (on the embedded engine even with MERGE).
    """
    if isinstance(error, IncompleteCommit):
        return False
    if isinstance(error, TransientError | ConstraintError | StoreAwayError) or is_away(error):
        return True
    return isinstance(error, Neo4jError) and error.is_retryable()


def _gone(error: BaseException | None) -> bool:
    return error is not None and (isinstance(error, StoreAwayError) or is_away(error))


def _error(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


class _Stop(stop_base):
    """A real violation of a constraint persists: three attempts distinguish it from a race."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._away_since: float | None = None

    def __call__(self, retry_state: RetryCallState) -> bool:
        error = _error(retry_state)
        if not _gone(error):
            self._away_since = None
            return retry_state.attempt_number >= (3 if isinstance(error, ConstraintError) else ATTEMPTS)
        now = time.monotonic()
        if self._away_since is None:
            self._away_since = now
        return retry_state.attempt_number >= ATTEMPTS and now - self._away_since >= self._patience


class _Wait(wait_base):
    """A conflict is over in a moment; a store that went away is looked for at a steady pace."""

    def __init__(self) -> None:
        self._conflict = wait_exponential_jitter(multiplier=0.02, max=1.5, jitter=0.03)

    def __call__(self, retry_state: RetryCallState) -> float:
        if _gone(_error(retry_state)) and retry_state.attempt_number >= ATTEMPTS:
            return PAUSE
        return self._conflict(retry_state)


def conflicts(patience: float = 0, away: Away | None = None) -> AsyncRetrying:
    """The policy for one unit of work, begun again as a whole; ``patience`` in seconds."""

    async def before(state: RetryCallState) -> None:
        if away is not None and _gone(_error(state)):
            await away()

    return AsyncRetrying(
        retry=retry_if_exception(is_conflict),
        stop=_Stop(patience),
        wait=_Wait(),
        before_sleep=before,
        reraise=True,
    )
