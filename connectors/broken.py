"""Broken cards: other departments continue, and the topics that a broken card answers stay unknown.

A home's broken card replaces the shipped one of its source, as it would if it were valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from connectors.card import SourceCard
from connectors.registry import StreamFacts, load_card
from schema.errors import CardError
from schema.message import Message

_SOURCE = re.compile(r"^source:[ \t]*[\"']?([a-z0-9_]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BrokenCard:
    """A refused card, and what can still be read of it."""

    error: CardError
    source: str | None
    streams: tuple[StreamFacts, ...]
    """Streams whose answers are readable: nothing that only they answer is *no*."""


def load_all(folders: Iterable[Path]) -> tuple[list[SourceCard], list[BrokenCard]]:
    """The cards of the folders by source name, and those that were refused; a later folder's card replaces another."""
    cards: dict[str, SourceCard] = {}
    broken: dict[Path, BrokenCard] = {}
    for folder in folders:
        here: dict[str, Path] = {}
        for path in sorted(folder.glob("*.yml")):
            try:
                card = load_card(path)
                if card.source in here:
                    raise _same_source(path, here[card.source])
            except CardError as error:
                broken[path] = refused = _refused(path, error)
                if refused.source is not None:
                    cards.pop(refused.source, None)
                continue
            here[card.source] = path
            cards[card.source] = card
    return [cards[name] for name in sorted(cards)], list(broken.values())


def _same_source(path: Path, other: Path) -> CardError:
    """Ambiguous: neither is used."""
    return CardError(
        str(path),
        1,
        Message(f"与 {other.name} 的来源同名", f"{other.name} has the same source name"),
        Message("每个来源一个文件", "one file for each source"),
    )


def _refused(path: Path, error: CardError) -> BrokenCard:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return BrokenCard(error, None, ())
    named = _SOURCE.search(text)
    source = None if named is None else named[1]
    return BrokenCard(error, source, tuple(_streams(source, text)) if source is not None else ())


def _streams(source: str, text: str) -> list[StreamFacts]:
    """Streams with declared answers, as far as the card is YAML at all."""
    try:
        found: Any = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    streams = found.get("streams") if isinstance(found, dict) else None
    facts = []
    for stream in streams if isinstance(streams, list) else ():
        if isinstance(stream, dict) and isinstance(stream.get("name"), str):
            name, department = f"{source}.{stream['name']}", str(found.get("department", ""))
            answers, serves = frozenset(_texts(stream.get("answers"))), tuple(_texts(stream.get("serves")))
            facts.append(StreamFacts(name, department, answers, serves))
    return facts


def _texts(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [str(text) for text in listed if isinstance(text, str | int)]
