"""Errors are one tree, named for recovery; a message says where, what and what was expected."""

from __future__ import annotations

import pytest

from schema import errors
from schema.errors import (
    AbortRunError,
    AidchainError,
    CallerError,
    CardError,
    CatalogueError,
    DeliveryError,
    InvalidValueError,
    PolicyError,
    RetryError,
    SourceUnavailableError,
)


def test_every_error_of_ours_is_in_the_tree_and_says_what_to_do_next() -> None:
    ours = [thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, Exception)]
    assert ours
    assert all(issubclass(error, AidchainError) for error in ours)
    branches = (RetryError, InvalidValueError, AbortRunError, CallerError)
    assert all(issubclass(error, branches) for error in ours if error is not AidchainError)


@pytest.mark.parametrize("kind", [CardError, PolicyError, CatalogueError])
def test_a_mistake_in_data_is_reported_with_file_and_line(
    kind: type[CardError] | type[PolicyError] | type[CatalogueError],
) -> None:
    assert (
        str(kind("a.yml", 7, "no item x", "the code of an item")) == "a.yml:7: no item x; expected the code of an item"
    )
    assert str(kind("a.yml", None, "not YAML", "YAML")) == "a.yml: not YAML; expected YAML"


def test_messages_name_reason_and_expectation() -> None:
    assert str(InvalidValueError("unknown_code", "a code")) == "unknown_code: expected a code"
    assert str(DeliveryError("a.csv", "wrong encoding", "GB18030")) == "a.csv: wrong encoding; expected GB18030"
    assert str(SourceUnavailableError("yibao", "gone")) == (
        "source yibao cannot be read: gone; run sync again when it is back"
    )
