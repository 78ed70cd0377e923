"""The subject of a command: an identity number on standard input, or a source's key; never a number as an argument.

A command line is visible to every user of the machine and kept in the shell's history.
"""

from __future__ import annotations

import getpass
import re
import sys
import unicodedata
from collections.abc import Iterable

from hub.cli.language import said
from schema.errors import CallerError
from schema.message import Message, chinese

_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:[Gg]?([1-9]\d{16}[0-9Xx])(?:\d{2}(?:[Bb]\d)?)?|([1-9]\d{14}))(?![0-9A-Za-z])", re.ASCII
)
"""An identity number, also where a school number or the number of a disability certificate contains it."""


class IdentityNumberGivenError(CallerError):
    def __init__(self, argument: str) -> None:
        self.argument = argument
        super().__init__(
            Message(
                f"{chinese(argument)} 像是身份证号；命令行会被他人看到并留在历史里，请改从标准输入提供",
                f"{argument} looks like an identity number; a command line is seen by others: "
                "give it on standard input instead",
            )
        )


def refuse_number(argument: str, value: str | None) -> None:
    """Raises ``IdentityNumberGivenError`` when the value of an argument holds 18 or 15 digits that could be one."""
    if value is not None and _NUMBER.search(unicodedata.normalize("NFKC", value)):
        raise IdentityNumberGivenError(argument)


def refuse_numbers(arguments: Iterable[str]) -> None:
    """The same of a whole command line, before anything of it is read and repeated in a message.

    Inside a longer text, which may be the path of a file, digits count only when their check digit or date is right.
    """
    for position, argument in enumerate(arguments, 1):
        text = unicodedata.normalize("NFKC", argument)
        alone = _NUMBER.fullmatch(text.rpartition("=")[2].strip())
        if alone or any(_is_valid(match[1] or match[2]) for match in _NUMBER.finditer(text)):
            raise IdentityNumberGivenError(Message(f"第 {position} 个参数", f"argument {position}"))


def without_numbers(text: str) -> str:
    """The text without what looks like an identity number."""
    return _NUMBER.sub("…", text)


def _is_valid(number: str) -> bool:
    from schema.errors import InvalidValueError
    from schema.values.national_id import NationalId

    try:
        NationalId.parse(number)
    except InvalidValueError:
        return False
    return True


def read_number() -> str:
    """An identity number from standard input, as its 18 characters; not echoed on a terminal.

    Raises ``InvalidValueError`` (which does not repeat it) or ``CallerError`` when none is given.
    """
    from schema.values.national_id import NationalId

    text = getpass.getpass(said(_PROMPT)) if sys.stdin.isatty() else sys.stdin.readline()
    if not text.strip():
        raise CallerError(
            Message(
                "标准输入里没有身份证号；也可用 --key 来源:编号 指明",
                "no identity number came on standard input; or name the subject with --key SOURCE:KEY",
            )
        )
    return str(NationalId.parse(text.strip()))


_PROMPT = Message("身份证号（不显示）：", "identity number (not shown): ")


def split_key(text: str) -> tuple[str, str]:
    """``minzheng_dibao:3701020001`` as (source, key)."""
    refuse_number("--key", text)
    source, colon, key = text.partition(":")
    if not (source and colon and key):
        raise CallerError(
            Message(
                "--key 的写法是 来源:编号，如 minzheng_dibao:3701020001",
                "--key is SOURCE:KEY, such as minzheng_dibao:3701020001",
            )
        )
    return source, key
