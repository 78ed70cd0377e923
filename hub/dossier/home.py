"""The home rule of semantics.md §3: in which one household a person is judged.

The first form in which a person is or was a member counts, then the latest month. Ties: the household joined later,
then the one with more counted members, then the smaller source and key. No id decides, because ids depend on a home's
keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hub.detect.dossier import HouseholdView, PersonView
from schema.values.months import ALL, last_run, lowest

FORMS = ("assistance", "fanpin", "hukou")
"""The first form in which a person is or was a member counts; a tenancy is never a home."""
_RANK = {form: -rank for rank, form in enumerate(FORMS)}
Key = tuple[str, str]
"""A household's source and its key there, in plain text; never stored or shown."""


def candidates(memberships: Iterable[tuple[str, str, int]]) -> tuple[str, ...]:
    """Of (household, its form, months of membership) those of the first form with the latest month; () for none."""
    best: tuple[int, int] | None = None
    chosen: dict[str, None] = {}
    for household, form, yes in memberships:
        rank = _RANK.get(form)
        if rank is None or not yes & ALL:
            continue
        key = (rank, (yes & ALL).bit_length())
        if best is None or key > best:
            best, chosen = key, {household: None}
        elif key == best:
            chosen[household] = None
    return tuple(chosen)


def home(
    view: PersonView, households: Mapping[str, HouseholdView], keys: Callable[[str], Key] | None = None
) -> str | None:
    """The home of a person whose households are known with their members; None without a household.

    ``keys`` gives a household's key; it is called only for households that are equal in all else.
    """
    months: dict[str, int] = {}
    for fact in view.memberships:
        months[fact.household] = months.get(fact.household, 0) | fact.yes
    found = list(candidates((id, households[id].form, yes) for id, yes in months.items()))
    if len(found) > 1:
        found = _most(found, lambda id: lowest(last_run(months[id])))  # the later joined
    if len(found) > 1:
        found = _most(found, lambda id: _counted(households[id], (months[id] & ALL).bit_length() - 1))
    if len(found) > 1 and keys is not None:
        return min(found, key=keys)
    return found[0] if found else None


def _most(found: list[str], value: Callable[[str], int]) -> list[str]:
    values = {id: value(id) for id in found}
    most = max(values.values())
    return [id for id in found if values[id] == most]


def _counted(household: HouseholdView, month: int) -> int:
    """Members who count in a month, each once."""
    return len({person for person, fact in household.members if fact.counted and fact.yes >> month & 1})


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
    def homes(self) -> tuple[str, ...]:
        """The possible homes; of several the dossiers decide. People without one are judged alone."""
        return candidates((one.household, one.form, one.yes) for one in self.memberships)
