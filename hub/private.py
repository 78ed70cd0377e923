"""Files that only their owner can read, from their first byte on."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def private(path: str, flags: int) -> int:
    """An ``opener`` for ``open``: a file that it creates is its owner's alone."""
    return os.open(path, flags, 0o600)


def write_private(path: Path, content: bytes) -> None:
    """Write a file anew."""
    with suppress(FileNotFoundError):
        path.unlink()
    with open(path, "xb", opener=private) as file:
        file.write(content)
