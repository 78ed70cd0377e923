"""What a card would make unknown until its source has delivered, as ``sources check`` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.cli.language import said
from hub.cli.output import Output

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from hub.settings import Settings


def show_foretold(out: Output, card: SourceCard, settings: Settings) -> None:
    """One line a topic that rules ask for; nothing where the card answers none of them."""
    if out.json:
        return
    from hub.detect.compiled import compile_policy
    from hub.plugged import plugged_in
    from hub.scan.foretell import foretell
    from schema.policy.policy import load_policy

    for told in foretell(card, plugged_in(settings).cards, compile_policy(load_policy()).asked()):
        out.show(f"  [{'yellow' if told.others else 'dim'}]{said(told.message())}")
