"""Every statement of the hub, one a file, and the loader that knows the folder they are in.

A statement's name is its path under this package without the suffix (``read/benefit_digests``). Its first folder says
whether it may write: the embedded engine does not enforce that, so the folder does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schema.errors import UnknownStatementError

ROOT = Path(__file__).resolve().parent
SUFFIX = ".cypher"
WRITING_FOLDERS = frozenset({"constraints", "write", "runs", "findings_write", "restore", "reseal"})
"""Folders whose statements change the graph; every other folder only reads."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: ``text`` as it stands in its file, header comment included."""

    name: str
    folder: str
    text: str
    writes: bool


@cache
def load(name: str) -> Statement:
    """The statement of that name. Raises ``UnknownStatementError``."""
    path = (ROOT / f"{name}{SUFFIX}").resolve()
    if not path.is_relative_to(ROOT) or not path.is_file():
        raise UnknownStatementError(name)
    folder = name.split("/", 1)[0]
    return Statement(name, folder, path.read_text(encoding="utf-8"), folder in WRITING_FOLDERS)


def names(folder: str = "") -> list[str]:
    """The names of all statements, or of those under one folder (``constraints/0001``), sorted."""
    return sorted(str(path.relative_to(ROOT).with_suffix("")) for path in (ROOT / folder).rglob(f"*{SUFFIX}"))
