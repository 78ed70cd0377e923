from __future__ import annotations

import pytest

from hub.cli.status import Status, status_of
from schema.errors import (
    AidchainError,
    CardError,
    DeliveryError,
    InvalidValueError,
    MissingKeyError,
    SourceUnavailableError,
    StoreInUseError,
    StoreUnavailableError,
)


@pytest.mark.parametrize(
    "error",
    [
        CardError("card.yml", 3, "an unknown field", "a field of a card"),
        MissingKeyError("/home"),
        StoreInUseError("/home/store", 42),
        InvalidValueError("invalid_national_id", "18 characters"),
    ],
)
def test_the_callers_mistake_is_wrong_use(error: AidchainError) -> None:
    assert status_of(error) is Status.WRONG_USE


@pytest.mark.parametrize(
    "error",
    [
        StoreUnavailableError("bolt://127.0.0.1:1", "refused"),
        SourceUnavailableError("yibao_cover", "refused"),
        DeliveryError("a.xlsx", "truncated", "a whole workbook"),
    ],
)
def test_all_else_failed(error: AidchainError) -> None:
    assert status_of(error) is Status.FAILED


def test_the_four_statuses_stay() -> None:
    assert [(status.name, int(status)) for status in Status] == [
        ("DONE", 0),
        ("ATTENTION", 1),
        ("WRONG_USE", 2),
        ("FAILED", 3),
    ]
