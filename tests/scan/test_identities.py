"""Sources that disagree on who somebody is: marked, listed, and judged again when a source changes what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hub.scan.identities import disagreements

pytestmark = pytest.mark.anyio

AS_OF = date(2026, 7, 31)
MONTHS = ("202605", "202606", "202607")


def in_two_homes(lists: Any, person: str, here: str, there: str, months: tuple[str, ...] = MONTHS) -> None:
    for month in months:
        for division, home, name in (("370102", "A1", here), ("370112", "B1", there)):
            lists.deliver("families", division, month, [(home, "600")])
            lists.deliver("people", division, month, [(home, person, name, "01", "")])


async def marked(lists: Any) -> list[tuple[str, bool]]:
    _, found = await lists.scan(as_of=AS_OF, write=False)
    assert await lists.live() == lists.content(found)
    return [(one.severity, one.identity_in_doubt) for one in found if one.rule == "D14"]


async def test_a_name_that_is_put_right_is_judged_again(lists: Any, number: Any) -> None:
    in_two_homes(lists, number("19800101"), "李秀兰", "李秀兰")
    await lists.sync()
    await lists.scan(as_of=AS_OF)
    assert await marked(lists) == [("high", False)]
    in_two_homes(lists, number("19800101"), "李秀兰", "郝大壮", ("202607",))
    assert not (await lists.rescan(await lists.sync())).full
    assert await marked(lists) == [("medium", True)]
    in_two_homes(lists, number("19800101"), "李秀兰", "李*", ("202607",))
    assert not (await lists.rescan(await lists.sync())).full
    assert await marked(lists) == [("high", False)]


async def test_who_is_in_doubt_is_listed_until_it_is_put_right(lists: Any, number: Any) -> None:
    in_two_homes(lists, number("19800101"), "李秀兰", "郝大壮")
    await lists.sync()
    (found,) = [one.to_json() async for one in disagreements(lists.store)]
    assert found["differs"] == ["name"]
    assert [(one["division"], one["name"]) for one in found["sources"]] == [("370102", "李**"), ("370112", "郝**")]
    assert found["since"].endswith("Z")
    in_two_homes(lists, number("19800101"), "李秀兰", "李秀兰", ("202607",))
    await lists.sync()
    assert [one async for one in disagreements(lists.store)] == []
