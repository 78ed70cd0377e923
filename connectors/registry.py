"""Which sources are plugged in: the cards that ship and those of the deployment, read once and refused when wrong.

Every problem of a card is reported with its file and line; a card is taken whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from connectors.answers import answers_problem, topics
from connectors.base import Connector
from connectors.card import SourceCard
from connectors.consistency import first_problem
from connectors.kinds.kinds import CARD, kind_of
from connectors.wrong_card import line_of, wrong_card
from schema.errors import CardError
from schema.message import Message

SHIPPED = Path(__file__).parent / "sources"
"""The folder of the cards that ship."""


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """Facts about a stream for detection; the hub makes its own ``StreamInfo`` of it."""

    name: str
    """``source.stream``"""
    department: str
    answers: frozenset[str]
    serves: tuple[str, ...]


def load_cards(folders: Iterable[Path] = (SHIPPED,)) -> list[SourceCard]:
    """All cards of the folders, by source name; a later folder's card replaces an earlier one of the same source.

    Raises CardError for the first wrong card, and when two files of one folder describe the same source.
    """
    cards: dict[str, SourceCard] = {}
    for folder in folders:
        here: dict[str, Path] = {}
        for path in sorted(folder.glob("*.yml")):
            card = load_card(path)
            if card.source in here:
                other = here[card.source].name
                raise CardError(
                    str(path),
                    1,
                    Message(f"与 {other} 的来源同名", f"{other} has the same source name"),
                    Message("每个来源一个文件", "one file for each source"),
                )
            here[card.source] = path
            cards[card.source] = card
    return [cards[name] for name in sorted(cards)]


def load_card(path: Path) -> SourceCard:
    """One card. Raises CardError with the line of the problem."""
    root, found = _read(path)
    try:
        card = CARD.validate_python(found)
    except ValidationError as error:
        raise wrong_card(path, root, error) from error
    card._origin = str(path)
    problem = first_problem(card) or answers_problem(card)
    if problem is not None:
        raise CardError(str(path), line_of(root, problem.where), problem.problem, problem.expected)
    return card


def _read(path: Path) -> tuple[yaml.MappingNode, Any]:
    """The card as nodes with line numbers, and as values."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CardError(
            str(path),
            None,
            Message("不能作为文本读取", "it cannot be read as text"),
            Message("可以读取的 UTF-8 编码 YAML 文件", "a readable YAML file in UTF-8"),
        ) from error
    try:
        _refuse_what_grows(path, text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if not isinstance(root, yaml.MappingNode):
            fields = "source, department, title, kind, connection, streams"
            raise CardError(
                str(path), 1, Message("不是“字段: 值”的形式", "it is no mapping"), Message(f"字段 {fields}", fields)
            )
        _refuse_repeated_names(path, root)
        return root, yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        problem = str(error.problem or error.context)
        raise CardError(
            str(path),
            line,
            Message(f"YAML 写法有误（{problem}）", problem),
            Message("正确的 YAML；请检查该行的缩进、冒号和引号", "well-formed YAML"),
        ) from error
    except yaml.YAMLError as error:
        raise CardError(
            str(path),
            None,
            Message("含有文本里不应有的字符", "it contains control characters"),
            Message("UTF-8 编码的 YAML", "well-formed YAML in UTF-8"),
        ) from error
    except ValueError as error:
        raise CardError(
            str(path),
            None,
            Message("其中的日期或数字不成立", "a date or number in it is invalid"),
            Message("是文本的请加引号", "quotes around what is text"),
        ) from error


def _refuse_what_grows(path: Path, text: str) -> None:
    """Aliases make a small file a huge (or endless) card, and nesting exhausts the reader's stack."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = None if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise CardError(
                str(path),
                line,
                Message("使用了别名（*名称）", "an alias (*name)"),
                Message("每一处都完整写出", "every part written out in place"),
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise CardError(
                    str(path),
                    line,
                    Message("嵌套过深", "lists and mappings in one another without end"),
                    Message(f"不超过 {_DEEPEST} 层", f"{_DEEPEST} levels"),
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


_DEEPEST = 40


def connector(card: SourceCard, env: Mapping[str, str]) -> Connector:
    """The connector of a card's kind; ``env`` fills in ``${NAME}``. Raises CardError for a name that is not set."""
    return kind_of(card).connector(card, env)


def stream_facts(cards: Iterable[SourceCard]) -> list[StreamFacts]:
    """Facts about every stream for detection."""
    return [
        StreamFacts(stream.full_name, card.department, topics(stream), stream.serves)
        for card in cards
        for stream in card.streams
    ]


def _refuse_repeated_names(path: Path, node: yaml.Node) -> None:
    """YAML would silently keep the last of two equal names."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise CardError(
                    str(path),
                    key.start_mark.line + 1,
                    Message("字段名不是文本", "a name that is no text"),
                    Message("冒号前写一个词", "a word before the colon"),
                )
            if key.value in seen:
                raise CardError(
                    str(path),
                    key.start_mark.line + 1,
                    Message(f"{key.value} 写了两次", f"{key.value} is there twice"),
                    Message("每个名称只写一次", "each name once"),
                )
            seen.add(key.value)
            _refuse_repeated_names(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_repeated_names(path, child)
