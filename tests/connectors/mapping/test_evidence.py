"""A column's numbers prove together what one of them cannot."""

from __future__ import annotations

import random

import pytest

from connectors.mapping.columns import CellError
from connectors.mapping.evidence import Evidence, by_chance
from schema.values.reason import Reason
from tests.support.numbers import national_id


def numbers(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        birth = f"{chance.randint(1930, 2020)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
        found.append(national_id(birth, chance.randint(1, 999)))
    return found


def judged(values: list[str]) -> Evidence:
    evidence = Evidence("身份证号")
    for value in values:
        evidence.number(value)
    evidence.judge()
    return evidence


@pytest.mark.parametrize("count", [2, 12, 500])
def test_numbers_that_all_end_in_zeros_are_refused(count: int) -> None:
    rounded = [number[:15] + "000" for number in dict.fromkeys(numbers(count))]
    evidence = judged(rounded)
    with pytest.raises(CellError) as caught:
        evidence.number(rounded[0])
    assert (caught.value.field, caught.value.reason) == ("身份证号", Reason.PRECISION_LOST)


def test_rounded_numbers_among_whole_ones_are_refused_alone() -> None:
    whole, rounded = numbers(2000), [number[:15] + "000" for number in numbers(60, seed=2)]
    evidence = judged(whole + rounded)
    with pytest.raises(CellError):
        evidence.number(rounded[0])
    for number in whole:
        if not number.endswith("000"):
            evidence.number(number)


def test_numbers_that_are_all_doubles_are_refused() -> None:
    rounded = [str(int(float(number.replace("X", "1")))) for number in numbers(20)]
    evidence = judged(rounded)
    with pytest.raises(CellError):
        evidence.number(next(number for number in rounded if not number.endswith("000")))


@pytest.mark.parametrize("seed", range(20))
def test_honest_numbers_are_never_refused(seed: int) -> None:
    assert judged(numbers(3000, seed)).lost is None


def test_one_person_listed_often_is_one_number() -> None:
    assert judged(["370102195002282000"] * 12).lost is None


def test_accounts_that_rounding_made_one_are_refused() -> None:
    evidence = judged(["6217193701020000000"] * 130 + ["9037010200001090"] * 26)
    with pytest.raises(CellError):
        evidence.number("6217193701020000000")
    evidence.number("9037010200001090")


def test_one_account_of_some_that_ends_in_zeros_is_taken() -> None:
    assert judged(["6217193701020000000"] * 4).lost is None
    assert (
        judged(["6217193701020000000"] * 20 + [f"62171937010200{number:05d}" for number in range(10_001, 10_201)]).lost
        is None
    )


def test_a_key_written_in_two_ways_is_refused_both_ways() -> None:
    evidence = Evidence("户号")
    for key in ("0012", "12", "0013", "14-1"):
        evidence.key(key)
    assert evidence.judge()
    for key in ("0012", "12"):
        with pytest.raises(CellError) as caught:
            evidence.key(key)
        assert caught.value.reason == Reason.AMBIGUOUS_KEY
    evidence.key("0013")
    evidence.key("14-1")


def test_another_delivery_begins_anew() -> None:
    evidence = judged([number[:15] + "000" for number in numbers(12)])
    assert not evidence.judge()
    evidence.begin()
    evidence.number("370102195002282000")
    assert not evidence.judge()


def test_chance_is_the_tail_of_poisson() -> None:
    assert by_chance(1, 0.01) == pytest.approx(0.00995, rel=1e-2)
    assert by_chance(2, 0.012) == pytest.approx(7.1e-5, rel=2e-2)
    assert by_chance(0, 5) == by_chance(5, 5) == 1.0
    assert by_chance(400, 100.5) == 0.0
