"""Exit statuses, derived from the error tree in this one place."""

from __future__ import annotations

from enum import IntEnum

from schema.errors import AidchainError, CallerError, InvalidValueError


class Status(IntEnum):
    """The four answers; they stay."""

    DONE = 0
    ATTENTION = 1
    """Done, but something needs a person: rows rejected, a delivery held."""
    WRONG_USE = 2
    FAILED = 3


def status_of(error: AidchainError) -> Status:
    """The caller's mistake is wrong use; all else failed."""
    return Status.WRONG_USE if isinstance(error, CallerError | InvalidValueError) else Status.FAILED
