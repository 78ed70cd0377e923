"""A home with one handed delivery, synced in this process on the session's embedded engine."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from connectors.registry import SHIPPED, load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from tests.support.case import Case, Synced

CASES = Path(__file__).parents[1] / "samples/cases"


@pytest.fixture
def synced(store: Store, settings: Settings) -> Synced:
    """``synced(folder, *cards, into="")``: lays a case's folder out under ``into`` and syncs it by some cards.

    Cards are names of shipped ones, or files.
    """

    async def of(folder: str, *cards: str, into: str = "") -> Case:
        shutil.copytree(CASES / folder, settings.deliveries / into, dirs_exist_ok=True)
        loaded = [load_card(CASES / card if card.endswith(".yml") else SHIPPED / f"{card}.yml") for card in cards]
        sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
        return Case(store, [result async for result in sync.run(loaded)])

    return of
