"""Which sources a home has plugged in: those that ship and its own, without the ones that are switched off.

A source is off where ``settings.yml`` lists it under ``disabled`` or where another card ``replaces`` it. Topics that
only it answers are unknown: rules that rest on them are held back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from connectors import registry
from connectors.broken import BrokenCard, load_all
from connectors.card import SourceCard
from hub.settings import Settings
from schema.errors import CallerError
from schema.message import Message

_NOTE = "# Sources that are switched off: aidchain sources enable|disable\n"


@dataclass(frozen=True, slots=True)
class Plugged:
    """Every card of a home; ``off`` maps disabled sources to the reason."""

    every: tuple[SourceCard, ...]
    off: Mapping[str, Message]
    broken: tuple[BrokenCard, ...] = ()
    """Cards that were refused; the others are used all the same."""

    @property
    def cards(self) -> list[SourceCard]:
        """The sources that are on."""
        return [card for card in self.every if card.source not in self.off]


def plugged_in(settings: Settings) -> Plugged:
    """The cards of a home, and those that cannot be used."""
    every, broken = load_all([registry.SHIPPED, settings.sources])
    return Plugged(tuple(every), _off(every, settings.disabled), tuple(broken))


def _off(cards: Iterable[SourceCard], disabled: Iterable[str]) -> dict[str, Message]:
    off = {
        source: Message("已在 settings.yml 中停用（disabled）", "switched off in settings.yml (disabled)")
        for source in disabled
    }
    for card in cards:
        if card.source not in off:
            for source in card.replaces:
                off.setdefault(source, Message(f"由 {card.source} 取代", f"replaced by {card.source}"))
    return off


def switch(settings: Settings, source: str, *, on: bool) -> bool:
    """Switch a source on or off in ``settings.yml``; returns whether that changed anything.

    The rest of the file is unchanged. Raises ``CallerError`` for an unknown source, and for one that another card
    replaces.
    """
    plugged = plugged_in(settings)
    names = [card.source for card in plugged.every]
    if source not in names:
        raise CallerError(
            Message(
                f"没有数据源 {source}；现有：{'、'.join(names)}",
                f"there is no source {source}; there are {', '.join(names)}",
            )
        )
    off = set(settings.disabled)
    if on and source in plugged.off and source not in off:
        raise CallerError(
            Message(
                f"{source} {plugged.off[source].zh}；请先停用取代它的数据源",
                f"{source} is {plugged.off[source]}; switch that one off first",
            )
        )
    wanted = off - {source} if on else off | {source}
    if wanted == off:
        return False
    _write(settings.home / "settings.yml", sorted(wanted))
    return True


def _write(path: Path, disabled: list[str]) -> None:
    """Replace the ``disabled`` entry of a settings file, or add it."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    entry = f"disabled: [{', '.join(disabled)}]\n"
    root = yaml.compose(text, Loader=yaml.SafeLoader) if text.strip() else None
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "disabled":
            rest = text[value.end_mark.index :]
            text = text[: key.start_mark.index] + entry + rest.lstrip(" ").removeprefix("\n")
            break
    else:
        text = text + ("" if not text or text.endswith("\n") else "\n") + _NOTE + entry
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
