"""Both engines take every statement, find by index what they read often, and give the same answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Session

import cypher
from hub.store import Store, open_store
from schema.graph import AREA_ORDERS, indexes, labels
from schema.records import RECORDS

PERSON, HOUSEHOLD = f"p{0:031x}", f"h{0:031x}"
EVERYTHING = ("backup", "constraints", "fingerprint", "patterns", "scan", "sealed", "store", "types")
"""Folders whose statements are meant to read a whole label once, or are no queries."""
WHOLE_LABELS = frozenset({"dossier/count", "dossier/identities", "dossier/merged"})
"""Statements elsewhere that are."""
LARGE = {record.LABEL for record in RECORDS.values()} | {"Person", "Household", "Superseded", "Doubt"}
"""Labels with so many nodes that no statement may scan them."""

PARAMETERS: dict[str, Any] = {
    "accounts": ["a1"], "after": "", "amounts": True, "after_position": 0, "after_run": "",
    "all_departments": True, "all_months": True, "all_reasons": True, "all_rules": True,
    "all_runs": True, "all_severities": True, "all_sources": True,
    "all_states": True, "amount_from": 0, "amount_to": 10**12, "any_amount": True, "cites": True,
    "coverage": True, "dated": True, "departments": ["民政"], "divisions": ["37"], "facts": True, "findings": True,
    "homes": True, "from": "duplicate|", "to": "duplicate}", "low": "duplicate|", "high": "duplicate}",
    "from_month": "2026-01", "from_start": True, "history": True, "id": PERSON, "ids": [PERSON, HOUSEHOLD, "fbenefit0"],
    "keys": ["a1"], "known_at": 1_790_000_400_000, "limit": 100, "name": "", "payments": True, "person": PERSON,
    "prefix": "n", "reasons": [], "rules": ["D14"], "run": "r1", "runs": [], "scope": "minzheng_dibao.people|370102",
    "scopes": ["minzheng_dibao.people|370102"], "sealed": True, "severities": ["high"],
    "source": "minzheng_dibao", "sources": [], "states": [], "stream": "minzheng_dibao.people",
    "streams": ["minzheng_dibao.people"], "to_month": "2026-12",
    "type": "duplicate", "unplaced": True, "current": "v2:", "department": "", "division": "", "first": "2000-01",
    "last": "2099-12", "least": 0, "most": 10**12, "order": "amount", "skip": 0, "subjects": [], "types": [],
}  # fmt: skip
"""A value for every parameter of every statement, by name."""
SPECIAL: dict[str, dict[str, Any]] = {
    "dossier/homes": {"low": "p", "high": "q"},
    "dossier/homes_known": {"low": "p", "high": "q"},
    "api/finding": {"id": "n1"},
    "api/findings_totals": {"from": "all|", "to": "all}"},
    **{
        f"api/findings_area_{order}_{way}": {"from": "370102|duplicate|", "to": "370102|duplicate}"}
        for order in AREA_ORDERS
        for way in ("ascending", "descending")
    },
    "findings/counted_of": {"ids": [PERSON]},
    "findings/decisions_of": {"ids": ["n1"]},
    "findings/whole": {"id": "n1"},
    "api/rejection": {"id": "e1"},
    "api/rejections": {"after_position": ""},
    "api/run": {"id": "r1"},
    "api/sources": {"runs": True},
    "chain/household": {"id": HOUSEHOLD},
    "sync/batches": {"id": "r1"},
    "read/payment_amounts": {"ids": ["fpayment0", "fpayment1"]},
    **{f"read/{name}_by_ids": {"ids": [f"f{name}0", f"f{name}1"]} for name in RECORDS},
}
"""Statements whose parameter means something else."""
READING = [name for name in cypher.names() if not cypher.load(name).writes]
SAME = [name for name in READING if name != "store/version"]
"""Statements whose answer does not depend on the engine; what is declared does (``cypher/types``)."""
PLANNED = [name for name in cypher.names() if not name.startswith(EVERYTHING)]


def parameters(name: str) -> dict[str, Any]:
    wanted = set(re.findall(r"\$(\w+)", code_of(name)))
    given = PARAMETERS | SPECIAL.get(name, {})
    assert wanted <= set(given), f"{name}: give a value in PARAMETERS for {sorted(wanted - set(given))}"
    return {key: given[key] for key in wanted}


def code_of(name: str) -> str:
    return "\n".join(line for line in cypher.load(name).text.splitlines() if not line.lstrip().startswith("//"))


@pytest.fixture
def session(each_store: Store, each_server: Any) -> Iterator[Session]:
    """The engine itself, migrated, for what the room does not offer: plans."""
    server = each_server
    with server.driver() as driver, driver.session(database=server.database) as opened:
        yield opened


def operators(plan: Any) -> Iterator[str]:
    yield f"{plan['operatorType']} {plan['args'].get('Details', '')}"
    for child in plan.get("children", []):
        yield from operators(child)


def some() -> list[str]:
    """Every statement of a file of its own; of a template the first and the last, and that of memberships."""
    files: dict[str, list[str]] = {}
    for name in cypher.names():
        files.setdefault(cypher.load(name).file, []).append(name)
    return [
        name
        for names in files.values()
        for name in names
        if name in (names[0], names[-1]) or "membership" in name.partition("/")[2]
    ]


@pytest.mark.anyio
@pytest.mark.parametrize("names", [some(), pytest.param(cypher.names(), marks=pytest.mark.long)], ids=["some", "all"])
async def test_every_statement_parses_and_scans_no_large_label(
    session: Session, each_store: Store, names: list[str]
) -> None:
    """The embedded engine hides its indexes from EXPLAIN: see the next test."""
    scans: dict[str, list[str]] = {}
    for name in names:
        if name.startswith(("constraints", "types")):
            continue
        plan = session.run(f"EXPLAIN {cypher.load(name).text}").consume().plan
        assert plan is not None, name
        if each_store.engine == "neo4j" and name in PLANNED:
            scans[name] = [line for line in operators(plan) if "Scan" in line and is_large(line)]
    assert {name: found for name, found in scans.items() if found and name not in WHOLE_LABELS} == {}


def is_large(operator: str) -> bool:
    return operator.startswith("AllNodesScan") or any(f":{label}" in operator for label in LARGE)


@pytest.mark.anyio
async def test_the_embedded_engine_finds_by_index(
    embedded: Any, province: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    embedded.empty()
    async with open_store(embedded.settings(tmp_path)) as store:
        await store.write_all(province)
    hot = [name for name in READING if name in PLANNED and name not in WHOLE_LABELS and anchors(name)]
    assert len(hot) > 30
    unindexed = {}
    with embedded.driver() as driver, driver.session(database=embedded.database) as opened:
        for name in hot:
            profile = opened.run(f"PROFILE {cypher.load(name).text}", parameters(name)).consume().profile
            text = profile["args"]["string-representation"]
            if "[index" not in text:  # `[index: …]`, or `NodeIndexSeek … [index=…` of its newer planner
                unindexed[name] = text
    assert not unindexed, "\n".join(f"{name}\n{text}" for name, text in unindexed.items())


@pytest.mark.anyio
async def test_what_is_indexed_is_text(
    embedded: Any, province: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    """An index that a later release adds gives the property the type of the data that a store has, and the embedded
    engine converts every later value to it (findings/arcadedb-type-from-data.sh): a number would lose digits."""
    embedded.empty()
    async with open_store(embedded.settings(tmp_path)) as store:
        await store.write_all(province)
    met: set[tuple[str, str]] = set()
    other = {}
    with embedded.driver() as driver, driver.session(database=embedded.database) as opened:
        for label in labels():
            for name in {"id", *(field for fields in indexes(label) for field in fields)}:
                rows = opened.run(f"MATCH (n:{label}) WHERE n.{name} IS NOT NULL RETURN DISTINCT n.{name} AS value")
                values = rows.value()
                met.update({(label, name)} if values else ())
                if not all(type(value) is str for value in values):
                    other[label, name] = values[:3]
    assert len(met) > 100
    assert other == {}


def anchors(name: str) -> bool:
    """Whether a statement begins at a large label."""
    first = re.search(r"MATCH \(\w*:(\w+)", code_of(name))
    return first is not None and first[1] in LARGE


@pytest.mark.neo4j
@pytest.mark.anyio
async def test_every_read_gives_the_same_answer_on_both_engines(
    embedded: Any, neo4j_lts: Any, province: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    await compare(embedded, neo4j_lts, province, tmp_path)


@pytest.mark.neo4j
@pytest.mark.long
@pytest.mark.anyio
async def test_every_read_gives_the_same_answer_on_the_current_release(
    embedded: Any, neo4j_current: Any, province: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    await compare(embedded, neo4j_current, province, tmp_path)


async def compare(one: Any, other: Any, province: list[tuple[str, dict[str, Any]]], home: Path) -> None:
    answers: list[dict[str, Any]] = []
    for number, server in enumerate((one, other)):
        server.empty()
        async with open_store(server.settings(home / str(number))) as store:
            await store.write_all(province)
            answers.append({name: settled(await store.read(name, **parameters(name))) for name in SAME})
    assert answers[0] == answers[1]
    silent = {name for name, rows in answers[0].items() if not rows and name.startswith(SPEAKING)}
    assert silent <= {"backup/nodes_delivered", "dossier/merged"}


SPEAKING = ("api", "backup", "chain", "dossier", "fingerprint", "lookup", "read")
"""Folders whose statements find something in the small province, so that equal answers say something."""


def settled(value: Any) -> Any:
    """Lists that no ORDER BY settles, sorted; everything else exactly as it came."""
    if isinstance(value, dict):
        return {key: settled(item) for key, item in sorted(value.items())}
    if isinstance(value, list):
        return sorted((settled(item) for item in value), key=repr)
    return value
