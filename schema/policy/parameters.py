"""Parameters: dated, regional figures that rules name instead of holding, each value with its source.

A region is a 6-digit division; a value holds for every division inside it, and the narrowest region that has one for
the day wins (a county over its prefecture, the prefecture over the province, 000000 over nothing).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import Field, model_validator

from schema.policy.model import Bilingual, PolicyModel
from schema.values.month import first_day
from schema.values.months import ALL, Window


class ParameterValue(PolicyModel):
    region: str = Field(pattern=r"^\d{6}$")
    from_: date = Field(alias="from")
    until: date | None = None
    """The first day on which it no longer holds; None is open."""
    amounts: dict[str, Decimal] = Field(min_length=1)
    """By the key that the table's ``by`` names; the single key ``""`` without one."""
    source: str
    illustrative: bool = False
    """Shipped so that the rule runs; to be replaced by the region's own figure."""

    @model_validator(mode="after")
    def _in_order(self) -> ParameterValue:
        if self.until is not None and self.until <= self.from_:
            raise ValueError("until must lie after from")
        return self


class ParameterTable(PolicyModel):
    title: Bilingual
    unit: str
    by: str | None = None
    values: tuple[ParameterValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_match(self) -> ParameterTable:
        for value in self.values:
            if (self.by is None) != (set(value.amounts) == {""}):
                raise ValueError("amounts have keys exactly where the table says by what")
        return self


def prefix(region: str) -> str:
    """``370000`` → ``37``, ``370100`` → ``3701``, ``000000`` → the empty text."""
    for digits in (0, 2, 4):
        if region[digits:] == "0" * (6 - digits):
            return region[:digits]
    return region


class Parameters:
    """All tables of a policy; look-ups are remembered."""

    def __init__(self, tables: dict[str, ParameterTable]) -> None:
        self._tables = tables
        self._found: dict[tuple[str, str, date, str], Decimal | None] = {}
        self._set: dict[tuple[str, str, int], int] = {}

    def __repr__(self) -> str:
        """Every figure: two policies with one text judge alike."""
        return f"Parameters({self._tables!r})"

    def __contains__(self, name: str) -> bool:
        return name in self._tables

    def table(self, name: str) -> ParameterTable:
        """Every value of a parameter, of any region and date."""
        return self._tables[name]

    def get(self, name: str, division: str, day: date, key: str = "") -> Decimal | None:
        """The figure in the table's own unit; None where the region has none on file for the day."""
        asked = (name, division, day, key)
        if asked not in self._found:
            self._found[asked] = self._look_up(*asked)
        return self._found[asked]

    def months_set(self, name: str, division: str, window: Window) -> int:
        """The months of the window for which the region has a figure on file that is not 0, as bits."""
        asked = (name, division, window.first)
        if asked not in self._set:
            self._set[asked] = sum(
                window.bit(month) for month in window.months(ALL) if self.get(name, division, first_day(month))
            )
        return self._set[asked]

    def fen(self, name: str, division: str, day: date, key: str = "") -> int | None:
        """A figure in yuan as fen."""
        value = self.get(name, division, day, key)
        return None if value is None else int(value * 100)

    def steps(self, name: str, at: int) -> list[str]:
        """The numeric keys of a table up to a figure, the highest first: of an age, the steps that it has reached."""
        keys = {key for value in self._tables[name].values for key in value.amounts if key.isdecimal()}
        return sorted((key for key in keys if int(key) <= at), key=int, reverse=True)

    def _look_up(self, name: str, division: str, day: date, key: str) -> Decimal | None:
        fitting = [
            value
            for value in self._tables[name].values
            if division.startswith(prefix(value.region))
            and value.from_ <= day
            and (value.until is None or day < value.until)
            and key in value.amounts
        ]
        if not fitting:
            return None
        return max(fitting, key=lambda value: (len(prefix(value.region)), value.from_)).amounts[key]
