"""Case 15: a 特困 list of one county names a man under the number of a woman in 低保 of another."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from connectors.registry import SHIPPED, load_card
from hub.detect.finding import Finding
from hub.findings.query import Filter, read_findings
from hub.keys import load_keys
from hub.scan.frame import stream_infos
from hub.scan.identities import disagreements
from hub.scan.scan import scan
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from schema.policy.policy import load_policy

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/15-one-number-two-people"
CARDS = [load_card(SHIPPED / f"{name}.yml") for name in ("minzheng_dibao", "minzheng_tekun")]


@pytest.fixture
async def found(store: Store, settings: Settings) -> list[Finding]:
    shutil.copytree(CASE, settings.deliveries, dirs_exist_ok=True)
    keys = load_keys(settings)
    sync = Sync(store, keys, settings.home / "spool", settings.environment)
    async for _ in sync.run(CARDS):
        pass
    findings: list[Finding] = []
    await scan(store, keys, load_policy(), stream_infos(CARDS), as_of=date(2026, 7, 31), each=findings.append)
    return findings


async def test_no_accusation_in_plain(store: Store, found: list[Finding]) -> None:
    (d01,) = [finding for finding in found if finding.rule == "D01"]
    assert (d01.identity_in_doubt, d01.severity) == (True, "medium")
    assert d01.sentence.zh.startswith("身份待核：")
    assert [one.rule for one in found if one.type.value == "duplicate" and not one.identity_in_doubt] == []
    stored = [one async for one in read_findings(store, Filter(rules=("D01",)))]
    assert [(one["identity_in_doubt"], one["severity"]) for one in stored] == [(True, "medium")]


async def test_the_pair_is_listed_with_nothing_in_clear(store: Store, found: list[Finding]) -> None:
    (listed,) = [one.to_json() async for one in disagreements(store)]
    (d01,) = [finding for finding in found if finding.rule == "D01"]
    assert listed["person"] == d01.subject
    assert listed["differs"] == ["name", "sex", "birth"]
    assert [(one["stream"], one["division"]) for one in listed["sources"]] == [
        ("minzheng_dibao.people", "370102"),
        ("minzheng_tekun.people", "370112"),
    ]
    assert all(one["name"][1:] == "*" * (len(one["name"]) - 1) for one in listed["sources"])
