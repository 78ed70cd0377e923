"""An interrupted command prints what is stored, what is not and what to run again, and exits with 130.

Ctrl-C and SIGTERM are handled alike: the work is cancelled, the store is closed, then the message is printed.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from schema.errors import AidchainError
from schema.message import Message

STATUS = 128 + signal.SIGINT
"""The exit status of shells for Ctrl-C."""

ANY = Message(
    "已中断；此前写入存储的内容不受影响，可以重新运行本命令",
    "Interrupted; data stored before is kept, and the command may be run again",
)
"""For commands without a message of their own."""


class CommandInterruptedError(AidchainError):
    """A signal ended a command; the message is about what is stored."""


@contextmanager
def interruptible(stored: Message) -> Iterator[None]:
    """Run work that Ctrl-C may end. Raises ``CommandInterruptedError`` with what is stored."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandInterruptedError(stored) from None


def heed_sigterm() -> None:
    """Handle SIGTERM as Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
