"""Cache key: card, code tables and mapping code.

When it changes, deliveries are read again and no cached row is used.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import connectors
import schema
from connectors.card import StreamCard
from hub.ids import Ids
from schema.catalogue import divisions


def edition_of(stream: StreamCard, ids: Ids) -> str:
    """A digest that differs when the rows of a stream may be read otherwise."""
    return ids.digest(stream.model_dump_json(), _readers(), _added(divisions.edition()))


@cache
def _readers() -> str:
    """Of everything that reads rows, tables included; a few milliseconds, once a process."""
    folders = [Path(*package.__path__) for package in (connectors, schema)]
    files = [file for folder in folders for kind in ("*.py", "*.yml") for file in folder.rglob(kind)]
    return _digest(sorted([*files, Path(__file__).with_name("encoding.py")]))


@cache
def _added(files: tuple[Path, ...]) -> str:
    """Digest of the deployment's additions to the tables."""
    return _digest(files)


def _digest(files: tuple[Path, ...] | list[Path]) -> str:
    found = hashlib.sha256()
    for file in files:
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()
