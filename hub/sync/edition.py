"""The edition of a stream's reading: a digest of its card, the code tables and the code that reads rows.

When it changes, deliveries are read again and no cached row is used. Rules, other cards and the API are no part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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


def reading_files() -> list[Path]:
    """The code and tables that decide how any row is read."""
    found = [Path(__file__).with_name("encoding.py")]
    for package, apart in ((connectors, {"sources"}), (schema, {"policy", "gql"})):
        (folder,) = map(Path, package.__path__)
        files = (file for kind in ("*.py", "*.yml") for file in folder.rglob(kind))
        found += (file for file in files if file.relative_to(folder).parts[0] not in apart)
    return sorted(found)


@cache
def _readers() -> str:
    """Of everything that reads rows, tables included; a few milliseconds, once a process."""
    return _digest(reading_files())


@cache
def _added(files: tuple[Path, ...]) -> str:
    """Digest of the deployment's additions to the tables."""
    return _digest(files)


def _digest(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for file in files:
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()
