"""``sources check``: validate a card, and preview the rows of a sample through it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.commands import both
from hub.cli.foretold import show_foretold
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said
from hub.cli.preview import show_preview
from hub.cli.session import choose_cards, load_cards, load_settings
from hub.cli.status import Status
from schema.message import Message

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from connectors.preview import Preview
    from hub.settings import Settings


def check(
    card: Annotated[
        str,
        typer.Argument(
            help=both("卡片文件，或已接入来源的名称。", "A card's file, or the name of an installed source.")
        ),
    ],
    sample: Annotated[
        Path | None,
        typer.Option(
            help=both("用来预览的样表。", "A delivery to preview through the card."), exists=True, dir_okay=False
        ),
    ] = None,
    stream: Annotated[
        str | None,
        typer.Option(
            help=both(
                "样表属于哪个数据流（文件名看不出时）。",
                "The stream of the sample, where its name does not identify one.",
            )
        ),
    ] = None,
    rows: Annotated[
        int,
        typer.Option(
            min=1,
            max=100_000,
            help=both("数据库来源每个数据流预览前几行。", "Number of rows previewed of each stream of a database."),
        ),
    ] = 200,
    home: Home = None,
    json: Json = False,
) -> None:
    """Exit status 1 where a row is rejected, a column is left over or an expectation is broken."""
    from connectors.check import check as preview_sample
    from connectors.kinds.kinds import kind_of

    out = Output(json=json)
    checked = _card(card, home)
    settings = load_settings(home)
    preview = preview_sample(checked, sample, stream)
    previews = [preview] if sample is not None else []
    unreachable: Message | None = None
    if sample is None and kind_of(checked).previews_source:
        previews, unreachable = _of_source(checked, settings, rows)
    asked = [one.to_json() for one in previews] if sample is None else []
    zh = None if unreachable is None else unreachable.zh
    out.emit(preview.to_json() | {"previews": asked, "not_previewed": unreachable, "not_previewed_zh": zh})
    number, streams = len(preview.streams), ", ".join(preview.streams)
    out.show(
        Message(
            f"[green]✓[/] {as_said(card)}：卡片正确，{number} 个数据流：{streams}",
            f"[green]✓[/] {as_said(card)}: a card of {number} streams, {streams}",
        )
    )
    for one in previews:
        show_preview(out, one)
    if unreachable is not None:
        out.show(f"  [yellow]{as_said(unreachable)}")
    show_foretold(out, checked, settings)
    if any(one.needs_person for one in previews):
        raise typer.Exit(Status.ATTENTION)


def _of_source(card: SourceCard, settings: Settings, rows: int) -> tuple[list[Preview], Message | None]:
    """The first rows of each stream, and why they could not be read where the source cannot be reached."""
    from connectors.check import check_source
    from connectors.registry import connector
    from schema.errors import CardError, SourceUnavailableError

    try:
        return list(check_source(card, connector(card, settings.environment), rows)), None
    except (SourceUnavailableError, CardError) as error:
        return [], Message(f"没有预览来源：{error.told('zh')}", f"the source was not previewed: {error}")


def _card(named: str, home: Path | None) -> SourceCard:
    from connectors.registry import load_card

    path = Path(named)
    if path.suffix in (".yml", ".yaml") or path.exists():
        return load_card(path)
    return choose_cards(load_cards(load_settings(home)), [named])[0]
