"""Create files with mode 0600."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def private(path: str, flags: int) -> int:
    """An ``opener`` for ``open``: a file that it creates is its owner's alone."""
    return os.open(path, flags, 0o600)


def write_private(path: Path, content: bytes) -> None:
    """Replace a file's content."""
    with suppress(FileNotFoundError):
        path.unlink()
    with open(path, "xb", opener=private) as file:
        file.write(content)
