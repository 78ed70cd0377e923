"""A delivery given again in another unit waits for a person; a correction does not."""

from __future__ import annotations

from typing import Any

import pytest

from hub.sync.scale import is_far
from tests.support.numbers import person

pytestmark = pytest.mark.anyio

CARD = """
source: t_pay
department: 财政
title: {zh: 发放, en: Payments}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: details
    shape: event
    serves: ["37"]
    file: "pay_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号, {record: item}, {record: month}]
    subjects: {person: {national_id: 身份证号}}
    map:
      payment: {item: {const: elder_age}, month: {scope: month}, amount: 金额}
"""
NAME, HEADER = "pay_370102_202607.csv", "身份证号,金额"


async def pay(home: Any, amounts: list[int]) -> Any:
    home.deliver(NAME, HEADER, [f"{person(index)},{amount}" for index, amount in enumerate(amounts)])
    (result,) = await home.sync()
    return result


async def test_a_third_of_the_sums_a_thousand_times_as_large_is_held_until_released(home: Any) -> None:
    home.plug(CARD)
    assert (await pay(home, [60] * 12)).applied == 12
    before = await home.fingerprint()
    result = await pay(home, [60_000] * 4 + [60] * 8)
    (held,) = result.held_deliveries
    assert "12 笔金额中有 4 笔与原先相差 100 倍以上" in held.reason.zh
    assert await home.fingerprint() == before
    (waiting,) = await home.held()
    assert (await home.release(waiting.id)).applied == 4


async def test_a_correction_of_some_sums_is_applied(home: Any) -> None:
    home.plug(CARD)
    await pay(home, [60] * 12)
    result = await pay(home, [60_000] * 3 + [600] * 9)
    assert (result.held_deliveries, result.applied) == ([], 12)


@pytest.mark.parametrize(
    ("before", "now", "far"),
    [(6000, 6_000_000, True), (6_000_000, 6000, True), (6000, 599_999, False), (0, 6000, False), (6000, -6000, False)],
)
def test_a_change_of_scale_is_a_factor_of_a_hundred(before: int, now: int, far: bool) -> None:
    assert is_far(before, now) is far
