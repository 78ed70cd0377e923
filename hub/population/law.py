"""Facts that 人社 keeps on a county's people, before it writes them its own way: spells and sums of single persons."""

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


@dataclass(slots=True)
class Law:
    injuries: list[Injury] = field(default_factory=list)
    premiums: list[Premium] = field(default_factory=list)
