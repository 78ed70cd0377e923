"""Case 7: fifteen people seem to be paid into one account, for a spreadsheet made zeros of its last digits."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from connectors.registry import SHIPPED, load_card
from hub.detect.finding import Finding
from hub.keys import load_keys
from hub.scan.frame import stream_infos
from hub.scan.scan import scan
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from schema.policy.policy import load_policy

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/07-rounded-account"
CARD = load_card(SHIPPED / "caizheng_yikatong.yml")


async def test_the_accounts_are_let_go_and_nobody_shares_one(store: Store, settings: Settings) -> None:
    shutil.copytree(CASE, settings.deliveries, dirs_exist_ok=True)
    keys = load_keys(settings)
    sync = Sync(store, keys, settings.home / "spool", settings.environment)
    (result,) = [result async for result in sync.run([CARD])]
    assert (result.read, result.applied, result.rejected) == (15, 15, 0)
    assert result.to_json()["cautions"] == {"caizheng_yikatong.details": {"账号": {"precision_lost": 15}}}
    findings: list[Finding] = []
    await scan(store, keys, load_policy(), stream_infos([CARD]), as_of=date(2026, 7, 31), each=findings.append)
    assert [finding for finding in findings if finding.rule == "D38"] == []
