"""What looks like a number of a person, a phone or an account does not get into a log; our own ids and dates do."""

from __future__ import annotations

import pytest

from hub.logs import HIDDEN, mask, masked


@pytest.mark.parametrize(
    "number",
    [
        "370102194803011230",
        "37010219800512268x",
        "370102480301123",
        "37010219480301123012",
        "3701021948030112301B2",
        "３７０１０２１９４８０３０１１２３０",
        "13853112345",
        "138-5311-2345",
        "6222 0212 3456 7890 128",
        "G370102194803011230",
    ],
)
def test_hides_numbers_however_they_are_written(number: str) -> None:
    text = masked(f"row {number}: refused")
    assert HIDDEN in text
    assert not any(digit in text for digit in ("1948", "1980", "5311", "0212", "１９４８", "480301"))


@pytest.mark.parametrize(
    "text",
    [
        "p" + "1234567890" * 3 + "1",
        "h0f3c9a1b2d4e5f60718293a4b5c6d7e of 370102, township 370102001",
        "2026-05 2026-06 2026-07-31 2026-07-31T09:30:00Z 2026-07-31 09:30:00.123",
        "read 1234567890 rows in 12.5 s",
    ],
)
def test_keeps_ids_dates_divisions_and_counts(text: str) -> None:
    assert masked(text) == text


def test_looks_into_every_value_and_hides_secrets_by_name() -> None:
    event = {
        "event": "x",
        "n": 370102194803011230,
        "rows": 5000,
        "list": [{"phone": "13853112345"}, ("ok",)],
        "token": "a1.b.c",
        "variables": {"a": 1},
        "object": ValueError("370102194803011230"),
        "flag": True,
    }
    assert mask(None, "info", event) == {
        "event": "x",
        "n": HIDDEN,
        "rows": 5000,
        "list": [{"phone": HIDDEN}, ["ok"]],
        "token": HIDDEN,
        "variables": HIDDEN,
        "object": f"ValueError('{HIDDEN}')",
        "flag": True,
    }


def test_the_text_of_an_exception_may_be_a_name_and_is_logged_without_it() -> None:
    event = mask(
        None, "error", {"event": "failed", "exception": "Traceback …\nValueError: invalid literal: '高大山·李'"}
    )
    assert event["exception"] == "Traceback …\nValueError: invalid literal: '…'"
