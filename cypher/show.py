"""Prints statements as the engines receive them: ``python -m cypher.show write/benefit_update``.

Without a name it lists all names, each with the file that it comes from.
"""

from __future__ import annotations

import sys

import cypher
from schema.errors import UnknownStatementError


def main(wanted: list[str]) -> int:
    """Exit status 0, or 2 when a name is no statement's."""
    if not wanted:
        for name in cypher.names():
            sys.stdout.write(f"{name}\t{cypher.load(name).file}\n")
    for name in wanted:
        try:
            statement = cypher.load(name)
        except UnknownStatementError as error:
            sys.stderr.write(f"{error}; python -m cypher.show lists all names\n")
            return 2
        sys.stdout.write(f"// {statement.name} from cypher/{statement.file}\n{statement.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
