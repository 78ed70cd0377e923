"""The error tree, named for recovery: retry, reject this record, abort this run, the caller's mistake.

Facts are attributes; the message is built here and says what to do. No message contains personal data: a rejected
value is never repeated, only the field, the reason and the expectation.
"""

from __future__ import annotations

from typing import Any

from schema.message import Language, Message, chinese


class AidchainError(Exception):
    """Root of every error this project raises on purpose. ``str`` gives the English text, ``told`` either language."""

    def told(self, language: Language) -> str:
        text = self.args[0] if self.args else ""
        return chinese(text) if language == "zh" else str(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """From one process to another: its arguments are not those it was made with, but its message."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[AidchainError], args: tuple[Any, ...], facts: dict[str, Any]) -> AidchainError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error


def _expected(place: str, problem: str, expected: str) -> Message:
    return Message(
        f"{chinese(place)}：{chinese(problem)}；应为：{chinese(expected)}", f"{place}: {problem}; expected {expected}"
    )


class RetryError(AidchainError):
    """The same call may succeed later (a store that starts, a source that is away)."""


class StoreUnavailableError(RetryError):
    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(
            Message(f"存储 {address} 没有响应：{chinese(reason)}", f"the store at {address} does not answer: {reason}")
        )


class CommitUnknownError(RetryError):
    """The connection broke while a transaction committed: check whether its data was written, then decide."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            Message(
                f"存储 {address} 在提交时断开，无法确定是否已写入；请重新运行这条命令",
                f"the store at {address} went away during a commit; whether it was kept is not known: run the command "
                "again",
            )
        )


class SourceUnavailableError(RetryError):
    """A source vanished, possibly half-way: the run stops, nothing of the unfinished delivery is applied."""

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(
            Message(
                f"数据源 {source} 无法读取：{chinese(reason)}；恢复后请重新运行 sync",
                f"source {source} cannot be read: {reason}; run sync again when it is back",
            )
        )


class InvalidValueError(AidchainError, ValueError):
    """One value of one field is invalid: the record is rejected, the run continues.

    ``reason`` is a code of ``Reason``; ``expected`` a sentence. The offending value is not kept.
    """

    def __init__(self, reason: str, expected: str) -> None:
        self.reason = reason
        self.expected = expected
        super().__init__(Message(f"{reason}：应为{chinese(expected)}", f"{reason}: expected {expected}"))


class AbortRunError(AidchainError):
    """This run cannot continue; committed data is kept, the rest will be read again."""


class DeliveryError(AbortRunError):
    """A file or table as a whole cannot be read (wrong encoding, missing header, truncated workbook)."""

    def __init__(self, place: str, reason: str, expected: str) -> None:
        self.place = place
        self.reason = reason
        self.expected = expected
        super().__init__(_expected(place, reason, expected))


class CallerError(AidchainError):
    """The caller's mistake: wrong use, wrong card, wrong policy. Exit status 2."""


class NotReleasableError(CallerError):
    """A delivery that could not be read is no answer, so it cannot be released."""

    def __init__(self, places: str) -> None:
        self.places = places
        super().__init__(
            Message(
                f"{places} 无法读取，不能放行；请修改后重新报送，再运行 sync；"
                "若不再处理，可用 aidchain sources dismiss 移出清单",
                f"{places} could not be read and cannot be released; deliver it again and run sync, or take it off the "
                "list with: aidchain sources dismiss",
            )
        )


class CardError(CallerError):
    def __init__(self, file: str, line: int | None, problem: str, expected: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        self.expected = expected
        where = file if line is None else f"{file}:{line}"
        super().__init__(_expected(where, problem, expected))


class PolicyError(CallerError):
    def __init__(self, file: str, line: int | None, problem: str, expected: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        self.expected = expected
        where = file if line is None else f"{file}:{line}"
        super().__init__(_expected(where, problem, expected))


class CatalogueError(CallerError):
    """Data of ``schema/catalogue`` (or a deployment's own rows of it) is wrong."""

    def __init__(self, file: str, line: int | None, problem: str, expected: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        self.expected = expected
        where = file if line is None else f"{file}:{line}"
        super().__init__(_expected(where, problem, expected))


class StoreInUseError(CallerError):
    def __init__(self, directory: str, owner: int) -> None:
        self.directory = directory
        self.owner = owner
        super().__init__(
            Message(
                f"存储目录 {directory} 正被进程 {owner} 使用；请等它结束或先停止它",
                f"the store in {directory} is in use by process {owner}; stop it or wait",
            )
        )


class MissingKeyError(CallerError):
    def __init__(self, directory: str) -> None:
        self.directory = directory
        super().__init__(
            Message(
                f"{directory} 有存储但没有写入时的密钥，没有动任何数据；请从备份放回密钥文件 keys.json，"
                "或用 AIDCHAIN_KEYS_FILE 指明它在哪里",
                f"{directory} contains a store but not the key that made its ids; nothing was changed. Restore the key "
                "file (keys.json) from its backup or set AIDCHAIN_KEYS_FILE",
            )
        )


class UnknownStatementError(CallerError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"there is no statement {name!r} under cypher/")


class WriteRefusedError(CallerError):
    """A statement of a folder that writes was handed to a read, or the reverse."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"statement {name!r} writes and cannot be run as a read; use write or a transaction")


class RequestTooLargeError(CallerError):
    """One request to the store would pass its cap; the embedded engine drops such a message without an answer."""

    def __init__(self, name: str, size: int, unit: str, cap: int) -> None:
        self.name = name
        self.size = size
        self.unit = unit
        self.cap = cap
        super().__init__(f"a request of {name!r} holds {size} {unit}; at most {cap}: ask in smaller parts")


class StoreVersionError(CallerError):
    """The store was written by a newer release."""

    def __init__(self, found: int, known: int) -> None:
        self.found = found
        self.known = known
        super().__init__(
            Message(
                f"存储的结构版本是 {found}，本程序只认识到 {known}；请安装较新的版本",
                f"the store has schema version {found}, this release knows {known}: install the newer release",
            )
        )


class BackupError(CallerError):
    def __init__(self, place: str, problem: str, expected: str) -> None:
        self.place = place
        self.problem = problem
        self.expected = expected
        super().__init__(_expected(place, problem, expected))


class SettingsError(CallerError):
    def __init__(self, place: str, problem: str, expected: str) -> None:
        self.place = place
        self.problem = problem
        self.expected = expected
        super().__init__(_expected(place, problem, expected))
