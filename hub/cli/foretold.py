"""Topics that a card makes unknown until its source has delivered, as ``sources check`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.cli.language import said
from hub.cli.output import Output

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from hub.settings import Settings


def show_foretold(out: Output, card: SourceCard, settings: Settings) -> None:
    """One line for each topic that rules read; none where the card answers no such topic."""
    if out.json:
        return
    from hub.detect.compiled import compile_policy
    from hub.plugged import plugged_in
    from hub.scan.foretell import foretell
    from schema.policy.policy import load_policy

    for told in foretell(card, plugged_in(settings).cards, compile_policy(load_policy()).asked()):
        out.show(f"  [{'yellow' if told.others else 'dim'}]{said(told.message())}")
