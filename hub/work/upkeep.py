"""Maintenance of a store under the writer lock: rotate keys, back up, restore.

Everything here raises ``HomeLockedError`` while another process writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hub import rotation
from hub.rotation import RotationResult as RotationResult
from hub.settings import Settings
from hub.store import Store
from hub.store import backup as backups
from hub.store.writing import writing
from hub.work.reporter import SILENT, Reporter
from schema.message import Message


async def rotate_keys(store: Store, settings: Settings, reporter: Reporter = SILENT) -> RotationResult:
    """Seal everything with a new encryption key. Raises ``RotationRefusedError``, ``HomeLockedError``."""
    async with writing(store, settings, "store rotate-keys"):
        with reporter.step(Message("更换密钥", "rotate-keys")) as advance:
            return await rotation.rotate(store, settings, advance)


async def drop_old_keys(store: Store, settings: Settings) -> tuple[str, ...]:
    """Remove and name the keys that nothing needs. Raises ``RotationRefusedError``, ``HomeLockedError``."""
    async with writing(store, settings, "store rotate-keys"):
        return await rotation.drop_old(store, settings)


async def backup(store: Store, settings: Settings, file: Path, reporter: Reporter = SILENT) -> dict[str, Any]:
    """Write the content to a new file: ``fingerprint, facts, rows, bytes``. Raises ``BackupError``."""
    async with writing(store, settings, "store backup"):
        with reporter.step(Message("备份", "backup")) as advance:
            return await backups.backup(store, file, advance)


async def restore(store: Store, settings: Settings, file: Path, reporter: Reporter = SILENT) -> dict[str, Any]:
    """Read a backup into an empty store: ``fingerprint, facts, rows``. Raises ``BackupError``."""
    async with writing(store, settings, "store restore"):
        with reporter.step(Message("恢复", "restore")) as advance:
            return await backups.restore(store, file, advance)
