"""One wait for all files of a pull: none is read while it is still being written, and none is skipped for it.

A file that still changes after the longest wait is reported by its source as a delivery that waits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from connectors.card import SourceCard
from connectors.kinds.files_card import FilesCard
from connectors.kinds.files_kind import FilesKind
from schema.errors import CardError, SourceUnavailableError

LONGEST = 300.0
"""Seconds after which files that still grow are no longer waited for."""


async def settle(
    cards: Iterable[SourceCard],
    env: Mapping[str, str],
    longest: float = LONGEST,
    waits: Callable[[int], None] = lambda files: None,
) -> None:
    """Return once no file of the cards changes; ``waits`` is called with the number of those that still do.

    Errors of a card or a folder are reported by its own pull.
    """
    connectors = []
    for card in cards:
        if isinstance(card, FilesCard):
            try:
                connectors.append(FilesKind().connector(card, env))
            except CardError:
                continue
    end = time.monotonic() + longest
    while True:
        moving: dict[Path, float] = {}
        for connector in connectors:
            try:
                moving |= connector.moving()
            except (SourceUnavailableError, OSError):
                continue
        left = end - time.monotonic()
        if not moving or left <= 0:
            return
        waits(len(moving))
        await asyncio.sleep(min(max(moving.values()), left))
