"""The frame of one evaluation: window, coverage and parameters, independent of any subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hub.detect.coverage import Coverage
from schema.policy.parameters import Parameters
from schema.values.month import first_day
from schema.values.months import Window


@dataclass(frozen=True, slots=True)
class EvaluationFrame:
    window: Window
    coverage: Coverage
    parameters: Parameters

    def day(self, bit: int) -> date:
        """The first day of a month of the window."""
        return first_day(self.window.first + bit.bit_length() - 1)

    def figure(self, name: str, places: Mapping[str, int], bit: int, keys: Iterable[str] = ("",)) -> Decimal | None:
        """The figure of a month in the table's own unit: of the first division and key, in order, that has one."""
        keys, day = tuple(keys), self.day(bit)
        for division, months in sorted(places.items()):
            if months & bit:
                for key in keys:
                    found = self.parameters.get(name, division, day, key)
                    if found is not None:
                        return found
        return None

    def fen(self, name: str, places: Mapping[str, int], bit: int, keys: Iterable[str] = ("",)) -> int | None:
        """The same of a figure in yuan, as fen."""
        found = self.figure(name, places, bit, keys)
        return None if found is None else int(found * 100)
