"""The months a province is made for: the window of the lists, that of the payments, and the school terms in it.

Months are indexes (``schema.values.month``): year * 12 + month - 1.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from schema.values.month import month_index

PAYMENT_MONTHS = 18
MONTHS = 36
SHORTEST = 14
"""Below this the look-back of twelve months and its case before it have no room."""


@dataclass(frozen=True, slots=True)
class Term:
    """A school term: autumn is August to January, spring February to July (policy.md §11.12)."""

    school_year: str
    season: str
    first: int
    last: int

    @property
    def starts(self) -> int:
        """The year of the 1 September on which this school year's pupils' ages count."""
        return int(self.school_year[:4])


@dataclass(frozen=True, slots=True)
class Timeline:
    first: int
    last: int
    pay_first: int

    @classmethod
    def ending(cls, last: str, months: int) -> Timeline:
        if months < SHORTEST:
            raise ValueError(f"a province needs at least {SHORTEST} months, not {months}")
        end = month_index(last)
        return cls(end - months + 1, end, end - min(months, PAYMENT_MONTHS) + 1)

    @property
    def as_of(self) -> date:
        return last_day(self.last)

    def months(self) -> range:
        return range(self.first, self.last + 1)

    def pay_months(self) -> range:
        return range(self.pay_first, self.last + 1)

    def terms(self) -> list[Term]:
        """Every term with a month in the window, in order."""
        found = []
        for year in range(self.first // 12 - 1, self.last // 12 + 1):
            for season, first in (("秋季", year * 12 + 7), ("春季", year * 12 + 13)):
                if first <= self.last and first + 5 >= self.first:
                    found.append(Term(f"{year}-{year + 1}", season, first, first + 5))
        return found


def last_day(month: int) -> date:
    year, zero_based = divmod(month, 12)
    return date(year, zero_based + 1, monthrange(year, zero_based + 1)[1])


def day_in(month: int, day: int) -> date:
    """The day of a month, or its last one when it is shorter."""
    end = last_day(month)
    return end.replace(day=min(day, end.day))


def age_on(birth: date, day: date) -> int:
    """Completed years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_in(birth: date, month: int) -> int:
    """Completed years on the month's first day."""
    year, zero_based = divmod(month, 12)
    return year - birth.year - ((zero_based + 1, 1) < (birth.month, birth.day))
