"""The home rule of semantics.md §3: in which one household a person is judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schema.values.months import ALL

FORMS = ("assistance", "fanpin", "hukou")
"""The first form in which a person is or was a member counts; a tenancy is nobody's home."""
_RANK = {form: -rank for rank, form in enumerate(FORMS)}


def home(memberships: Iterable[tuple[str, str, int]]) -> str | None:
    """The home by (household, its form, months of membership): the latest month of the first form, then the smaller id.

    None for somebody who is in no household within the window.
    """
    best: tuple[int, int] | None = None
    chosen: str | None = None
    for household, form, yes in memberships:
        rank = _RANK.get(form)
        if rank is None or not yes & ALL:
            continue
        key = (rank, (yes & ALL).bit_length())
        if best is None or key > best or (key == best and chosen is not None and household < chosen):
            best, chosen = key, household
    return chosen


@dataclass(frozen=True, slots=True)
class Belongs:
    """One membership, as far as homes and places go."""

    household: str
    form: str
    division: str
    yes: int
    some: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """Everywhere a person belongs."""

    person: str
    memberships: tuple[Belongs, ...]

    @property
    def home(self) -> str | None:
        return home((member.household, member.form, member.yes) for member in self.memberships)
