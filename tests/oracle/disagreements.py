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


def _stopped(world: World, person: Person) -> bool:
    items = {each.item for each in person.aid}
    return len(items & {"defacto_orphan_living", "orphan_living", "key_child_living", "disab_living"}) > 1


def _aid_after_a_death(world: World, person: Person) -> bool:
    return bool(person.deaths) and any(
        award.one_sum for each in person.memberships for award in world.households[each.household].awards
    )


DISAGREEMENTS = (
    Disagreement(
        ("D11",),
        "One conflict, one finding (policy.md §11.4): an item that D02 or D12 stops makes no could-be of D11",
        _anybody(_stopped),
        689,
    ),
    Disagreement(
        ("D16",),
        "After the death of a sole member all ends (policy.md D16), also an award for a case to the empty household",
        _anybody(_aid_after_a_death),
        1207,
    ),
)


def disagreement(rule: str, world: World) -> Disagreement | None:
    return next((each for each in DISAGREEMENTS if rule in each.rules and each.applies(world)), None)
