"""A command that is interrupted says what is stored, what is not and what to run again, and ends with 130.

Ctrl-C and SIGTERM are the same: the work is cancelled, the store is closed, then the sentence is said.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from schema.errors import AidchainError
from schema.message import Message

STATUS = 128 + signal.SIGINT
"""As a shell tells of Ctrl-C."""

ANY = Message(
    "已中断；此前写入存储的内容不受影响，可以重新运行本命令",
    "Interrupted; data stored before is kept, and the command may be run again",
)
"""Of a command that says nothing more particular."""


class CommandInterruptedError(AidchainError):
    """A signal ended a command; its message says what is stored."""


@contextmanager
def interruptible(stored: Message) -> Iterator[None]:
    """Work that Ctrl-C may end. Raises ``CommandInterruptedError`` with what is stored then."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandInterruptedError(stored) from None


def heed_sigterm() -> None:
    """From now on SIGTERM does what Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
