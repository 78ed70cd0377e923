"""A line of an explanation in both languages, with the lines below it: what the command prints and the pages list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schema.message import Language, Message


@dataclass(frozen=True, slots=True)
class Line:
    text: Message
    below: tuple[Line, ...] = ()

    def rows(self, language: Language, depth: int = 0) -> Iterator[tuple[int, str]]:
        """(depth, text) of the line and of every line below it."""
        yield depth, self.text.told(language)
        for line in self.below:
            yield from line.rows(language, depth + 1)

    def to_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"zh": self.text.zh, "en": str(self.text)}
        return told | {"below": [line.to_json() for line in self.below]} if self.below else told


def joined(messages: Iterable[Message], zh: str = "、", en: str = ", ") -> Message:
    """Several as one, with a joint of each language."""
    found = list(messages)
    return Message(zh.join(one.zh for one in found), en.join(map(str, found)))


def word(code: object, words: Mapping[str, Message]) -> Message:
    """The words of a code; a code without words is shown as it is."""
    text = str(code)
    return words.get(text) or Message(text, text)
