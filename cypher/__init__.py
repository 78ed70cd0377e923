"""Every statement of the hub, and the loader of its folder.

A statement's name is its path under this package without the suffix (``sync/coverage``). A file whose name has a word
in capitals is a template (``write/RECORD_update``): ``binding`` makes a statement of it for each record or label that
``schema`` declares (``write/benefit_update``). The first folder decides whether a statement may write: the embedded
engine does not enforce that. ``python -m cypher.show NAME`` prints one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cypher.binding import KIND, bound
from schema.errors import UnknownStatementError

ROOT = Path(__file__).resolve().parent
SUFFIX = ".cypher"
WRITING_FOLDERS = frozenset({"constraints", "types", "write", "runs", "findings_write", "restore", "reseal", "upgrade"})
"""Folders whose statements change the graph; every other folder only reads."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: ``text`` with its header comment; ``file`` is the file it comes from, under ``ROOT``."""

    name: str
    folder: str
    text: str
    writes: bool
    file: str


@cache
def _statements() -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for path in sorted(ROOT.rglob(f"*{SUFFIX}")):
        name = path.relative_to(ROOT).with_suffix("").as_posix()
        text = path.read_text(encoding="utf-8")
        for own, filled in (bound(name, text) if KIND.search(name) else {name: text}).items():
            if own in found:
                raise ValueError(f"{own} comes from {found[own].file} and from {name}{SUFFIX}")
            folder = own.split("/", 1)[0]
            found[own] = Statement(own, folder, filled, folder in WRITING_FOLDERS, f"{name}{SUFFIX}")
    return found


def load(name: str) -> Statement:
    """The statement of that name. Raises ``UnknownStatementError``."""
    try:
        return _statements()[name]
    except KeyError:
        raise UnknownStatementError(name) from None


def names(folder: str = "") -> list[str]:
    """The names of all statements, or of those under one folder, sorted."""
    return sorted(name for name in _statements() if not folder or name.startswith(f"{folder}/"))
