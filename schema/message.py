"""One sentence in both languages, written side by side where it is needed.

It is its English text, so it can be logged, compared and stored as any text; ``zh`` is the Chinese.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]


class Message(str):
    """``Message("文件为空", "the file is empty")``. Both texts mean the same; neither contains personal data."""

    __slots__ = ("zh",)

    zh: str

    def __new__(cls, zh: str, en: str) -> Message:
        message = super().__new__(cls, en)
        message.zh = zh
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[str, str]]:
        return Message, (self.zh, str(self))

    def told(self, language: Language) -> str:
        return self.zh if language == "zh" else str(self)


def chinese(text: str) -> str:
    """The Chinese of a message; a plain text as it is."""
    return text.zh if isinstance(text, Message) else text
