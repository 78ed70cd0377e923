"""Which sources are plugged in: the cards that ship and those of the deployment, read once and refused when wrong.

Every problem of a card is reported with its file and line; a card is taken whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from connectors.answers import answers_problem, topics
from connectors.base import Connector
from connectors.card import Kind, SourceCard
from connectors.consistency import first_problem
from connectors.wrong_card import line_of, wrong_card
from schema.errors import CardError
from schema.message import Message

if TYPE_CHECKING:
    from connectors.kinds.files import FilesConnector

SHIPPED = Path(__file__).parent / "sources"
"""The folder of the cards that ship."""


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """What a card says of a stream that detection needs; the hub makes its own ``StreamInfo`` of it."""

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
        card = SourceCard.model_validate(found)
    except ValidationError as error:
        raise wrong_card(path, root, error) from error
    card._origin = str(path)
    problem = first_problem(card) or answers_problem(card)
    if problem is not None:
        raise CardError(str(path), line_of(root, problem.where), problem.problem, problem.expected)
    return card


def _read(path: Path) -> tuple[yaml.MappingNode, Any]:
    """The card as nodes, which know their lines, and as values."""
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
            Message("含有文本里不应有的字符", "it holds characters that no text has"),
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
    """Aliases make a small file a huge card (or an endless one), and nesting exhausts the stack of who reads it."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = None if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise CardError(
                str(path),
                line,
                Message("使用了别名（*名称）", "an alias (*name)"),
                Message("每一处都完整写出", "every part written out where it stands"),
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
    if card.kind is Kind.FILES:
        return files_connector(card, env)
    from connectors.kinds.sql import SqlConnector

    return SqlConnector(card, expanded(card, card.connection.url or "", env))


def files_connector(card: SourceCard, env: Mapping[str, str]) -> FilesConnector:
    """As ``connector``, of a card of files."""
    from connectors.kinds.files import FilesConnector, Handling

    return FilesConnector(card, Path(expanded(card, card.connection.path or "", env)), Handling.of(env))


def stream_facts(cards: Iterable[SourceCard]) -> list[StreamFacts]:
    """What detection needs to know of every stream."""
    return [
        StreamFacts(stream.full_name, card.department, topics(stream), stream.serves)
        for card in cards
        for stream in card.streams
    ]


HUBS_OWN = frozenset(
    f"AIDCHAIN_{name}"
    for name in ("STORE", "STORE_USER", "STORE_PASSWORD", "STORE_DATABASE", "STORE_TIMEOUT", "STORE_PATIENCE")
) | {"AIDCHAIN_KEYS", "AIDCHAIN_KEYS_FILE", "AIDCHAIN_HEAP_MB", "AIDCHAIN_SETTLE"}
"""The hub's own settings, secrets among them: no card may send them to where its deliveries come from."""
_OPENING = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?P<default>:-)?")


def expanded(card: SourceCard, text: str, env: Mapping[str, str]) -> str:
    """``${NAME}`` and ``${NAME:-default}`` filled in; a default may hold further variables, read only when needed.

    Raises CardError for a variable that is not set, and for a brace that is not closed.
    """
    opening = _OPENING.search(text)
    if opening is None:
        return text
    end = _closing(text, opening.end())
    if end is None:
        raise CardError(
            card.origin,
            None,
            Message("connection 里的 ${…} 没有闭合", "a ${…} in the connection is not closed"),
            Message("${NAME} 或 ${NAME:-默认值}", "${NAME} or ${NAME:-default}"),
        )
    if opening["name"] in HUBS_OWN:
        raise CardError(
            card.origin,
            None,
            Message(f"数据源卡片不能使用 {opening['name']}：它属于系统自身", f"{opening['name']} is the hub's own"),
            Message(
                "数据源自己的变量名，如 AIDCHAIN_GONGAN_URL", "a variable of the source's own: AIDCHAIN_GONGAN_URL"
            ),
        )
    found = env.get(opening["name"])
    if not found:
        if opening["default"] is None:
            name = opening["name"]
            raise CardError(
                card.origin,
                None,
                Message(f"环境变量 {name} 未设置", f"the environment has no {name}"),
                Message("设置该变量，或写成 ${NAME:-默认值}", "that variable, or ${NAME:-default}"),
            )
        found = expanded(card, text[opening.end() : end], env)
    return text[: opening.start()] + found + expanded(card, text[end + 1 :], env)


def _closing(text: str, start: int) -> int | None:
    """Where the brace that stands open at ``start`` is closed."""
    depth = 1
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return None


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
