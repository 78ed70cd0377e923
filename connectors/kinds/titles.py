"""The scope in the titles of a file's sheets: all equal, or the file is unreadable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from connectors.base import Stated
from connectors.kinds.files_card import FilesStream
from connectors.kinds.wide import year_of
from connectors.mapping.scopes import stated
from schema.errors import DeliveryError
from schema.message import Message


def agreed(stream: FilesStream, names: Mapping[str, str], titles: tuple[str, ...], place: str) -> Stated:
    """The scope of the file's name and titles. Raises DeliveryError where titles differ in division or month.

    Raises InvalidValueError as ``stated`` does.
    """
    found = dict.fromkeys(_said(stream, names, title, place) for title in titles)
    if len(found) > 1:
        raise DeliveryError(
            place,
            Message("各工作表的标题写着不同的区划或月份", "its sheets' titles name different divisions or months"),
            Message("一个文件只报一个区划、一个月份；请分成几个文件", "one division and month a file: several files"),
        )
    return next(iter(found))


def _said(stream: FilesStream, names: Mapping[str, str], title: str, place: str) -> Stated:
    said, wide = stated(stream, names, title, place), stream.months_in_columns
    return said if wide is None or wide.year is None else replace(said, year=year_of(wide.year, names, title))
