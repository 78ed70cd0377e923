"""Linking sets who belongs where and whose payment counts for which household, and leaves no cycle of references."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any
from weakref import ref

import pytest

from hub.detect.frame import EvaluationFrame
from hub.detect.link import Linked, linked, members


@pytest.fixture
def link(make_case: Callable[..., Any]) -> Callable[[], Linked]:
    """A 低保 household of A and of B, who left it, whose award is paid to A; B has an allowance of their own."""
    case = make_case()
    for id in "AB":
        case.person(id)
    case.dibao("X", "2026-01/2026-07", 900, "A")
    case.member("B", "X", "2026-01/2026-03")
    case.pay("A", "dibao_cash", "2026-05/2026-05", 900)
    case.pay("B", "disab_living", "2026-05/2026-05", 150)
    case.people["B"].doubts["minzheng_dibao.people"] = case.bits("2026-02/2026-07")
    frame = EvaluationFrame(case.window, case.coverage(), case.policy.parameters)
    dossier = case.dossier("X", case.people)
    return lambda: Linked(dossier, frame)


def test_a_payment_to_a_member_counts_for_the_household_that_holds_the_award(link: Callable[[], Linked]) -> None:
    world = link()
    assert [payment.item for payment in world.people["A"].payments] == []
    assert [payment.item for payment in world.people["B"].payments] == ["disab_living"]
    assert [payment.amount for payment in world.households["X"].payments_to_members] == [90_000]
    assert list(world.households["X"].paid.values()) == [90_000]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("amounts", "relations", "joined", "paid", "counts_for"),
    [
        ((900, 350), ("20", "02"), ("2026-01", "2026-01"), 900, "Y"),
        ((900, 350), ("20", "10"), ("2026-03", "2026-01"), 350, "Y"),
        ((900, 350), ("20", "10"), ("2026-01", "2026-03"), 400, "Y"),
        ((900, 350), ("20", "10"), ("2026-03", "2026-01"), 400, "X"),
    ],
    ids=["the one the payee heads", "the one awarded this sum", "the one joined later", "the one joined later, first"],
)
def test_of_two_households_a_payment_counts_for_one_whatever_the_order_of_facts(
    make_case: Callable[..., Any],
    turned: bool,
    amounts: tuple[int, int],
    relations: tuple[str, str],
    joined: tuple[str, str],
    paid: int,
    counts_for: str,
) -> None:
    case = make_case()
    case.person("A")
    for household, amount, relation, since in zip("XY", amounts, relations, joined, strict=True):
        case.dibao(household, f"{since}/2026-07", amount)
        case.member("A", household, f"{since}/2026-07", relation=relation)
    case.pay("A", "dibao_cash", "2026-05/2026-05", paid)
    if turned:
        case.people["A"].memberships.reverse()
    world = Linked(
        case.dossier("X", case.people), EvaluationFrame(case.window, case.coverage(), case.policy.parameters)
    )
    assert {id for id, household in world.households.items() if household.payments_to_members} == {counts_for}


def test_a_household_has_its_members_with_their_months_and_shares_their_doubts(link: Callable[[], Linked]) -> None:
    world = link()
    household = world.households["X"]
    months = {person.id: bits.bit_count() for person, bits in members(household)}
    assert months == {"A": 7, "B": 3}
    assert {stream: bits.bit_count() for stream, bits in household.doubts.items()} == {"minzheng_dibao.people": 2}


def test_subjects_find_what_they_are_linked_in_only_while_it_is_kept(link: Callable[[], Linked]) -> None:
    world = link()
    person = world.people["A"]
    assert linked(person) is world
    del world
    with pytest.raises(LookupError, match="over"):
        linked(person)


def test_everything_is_freed_without_the_garbage_collector(link: Callable[[], Linked]) -> None:
    gc.disable()
    try:
        world = link()
        gone = ref(world)
        gc.collect()
        del world
        assert gone() is None
        assert gc.collect() == 0
    finally:
        gc.enable()
