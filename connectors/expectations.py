"""What a delivery must keep to be applied without a person: the card's ``expect``, checked over counts. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.card import Expect


def broken(expect: Expect, read: int, rejected: int, filled: Mapping[str, int]) -> list[str]:
    """Each expectation that a delivery breaks, as a sentence with both figures; none when it may be applied.

    ``filled``: column -> rows in which it was filled. ``max_ended`` is checked against the store by the brake.
    """
    found = []
    if expect.rows.min is not None and read < expect.rows.min:
        found.append(f"{read} rows, expected at least {expect.rows.min}")
    if expect.rows.max is not None and read > expect.rows.max:
        found.append(f"{read} rows, expected at most {expect.rows.max}")
    if read and rejected / read > expect.max_rejected:
        found.append(f"{rejected} of {read} rows are rejected, expected at most {expect.max_rejected:.1%}")
    for column, share in expect.filled.items():
        if read and filled.get(column, 0) / read < share:
            found.append(f"column {column} is filled in {filled.get(column, 0)} of {read} rows, expected {share:.1%}")
    return found
