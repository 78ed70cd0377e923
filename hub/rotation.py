"""Rotation of the encryption key: every sealed value is sealed again with a new key; its content does not change.

The new key is on disk before anything is sealed with it, and an old key is kept until a count proves that no value
needs it. So after a crash at any point every value still opens, and the next rotation resumes where this one stopped.
The id key never rotates: ids, digests and the fingerprint do not change.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import IO, Any

import orjson

from hub.ids import Ids
from hub.keyring import claim, disclaim
from hub.keys import Keys, load_keys, save_keys
from hub.seal import SealBrokenError, Sealer, key_version
from hub.settings import Settings
from hub.store import Store, repeatable
from hub.store.fingerprint import Advance, silent
from schema.errors import CallerError, MissingKeyError
from schema.graph import FORMERLY_SEALED, sealed

ROWS = 2_000
BYTES = 4_000_000
"""A batch, which is one transaction, ends at whichever comes first."""

Row = dict[str, Any]


class RotationRefusedError(CallerError):
    """Neither the keys nor the store were changed."""

    def __init__(self, problem: str, expected: str) -> None:
        self.problem = problem
        self.expected = expected
        super().__init__(f"{problem}; nothing was touched. Expected {expected}")


@dataclass(frozen=True, slots=True)
class RotationResult:
    """The result of a rotation; counts are of sealed values."""

    version: str
    """The key version that seals now."""
    resumed: bool
    """Whether an interrupted rotation was resumed (no new key was made)."""
    resealed: int
    left: int
    """Values still under an old key, written meanwhile by a process that had read the keys before."""
    old: tuple[str, ...]
    """Old versions still in the key file."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


async def rotate(store: Store, settings: Settings, progress: Advance = silent) -> RotationResult:
    """Seal everything with a new key, or resume an interrupted rotation; batches in bounded memory.

    ``progress`` is called with (values done, values in all). Raises ``RotationRefusedError`` before anything is
    touched when the keys are not those of this store, and ``SealBrokenError`` at a value that was altered.
    """
    with _alone(settings):
        keys = load_keys(settings, create=False)
        found = await _proven(store, keys)
        resumed = any(number for head, number in found.items() if key_version(head) != keys.current)
        if not resumed:
            keys = keys.rotated()
            save_keys(settings.keys_file, keys)
        if await store.read("backup/key_check"):
            await claim(store, keys)
        sealer = Sealer(keys)
        current = sealer.prefix.removesuffix(":")
        total, done = sum(found.values()) - found[current], 0
        for name in sealed():
            async for count in _reseal(store, sealer, settings, name):
                done += count
                progress(done, max(done, total))
        left = await _versions(store)
        return RotationResult(
            version=keys.current,
            resumed=resumed,
            resealed=done,
            left=sum(left.values()) - left[current],
            old=tuple(version for version in keys.encryption if version != keys.current),
        )


async def drop_old(store: Store, settings: Settings) -> tuple[str, ...]:
    """Remove and return the old versions of the key file, once a count has proven that no value needs them.

    Raises ``RotationRefusedError`` while a value is sealed with one of them or a sync may still seal with it.
    """
    with _alone(settings):
        keys = load_keys(settings, create=False)
        running = await store.read("sync/under_way")
        if running:
            raise RotationRefusedError(
                f"run {running[0]['id']} of {running[0]['source']} is not finished and may use an old key",
                "no sync under way (one that was killed ends with the next sync of its source)",
            )
        found = await _proven(store, keys)
        needed = Counter[str]()
        for head, count in found.items():
            if key_version(head) != keys.current:
                needed[key_version(head)] += count
        if needed:
            told = ", ".join(f"{number} values with {version}" for version, number in sorted(needed.items()))
            raise RotationRefusedError(f"still sealed: {told}", "a finished `aidchain store rotate-keys`")
        old = tuple(version for version in keys.encryption if version != keys.current)
        if old:
            await disclaim(store, keys, old)
            save_keys(settings.keys_file, replace(keys, encryption={keys.current: keys.encryption[keys.current]}))
        return old


async def _reseal(store: Store, sealer: Sealer, settings: Settings, name: str) -> AsyncGenerator[int, None]:
    """Seal one kind of node again, batch by batch; yields the number of values of each batch.

    Rows read go to a sealed file first: a label is never written while it is being read.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.home) as file:
        async for row in store.stream(f"sealed/{name}", current=sealer.prefix):
            file.write(orjson.dumps(row) + b"\n")
        file.seek(0)
        for batch in _batches(file):
            rows = [_resealed(sealer, name, row) for row in batch]
            await store.write_all([(f"reseal/{name}", {"rows": rows})], marker=repeatable)
            yield sum(value is not None for row in rows for value in row["values"].values())


def _batches(file: IO[bytes]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    size = 0
    for line in file:
        if batch and (len(batch) == ROWS or size + len(line) > BYTES):
            yield batch
            batch, size = [], 0
        batch.append(orjson.loads(line))
        size += len(line)
    if batch:
        yield batch


def _resealed(sealer: Sealer, name: str, row: Row) -> Row:
    """A row of id, run and sealed properties for the statement: only values not sealed in the current form."""
    record, id = _owner(name, row)
    values: dict[str, str | None] = {}
    for property, text in row.items():
        if property.endswith("_enc") and text is not None and not text.startswith(sealer.prefix):
            field = property.removesuffix("_enc")
            plain = sealer.open(text, record, field, id)
            if field in FORMERLY_SEALED.get(record, ()):
                values |= {property: None, field: plain}
            else:
                values[property] = sealer.seal(plain, record, field, id)
    return {"id": row["id"], "run": row["run"], "values": values}


def _owner(name: str, row: Row) -> tuple[str, str]:
    """Record and id that a row's values are sealed for: an old version's values are still its fact's."""
    return (row["type"], row["fact"]) if name == "superseded" else (name, row["id"])


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """One rotation at a time: two would each make a key of the same version, and the file would keep only one."""
    if settings.keys is not None:
        raise RotationRefusedError("the keys come from AIDCHAIN_KEYS and cannot be saved there", "a key file")
    if not settings.keys_file.exists():
        raise MissingKeyError(str(settings.home))
    handle = os.open(settings.keys_file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RotationRefusedError("another rotation is under way", "that it ends") from None
        yield
    finally:
        os.close(handle)


async def _proven(store: Store, keys: Keys) -> Counter[str]:
    """Values by key version and format (the text before the colon), after the keys are proven to be this store's."""
    expected = "the keys.json that this store was filled with"
    check = await store.read("backup/key_check")
    if check and check[0]["props"]["check"] != Ids(keys).check():
        raise RotationRefusedError("this store was filled with another id key", expected)
    return await _versions(store, Sealer(keys))


async def _versions(store: Store, sealer: Sealer | None = None) -> Counter[str]:
    """Values by key version and format; with a sealer, one of each is opened. Raises ``RotationRefusedError``."""
    found: Counter[str] = Counter()
    for name in sealed():
        for row in await store.read(f"sealed/{name}_versions"):
            found[row["head"]] += row["number"]
            if sealer is not None:
                text, property, *owner = row["sample"].split(" ")
                record, id = (name, *owner)[-2:]
                try:
                    sealer.open(text, record, property.removesuffix("_enc"), id)
                except SealBrokenError as error:
                    raise RotationRefusedError(str(error), "the keys.json that this store was filled with") from None
    return found
