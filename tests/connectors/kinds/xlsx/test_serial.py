from __future__ import annotations

import pytest

from connectors.kinds.xlsx.serial import date_text


@pytest.mark.parametrize(
    ("serial", "text"),
    [
        (46204, "2026-07-01"),
        (9619, "1926-05-02"),
        (46204.5, "2026-07-01 12:00:00"),
        (46203.9999999, "2026-07-01"),
        (0.354166666666667, "08:30:00"),
        (61, "1900-03-01"),
        (59, "1900-02-28"),
        (60, "1900-02-29"),
        (0, "1900-01-00"),
        (-1, None),
        (1e12, None),
    ],
)
def test_a_serial_is_the_day_that_a_spreadsheet_shows(serial: float, text: str | None) -> None:
    assert date_text(serial, from_1904=False) == text


@pytest.mark.parametrize(("serial", "text"), [(44742, "2026-07-01"), (22354, "1965-03-15"), (0, "1904-01-01")])
def test_the_1904_system_begins_four_years_later(serial: float, text: str) -> None:
    assert date_text(serial, from_1904=True) == text
