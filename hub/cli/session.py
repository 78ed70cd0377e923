"""Set-up of commands: the home's settings, its cards, an open store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from schema.errors import CallerError
from schema.message import Message

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from hub.plugged import Plugged
    from hub.settings import Settings
    from hub.store import Store

T = TypeVar("T")


def load_settings(home: Path | None) -> Settings:
    """The settings of a home, its own townships added to the shipped ones."""
    from hub.deployment import apply_deployment
    from hub.settings import Settings

    settings = Settings.load(home)
    apply_deployment(settings)
    return settings


def load_cards(settings: Settings) -> list[SourceCard]:
    """The shipped cards and those of the deployment, without the sources that are switched off."""
    return plugged(settings).cards


def load_every_card(settings: Settings) -> list[SourceCard]:
    """As ``load_cards``, with those that are switched off: their data can still be queried."""
    return list(plugged(settings).every)


_told: set[str] = set()
"""Broken cards that this command has reported."""


def plugged(settings: Settings) -> Plugged:
    """The cards of a home; broken ones are reported with place and reason."""
    from hub.cli.language import language
    from hub.cli.output import Output
    from hub.plugged import plugged_in

    found = plugged_in(settings)
    for card in found.broken:
        if card.error.file not in _told:
            _told.add(card.error.file)
            rest = Message("；其余来源不受影响", "; the other sources are not affected")
            text = f"{card.error.told(language())}{rest.told(language())}"
            Output().remarks.print(text, style="yellow", markup=False, soft_wrap=True)
    return found


def any_broken() -> bool:
    """Whether this command has met a card that cannot be used."""
    return bool(_told)


def choose_cards(cards: list[SourceCard], names: list[str]) -> list[SourceCard]:
    """The named cards, by default all. Raises ``CallerError`` that lists the existing ones."""
    known = {card.source: card for card in cards}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise CallerError(
            Message(
                f"没有来源 {unknown[0]}；现有：{'、'.join(known)}",
                f"there is no source {unknown[0]}; there are {', '.join(known)}",
            )
        )
    return [known[name] for name in names] if names else cards


def with_store(
    settings: Settings, work: Callable[[Store], Awaitable[T]], *, keyed: bool = True, creates: bool = False
) -> T:
    """Run one piece of work on the store of the settings, opened as ``open_home`` does."""
    import asyncio

    from hub.logs import configure
    from hub.work.home import open_home

    configure("WARNING")

    async def run() -> T:
        async with open_home(settings, keyed=keyed, creates=creates) as store:
            return await work(store)

    return asyncio.run(run())


async def nothing(store: Store) -> None:
    """Work for which opening the store is enough: it is migrated, and its keys are there."""
