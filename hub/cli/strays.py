"""Reports files that no card reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hub.cli.language import said
from hub.cli.output import Output, as_said
from schema.message import Message

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from connectors.strays import Stray
    from hub.settings import Settings

_SHOWN = 20


def find_strays(settings: Settings, asked: Sequence[SourceCard]) -> list[Stray]:
    """Files in the folders of some sources that no source takes; those of a source that is switched off are taken."""
    from connectors.strays import strays
    from hub.plugged import plugged_in

    plugged = plugged_in(settings)
    replaced = {source for card in plugged.cards for source in card.replaces}
    known = [card for card in plugged.every if card.source not in replaced]
    return strays(asked, known, settings.environment)


def strays_json(strays: Sequence[Stray], source: str) -> list[dict[str, Any]]:
    """The unread files reported with one source."""
    return [{"file": stray.place, "why": str(stray.why)} for stray in strays if stray.source == source]


def show_strays(out: Output, strays: Sequence[Stray]) -> None:
    for stray in strays[:_SHOWN]:
        out.show(f"  [yellow]{said(_NOBODY)}[/] {stray.source} {as_said(stray.place)}: {as_said(said(stray.why))}")
    if len(strays) > _SHOWN:
        more = len(strays) - _SHOWN
        out.show(said(Message(f"  …还有 {more:,} 个；--json 列出全部", f"  … and {more:,} more; --json has them all")))


_NOBODY = Message("没有人读取", "not read by any card")
