"""Maps errors of an engine or the driver to messages with what to do.

The driver's text is inspected, never repeated: it may contain a statement's parameters. An error that no message fits
is a bug of the hub (a statement that does not parse) and is raised unchanged.
"""

from __future__ import annotations

import errno
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionPoolError,
    ConstraintError,
    CypherSyntaxError,
    CypherTypeError,
    DatabaseError,
    DatabaseUnavailable,
    DriverError,
    Forbidden,
    ForbiddenOnReadOnlyDatabase,
    NotALeader,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from schema.errors import AbortRunError, AidchainError, SettingsError, StoreUnavailableError
from schema.message import Message

TAIL = 4_000_000
"""Bytes at the end of the embedded server's log that are looked through."""
LEAST_FREE = 64_000_000
"""Bytes; the embedded server takes space in pieces of some megabytes, and gives some back when it fails."""
_DISK = ("No space left on device", "There is not enough space", "Disk quota exceeded", "DiskFull", "File too large")
_MEMORY = ("OutOfMemory", "Java heap space", "MemoryPool", "memory pool")
_SECURITY = "Neo.ClientError.Security."
_READ_ONLY = ("OnReadOnly", "Read-only file system")


class StoreAwayError(StoreUnavailableError):
    """No answer at the address now: the server may come back, and the request may be retried."""


class StoreReadOnlyError(AbortRunError):
    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            Message(
                f"存储 {address} 是只读的，无法写入；请管理员把该数据库设为可写后重新运行",
                f"the store at {address} is read-only; make the database writable and run the command again",
            )
        )


class StoreFullError(AbortRunError):
    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            Message(
                f"存储 {address} 所在的磁盘已满；请腾出空间（必要时重启存储）后重新运行，已写入的数据不会丢失",
                f"the disk of the store at {address} is full; free some space (restart the store if it asks for it) "
                "and run the command again: data already written is kept",
            )
        )


class StoreMemoryError(AbortRunError):
    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            Message(
                f"存储 {address} 内存不足；请调大内存后重新运行（内置存储：AIDCHAIN_HEAP_MB；"
                "Neo4j：server.memory.heap.max_size 与 dbms.memory.transaction.total.max）",
                f"the store at {address} has not enough memory; give it more (embedded: AIDCHAIN_HEAP_MB; Neo4j: "
                "server.memory.heap.max_size, dbms.memory.transaction.total.max) and run the command again",
            )
        )


class StoreFaultError(AbortRunError):
    """The server's own error; ``code`` is Neo4j's name for it."""

    def __init__(self, address: str, code: str) -> None:
        self.address = address
        self.code = code
        super().__init__(
            Message(
                f"存储 {address} 自身出错（{code}）；请管理员查看数据库服务器的日志，处理后重新运行",
                f"the store at {address} had an error of its own ({code}); look into the database server's log, put it "
                "right and run the command again",
            )
        )


def is_away(error: BaseException) -> bool:
    """Whether nothing answers: the server is gone, starting, or has no leader."""
    return isinstance(error, ServiceUnavailable | SessionExpired | DatabaseUnavailable | NotALeader)


class ServerLog:
    """The embedded server's log from now on: its responses contain only *the request failed*."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._start = path.stat().st_size if path.exists() else 0

    def disk_full(self) -> bool:
        """Whether so little is free where the server writes that it can hardly have been anything else."""
        with suppress(OSError):
            return shutil.disk_usage(self._path.parent).free < LEAST_FREE
        return False

    def tail(self) -> str:
        try:
            with self._path.open("rb") as file:
                file.seek(max(self._start, self._path.stat().st_size - TAIL))
                return file.read().decode(errors="replace")
        except OSError:
            return ""


def failure(error: Exception, address: str, log: ServerLog | None = None) -> AidchainError | None:
    """The error to raise instead; None for a bug of the hub. ``log`` is the embedded server's.

    ``SettingsError`` for wrong settings, ``StoreUnavailableError`` for temporary failures, else ``AbortRunError``.
    """
    told = " ".join([getattr(error, "code", None) or "", str(error)])
    if isinstance(error, DriverError):
        return _of_driver(error, address)
    if isinstance(error, AuthError) or (_SECURITY in told and not isinstance(error, Forbidden)):
        return SettingsError(
            address,
            Message("用户名或密码被拒绝", "user or password refused"),
            Message(
                "AIDCHAIN_STORE_USER、AIDCHAIN_STORE_PASSWORD 中正确的用户名和密码",
                "those of the store in AIDCHAIN_STORE_USER, AIDCHAIN_STORE_PASSWORD",
            ),
        )
    if isinstance(error, ForbiddenOnReadOnlyDatabase) or any(sign in told for sign in _READ_ONLY):
        return StoreReadOnlyError(address)
    if isinstance(error, Forbidden):
        return SettingsError(
            address,
            Message("该用户没有所需的权限", "the user may not do this"),
            Message("可读写该数据库并可建索引的用户", "a user with rights to read, write and declare indexes"),
        )
    if "DatabaseNotFound" in told:
        return SettingsError(
            address,
            Message("没有这个数据库", "there is no such database"),
            Message(
                "AIDCHAIN_STORE_DATABASE 中已有的数据库名，或留空用默认数据库",
                "the name of an existing database in AIDCHAIN_STORE_DATABASE, or unset for the default one",
            ),
        )
    found = _exhausted(told, address) or _of_log(error, address, log)
    if found is not None:
        return found
    if isinstance(error, TransientError) or "Neo.ClientError.Transaction." in told:
        return StoreUnavailableError(address, Message("暂时忙，请稍后重新运行", "it is busy; run the command again"))
    if isinstance(error, DatabaseError):
        return StoreFaultError(address, error.code or "DatabaseError")
    return None


def _of_driver(error: DriverError, address: str) -> AidchainError:
    if isinstance(error, ConfigurationError):
        return SettingsError(address, Message("不是可用的地址", "not an address that can be used"), Message(*_ADDRESS))
    reason = Message("服务没有运行或连接已断开", "it is not running or the connection broke")
    for cause in _causes(error):
        text = f"{type(cause).__name__} {cause}"
        if "BoltSecurityError" in text or "SSL" in text or "certificate" in text:
            return SettingsError(
                address,
                Message("加密连接（TLS）没有建立", "no encrypted connection (TLS) came about"),
                Message(
                    "与服务器一致的地址：服务器加密用 bolt+s:// 或 neo4j+s://（自签证书用 +ssc），"
                    "不加密用 bolt:// 或 neo4j://",
                    "the server's own scheme: bolt+s:// or neo4j+s:// where it encrypts (+ssc with a certificate of "
                    "its own), bolt:// or neo4j:// where it does not",
                ),
            )
        if "looks like HTTP" in text:
            return SettingsError(address, Message("这是网页（HTTP）端口", "this is an HTTP port"), Message(*_ADDRESS))
        if isinstance(cause, socket.gaierror):
            reason = Message("找不到这个主机名，请检查 AIDCHAIN_STORE", "no such host; check AIDCHAIN_STORE")
        elif isinstance(cause, ConnectionPoolError):
            reason = Message("连接数已用完", "all connections are in use")
        elif isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
            reason = Message(
                "该端口没有服务，请启动存储或检查 AIDCHAIN_STORE",
                "nothing listens there; start it or check AIDCHAIN_STORE",
            )
    return (StoreAwayError if is_away(error) else StoreUnavailableError)(address, reason)


_ADDRESS = ("形如 bolt://主机:7687 的地址（AIDCHAIN_STORE）", "an address such as bolt://host:7687 in AIDCHAIN_STORE")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that it came of."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for part in error.exceptions:
                yield from _causes(part)
        error = error.__cause__


def _exhausted(told: str, address: str) -> AidchainError | None:
    if any(sign in told for sign in _DISK):
        return StoreFullError(address)
    return StoreMemoryError(address) if any(sign in told for sign in _MEMORY) else None


def _of_log(error: Exception, address: str, log: ServerLog | None) -> AidchainError | None:
    ours = isinstance(error, ConstraintError | CypherSyntaxError | CypherTypeError)
    if log is None or ours or not isinstance(error, ClientError | DatabaseError | TransientError):
        return None
    return _exhausted(log.tail(), address) or (StoreFullError(address) if log.disk_full() else None)
