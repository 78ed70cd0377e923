"""Pulling sources one by one, so that one that cannot be read does not keep the others from being pulled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schema.errors import AbortRunError, AidchainError, CallerError, RetryError, StoreUnavailableError

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from hub.cli.output import Count, Steps
    from hub.settings import Settings
    from hub.store import Store
    from hub.sync.engine import Sync
    from hub.sync.result import RunResult


@dataclass(slots=True)
class Pulled:
    """What a pull gives back: a result for each source that was read, an error for each that was not."""

    results: list[RunResult] = field(default_factory=list)
    failed: dict[str, AidchainError] = field(default_factory=dict)

    @property
    def needs_person(self) -> bool:
        return any(result.needs_person for result in self.results)

    def touched(self) -> tuple[set[str], set[str], set[tuple[str, str]]]:
        """Persons, households and (stream, division) that any run touched: what must be judged again."""
        people: set[str] = set()
        households: set[str] = set()
        coverage: set[tuple[str, str]] = set()
        for result in self.results:
            people |= result.people
            households |= result.households
            coverage |= result.coverage
        return people, households, coverage


async def pull(
    store: Store, settings: Settings, cards: Sequence[SourceCard], steps: Steps, *, plan: bool = False
) -> Pulled:
    """Pull the cards in the order in which they explain each other."""
    from hub.sync.engine import in_order

    pulled = Pulled()
    ordered = in_order(cards)
    with steps.step("sync", len(ordered)) as advance:
        for number, card in enumerate(ordered):
            rows = steps.counter(card.title.zh)
            try:
                async for result in _sync(store, settings, rows).run([card], plan=plan):
                    pulled.results.append(result)
            except (StoreUnavailableError, CallerError):
                raise
            except (RetryError, AbortRunError) as error:
                pulled.failed[card.source] = error
            advance(number + 1, None)
    return pulled


async def release(store: Store, settings: Settings, cards: Sequence[SourceCard], run: str, steps: Steps) -> RunResult:
    """Apply what a run held."""
    return await _sync(store, settings, steps.counter("release")).release(cards, run)


def _sync(store: Store, settings: Settings, progress: Count) -> Sync:
    from hub.keys import load_keys
    from hub.sync.engine import Sync

    return Sync(store, load_keys(settings), settings.home / "spool", settings.environment, progress)
