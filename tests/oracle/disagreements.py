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


def _no_hukou(world: World, person: Person) -> bool:
    return not any(
        world.households[each.household].form == "hukou" and world.in_force(each) for each in person.memberships
    )


DISAGREEMENTS = (
    Disagreement(
        ("D19", "D22", "O03", "O04", "O06", "O07", "O15", "O17", "O19", "W02"),
        "Personal facts are never no where no hukou division is known (semantics.md §2); the engine asks elsewhere",
        _anybody(_no_hukou),
        111,
    ),
)


def disagreement(rule: str, world: World) -> Disagreement | None:
    return next((each for each in DISAGREEMENTS if rule in each.rules and each.applies(world)), None)
