"""What a page of findings and their totals cost: ``python tests/bench/bench_findings.py [few] [many]``.

Made-up findings in a store of its own, first few and then many. The rival is how both were asked before, on the same
store in the same run: a page sorted all findings of a type in the statement below, and totals counted them. Both take
turns; prints JSON with the lower quartile of each in milliseconds, with the rows made ready for the answer, so that
other work on the machine counts little. A page selects no citations; the rival made them all the same.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson
from neo4j import AsyncGraphDatabase, AsyncSession

from hub.auth import Role, Viewer
from hub.chain.read import finding_row
from hub.chain.statements import finding
from hub.findings.kept_totals import KeptTotals
from hub.findings.order import order_keys
from hub.gql.context import Context
from hub.gql.finding import FindingMaker
from hub.gql.findings import find_page
from hub.gql.selection import Selection
from hub.gql.totals import find_totals, make_totals
from hub.ids import Ids
from hub.keys import load_keys
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store, open_store
from hub.store.embedded import DATABASE, USER
from hub.store.opening import embedded_server
from schema.catalogue.divisions import counties
from schema.gql.enums import FindingOrderBy
from schema.gql.finding import FindingFilter, FindingOrder

RULES = ["D01", "D02", "D03", "D06", "D11", "D13", "D14", "D16", "D23", "D38", "O03", "O04", "O07", "O15", "W01", "W02"]
TYPES = {"D": "duplicate", "O": "omission", "W": "warning"}
PAGE = 50
RIVAL = f"""MATCH (f:Finding)
WHERE f.type = $type AND any(v IN f.divisions WHERE any(d IN $divisions WHERE v STARTS WITH d))
  AND ($all_rules OR f.rule IN $rules) AND ($all_severities OR f.severity IN $severities)
  AND ($all_states OR f.state IN $states)
  AND ($all_departments OR any(p IN f.departments WHERE p IN $departments))
  AND ($all_months OR any(m IN f.months WHERE m >= $from_month AND m <= $to_month))
  AND ($any_amount OR (f.amount >= $amount_from AND f.amount <= $amount_to))
WITH f, $sign * CASE $by
    WHEN 'amount' THEN coalesce(f.amount, 0)
    ELSE CASE f.severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END
  END AS position
WHERE $from_start OR position > $after_position OR (position = $after_position AND f.id > $after_id)
WITH f, position
ORDER BY position, f.id
LIMIT $limit
RETURN 'finding' AS part, position, {finding("f")} AS content
UNION ALL
MATCH (s:Source)
RETURN 'source' AS part, 0 AS position, [s.id, s.department] AS content
"""
"""A page before there were indexed orders."""


def filtered(viewer: Viewer) -> dict[str, Any]:
    """The parameters of a filter that narrows nothing but the scope."""
    names = ("rules", "severities", "states", "departments")
    return {
        **{name: [] for name in names},
        **{f"all_{name}": True for name in (*names, "months")},
        "divisions": list(viewer.divisions),
        "from_month": "0000-00",
        "to_month": "9999-99",
        "any_amount": True,
        "amount_from": 0,
        "amount_to": 0,
    }


def made_up(number: int, chance: random.Random, places: list[str]) -> dict[str, Any]:
    rule, subject = chance.choice(RULES), f"p{chance.randrange(16**31):031x}"
    months = [f"2026-{month:02d}" for month in range(1, chance.randint(2, 7))]
    amount = chance.choice([0, 18300, 17000, 90000, chance.randrange(500_000)])
    cites = [
        {"fact": f"f{chance.randrange(16**31):031x}", "type": "payment", "stream": "caizheng_yikatong.details",
         "division": places[0], "months": [month], "run": "r20261129T060518", "learned_at": 1_790_000_000_000}
        for month in months
    ]  # fmt: skip
    props = {
        "id": f"n{chance.randrange(16**31):031x}", "rule": rule, "version": 1, "type": TYPES[rule[0]],
        "effect": "review", "severity": chance.choice(["high", "medium", "low"]), "subject_type": "person",
        "subject": subject, "household": f"h{subject[1:]}", "discriminator": "", "months": months, "amount": amount,
        "parts": orjson.dumps([["dibao_cash", month, amount // len(months)] for month in months]).decode(),
        "basis": "国发〔2015〕52号" * 3, "sentence_zh": "同一月份在两个县区领取低保金，应停止其中一处。" * 3,
        "sentence_en": "Receives dibao in two counties in the same months; one of them is to be stopped. " * 2,
        "cites": orjson.dumps(cites).decode(), "absences": "[]", "about": [subject], "items": ["dibao_cash"],
        "divisions": sorted(set(chance.choices(places, k=chance.choice([1, 1, 1, 2])))),
        "departments": sorted(set(chance.choices(["民政", "财政", "残联", "教育", "医保"], k=2))),
        "identity_in_doubt": False, "digest": f"{number:032x}", "state": chance.choice(["new", "open", "cleared"]),
        "first_seen": 1_790_000_000_000, "last_seen": 1_790_000_000_000, "as_of": "2026-07-31",
    }  # fmt: skip
    return props | order_keys(props)


async def fill(store: Store, start: int, end: int) -> float:
    """Seconds that counting all totals anew took, as a full scan does once."""
    chance, places = random.Random(start), counties()
    for at in range(start, end, 2_000):
        rows = [
            {"props": made_up(number, chance, chance.sample(places, 2))} for number in range(at, min(at + 2_000, end))
        ]
        await store.write("restore/nodes_finding", rows=rows)
        await store.write("findings_write/places", rows=[{"id": row["props"]["id"]} for row in rows])
    began = perf_counter()
    totals = KeptTotals(store)
    await totals.load(anew=True)
    await store.write("findings_write/totals", rows=totals.take_rows())
    return perf_counter() - began


Work = Callable[[], Awaitable[object]]


async def in_turns(rival: Work, ours: Work, turns: int) -> dict[str, float]:
    """Each turn is the rival once and the hub eight times; the first third warms up."""
    taken: dict[str, list[float]] = {"rival": [], "hub": []}
    for turn in range(turns):
        for name, work in (("rival", rival), *(("hub", ours),) * 8):
            began = perf_counter()
            await work()
            if turn >= turns // 3:
                taken[name].append((perf_counter() - began) * 1000)
    figures = {name: sorted(times)[len(times) // 4] for name, times in taken.items()}
    return {name: round(value, 2) for name, value in figures.items()} | {
        "ratio": round(figures["rival"] / figures["hub"], 1)
    }


async def compared(store: Store, session: AsyncSession, settings: Settings, turns: int) -> dict[str, Any]:
    keys = load_keys(settings)
    nothing = Selection(frozenset(), frozenset(), frozenset())
    amounts = Selection(frozenset({"totals"}), frozenset({"totals.amount", "byRule.amount"}), frozenset())
    figures: dict[str, Any] = {}

    for place in ("37", "3701", "370102"):
        viewer = Viewer("bench", Role.SUPERVISOR, (place,), "bench")
        context, wanted = Context(viewer, store, Ids(keys), Sealer(keys)), filtered(viewer)
        for by in (FindingOrderBy.SEVERITY, FindingOrderBy.AMOUNT):
            order = FindingOrder(by=by)
            asked = {
                **wanted, "type": "duplicate", "by": by.value, "sign": -1, "from_start": True, "after_position": 0,
                "after_id": "", "limit": PAGE + 1, "homes": False, "cites": False, "history": False,
            }  # fmt: skip

            async def rival_page(asked: dict[str, Any] = asked, viewer: Viewer = viewer) -> object:
                rows = [record.data() async for record in await session.run(RIVAL, asked)]
                maker = FindingMaker(viewer, {})
                return [maker.make(finding_row(row["content"], viewer.divisions)) for row in rows[:PAGE]]

            async def page(context: Context = context, order: FindingOrder = order) -> object:
                return await find_page(context, "duplicate", nothing, None, order, PAGE, None)

            figures[f"page by {by.value}, {place}"] = await in_turns(rival_page, page, turns)

        async def rival_totals(context: Context = context, wanted: dict[str, Any] = wanted) -> object:
            rows = await store.read("api/findings_counted", type="duplicate", amounts=True, **wanted)
            return make_totals(rows, context.viewer)

        async def totals(context: Context = context, wanted: dict[str, Any] = wanted) -> object:
            return await find_totals(context, "duplicate", FindingFilter(), amounts, wanted)

        figures[f"totals, {place}"] = await in_turns(rival_totals, totals, turns)
    return figures


async def measure(settings: Settings, few: int, many: int) -> dict[str, Any]:
    load_keys(settings)
    async with open_store(settings) as store:
        server = embedded_server(settings)
        driver = AsyncGraphDatabase.driver(
            store.address, auth=(USER, server.password), notifications_min_severity="OFF"
        )
        async with driver, driver.session(database=DATABASE, fetch_size=-1) as session:
            found: dict[str, Any] = {}
            for start, end in ((0, few), (few, many)):
                kept = await fill(store, start, end)
                figures = await compared(store, session, settings, 15 if end == few else 6)
                found[f"{end} findings"] = {**figures, "counted anew, s": round(kept, 2)}
            return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("few", type=int, nargs="?", default=1_700)
    parser.add_argument("many", type=int, nargs="?", default=170_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(Path(folder))
        figures = asyncio.run(measure(settings, given.few, given.many))
    json.dump(figures, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
