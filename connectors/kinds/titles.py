"""What the titles of a file's sheets say of its rows: all the same, or the file cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.base import Stated
from connectors.card import StreamCard
from connectors.mapping.scopes import stated
from schema.errors import DeliveryError
from schema.message import Message


def agreed(stream: StreamCard, names: Mapping[str, str], titles: tuple[str, ...], place: str) -> Stated:
    """What the file's name and its titles say. Raises DeliveryError where titles differ in division or month.

    Raises InvalidValueError as ``stated`` does.
    """
    found = dict.fromkeys(stated(stream, names, title, place) for title in titles)
    if len(found) > 1:
        raise DeliveryError(
            place,
            Message("各工作表的标题写着不同的区划或月份", "its sheets' titles name different divisions or months"),
            Message("一个文件只报一个区划、一个月份；请分成几个文件", "one division and month a file: several files"),
        )
    return next(iter(found))
