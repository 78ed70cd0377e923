"""Who a command is about: an identity number on standard input, or a source's key; never a number as an argument.

What stands on a command line is seen by every user of the machine and kept in its history.
"""

from __future__ import annotations

import getpass
import re
import sys
import unicodedata
from collections.abc import Iterable

from schema.errors import CallerError

_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:[Gg]?([1-9]\d{16}[0-9Xx])(?:\d{2}(?:[Bb]\d)?)?|([1-9]\d{14}))(?![0-9A-Za-z])", re.ASCII
)
"""An identity number, also where a school number or the number of a disability certificate contains it."""


class IdentityNumberGivenError(CallerError):
    def __init__(self, argument: str) -> None:
        self.argument = argument
        super().__init__(
            f"{argument} looks like an identity number; what stands on a command line is seen by others: "
            "give it on standard input instead"
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
            raise IdentityNumberGivenError(f"argument {position}")


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

    Raises ``InvalidValueError`` (which does not repeat it) or ``CallerError`` when there is none.
    """
    from schema.values.national_id import NationalId

    text = getpass.getpass("identity number (not shown): ") if sys.stdin.isatty() else sys.stdin.readline()
    if not text.strip():
        raise CallerError("no identity number came on standard input; or name the subject with --key SOURCE:KEY")
    return str(NationalId.parse(text.strip()))


def split_key(text: str) -> tuple[str, str]:
    """``minzheng_dibao:3701020001`` as (source, key)."""
    refuse_number("--key", text)
    source, colon, key = text.partition(":")
    if not (source and colon and key):
        raise CallerError("--key is SOURCE:KEY, such as minzheng_dibao:3701020001")
    return source, key
