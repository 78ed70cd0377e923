"""Judges a world by every rule that has a function here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from tests.oracle import allowances, children, duplicates, illness, means, needs, omissions, stops, warnings
from tests.oracle.lead import Answer
from tests.oracle.plain import Household, Person, World

PERSON: dict[str, Callable[[World, Person], Iterator[Answer]]] = {
    "D01": duplicates.d01,
    "D02": duplicates.d02,
    "D03": duplicates.d03,
    "D06": duplicates.d06,
    "D15": duplicates.d15,
    "D12": duplicates.d12,
    "D10": duplicates.d10,
    "D09": duplicates.d09,
    "D07": duplicates.d07,
    "D05": duplicates.d05,
    "D04": duplicates.d04,
    "D11": duplicates.d11,
    "D13": duplicates.d13,
    "D14": duplicates.d14,
    "D16": duplicates.d16,
    "D19": stops.d19,
    "D20": stops.d20,
    "D22": stops.d22,
    "O01": illness.o01,
    "O02": means.o02,
    "O03": omissions.o03,
    "O04": omissions.o04,
    "O06": allowances.o06,
    "O07": omissions.o07,
    "O12": means.o12,
    "O13": children.o13,
    "O14": children.o14,
    "O15": omissions.o15,
    "O17": allowances.o17,
    "O19": allowances.o19,
    "O33": illness.o33,
}
HOUSEHOLD: dict[str, Callable[[World, Household], Iterator[Answer]]] = {
    "D23": needs.d23,
    "D24": needs.d24,
    "D39": needs.d39,
    "O10": means.o10,
    "O11": warnings.o11,
    "W01": warnings.w01,
    "W02": warnings.w02,
    "W03": warnings.w03,
    "W04": warnings.w04,
}
HOLDER: dict[str, Callable[[World, Any], Iterator[Answer]]] = {"O31": omissions.o31}
RULES = sorted([*PERSON, *HOUSEHOLD, *HOLDER])


def judge(world: World, rule: str) -> Counter[Answer]:
    """What a rule says of the home household and its residents; how often, where it says the same twice."""
    found: list[Answer] = []
    home = world.households[world.home]
    residents = [world.people[id] for id in world.residents]
    for resident in residents if rule in PERSON else ():
        found += PERSON[rule](world, resident)
    if rule in HOUSEHOLD:
        found += HOUSEHOLD[rule](world, home)
    if rule in HOLDER:
        for holder in (home, *residents):
            found += HOLDER[rule](world, holder)
    return Counter(found)
