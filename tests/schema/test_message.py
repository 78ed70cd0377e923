"""A message is its English text and carries its Chinese, also when it is reduced and made again."""

from __future__ import annotations

import copy

from schema.errors import DeliveryError
from schema.message import Message


def test_is_its_english_text_and_tells_either() -> None:
    message = Message("文件为空", "the file is empty")
    assert message == "the file is empty"
    assert (message.told("zh"), message.told("en")) == ("文件为空", "the file is empty")


def test_keeps_its_chinese_when_copied() -> None:
    message = Message("文件为空", "the file is empty")
    assert copy.copy(message).zh == "文件为空"
    assert copy.deepcopy(message).zh == "文件为空"


def test_an_error_tells_both_languages() -> None:
    error = DeliveryError(
        "a.csv", Message("文件为空", "the file is empty"), Message("表头和数据行", "a header and rows")
    )
    again = copy.copy(error)
    assert str(again) == "a.csv: the file is empty; expected a header and rows"
    assert again.told("zh") == "a.csv：文件为空；应为：表头和数据行"
