"""A deployment's additions to the shipped tables: the townships of its own counties.

The commands and the app load it first, so that a name resolves alike everywhere.
"""

from __future__ import annotations

from hub.settings import Settings
from schema.catalogue import divisions


def apply_deployment(settings: Settings) -> None:
    """Add ``<home>/townships.yml``, if it exists, to this process's table of divisions; idempotent.

    Raises ``CatalogueError`` with file and line.
    """
    file = settings.home / "townships.yml"
    if file.is_file():
        divisions.extend(file)
