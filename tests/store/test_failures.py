"""Whatever is wrong with a store is one sentence in two languages that says what to do, and no text of the driver."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest
from neo4j.exceptions import (
    ClientError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    CypherSyntaxError,
    CypherTypeError,
    DatabaseUnavailable,
    Forbidden,
    ForbiddenOnReadOnlyDatabase,
    Neo4jError,
    NotALeader,
    ResultConsumedError,
    RoutingServiceUnavailable,
    ServiceUnavailable,
    SessionExpired,
    TokenExpired,
    WriteServiceUnavailable,
)
from pydantic import SecretStr

from hub.settings import Settings
from hub.store import open_store
from hub.store.failures import (
    ServerLog,
    StoreAwayError,
    StoreFaultError,
    StoreFullError,
    StoreMemoryError,
    StoreReadOnlyError,
    failure,
)
from schema.errors import AidchainError, SettingsError, StoreUnavailableError

ADDRESS = "bolt://store:7687"
SECRET = "370102194803011230"


def of_server(code: str, message: str = SECRET) -> Neo4jError:
    """An error as the driver makes it of what a server sent."""
    return Neo4jError._hydrate_neo4j(code=code, message=message)


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (of_server("Neo.ClientError.Security.Unauthorized"), SettingsError),
        (of_server("Neo.ClientError.Security.AuthenticationRateLimit"), SettingsError),
        (of_server("Neo.ClientError.Security.CredentialsExpired"), SettingsError),
        (TokenExpired(SECRET), SettingsError),
        (Forbidden(SECRET), SettingsError),
        (of_server("Neo.ClientError.Security.Forbidden"), SettingsError),
        (of_server("Neo.ClientError.Database.DatabaseNotFound"), SettingsError),
        (ConfigurationError(SECRET), SettingsError),
        (caused(ServiceUnavailable(SECRET), Exception("SSL: WRONG_VERSION_NUMBER")), SettingsError),
        (caused(ServiceUnavailable(SECRET), Exception("port looks like HTTP")), SettingsError),
        (ForbiddenOnReadOnlyDatabase(SECRET), StoreReadOnlyError),
        (of_server("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"), StoreReadOnlyError),
        (of_server("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase"), StoreReadOnlyError),
        (of_server("Neo.TransientError.General.OutOfMemoryError"), StoreMemoryError),
        (of_server("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), StoreMemoryError),
        (of_server("Neo.DatabaseError.General.UnknownError", "Java heap space"), StoreMemoryError),
        (of_server("Neo.DatabaseError.Transaction.TransactionCommitFailed", "No space left on device"), StoreFullError),
        (of_server("Neo.DatabaseError.Transaction.TransactionLogError"), StoreFaultError),
        (of_server("Neo.DatabaseError.General.StorageDamageDetected"), StoreFaultError),
        (of_server("Neo.TransientError.Transaction.LockClientStopped"), StoreUnavailableError),
        (of_server("Neo.ClientError.Transaction.TransactionTimedOut"), StoreUnavailableError),
        (ServiceUnavailable(SECRET), StoreAwayError),
        (RoutingServiceUnavailable(SECRET), StoreAwayError),
        (WriteServiceUnavailable(SECRET), StoreAwayError),
        (SessionExpired(SECRET), StoreAwayError),
        (caused(ServiceUnavailable(SECRET), socket.gaierror(-2, "unknown")), StoreAwayError),
        (ConnectionAcquisitionTimeoutError(SECRET), StoreUnavailableError),
        (ResultConsumedError(None, SECRET), StoreUnavailableError),
    ],
)
def test_is_one_sentence_in_two_languages(error: Exception, kind: type[AidchainError]) -> None:
    told = failure(error, ADDRESS)
    assert type(told) is kind
    assert told is not None
    english, chinese = str(told), told.told("zh")
    assert ADDRESS in english
    assert ADDRESS in chinese
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", english)
    for text in (english, chinese):
        assert SECRET not in text
        assert "\n" not in text


@pytest.mark.parametrize("error", [DatabaseUnavailable(SECRET), NotALeader(SECRET)])
def test_a_server_that_is_starting_or_has_no_leader_is_waited_for_and_then_said_to_be_busy(error: Exception) -> None:
    assert isinstance(failure(error, ADDRESS), StoreUnavailableError)


@pytest.mark.parametrize(
    "error",
    [
        CypherSyntaxError("x"),
        CypherTypeError("x"),
        ConstraintError("x"),
        ClientError("x"),
        of_server("Neo.ClientError.Statement.ParameterMissing"),
    ],
)
def test_a_mistake_of_ours_is_no_fault_of_the_store(error: Exception) -> None:
    assert failure(error, ADDRESS) is None


def test_the_embedded_server_s_log_tells_what_it_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "server.log"
    path.write_text("java.lang.OutOfMemoryError: Java heap space\n", encoding="utf-8")
    log = ServerLog(path)
    request = of_server("Neo.ClientError.Statement.SemanticError", "The request failed")
    assert failure(request, ADDRESS, log) is None  # what happened before is no reason
    with path.open("a", encoding="utf-8") as file:
        file.write("java.io.IOException: No space left on device\n")
    assert isinstance(failure(request, ADDRESS, log), StoreFullError)
    assert failure(CypherSyntaxError("x"), ADDRESS, log) is None


class Server(Protocol):
    """A running engine (tests/conftest.py)."""

    def settings(self, home: Path) -> Settings: ...


def changed(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update=values)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda good: {"store_password": SecretStr("wrong")}, "user or password refused"),
        (lambda good: {"store_user": "nobody"}, "user or password refused"),
        (lambda good: {"store_database": "nope"}, "there is no such database"),
        (lambda good: {"store": good.store.replace("bolt://", "bolt+s://")}, "no encrypted connection"),
        (lambda good: {"store": good.store.replace("bolt://", "bolt+ssc://")}, "no encrypted connection"),
        (lambda good: {"store": good.store.replace("bolt://", "neo4j+s://")}, "no encrypted connection"),
        (lambda good: {"store": good.store + "?policy=x"}, "not an address that can be used"),
        (lambda good: {"store": "bolt://127.0.0.1:abc"}, "not an address that can be used"),
    ],
)
async def test_a_wrong_setting_is_said_to_be_one(
    each_server: Server, tmp_path: Path, change: Callable[[Settings], dict[str, object]], what: str
) -> None:
    good = each_server.settings(tmp_path / "home")
    with pytest.raises(SettingsError, match=what) as refused:
        async with open_store(changed(good, **change(good))):
            pass
    assert "Neo." not in str(refused.value)


def closed_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("store", "what"),
    [
        ("bolt://127.0.0.1:{port}", "nothing listens there"),
        ("neo4j://127.0.0.1:{port}", "nothing listens there"),
        ("bolt://no.such.host.invalid:7687", "no such host"),
    ],
)
async def test_a_store_that_is_not_there_is_said_to_be_away(tmp_path: Path, store: str, what: str) -> None:
    with pytest.raises(StoreAwayError, match=what):
        async with open_store(Settings.load(tmp_path, {"AIDCHAIN_STORE": store.format(port=closed_port())})):
            pass
