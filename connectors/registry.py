"""Which sources are plugged in: the cards that ship and those of the deployment, read once and refused when wrong.

Every problem of a card is reported with its file and line; a card is taken whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from connectors.answers import answers_problem, topics
from connectors.base import Connector
from connectors.card import Kind, SourceCard
from connectors.consistency import first_problem
from schema.errors import CardError

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
                raise CardError(
                    str(path), 1, f"{here[card.source].name} has the same source name", "one file for each source"
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
        raise _wrong(path, root, error) from error
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
        raise CardError(str(path), None, "it cannot be read as text", "a readable YAML file in UTF-8") from error
    try:
        _refuse_what_grows(path, text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if not isinstance(root, yaml.MappingNode):
            raise CardError(str(path), 1, "it is no mapping", "source, department, title, kind, connection and streams")
        _refuse_repeated_names(path, root)
        return root, yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        raise CardError(str(path), line, str(error.problem or error.context), "well-formed YAML") from error
    except yaml.YAMLError as error:
        raise CardError(str(path), None, "it holds characters that no text has", "well-formed YAML in UTF-8") from error
    except ValueError as error:
        raise CardError(str(path), None, "a date or number in it is none", "quotes around what is text") from error


def _refuse_what_grows(path: Path, text: str) -> None:
    """Aliases make a small file a huge card (or an endless one), and nesting exhausts the stack of who reads it."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = None if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise CardError(str(path), line, "an alias (*name)", "every part written out where it stands")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise CardError(str(path), line, "lists and mappings in one another without end", f"{_DEEPEST} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


_DEEPEST = 40


def connector(card: SourceCard, env: Mapping[str, str]) -> Connector:
    """The connector of a card's kind; ``env`` fills in ``${NAME}``. Raises CardError for a name that is not set."""
    if card.kind is Kind.FILES:
        from connectors.kinds.files import FilesConnector

        return FilesConnector(card, Path(expanded(card, card.connection.path or "", env)))
    from connectors.kinds.sql import SqlConnector

    return SqlConnector(card, expanded(card, card.connection.url or "", env))


def stream_facts(cards: Iterable[SourceCard]) -> list[StreamFacts]:
    """What detection needs to know of every stream."""
    return [
        StreamFacts(stream.full_name, card.department, topics(stream), stream.serves)
        for card in cards
        for stream in card.streams
    ]


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
        raise CardError(card.origin, None, "a ${…} in the connection is not closed", "${NAME} or ${NAME:-default}")
    found = env.get(opening["name"])
    if not found:
        if opening["default"] is None:
            problem = f"the environment has no {opening['name']}"
            raise CardError(card.origin, None, problem, "that variable, or ${NAME:-default}")
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


def _refuse_repeated_names(path: Path, node: yaml.Node) -> None:
    """YAML would silently keep the last of two equal names."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise CardError(str(path), key.start_mark.line + 1, "a name that is no text", "a word before the colon")
            if key.value in seen:
                raise CardError(str(path), key.start_mark.line + 1, f"{key.value} is there twice", "each name once")
            seen.add(key.value)
            _refuse_repeated_names(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_repeated_names(path, child)


def _wrong(path: Path, root: yaml.Node, error: ValidationError) -> CardError:
    first: Any = error.errors(include_input=False, include_url=False)[0]
    where = tuple(first["loc"])
    name = next((str(step) for step in reversed(where) if isinstance(step, str)), "the card")
    if first["type"] == "extra_forbidden":
        return CardError(str(path), line_of(root, where), f"unknown field {name}", "a field that cards have")
    if first["type"] == "missing":
        return CardError(str(path), line_of(root, where), f"{name} is missing", f"the field {name}")
    return CardError(
        str(path), line_of(root, where), f"{name} is wrong", str(first["msg"]).removeprefix("Value error, ")
    )
