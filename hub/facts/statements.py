"""Every committed statement that follows from the records' declarations; a test compares them with the files.

``python -m hub.facts.statements`` brings the files up to date.
"""

from __future__ import annotations

import cypher
from hub.facts import dossier_statements


def statements() -> dict[str, str]:
    """Name -> text."""
    return dossier_statements.statements()


def write() -> None:
    """Bring the committed files up to date."""
    for name, text in statements().items():
        (cypher.ROOT / f"{name}{cypher.SUFFIX}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
