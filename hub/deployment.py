"""What a deployment adds to the tables that are shipped: the townships of its own counties.

Whatever reads a home begins with it (the commands and the app), so that a name resolves alike everywhere.
"""

from __future__ import annotations

from hub.settings import Settings
from schema.catalogue import divisions


def apply_deployment(settings: Settings) -> None:
    """Add ``<home>/townships.yml``, where there is one, to this process's table of divisions; again is harmless.

    Raises ``CatalogueError`` with file and line.
    """
    file = settings.home / "townships.yml"
    if file.is_file():
        divisions.extend(file)
