"""Errors of a card: place in its file and expectation, in both languages.

Pydantic's messages are English; the usual ones are translated here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schema.errors import CardError
from schema.message import Message


def wrong_card(path: Path, root: yaml.Node, error: ValidationError) -> CardError:
    """The first problem that validation found, with its line."""
    first: Any = error.errors(include_input=False, include_url=False)[0]
    if first["type"].startswith("union_tag"):
        return _wrong_kind(path, root, first)
    kind, *where = first["loc"]
    name = next((str(step) for step in reversed(where) if isinstance(step, str)), "the card")
    line = line_of(root, where)
    if first["type"] == "extra_forbidden":
        problem = Message(f"不认识的字段 {name}", f"unknown field {name}")
        expected = Message(f"{kind} 类卡片有的字段", f"a field that cards of kind {kind} have")
        return CardError(str(path), line, problem, expected)
    if first["type"] == "missing":
        problem = Message(f"缺少字段 {name}", f"{name} is missing")
        expected = Message(f"{kind} 类卡片的字段 {name}", f"the field {name} of a card of kind {kind}")
        return CardError(str(path), line, problem, expected)
    return CardError(str(path), line, Message(f"字段 {name} 有误", f"{name} is wrong"), _expected(first))


def _wrong_kind(path: Path, root: yaml.Node, first: Any) -> CardError:
    """A card without a kind, or of one that is not there."""
    kinds = first["ctx"].get("expected_tags")
    if kinds is None:
        return CardError(
            str(path), 1, Message("缺少字段 kind", "kind is missing"), Message("字段 kind", "the field kind")
        )
    expected = Message(f"{kinds.replace(', ', '、')} 之一", f"one of {kinds}")
    return CardError(str(path), line_of(root, ("kind",)), Message("字段 kind 有误", "kind is wrong"), expected)


def _expected(first: Any) -> Message:
    """The expected value of a field, from the first error of its validation."""
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, ValueError) and cause.args and isinstance(cause.args[0], Message):
        return cause.args[0]
    english = str(first["msg"]).removeprefix("Value error, ")
    limits = {name: first.get("ctx", {}).get(name) for name in ("ge", "le", "pattern")}
    limits["expected"] = str(first.get("ctx", {}).get("expected")).replace(" or ", "、").replace(", ", "、")
    template = _CHINESE.get(first["type"])
    return Message(english if template is None else template.format(**limits), english)


_CHINESE = {
    "string_type": "一段文本",
    "string_pattern_mismatch": "小写字母、数字和下划线，以字母开头（{pattern}）",
    "string_too_short": "不能为空",
    "too_short": "至少一项",
    "int_type": "整数",
    "int_parsing": "整数",
    "float_type": "数字",
    "float_parsing": "数字",
    "bool_type": "true 或 false",
    "bool_parsing": "true 或 false",
    "literal_error": "{expected} 之一",
    "enum": "{expected} 之一",
    "tuple_type": "一个列表",
    "list_type": "一个列表",
    "dict_type": "“字段: 值”的形式",
    "model_type": "“字段: 值”的形式",
    "greater_than_equal": "不小于 {ge}",
    "less_than_equal": "不大于 {le}",
    "finite_number": "数字",
}
"""The expectation by the type of pydantic's error; its own messages are English."""


def line_of(node: yaml.Node, where: Sequence[str | int]) -> int:
    """The line (from 1) of a path into the card; steps that the file does not spell out are passed over."""
    line = node.start_mark.line
    for step in where:
        found = _child(node, step)
        if found is not None:
            line, node = found
    return line + 1


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child.start_mark.line, child
    return None
