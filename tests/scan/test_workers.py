"""Several processes find what one finds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hub.scan import workers
from hub.scan.sweep import Work

pytestmark = pytest.mark.anyio


async def test_two_processes_find_what_one_finds(lists: Any, number: Any) -> None:
    people = [number("19550505", n) for n in range(1, 13)]
    for month in ("202606", "202607"):
        members = [(f"A{n // 2}", person, "王芳", "02", "370102001") for n, person in enumerate(people)]
        lists.deliver("people", "370102", month, members)
        lists.deliver("families", "370102", month, [(f"A{n}", "600") for n in range(6)])
    lists.deliver("deaths", "370102", "202607", [(people[2], "2026-05-11"), (people[7], "2026-06-02")])
    await lists.sync()
    one, alone = await lists.scan(as_of=date(2026, 7, 31), write=False)
    two, together = await lists.scan(as_of=date(2026, 7, 31), settings=lists.settings, workers=2)
    assert [finding.rule for finding in alone] == ["D16", "D16"]
    assert together == alone
    assert (two.households, two.people, two.held_back) == (6, 12, one.held_back)
    assert await lists.live() == lists.content(alone)


def test_parts_hold_every_home_once_in_order() -> None:
    homes, people = [f"h{n}" for n in range(workers.PART + 3)], ["p1", "p2"]
    parts = list(workers.parts(Work(homes, people)))
    assert [len(part) for part in parts] == [workers.PART, 3, 2]
    assert [id for part in parts for id in part.households] == homes
    assert parts[-1] == Work((), people)
