"""The divisions and months of a delivery and its rows, and where they come from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from connectors.card.model import Model, Text, Texts


class Where(Model):
    """Where a part of the scope comes from; exactly one place."""

    column: Texts = ()
    columns: tuple[Texts, ...] = ()
    """Year and month in two columns."""
    file: Texts = ()
    """Placeholders of the stream's file pattern; two for a school term: ``[school_year, term]``."""
    title: bool = False
    """The rows above the header name it (``济南市历下区2026年6月…``)."""
    const: Text | None = None
    level: Literal[6, 9, 12] = 6
    """Digits of the division that count."""
    every: bool = False
    """The delivery answers for every county it serves, also those without a row."""

    @model_validator(mode="after")
    def _one_place(self) -> Where:
        given = [bool(self.column), bool(self.columns), bool(self.file), self.title, self.const is not None]
        if sum(given) != 1:
            raise ValueError("exactly one of column, columns, file, title and const")
        return self


class Answered(Model):
    """Which months a delivery answers for as a whole, where each row names its own; exactly one place."""

    file: Texts = ()
    """A placeholder of the file's name (``2026年第三季度``), or year and month in two."""
    title: bool = False
    const: Text | None = None
    """A stretch in words: ``2026年``, ``2025-2026学年``."""
    from_: Text | None = Field(default=None, alias="from")
    until: Text | None = None
    """The first and the last month, both included."""
    rows: bool = False
    """From the first to the last month that its rows name: a history that is sent whole."""

    @model_validator(mode="after")
    def _one_place(self) -> Answered:
        if (self.from_ is None) != (self.until is None):
            raise ValueError("from and until together")
        given = [bool(self.file), self.title, self.const is not None, self.from_ is not None, self.rows]
        if sum(given) != 1:
            raise ValueError("exactly one of file, title, const, from with until, and rows")
        return self


class ScopeCard(Model):
    """Which divisions and months a delivery answers for."""

    division: Where
    month: Where | None = None
    """None: rows have no months of their own; those of the declared scope count."""
    months: Answered | None = None
    """Beside a month column: the months that the delivery answers for, also without a row."""
    batch: Where | None = None
