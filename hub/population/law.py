"""Facts that 人社, 司法, 退役军人, 市场监管 and 财政 keep on a county's people, before their writers do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from hub.population.people import Person

INJURY_CARE = {"一级": 3200_00, "二级": 2560_00, "三级": 1920_00}
"""工伤生活护理费 a month, by 护理等级: 完全, 大部分 and 部分不能自理."""


class Injury(NamedTuple):
    """Work-injury care from the first month to the last; empty ``last`` is open."""

    person: Person
    county: str
    grade: str
    first: date
    last: date | None


class Premium(NamedTuple):
    person: Person
    county: str
    day: date
    kind: str


class Kept(NamedTuple):
    """A row of a register: from the first day to the day on which it ended; None is open."""

    person: Person
    first: date
    ended: date | None = None
    content: tuple[str, ...] = ()
    """Columns of the register's own."""


class Pushed(NamedTuple):
    """A row of 人社's monthly push, in months of unchanged content; sums in fen."""

    person: Person
    first: int
    last: int
    unemployed: bool = False
    benefit: int = 0
    employer: str = ""
    training: str = ""


class Post(NamedTuple):
    """A public-interest post in months; ``amount`` in fen a month."""

    person: Person
    first: int
    last: int
    name: str
    amount: int


class Offer(NamedTuple):
    person: Person
    day: date
    outcome: str


@dataclass(slots=True)
class Law:
    injuries: list[Injury] = field(default_factory=list)
    premiums: list[Premium] = field(default_factory=list)
    kept: dict[str, list[Kept]] = field(default_factory=dict)
    """By the register's table."""
    pushed: list[Pushed] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    def keep(
        self, table: str, person: Person, first: date, ended: date | None = None, content: tuple[str, ...] = ()
    ) -> None:
        self.kept.setdefault(table, []).append(Kept(person, first, ended, content))
