"""In which household a person is judged."""

from __future__ import annotations

import pytest

from hub.detect.dossier import HouseholdView, MembershipFact, PersonView
from hub.dossier.home import Key, home
from schema.values.month import month_index
from schema.values.months import BEFORE, Window

WINDOW = Window(month_index("2026-07"))
ME = "p0"


def months(first: str, last: str) -> int:
    return WINDOW.between(month_index(first), month_index(last))


def until(month: str) -> int:
    return months("2024-01", month)


def fact(household: str, yes: int, counted: bool = True) -> MembershipFact:
    return MembershipFact("f", "a.b", "370102", "r1", 1, yes, yes, household, None, counted)


class Families:
    """Households of one person, each with further members."""

    def __init__(self) -> None:
        self.me = PersonView(ME)
        self.households: dict[str, HouseholdView] = {}
        self.keys: dict[str, Key] = {}

    def add(self, id: str, form: str, yes: int, others: tuple[bool, ...] = (), key: Key = ("", "")) -> Families:
        view = self.households[id] = HouseholdView(id, form)
        self.me.memberships.append(fact(id, yes))
        view.members.append((ME, fact(id, yes)))
        view.members += [(f"p{n}", fact(id, yes, counted)) for n, counted in enumerate(others, 1)]
        self.keys[id] = key
        return self

    def home(self) -> str | None:
        found = home(self.me, self.households, self.keys.__getitem__)
        self.me.memberships.reverse()
        assert home(self.me, self.households, self.keys.__getitem__) == found
        return found


def test_a_present_assistance_household_comes_before_hukou() -> None:
    now = until("2026-07")
    assert Families().add("h1", "hukou", now).add("h2", "assistance", now).home() == "h2"


def test_the_last_assistance_household_counts_even_when_it_ended_long_ago() -> None:
    assert Families().add("h1", "hukou", until("2026-07")).add("h2", "assistance", until("2024-05")).home() == "h2"
    ended = Families().add("h1", "assistance", until("2026-06")).add("h2", "assistance", until("2026-05"))
    assert ended.home() == "h1"


def test_of_two_present_households_the_later_joined_counts() -> None:
    families = Families().add("h1", "assistance", until("2026-07"), (True, True))
    assert families.add("h2", "assistance", months("2026-05", "2026-07")).home() == "h2"


def test_who_left_and_came_back_joined_when_they_came_back() -> None:
    back = months("2024-01", "2024-06") | months("2026-06", "2026-07")
    families = Families().add("h1", "assistance", back)
    assert families.add("h2", "assistance", months("2026-05", "2026-07")).home() == "h1"


@pytest.mark.parametrize(
    ("first", "second", "chosen"), [((True,), (True, True), "h2"), ((True,), (False, False), "h1")]
)
def test_joined_together_the_one_with_more_counted_members_counts(
    first: tuple[bool, ...], second: tuple[bool, ...], chosen: str
) -> None:
    now = until("2026-07")
    assert Families().add("h1", "assistance", now, first).add("h2", "assistance", now, second).home() == chosen


@pytest.mark.parametrize(("one", "other", "chosen"), [(("a", "2"), ("a", "1"), "h2"), (("a", "2"), ("b", "1"), "h1")])
def test_alike_in_all_else_the_smaller_source_and_key_counts(one: Key, other: Key, chosen: str) -> None:
    now = until("2026-07")
    families = Families().add("h1", "assistance", now, key=one).add("h2", "assistance", now, key=other)
    assert families.home() == chosen


def test_fanpin_comes_before_hukou_and_a_tenancy_is_nobodys_home() -> None:
    now = until("2026-07")
    assert Families().add("h1", "hukou", now).add("h2", "fanpin", now).add("h3", "tenancy", now).home() == "h2"
    assert Families().add("h3", "tenancy", now).home() is None


def test_membership_that_is_not_known_within_the_window_gives_no_home() -> None:
    assert Families().add("h1", "assistance", 0).add("h2", "hukou", BEFORE).home() is None
