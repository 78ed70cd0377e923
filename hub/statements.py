"""Every committed statement that is built from the records' declarations; a test compares them with the files.

``python -m hub.statements`` brings the files up to date.
"""

from __future__ import annotations

import cypher
from hub.chain import statements as chain
from hub.dossier import statements as dossier
from hub.gql import statements as api


def statements() -> dict[str, str]:
    """Name -> text of every statement, and of every template, of dossiers, chains and the API."""
    made = {name: make() for name, make in (chain.STATEMENTS | api.STATEMENTS | api.TEMPLATES).items()}
    return dossier.statements() | made


def write() -> None:
    """Bring the committed files up to date."""
    for name, text in statements().items():
        (cypher.ROOT / f"{name}{cypher.SUFFIX}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
