"""Judging only what a sync touched gives the findings of a full scan, in any order and batching of deliveries."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from connectors.registry import load_card
from hub.facts.columns import holdings
from hub.store import Store
from schema.record import Subject

pytestmark = pytest.mark.anyio

COUNTIES = ("370102", "370112")
MONTHS = ("202605", "202606", "202607")
AS_OF = date(2026, 7, 31)
STREAMS = ("families", "people", "residents", "certificates", "subsidies", "payments", "deaths")
NAMES = ("王芳", "李强", "张伟", "刘洋", "陈静")

Row = tuple[str, ...]


class World:
    """Some people whose lists change at random from month to month; every list can be delivered again, changed."""

    def __init__(self, lists: Any, number: Any, seed: int) -> None:
        self.lists = lists
        self.random = random.Random(seed)
        births = ("19400101", "19550505", "19830520", "19900909", "20140901", "20180303")
        self.people = [number(births[n % len(births)], n + 1) for n in range(24)]
        self.families = ("A1", "A2", "B1", "B2")

    def rows(self, stream: str, division: str, month: str) -> Iterator[Row]:
        """What a department says this time; asked again it may say something else."""
        county = self.families[:2] if division == COUNTIES[0] else self.families[2:]
        for n, person in enumerate(self.people):
            lives_here = (n % 2 == 0) == (division == COUNTIES[0])
            often = self.random.random() < (0.9 if lives_here else 0.15)
            if stream == "people" and (often or n == 1) and n < 18:
                yield county[0] if n == 1 else self.random.choice(county), person, NAMES[n % 5], "30", f"{division}001"
            elif stream == "residents" and lives_here and self.random.random() < 0.9:
                yield f"H{n // 3}", person, NAMES[n % 5], "30"
            elif stream == "certificates" and lives_here and n % 3 == 0:
                yield person, "4", self.random.choice(("1", "2", "3"))
            elif stream == "subsidies" and n % 3 == 0 and often and self.random.random() < 0.6:
                guardian = self.people[(n + 5) % 24] if n % 2 else ""
                known = person if self.random.random() < 0.8 else "37010219480230001X"
                yield known, NAMES[n % 5], self.random.choice(("disab_living", "disab_nursing")), "139", guardian
            elif stream == "payments" and n < 16 and often:
                amount = self.random.choice(("300", "600"))
                yield person, "dibao_cash", f"{month[:4]}-{month[4:]}", amount, "6217900000000000001", str(n)
            elif stream == "deaths" and n in (0, 3) and lives_here and month == "202605":
                yield person, f"{month[:4]}-{month[4:]}-11"
        if stream == "families":
            for family in county:
                if family.endswith("1") or self.random.random() < 0.9:
                    yield family, self.random.choice(("600", "900"))

    def deliver(self, stream: str, division: str, month: str) -> None:
        self.lists.deliver(stream, division, month, list(self.rows(stream, division, month)))


SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 24))]


@pytest.mark.parametrize("seed", SEEDS)
async def test_judging_what_was_touched_equals_judging_all(lists: Any, number: Any, seed: int) -> None:
    world = World(lists, number, seed)
    every = [(stream, division, month) for stream in STREAMS for division in COUNTIES for month in MONTHS]
    world.random.shuffle(every)
    world.deliver("families", COUNTIES[0], "202607")
    await lists.sync()
    await lists.scan(as_of=AS_OF)
    seen: set[str] = set()
    while every:
        batch = [every.pop() for _ in range(min(len(every), world.random.randint(4, 14)))]
        again = world.random.sample(every, min(len(every), 2)) if world.random.random() < 0.5 else []
        for entry in [*batch, *again]:
            world.deliver(*entry)
        report = await lists.rescan(await lists.sync())
        assert not report.full
        _, found = await lists.scan(as_of=AS_OF, write=False)
        assert await lists.live() == lists.content(found)
        seen |= {finding.rule for finding in found}
    assert seen >= {"D14", "O03", "O04", "O31"}


async def test_a_scan_is_full_when_its_month_the_rules_or_an_unreported_run_says_so(lists: Any, number: Any) -> None:
    world = World(lists, number, 4)
    for stream in STREAMS:
        world.deliver(stream, COUNTIES[0], "202606")
    results = await lists.sync()
    assert (await lists.rescan(results, as_of=date(2026, 6, 30))).full
    assert not (await lists.rescan([], as_of=date(2026, 6, 30))).full
    assert (await lists.rescan([], as_of=date(2026, 7, 31))).full
    world.deliver("people", COUNTIES[0], "202607")
    await lists.sync()
    assert (await lists.rescan([], as_of=date(2026, 7, 31))).full


async def test_an_untouched_household_is_not_read(lists: Any, number: Any) -> None:
    people = [number("19550505", n) for n in range(1, 7)]
    members = [(f"A{n}", person, NAMES[n % 5], "02", "370102001") for n, person in enumerate(people)]
    lists.deliver("people", "370102", "202607", members)
    lists.deliver("families", "370102", "202607", [(f"A{n}", "600") for n in range(6)])
    await lists.sync()
    assert (await lists.scan(as_of=AS_OF))[0].households == 6
    lists.deliver("deaths", "370112", "202607", [(people[2], "2026-05-11")])
    report = await lists.rescan(await lists.sync("t_deaths"))
    assert (report.full, report.households, report.people, report.changes.new) == (False, 1, 1, 1)


async def test_a_shared_account_is_judged_again_when_its_people_are_touched_and_else_left_alone(
    lists: Any, number: Any
) -> None:
    people = [number("19550505", n) for n in range(1, 15)]
    accounts = ("6217900000000000001", "6217900000000000002")

    def pay(months: int, without: int = -1) -> None:
        for month in ("202606", "202607")[:months]:
            rows = [
                (person, "elder_age", f"2026-{month[4:]}", "60", accounts[n % 2], str(n))
                for n, person in enumerate(people)
                if n != without
            ]
            lists.deliver("payments", "370102", month, rows)

    async def again() -> dict[str, tuple[tuple[str, ...], int]]:
        report = await lists.rescan(await lists.sync())
        assert not report.full
        _, found = await lists.scan(as_of=AS_OF, write=False)
        assert await lists.live() == lists.content(found)
        assert {finding.rule for finding in found} <= {"D38"}
        return {finding.discriminator: (finding.months, len(finding.about)) for finding in found}

    lists.deliver("families", "370102", "202607", [])
    pay(1)
    await lists.sync()
    await lists.scan(as_of=AS_OF)
    lists.deliver("certificates", "370102", "202607", [(people[0], "4", "3")])
    june = await again()
    assert sorted(june.values()) == [(("2026-06",), 7), (("2026-06",), 7)]
    pay(2, without=3)
    both = await again()
    assert sorted(both.values()) == [(("2026-06", "2026-07"), 6), (("2026-06", "2026-07"), 7)]
    # two of the seven now share a household, so one account has six groups and the other five
    lists.deliver("residents", "370102", "202607", [("H1", people[1], "王芳", "02"), ("H1", people[5], "李强", "30")])
    assert sorted(await again()) == sorted(account for account, (_, size) in both.items() if size == 7)


async def test_patterns_are_judged_again_where_touched_people_meet(
    lists: Any, number: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder, other, one, two = (number("19400505", n) for n in range(1, 5))
    bills = tmp_path / "t_bills.yml"
    bills.write_text(BILLS, encoding="utf-8")
    cards = [*lists.cards(), load_card(bills)]
    monkeypatch.setattr(lists, "cards", lambda: cards)

    def deliver(name: str, month: str, header: str, *rows: str) -> None:
        path = lists.deliveries / f"{name}_370102_{month}.csv"
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")

    def pay(month: str, *rows: str) -> None:
        deliver("payments", month, "身份证号,项目,月份,金额,账号,序号,户名", *rows)

    def paid(person: str, month: str, account: str, name: str) -> str:
        return f"{person},elder_age,2026-{month},60,62179000000000000{account},1,{name}"

    async def again() -> dict[str, tuple[str, ...]]:
        report = await lists.rescan(await lists.sync())
        assert not report.full
        _, found = await lists.scan(as_of=AS_OF, write=False)
        assert await lists.live() == lists.content(found)
        return {finding.rule: finding.months for finding in found if finding.rule.startswith("P")}

    lists.deliver("families", "370102", "202607", [])
    named = ((holder, "王芳"), (other, "李强"), (one, "王建国"), (two, "王建国"))
    lists.deliver("residents", "370102", "202605", [(f"H{id}", id, name, "02") for id, name in named])
    first = [paid(holder, "05", "01", "王芳"), paid(other, "05", "01", "王芳"), paid(one, "05", "02", "王建国")]
    pay("202605", *first)
    await lists.sync()
    await lists.scan(as_of=AS_OF)
    pay("202606", paid(other, "06", "01", "王芳"), paid(two, "06", "02", "王建国"))
    assert await again() == {}
    lists.deliver("deaths", "370102", "202607", [(holder, "2026-05-11")])
    assert await again() == {"P01": ("2026-06",)}
    pay("202605", *first, paid(two, "05", "02", "王建国"))
    assert await again() == {"P01": ("2026-06",), "P02": ("2026-05",)}
    deliver("bills", "202606", "身份证号,日期,票据", f"{one},2026-06-02,N1")
    assert "P03" not in await again()
    deliver("bills", "202607", "身份证号,日期,票据", f"{other},2026-06-02,N1")
    assert (await again())["P03"] == ("2026-06",)
    pay("202606", paid(two, "06", "02", "王建国"))
    deliver("bills", "202607", "身份证号,日期,票据", f"{other},2026-06-02,N2")
    assert await again() == {"P02": ("2026-05",)}


async def test_a_dwelling_is_judged_again_when_its_people_are_touched(
    lists: Any, number: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent, child = number("19650505", 1), number("19950505", 2)
    card = tmp_path / "t_registered.yml"
    card.write_text(REGISTERED, encoding="utf-8")
    cards = [*lists.cards(), load_card(card)]
    monkeypatch.setattr(lists, "cards", lambda: cards)

    def register(month: str, *rows: tuple[str, str, str]) -> None:
        lines = ["身份证号,户号,地址", *(",".join(row) for row in rows)]
        (lists.deliveries / f"registered_370102_{month}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    async def again() -> list[tuple[str, ...]]:
        report = await lists.rescan(await lists.sync())
        assert not report.full
        _, found = await lists.scan(as_of=AS_OF, write=False)
        assert await lists.live() == lists.content(found)
        return [finding.months for finding in found if finding.rule == "P04"]

    together = ((parent, "H1", "一村1号"), (child, "H1", "一村1号"))
    register("202605", *together)
    lists.deliver("families", "370102", "202605", [])
    await lists.sync()
    await lists.scan(as_of=AS_OF)
    register("202606", together[0], (child, "H2", "一村1号"))
    lists.deliver("families", "370102", "202606", [("A1", "600")])
    assert await again() == []
    lists.deliver("people", "370102", "202606", [("A1", child, "王芳", "02", "370102001")])
    assert await again() == [("2026-06",)]
    register("202606", together[0], (child, "H2", "二村2号"))
    assert await again() == []
    register("202606", (parent, "H1", "三村3号"), (child, "H2", "一村1号"))
    assert await again() == []
    register("202606", together[0], (child, "H2", "一村1号"))
    assert await again() == [("2026-06",)]
    register("202606", *together)
    assert await again() == []


REGISTERED = """\
source: t_registered
department: 公安
title: {zh: 户籍, en: Registered homes}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: registered
    shape: roster
    serves: ["37"]
    answers: ["membership:hukou"]
    file: "registered_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    expect: {max_rejected: 1, max_ended: 1}
    key: [身份证号]
    subjects:
      person: {national_id: 身份证号}
      household: {form: hukou, namespace: t, key: [户号]}
    map:
      household: {key: [户号], form: {const: hukou}, address: 地址}
      membership: {}
"""


BILLS = """\
source: t_bills
department: 医保
title: {zh: 名单, en: List}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: bills
    shape: event
    serves: ["37"]
    answers: [expense]
    file: "bills_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    expect: {max_rejected: 1, max_ended: 1}
    key: [身份证号, 票据]
    subjects: {person: {national_id: 身份证号}}
    map:
      medical_expense: {settled_on: 日期, total: {const: "600"}, self_paid: {const: "60"}, invoice: 票据}
"""


async def test_the_county_that_made_an_award_answers_for_its_payment_wherever_the_person_lives(
    lists: Any, number: Any
) -> None:
    person = number("19550505", 1)
    lists.deliver("residents", "370112", "202606", [("H1", person, NAMES[0], "02")])
    lists.deliver("subsidies", "370102", "202606", [(person, NAMES[0], "disab_living", "139", "")])
    for division in COUNTIES:
        lists.deliver("families", division, "202606", [])
    lists.deliver("payments", "370112", "202606", [])
    lists.deliver("deaths", "370112", "202606", [])
    await lists.sync()
    _, found = await lists.scan(as_of=AS_OF)
    assert [finding.rule for finding in found] == []
    lists.deliver("payments", "370102", "202606", [])
    report = await lists.rescan(await lists.sync("t_payments"))
    assert not report.full
    _, found = await lists.scan(as_of=AS_OF, write=False)
    assert [finding.rule for finding in found] == ["O31"]
    assert await lists.live() == lists.content(found)


async def test_any_fact_tells_the_divisions_in_which_somebody_is_judged_again(store: Store) -> None:
    person = "p" + "0" * 31
    await store.write("write/person", rows=[{"id": person, "birth": None, "sex": None}])
    expected = set()
    for place, record in enumerate(holdings(Subject.PERSON)):
        expected.add(division := f"3701{place:02d}")
        common = {"stream": "a.b", "division": division, "run": "r1", "scope": f"a.b|{division}", "learned_at": 1}
        props = {"id": f"f{place:031x}", "key_id": "k", **common}
        await store.write(
            f"write/{record.NAME}_create_person", rows=[{"subject": person, "object": None, "props": props}]
        )
    (row,) = await store.read("scan/divisions", ids=[person])
    assert (row["person"], set(row["divisions"])) == (person, expected)
