"""Errors of the command line, in both languages: what is wrong and how to get help.

The parser's messages are English; the usual ones are translated here, others are passed on unchanged.
"""

from __future__ import annotations

import re

from typer.exceptions import TyperException

from schema.message import Message

_CHINESE = tuple(
    (re.compile(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有选项 \1（相近的有 \2）"),
        (r"No such option: (\S+)", r"没有选项 \1"),
        (r"No such command '(.+?)'\. Did you mean (.+)\?", r"没有命令 \1（是不是 \2？）"),
        (r"No such command '(.+)'\.", r"没有命令 \1"),
        (r"Missing command\.", "缺少命令"),
        (r"Missing option (\S+?)\.?", r"缺少选项 \1"),
        (r"Missing argument (\S+?)\.?", r"缺少参数 \1"),
        (r"Got unexpected extra argument\(s\) \((.*)\)", r"多余的参数：\1"),
        (r"Option '(.+)' requires an argument\.?", r"选项 \1 后面要写值"),
        (r"Option '(.+)' does not take a value\.", r"选项 \1 后面不写值"),
        (r"Invalid value for (.+?): Input should be greater than or equal to (\S+)", r"\1 的值不能小于 \2"),
        (r"Invalid value for (.+?): Input should be less than or equal to (\S+)", r"\1 的值不能大于 \2"),
        (r"Invalid value for (.+?): Input should be a valid integer.*", r"\1 的值应为整数"),
        (r"Invalid value for (.+?): Input should be a valid number.*", r"\1 的值应为数字"),
        (r"Invalid value for (.+?): Value error, '.*' is not one of (.+)\.", r"\1 的值应为 \2 之一"),
        (r"Invalid value for (.+?): \w+ '(.+)' does not exist\.", r"\1：\2 不存在"),
        (r"Invalid value for (.+?): \w+ '(.+)' is a directory\.", r"\1：\2 是文件夹，应为文件"),
        (r"Invalid value for (.+?): \w+ '(.+)' is a file\.", r"\1：\2 是文件，应为文件夹"),
        (r"Invalid value for (.+?): \w+ '(.+)' is not readable\.", r"\1：\2 无法读取，请检查权限"),
        (r"Invalid value for (.+?): (.+)", r"\1 的值不对：\2"),
    )
)


def wrong_use(error: TyperException) -> Message | None:
    """The message; None where help was requested and is already shown."""
    text = error.format_message()
    if not text:
        return None
    told = Message(_chinese(text), text)
    context = getattr(error, "ctx", None)
    path = "aidchain" if context is None else context.command_path
    return Message(f"{told.zh}；用法见 {path} --help", f"{told.rstrip('.')}; see {path} --help")


def _chinese(text: str) -> str:
    for pattern, chinese in _CHINESE:
        match = pattern.fullmatch(text)
        if match:
            return match.expand(chinese)
    return text
