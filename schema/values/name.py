"""A person's name as it is written in China: blanks inside go, the dot of minority names is always ``·``.

The characters stay as the source wrote them; ``fold`` gives the form in which names are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.han import folded, published
from schema.values.reason import Caution, Reason
from schema.values.value import Value

_DOTS = re.compile(r"\s*[·•・‧∙⋅●․﹒.。．･]\s*")
_NOTE = re.compile(
    r"\s*(?:[(\[【〔<《][^()\[\]【】〔〕<>《》]*[)\]】〕>》]"
    r"|[-—/、,;:\s]+(?:户主|本人|监护人|申请人|配偶|代领|代办)"
    r"|[-—/、,;:\s]*(?:已故|已死亡|已去世|已亡故|死亡|去世|已注销))$"
)
_HAN_BLANK = re.compile(r"(?<=[\u2e80-\u9fff\U00020000-\U0003ffff*])\s+(?=[\u2e80-\u9fff\U00020000-\U0003ffff*])")
_IDENTITY = re.compile(r"\d{15}|\d{17}[\dXx]", re.ASCII)
_BROKEN = ("\ufffd", "锟斤拷", "\x1a")
_NO_LETTER = re.compile(r"[^\w*]|_")
_LENGTH = Message("1 至 50 个字、有文字且不含数字的姓名", "a name of 1 to 50 characters with a letter and no digits")


class Name(Value):
    """Parses to 1 to 50 characters; a remark at the end (张三（已故）, 张三-户主) is dropped.

    Invisible characters inside are refused: they make two names of one, and direction marks show it in another order.
    """

    @classmethod
    def parse(cls, raw: Any) -> str:
        return _parse(raw if isinstance(raw, str) else str(raw))

    @classmethod
    def same(cls, left: Any, right: Any) -> bool:
        """Equal but for traditional and variant forms, dots, blanks and capitals."""
        return fold(left) == fold(right)

    @classmethod
    def mask(cls, value: Any) -> str:
        """The first character, and one asterisk for each other: 张**."""
        return str(value)[:1] + "*" * (len(value) - 1)

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        return (Caution.MASKED,) if "*" in value else ()


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form in which names are compared: one form of each character, letters and asterisks only, in capitals."""
    return _NO_LETTER.sub("", folded(name)).upper()


@lru_cache(maxsize=65536)
def _parse(raw: str) -> str:
    name = published(cell.text(raw))
    if any(mark in name for mark in _BROKEN):
        raise InvalidValueError(
            Reason.INVALID_NAME, Message("按数据卡所写编码可读的姓名", "a name in the encoding that the card states")
        )
    if cell.hides_something(raw):
        raise InvalidValueError(
            Reason.INVALID_NAME,
            Message("不含看不见的字符的姓名：请重新录入", "a name without invisible characters: type it again"),
        )
    # a quote that stood inside a remark or before a dot is an outer one now
    while (cleaned := _cleaned(name)) != name:
        name = cleaned
    if _IDENTITY.fullmatch(name):
        raise InvalidValueError(
            Reason.SHIFTED_COLUMNS, Message("姓名，而不是身份证号", "a name, not an identity number")
        )
    if not 1 <= len(name) <= 50 or any(character.isdigit() for character in name) or not fold(name):
        raise InvalidValueError(Reason.INVALID_NAME, _LENGTH)
    return name


def _cleaned(name: str) -> str:
    whole = " ".join(_without_notes(published(cell.text(name))).split())
    return _DOTS.sub("·", _HAN_BLANK.sub("", whole)).strip("· ")


def _without_notes(name: str) -> str:
    while (shorter := _NOTE.sub("", name)) not in (name, ""):
        name = shorter
    return name
