"""Whom to call about a source, as its card names them: an office contact, never a private one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from hub.cli.output import as_said
from schema.message import Message

if TYPE_CHECKING:
    from connectors.card import SourceCard


def contact_json(card: SourceCard) -> dict[str, str | None] | None:
    """The same for scripts."""
    return None if card.contact is None else card.contact.model_dump()


def contact_of(card: SourceCard) -> str:
    """``张科 0531-12345678 office@example.cn``; empty where the card has no contact."""
    contact = card.contact
    return "" if contact is None else " ".join(filter(None, (contact.name, contact.phone, contact.email)))


def whom_to_call(cards: Mapping[str, SourceCard], sources: Iterable[str]) -> Iterator[Message]:
    """One line a source, in the order of the cards; sources that are no longer plugged in have none."""
    wanted = set(sources)
    for name, card in cards.items():
        if name not in wanted:
            continue
        contact = contact_of(card)
        title = as_said(f"{card.department} {card.title.zh}")
        if contact:
            yield Message(
                f"  [cyan]联系[/] {name}（{title}）：{as_said(contact)}",
                f"  [cyan]contact[/] {name} ({title}): {as_said(contact)}",
            )
        else:
            yield Message(
                f"  [dim]联系 {name}（{title}）：卡片里没有写联系人（contact）[/]",
                f"  [dim]contact {name} ({title}): the card has no contact[/]",
            )
