"""The worked example of semantics.md §8 from raw deliveries to findings: grandfather G, mother M, child C in X1."""

from __future__ import annotations

from datetime import date
from time import time
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

HERE, THERE = "370102", "370112"
MONTHS = [f"2026{month:02d}" for month in range(1, 8)]


class Family:
    """Who they are, and what arrives about them."""

    def __init__(self, county: Any, number: Any) -> None:
        self.county = county
        self.g, self.m, self.c = number("19480302"), number("19830520", 2), number("20140901", 3)
        self.certificate = self.c + "52"
        self.members = [("郭大山", self.g, "本人"), ("马小梅", self.m, "儿媳"), ("郭晨", self.c, "孙子")]

    def listed(self, *months: str) -> None:
        for month in months:
            self.county.dibao(HERE, month, "X1", 900, self.members)
            self.county.payments(HERE, month, [("郭大山", self.g, "城乡低保金", "900.00")])

    def moved(self) -> None:
        for month in ("202606", "202607"):
            self.county.dibao(THERE, month, "X2", 400, [("马小梅", self.m, "本人")])
            self.county.payments(THERE, month, [("马小梅", self.m, "城乡低保金", "400.00")])

    def disabled(self) -> None:
        for month in ("202606", "202607"):
            self.county.certificates(month, [(HERE, "郭晨", self.certificate, "智力", "二级")])
            self.county.subsidies(HERE, month, [])
            self.county.nobody(HERE, month)

    def person(self, id: str) -> str:
        return str(self.county.ids.person(id))

    def household(self, number: str) -> str:
        return str(self.county.ids.household("assistance", "minzheng", number))


@pytest.fixture
def family(county: Any, number: Any) -> Family:
    family = Family(county, number)
    family.listed(*MONTHS[:6])
    return family


async def test_a_month_that_lists_the_same_writes_nothing_but_its_coverage(family: Family) -> None:
    await family.county.sync()
    before = await family.county.store.read("findings/stored")
    family.listed("202607")
    dibao = next(result for result in await family.county.sync() if result.source == "minzheng_dibao")
    assert (dibao.read, dibao.applied, dibao.unchanged) == (4, 0, 4)
    assert dibao.coverage == {("minzheng_dibao.families", HERE), ("minzheng_dibao.people", HERE)}
    again = await family.county.sync()
    assert sum(result.applied for result in again) == 0
    report, found = await family.county.scan()
    assert (report.as_of, report.households, report.people) == (date(2026, 7, 31), 1, 3)
    assert (before, found) == ([], [])


async def test_a_payment_to_the_head_counts_for_the_household_that_holds_the_award(family: Family) -> None:
    await family.county.sync()
    _, found = await family.county.scan(as_of=date(2026, 6, 30))
    assert found == []
    family.county.payments(HERE, "202605", [("郭大山", family.g, "城乡低保金", "800.00")])
    await family.county.sync()
    _, found = await family.county.scan(as_of=date(2026, 6, 30))
    assert [(one.rule, one.subject, one.months, one.amount) for one in found] == [
        ("O31", family.household("X1"), ("2026-05",), 10000)
    ]


async def test_one_month_in_two_households_is_a_seam_and_two_are_d14(family: Family) -> None:
    family.listed("202607")
    family.moved()
    await family.county.sync()
    assert (await family.county.scan(as_of=date(2026, 6, 30)))[1] == []
    _, (found,) = await family.county.scan()
    assert (found.rule, found.subject, found.months) == ("D14", family.person(family.m), ("2026-06", "2026-07"))
    # the later joined is her home
    assert found.household == family.household("X2")
    # ids come of a random key, and citations stand in the order of ids
    assert sorted((cite.type, cite.division) for cite in found.cites) == [("membership", HERE), ("membership", THERE)]
    assert found.divisions == (HERE, THERE)


async def test_a_late_death_is_undue_from_the_next_month(family: Family) -> None:
    family.listed("202607")
    family.county.registration(MONTHS, [("RK1", family.g, "郭大山"), ("RK2", family.c, "郭晨")])
    await family.county.sync()
    family.county.death("RK1", "20260411")
    await family.county.sync()
    _, (found,) = await family.county.scan()
    assert (found.rule, found.subject, found.months) == (
        "D16",
        family.person(family.g),
        ("2026-05", "2026-06", "2026-07"),
    )
    assert found.amount == 3 * 30000
    assert {cite.type for cite in found.cites} == {"benefit", "death", "membership"}


async def test_a_child_known_by_certificate_number_alone_is_owed_both_allowances(family: Family) -> None:
    family.listed("202607")
    family.disabled()
    results = await family.county.sync()
    run = next(result.run for result in results if result.source == "minzheng_liangbu")
    _, found = await family.county.scan()
    found = [one for one in found if one.rule in ("O03", "O04")]
    assert [(one.rule, one.subject, one.months, one.amount) for one in found] == [
        ("O03", family.person(family.c), ("2026-06", "2026-07"), 36600),
        ("O04", family.person(family.c), ("2026-06", "2026-07"), 27800),
    ]
    for one in found:
        assert [(absence.stream, absence.division, absence.months, absence.run) for absence in one.absences] == [
            ("minzheng_liangbu.register", HERE, ("2026-06", "2026-07"), run)
        ]
        assert "人社尚未提供数据" in one.sentence.zh


async def test_a_rejected_row_of_her_name_leaves_the_month_open(family: Family) -> None:
    family.listed("202607")
    family.disabled()
    family.county.subsidies(HERE, "202607", [("郭晨", "无证", "183", "139")])
    results = await family.county.sync()
    assert sum(result.rejected for result in results) == 1
    report, found = await family.county.scan()
    found = [one for one in found if one.rule in ("O03", "O04")]
    assert [(one.rule, one.months) for one in found] == [("O03", ("2026-06",)), ("O04", ("2026-06",))]
    assert [(report.rules[rule].held_back, report.rules[rule].reasons["doubt"]) for rule in ("O03", "O04")] == [
        (1, 1),
        (1, 1),
    ]


async def test_a_rejected_row_of_another_name_changes_nothing(family: Family) -> None:
    family.listed("202607")
    family.disabled()
    family.county.subsidies(HERE, "202607", [("张三丰", "无证", "183", "139")])
    await family.county.sync()
    report, found = await family.county.scan()
    found = [one for one in found if one.rule in ("O03", "O04")]
    assert [one.months for one in found] == [("2026-06", "2026-07")] * 2
    assert report.rules["O03"].reasons["doubt"] == 0


async def test_a_scan_keeps_what_it_found_and_writes_nothing_twice(family: Family) -> None:
    family.listed("202607")
    family.moved()
    await family.county.sync()
    first, found = await family.county.scan()
    second, _ = await family.county.scan()
    assert (first.changes.new, second.changes.new, second.changes.unchanged) == (1, 0, 1)
    assert await family.county.live() == family.county.content(found)


async def test_a_replay_of_what_was_known_before_writes_nothing(family: Family) -> None:
    family.listed("202607")
    await family.county.sync()
    known = max(row["learned_at"] for row in await family.county.store.read("sources/coverage"))
    family.moved()
    await family.county.sync()
    _, then = await family.county.scan(known_at=known)
    assert then == []
    assert await family.county.live() == {}
    _, (now,) = await family.county.scan()
    assert now.rule == "D14"
    learned = max(cite.learned_at for cite in now.cites)
    _, (again,) = await family.county.scan(known_at=learned)
    assert again == now


async def test_a_month_that_was_taken_back_and_listed_again_was_not_listed_between(family: Family) -> None:
    """Three deliveries of one month: the hub is asked what it knew after each."""
    family.moved()
    instants = []
    for listed in (family.members, family.members[:1], family.members):
        family.county.dibao(HERE, "202607", "X1", 900, listed)
        family.county.dibao(HERE, "202606", "X1", 900, listed)
        await family.county.sync()
        instants.append(int(time() * 1000))
    known = []
    for instant in instants:
        _, found = await family.county.scan(known_at=instant)
        known.append([one.months for one in found if one.rule == "D14"])
    assert known == [[("2026-06", "2026-07")], [], [("2026-06", "2026-07")]]
