"""Heads of households in the accepted deliveries of this run; members are joined through their head.

A delivery's heads count only once it is known not to be held: held deliveries join no members.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hub.sync.month_runs import bits_of

Headed = tuple[str, str, str, int]
"""Scope (``stream|division``), head's person id, household id, months as bits."""


@dataclass(slots=True)
class Heads:
    """The heads of one run; scopes are ``stream|division``, months are bits."""

    staged: dict[tuple[str, str], list[tuple[str, int]]] = field(default_factory=dict)
    """(scope, head's person id) -> (household id, months)."""
    answered: dict[str, int] = field(default_factory=dict)
    """Scope -> months for which this run's deliveries count instead of stored facts."""
    held: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Scope -> months that a delivery held, and its place."""
    moved: dict[str, int] = field(default_factory=dict)
    """Scope -> months in which a stored household has a changed record: rows that refer to it are read again."""

    def accept(self, headed: Iterable[Headed], held: Mapping[str, int]) -> None:
        """The heads of compared deliveries, without the months that are held (scope -> months)."""
        for scope, head, household, months in headed:
            counted = months & ~held.get(scope, 0)
            if counted:
                self.staged.setdefault((scope, head), []).append((household, counted))

    def answer(self, scope: str, months: int) -> None:
        self.answered[scope] = self.answered.get(scope, 0) | months

    def hold(self, scope: str, months: int, place: str) -> None:
        self.held.setdefault(scope, []).append((months, place))

    def held_at(self, scope: str, months: int) -> str | None:
        """The place of a held delivery that answers one of some months."""
        return next((place for bits, place in self.held.get(scope, ()) if bits & months), None)

    def move(self, scope: str, months: int) -> None:
        if months:
            self.moved[scope] = self.moved.get(scope, 0) | months

    def has_moved(self, stream: str, division: str, months: Iterable[int]) -> bool:
        return bool(self.moved.get(f"{stream}|{division}", 0) & bits_of(months))
