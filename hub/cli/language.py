"""The language of a command's output: Chinese, or English with ``--lang en`` or ``AIDCHAIN_LANG=en``.

One for the whole process: ``speak`` sets it before anything is printed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from schema.message import Language, Message

_chosen: list[Language] = []


def speak(language: str | None) -> None:
    """Choose the language of this process; None leaves it to ``AIDCHAIN_LANG``."""
    _chosen[:] = [] if language is None else ["en" if language == "en" else "zh"]


def asked(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` wherever it is on a command line: errors about the line are in it as well."""
    found = None
    for position, argument in enumerate(arguments, 1):
        if argument == "--lang":
            found = "".join(arguments[position : position + 1])
        elif argument.startswith("--lang="):
            found = argument.removeprefix("--lang=")
    return found


def language() -> Language:
    return _chosen[0] if _chosen else ("en" if os.environ.get("AIDCHAIN_LANG", "").startswith("en") else "zh")


def said(text: Any) -> str:
    """A message in the language of the process; any other value as text, None as nothing."""
    if text is None:
        return ""
    return text.told(language()) if isinstance(text, Message) else str(text)
