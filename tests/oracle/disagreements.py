"""Where the engine does not do what the specification says: such households are left out of the random comparison.

Each has a household of its own that fails while the engine stays as it is (``test_oracle``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.oracle.plain import Person, World


@dataclass(frozen=True)
class Disagreement:
    rules: tuple[str, ...]
    reason: str
    applies: Callable[[World], bool]
    """Whether a household has what the two sides differ about; wider than need be."""
    household: int
    """The seed of one about which they differ."""


def _anybody(holds: Callable[[World, Person], bool]) -> Callable[[World], bool]:
    return lambda world: any(holds(world, person) for person in world.people.values())


DISAGREEMENTS: tuple[Disagreement, ...] = ()


def disagreement(rule: str, world: World) -> Disagreement | None:
    return next((each for each in DISAGREEMENTS if rule in each.rules and each.applies(world)), None)
