"""The spool: what a run has staged, encrypted, on disk, until it is applied or held.

Chunks are written and read back in order; each is sealed on its own, so memory holds one at a time. A chunk opens only
in its place of its run, and an empty one ends the file: cut, moved or altered files are detected. The spool is not
needed after the run: a crashed run is staged again from the source.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from hub.private import private
from hub.seal import SealBrokenError, Sealer
from schema.errors import AbortRunError
from schema.message import Message

_LENGTH = struct.Struct("<I")

Operation = dict[str, Any]

SIZE = 5000
"""Operations in one chunk, which is one transaction."""


def prepare(folder: Path) -> None:
    """Make the folder of spools (mode 0700) and remove spools of killed runs; the home's writer lock is held."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for left in folder.glob("*.spool"):
        left.unlink(missing_ok=True)


class SpoolAlteredError(AbortRunError):
    """The file is not the staged one: cut, altered, or another run's."""

    def __init__(self, run: str) -> None:
        self.run = run
        super().__init__(
            Message(
                f"批次 {run} 的暂存文件被截断或改动过，这部分没有写入；请重新运行 sync",
                f"the staged data of run {run} was cut or altered and is not applied; run sync again",
            )
        )


class Spool:
    """An append-then-read file of operations, in chunks of at most ``SIZE``."""

    def __init__(self, path: Path, sealer: Sealer) -> None:
        self.path = path
        self._sealer = sealer
        self._waiting: list[Operation] = []
        self._file: BinaryIO | None = None
        self._written = 0
        self._ended = False

    def add(self, operation: Operation) -> None:
        self._waiting.append(operation)
        if len(self._waiting) >= SIZE:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._put(orjson.dumps(self._waiting))
            self._waiting = []

    def _put(self, data: bytes) -> None:
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = open(self.path, "xb", opener=private)  # noqa: SIM115 - closed by close or discard
        sealed = self._sealer.seal_bytes(data, self._place(self._written))
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)
        self._written += 1

    def _place(self, number: int) -> str:
        return f"spool {self.path.stem} {number}"

    def close(self) -> None:
        """Ends writing; called by the stager, also without operations."""
        if self._ended:
            return
        self._flush()
        self._put(b"")
        self._ended = True
        if self._file is not None:
            self._file.close()
            self._file = None

    def chunks(self) -> Iterator[list[Operation]]:
        """Ends writing; yields the operations in the order they were added, whichever process added them.

        Raises ``SpoolAlteredError`` at a chunk that is not as staged.
        """
        if self._waiting or self._file is not None:
            self.close()
        number = 0
        try:
            with self.path.open("rb") as file:
                while data := self._next(file, number):
                    yield orjson.loads(data)
                    number += 1
        except (SealBrokenError, FileNotFoundError) as error:
            raise SpoolAlteredError(self.path.stem) from error

    def _next(self, file: BinaryIO, number: int) -> bytes:
        head = file.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise SpoolAlteredError(self.path.stem)
        return self._sealer.open_bytes(file.read(_LENGTH.unpack(head)[0]), self._place(number))

    def discard(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # a full disk refuses the buffer's content, which is not needed any more
                self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)
