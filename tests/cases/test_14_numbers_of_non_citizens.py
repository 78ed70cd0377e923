"""Case 14: residence permits, other certificates, invisible marks, and births in 2099 and 1845."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from connectors.card import SourceCard
from connectors.check import check
from connectors.registry import load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/14-numbers-of-non-citizens"
CARD = load_card(CASE / "trial_numbers.yml")
FILE = CASE / "trial_numbers/名单_370102_202607.csv"


def test_each_number_is_read_or_refused_for_what_it_is() -> None:
    preview = check(CARD, FILE)
    assert [(cell.row, cell.reason) for cell in preview.rejected] == [
        (6, "other_certificate"),  # the permanent residence card before 2023
        (7, "other_certificate"),  # 回乡证
        (9, "future_birth"),
        (10, "impossible_date"),
    ]
    assert [row.row for row in preview.rows] == [2, 3, 4, 5, 8]
    assert "key" in preview.rejected[0].expected


async def test_five_people_are_stored_and_four_names_in_doubt(store: Store, settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(CASE, settings.deliveries, dirs_exist_ok=True)
    card = changed(tmp_path, "max_rejected: 0.05", "max_rejected: 0.5")
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
    (result,) = [result async for result in sync.run([card])]
    assert (result.read, result.applied, result.rejected) == (9, 5, 4)
    doubts = await store.read("scan/doubts")
    assert sorted(doubt["name"] for doubt in doubts) == ["常壬", "常己", "常戊", "常辛"]
    assert {doubt["person"] for doubt in doubts} == {None}


def test_a_card_may_have_a_key_of_its_own_for_such_people(tmp_path: Path) -> None:
    card = changed(tmp_path, "{national_id: 身份证号}", "{national_id: 身份证号, key: [身份证号]}")
    preview = check(card, FILE)
    assert [cell.row for cell in preview.rejected] == [9, 10]
    assert str(preview.rows[4].facts[0].subject) == "person by the source's key"


def changed(folder: Path, old: str, new: str) -> SourceCard:
    text = (CASE / "trial_numbers.yml").read_text(encoding="utf-8")
    path = folder / "trial_numbers.yml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_card(path)
