"""What is tried again at once, and for how long."""

from __future__ import annotations

import pytest
from neo4j.exceptions import (
    ClientError,
    ConstraintError,
    CypherSyntaxError,
    IncompleteCommit,
    ServiceUnavailable,
    TransientError,
)

from hub.store.retry import ATTEMPTS, conflicts, is_conflict

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("error", [TransientError("x"), ConstraintError("x"), ServiceUnavailable("x")])
def test_a_conflict_may_be_tried_again(error: Exception) -> None:
    assert is_conflict(error)


@pytest.mark.parametrize("error", [IncompleteCommit("x"), CypherSyntaxError("x"), ClientError("x"), ValueError("x")])
def test_neither_an_unknown_commit_nor_a_mistake_is_tried_again(error: Exception) -> None:
    assert not is_conflict(error)


async def work(made: list[int], failures: int, error: Exception) -> None:
    """Work that fails some times before it succeeds; notes the numbers of its attempts."""
    async for attempt in conflicts():
        with attempt:
            made.append(attempt.retry_state.attempt_number)
            if len(made) <= failures:
                raise error


async def test_stops_after_the_attempts_and_raises_the_last_error() -> None:
    made: list[int] = []
    with pytest.raises(TransientError):
        await work(made, 99, TransientError("busy"))
    assert made == list(range(1, ATTEMPTS + 1))


async def test_a_violated_constraint_is_tried_three_times_only() -> None:
    made: list[int] = []
    with pytest.raises(ConstraintError):
        await work(made, 99, ConstraintError("taken"))
    assert made == [1, 2, 3]


async def test_succeeds_once_the_conflict_is_over() -> None:
    made: list[int] = []
    await work(made, 2, TransientError("busy"))
    assert made == [1, 2, 3]
