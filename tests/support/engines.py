"""A running graph engine, by how tests reach it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from neo4j import Driver, GraphDatabase, ManagedTransaction

from hub.settings import Settings


def own_store(home: Path) -> Settings:
    """Settings of a home with an embedded store of its own: the session's takes longer to be emptied of a province."""
    return Settings.load(home, {"AIDCHAIN_HEAP_MB": "512", "AIDCHAIN_SETTLE": "0"})


class Server(NamedTuple):
    """A running engine, by how it is reached."""

    address: str
    user: str
    password: str
    database: str | None

    def settings(self, home: Path) -> Settings:
        """Settings of a fresh home whose store is this server."""
        environ = {
            "AIDCHAIN_STORE": self.address,
            "AIDCHAIN_STORE_USER": self.user,
            "AIDCHAIN_STORE_PASSWORD": self.password,
            "AIDCHAIN_STORE_DATABASE": self.database or "",
            "AIDCHAIN_STORE_TIMEOUT": "120",
            "AIDCHAIN_SETTLE": "0",
        }
        return Settings.load(home, environ)

    def driver(self) -> Driver:
        return GraphDatabase.driver(self.address, auth=(self.user, self.password), notifications_min_severity="OFF")

    def empty(self) -> None:
        """Remove everything but the declarations and the version that they belong to, some thousands at a time."""
        with self.driver() as driver, driver.session(database=self.database) as session:
            while session.execute_write(_delete_some) == _AT_ONCE:
                pass


_AT_ONCE = 5000


def _delete_some(transaction: ManagedTransaction) -> int:
    rows = transaction.run(
        "MATCH (n) WHERE NOT n:Schema OR n.id <> 'schema' WITH n LIMIT $most DETACH DELETE n RETURN count(*) AS gone",
        most=_AT_ONCE,
    )
    return int(rows.single(strict=True)["gone"])
