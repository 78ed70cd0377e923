"""What a load costs beside a bare loop: ``python tests/bench/bench_load.py [people] [--months N] [--neo4j]``.

``--months 1`` loads one month's delivery of every department, as a hub does every month; more months are the first
sight of a whole archive, in which the lists of all months become the facts of one.

The hub reads raw deliveries, maps, validates, pseudonymises, seals, stages and applies them, with provenance, history,
counters and cursor. The rival is a driver loop that writes the same nodes and relationships from ready rows in memory
with ``UNWIND … MERGE`` in batches of 5,000 on a fresh server of the same engine with the same constraints. Then both
again over what is there already: the hub every row of the unchanged deliveries, the loop its MERGEs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import resource
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from neo4j import Driver, GraphDatabase

from connectors.registry import load_cards
from hub.keys import load_keys
from hub.population import make_population
from hub.settings import Settings
from hub.store import open_store
from hub.store.embedded import DATABASE, USER, EmbeddedServer
from hub.store.neo4j_server import LTS, Neo4jServer
from hub.sync.engine import Sync
from hub.sync.workers import staging_workers, worth
from schema.records import RECORDS

BATCH = 5000
LAST = "202607"
Row = dict[str, Any]
Table = tuple[str, list[Row]]


@contextmanager
def server(home: Path, neo4j: bool) -> Iterator[tuple[Settings, Driver, str | None]]:
    """A fresh engine: settings of a home on it, and a bare driver."""
    engine = Neo4jServer(home / "server", LTS, heap_mb=2048) if neo4j else EmbeddedServer(home / "server", heap_mb=2048)
    address = engine.start() if isinstance(engine, Neo4jServer) else engine.acquire()
    user = engine.user if isinstance(engine, Neo4jServer) else USER
    database = None if neo4j else DATABASE
    environ = {
        "AIDCHAIN_STORE": address,
        "AIDCHAIN_STORE_USER": user,
        "AIDCHAIN_STORE_PASSWORD": engine.password,
        "AIDCHAIN_STORE_DATABASE": database or "",
        "AIDCHAIN_DELIVERIES": str(home.parent / "deliveries"),
    }
    driver = GraphDatabase.driver(address, auth=(user, engine.password), notifications_min_severity="OFF")
    with driver:
        yield Settings.load(home, environ), driver, database
    engine.stop()


async def pull(settings: Settings) -> tuple[float, dict[str, int]]:
    """Every source once; seconds and counters."""
    counters: dict[str, int] = defaultdict(int)
    keys, cards, env = load_keys(settings), load_cards(), settings.environment
    async with open_store(settings) as store:
        began = perf_counter()
        with staging_workers(settings, keys, env, worth(len(cards)), lambda what, rows: None) as workers:
            async for result in Sync(store, keys, settings.home / "spool", env, workers=workers).run(cards):
                for name, value in result.counters().items():
                    counters[name] += value
        return perf_counter() - began, dict(counters)


def ready_rows(driver: Driver, database: str | None) -> list[Table]:
    """Everything the hub wrote, as the statements and rows of the bare loop."""
    tables: list[Table] = []

    def read(query: str) -> list[Row]:
        with driver.session(database=database, fetch_size=-1) as session:
            return [dict(record["row"]) for record in session.run(query)]

    for label in ("Person", "Household"):
        rows = read(f"MATCH (n:{label}) RETURN properties(n) AS row")
        tables.append((f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row", rows))
    for record in RECORDS.values():
        facts = read(f"MATCH (n:{record.LABEL}) RETURN properties(n) AS row")
        for subject in record.SUBJECTS:
            mine = [row for row in facts if row["subject"].startswith(subject.value[0])]
            hang = f"MERGE (f)-[:{record.VERB}]->(s)" if record.FROM_FACT else f"MERGE (s)-[:{record.VERB}]->(f)"
            match = f"MATCH (s:{subject.value.title()} {{id: row.subject}})"
            if mine and "object" in mine[0]:
                target, verb = ("Household", "OF") if mine[0]["object"].startswith("h") else ("Person", "TO")
                match += f" MATCH (o:{target} {{id: row.object}})"
                hang += f" MERGE (f)-[:{verb}]->(o)"
            tables.append(
                (f"UNWIND $rows AS row {match} MERGE (f:{record.LABEL} {{id: row.id}}) SET f += row {hang}", mine)
            )
    return [(query, rows) for query, rows in tables if rows]


def bare_loop(driver: Driver, database: str | None, tables: list[Table]) -> float:
    began = perf_counter()
    with driver.session(database=database) as session:
        for query, rows in tables:
            for start in range(0, len(rows), BATCH):
                part = rows[start : start + BATCH]
                session.execute_write(_run(query, part))
    return perf_counter() - began


def _run(query: str, rows: list[Row]) -> Callable[[Any], Any]:
    return lambda transaction: transaction.run(query, rows=rows).consume()


def forget_cursor(driver: Driver, database: str | None) -> None:
    """Without its cursor the hub must read every row again."""
    with driver.session(database=database) as session:
        session.execute_write(lambda transaction: transaction.run("MATCH (d:Delivered) DETACH DELETE d").consume())


def keep_last_month(deliveries: Path) -> None:
    """Leave the last month's delivery of every department; registers have no months of their own."""
    for path in deliveries.rglob("*"):
        named = re.search(r"20\d{4}(?!\d)", path.name) or re.search(r"-(20\d{4})-", path.parent.name)
        if path.is_file() and named is not None and LAST not in str(path):
            path.unlink()
    last = f"{LAST[:4]}-{LAST[4:]}"
    for name, dated in (("gongan", ("rk_czrk", "TJYF", LAST)), ("yibao", ("setl_d", "substr(setl_time, 1, 7)", last))):
        with closing(sqlite3.connect(deliveries / name / f"{name}.sqlite")) as database:
            table, month, value = dated
            database.execute(f"DELETE FROM {table} WHERE {month} <> ?", (value,))  # noqa: S608 - names stand above
            database.execute("DELETE FROM jhpt_log WHERE sjyf <> ? AND table_name IN ('rk_czrk', 'setl_d')", (LAST,))
            database.commit()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", nargs="?", type=int, default=20_000)
    parser.add_argument("--months", type=int, default=14)
    parser.add_argument("--neo4j", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_population(root / "deliveries", options.people, 1, months=max(options.months, 14))
        if options.months == 1:
            keep_last_month(root / "deliveries")
        with server(root / "hub", options.neo4j) as (settings, driver, database):
            load, counters = asyncio.run(pull(settings))
            tables = ready_rows(driver, database)
            forget_cursor(driver, database)
            replay, again = asyncio.run(pull(settings))
        with server(root / "bare", options.neo4j) as (settings, driver, database):
            asyncio.run(_migrated(settings))
            bare_load = bare_loop(driver, database, tables)
            bare_replay = bare_loop(driver, database, tables)
    nodes = sum(len(rows) for _, rows in tables)
    report = {
        "engine": "neo4j" if options.neo4j else "embedded",
        "people": options.people,
        "months": options.months,
        "raw_rows": counters["read"],
        "nodes": nodes,
        "load": {
            "hub_seconds": round(load, 1),
            "bare_seconds": round(bare_load, 1),
            "ratio": round(bare_load / load, 2),
        },
        "replay": {
            "hub_seconds": round(replay, 1),
            "bare_seconds": round(bare_replay, 1),
            "ratio": round(bare_replay / replay, 2),
            "applied": again["applied"],
        },
        "hub_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


async def _migrated(settings: Settings) -> None:
    async with open_store(settings):
        pass


if __name__ == "__main__":
    main()
