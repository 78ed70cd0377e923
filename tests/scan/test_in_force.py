"""The stored findings of a rule that has ended: months before stay, later ones are not judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

AS_OF = date(2026, 7, 31)
ENDED = {"until": date(2026, 7, 1)}


async def states(lists: Any) -> dict[str, tuple[str, list[str]]]:
    return {row["rule"]: (row["state"], row["months"]) for row in await lists.store.read("findings/stored")}


def date_rules(lists: Any, *ids: str, **dates: date) -> None:
    rules = lists.policy.rules
    changed = tuple((home, rule.model_copy(update=dates) if rule.id in ids else rule) for home, rule in rules)
    lists.policy = replace(lists.policy, rules=changed)


@pytest.fixture
async def found(lists: Any, number: Any) -> str:
    """Somebody in 低保 with a certificate of grade 1: no living allowance since June, no nursing allowance in July."""
    person: str = number("19800101")
    for month in ("202606", "202607"):
        lists.deliver("families", "370102", month, [("A1", "600")])
        lists.deliver("people", "370102", month, [("A1", person, "张三", "01", "")])
        lists.deliver("residents", "370102", month, [("H1", person, "张三", "01")])
        lists.deliver("certificates", "370102", month, [(person, "4", "1")])
    lists.deliver("subsidies", "370102", "202606", [(person, "张三", "disab_nursing", "139", "")])
    lists.deliver("subsidies", "370102", "202607", [])
    await lists.sync()
    await lists.scan(as_of=AS_OF)
    assert await states(lists) == {"O03": ("new", ["2026-06", "2026-07"]), "O04": ("new", ["2026-07"])}
    return person


async def test_months_before_the_end_stay_open_and_what_has_no_other_has_lapsed(lists: Any, found: str) -> None:
    date_rules(lists, "O03", "O04", **ENDED)
    report, _ = await lists.scan(as_of=AS_OF)
    assert await states(lists) == {"O03": ("open", ["2026-06"]), "O04": ("lapsed", ["2026-07"])}
    assert (report.changes.cleared, report.changes.unknown, report.changes.lapsed) == (0, 0, 1)
    again, _ = await lists.scan(as_of=AS_OF)
    assert (again.changes.unchanged, again.changes.lapsed) == (1, 0)


async def test_what_an_ended_rule_found_still_follows_corrected_data(lists: Any, found: str) -> None:
    date_rules(lists, "O03", "O04", **ENDED)
    await lists.scan(as_of=AS_OF)
    lists.deliver("subsidies", "370102", "202606", [(found, "张三", "disab_living", "183", "")])
    report = await lists.rescan(await lists.sync())
    assert (report.full, report.changes.cleared, report.changes.new) == (False, 1, 0)
    assert await states(lists) == {"O03": ("cleared", ["2026-06"]), "O04": ("open", ["2026-06"])}


async def test_a_rule_whose_end_is_taken_back_finds_them_again(lists: Any, found: str) -> None:
    policy = lists.policy
    date_rules(lists, "O03", "O04", **ENDED)
    await lists.scan(as_of=AS_OF)
    lists.policy = policy
    await lists.scan(as_of=AS_OF)
    assert await states(lists) == {"O03": ("open", ["2026-06", "2026-07"]), "O04": ("open", ["2026-07"])}


async def test_a_rule_that_was_taken_out_leaves_its_findings_lapsed(lists: Any, found: str) -> None:
    lists.policy = replace(lists.policy, rules=tuple(one for one in lists.policy.rules if one[1].id != "O03"))
    report, _ = await lists.scan(as_of=AS_OF)
    assert (report.changes.lapsed, report.changes.cleared) == (1, 0)
    assert (await states(lists))["O03"] == ("lapsed", ["2026-06", "2026-07"])
