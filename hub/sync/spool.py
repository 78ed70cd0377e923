"""The spool: what a run has staged, encrypted, on disk, until it is applied or held.

Chunks are written and read back in order; each is sealed on its own, so memory holds one at a time. Nothing in the
spool is needed after the run: a crashed run is staged again from the source.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from hub.private import private
from hub.seal import Sealer

_LENGTH = struct.Struct("<I")

Operation = dict[str, Any]

SIZE = 5000
"""Operations in one chunk, which is one transaction."""


class Spool:
    """An append-then-read file of operations, in chunks of at most ``SIZE``."""

    def __init__(self, path: Path, sealer: Sealer) -> None:
        self.path = path
        self._sealer = sealer
        self._waiting: list[Operation] = []
        self._file: BinaryIO | None = None

    def add(self, operation: Operation) -> None:
        self._waiting.append(operation)
        if len(self._waiting) >= SIZE:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = open(self.path, "xb", opener=private)  # noqa: SIM115 - closed by close or discard
            sealed = self._sealer.seal_bytes(orjson.dumps(self._waiting))
            self._file.write(_LENGTH.pack(len(sealed)) + sealed)
            self._waiting = []

    def close(self) -> None:
        """Ends writing."""
        self._flush()
        if self._file is not None:
            self._file.close()
            self._file = None

    def chunks(self) -> Iterator[list[Operation]]:
        """Ends writing; yields the operations in the order they were added, whichever process added them."""
        self.close()
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            while head := file.read(_LENGTH.size):
                (length,) = _LENGTH.unpack(head)
                yield orjson.loads(self._sealer.open_bytes(file.read(length)))

    def discard(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # a full disk refuses what waits in the buffer, which nobody needs any more
                self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)
