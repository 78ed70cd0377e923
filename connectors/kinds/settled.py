"""Whether files are still being written: a file is complete once its size and time have not changed for a while.

A file last written before that needs no wait, so one wait serves all files of a pull.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

Stamp = tuple[int, int]
"""Size in bytes, and when it was written last, in nanoseconds."""


def stamp_of(path: Path) -> Stamp | None:
    """None where the file has gone."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


class Settling:
    """Watches files until none of them changes."""

    def __init__(self, period: float) -> None:
        """``period``: seconds without a change."""
        self._period = period
        self._since: dict[Path, tuple[Stamp, float]] = {}
        """Files that are not old -> how they were seen, and since when."""

    def moving(self, paths: Iterable[Path]) -> dict[Path, float]:
        """Files that may still be written -> seconds after which they are complete, if they do not change."""
        now, clock = time.time(), time.monotonic()
        found: dict[Path, float] = {}
        for path in paths:
            stamp = stamp_of(path)
            if stamp is None:
                continue
            age = now - stamp[1] / 1e9
            if age >= self._period:
                self._since.pop(path, None)
                continue
            seen = self._since.get(path)
            if seen is None or seen[0] != stamp:
                seen = self._since[path] = (stamp, clock)
            left = self._period - max(clock - seen[1], age if age >= 0 else 0.0)
            if left > 0:
                found[path] = left
        return found
