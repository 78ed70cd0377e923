"""Expectations that a delivery must meet to be applied without review."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from connectors.card.model import Model


class RowsExpected(Model):
    min: int | None = None
    """0: an empty delivery is an answer, also where rows came so far: nobody is on the list that month."""
    max: int | None = None


Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""From 0 to 1; a share that is no number would be exceeded by nothing."""


class Expect(Model):
    """Expectations that a delivery must meet to be applied without review."""

    rows: RowsExpected = RowsExpected()
    filled: dict[str, Share] = {}
    """Column -> share of rows in which it must be filled."""
    max_rejected: Share = 0.05
    max_ended: Share = 0.2
    """The share of a scope's facts that may end or be retired."""
