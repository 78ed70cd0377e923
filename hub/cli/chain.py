"""``chain``: one household's assistance over every department and member, drawn in the terminal or as SVG."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from hub.cli.commands import both
from hub.cli.identity import refuse_number
from hub.cli.language import language
from hub.cli.options import Home, Json
from hub.cli.output import Output
from hub.cli.session import load_settings, with_store
from hub.cli.subject import KEY_HELP, find_household, household_of, hub_id, read_subject
from hub.cli.timeline import draw, draw_svg
from schema.errors import CallerError
from schema.message import Message

if TYPE_CHECKING:
    from hub.chain.model import Chain
    from hub.store import Store


def chain(
    household: Annotated[
        str | None, typer.Option(metavar="ID", help=both("中枢的家庭编号。", "The hub's id of a household."))
    ] = None,
    finding: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help=both(
                "线索编号（见 aidchain findings）：该户。",
                "The id of a finding (aidchain findings): draws its household.",
            ),
        ),
    ] = None,
    key: Annotated[str | None, typer.Option(metavar="SOURCE:KEY", help=KEY_HELP)] = None,
    svg: Annotated[
        Path | None, typer.Option(metavar="FILE", help=both("同时画成这个 SVG 文件。", "Also draw into this SVG file."))
    ] = None,
    months: Annotated[int, typer.Option(min=6, max=63, help=both("画几个月。", "Number of months drawn."))] = 36,
    home: Home = None,
    json: Json = False,
) -> None:
    """Without --finding, --key or --household, an identity number is read from standard input."""
    from hub.chain import read_chain
    from hub.cli.chart import timeline_of

    refuse_number("--household", household)
    refuse_number("--finding", finding)
    out = Output(json=json)
    settings = load_settings(home)

    named = None if household or finding else read_subject(settings, key)

    async def work(store: Store) -> Chain:
        if finding:
            id = await household_of(store, finding)
        else:
            id = await find_household(store, named) if named else hub_id(str(household))
        found = await read_chain(store, id, dated=True)
        if found is None:
            raise CallerError(Message(f"没有家庭 {id}", f"there is no household {id}"))
        return found

    found = with_store(settings, work)
    timeline = timeline_of(found, months)
    if svg is not None:
        svg.write_text(draw_svg(timeline), encoding="utf-8")
        out.remark(Message(f"已画成 {svg}", f"drawn into {svg}"))
    out.emit(chain_json(found))
    show_chain(out, found, months)


def chain_json(chain: Chain) -> dict[str, object]:
    """A chain for scripts; the values of an event beside what all have."""
    told = asdict(chain)
    for event in told["events"]:
        event.pop("record", None)
        event |= event.pop("values", {})
    return told


def show_chain(out: Output, chain: Chain, months: int = 36) -> None:
    """The time line, and below it one sentence a finding."""
    from hub.chain.model import FindingEvent
    from hub.cli.chart import timeline_of

    out.show(draw(timeline_of(chain, months), out.console.width))
    sentences = Table.grid(padding=(0, 1))
    sentences.add_column(no_wrap=True)
    sentences.add_column(overflow="fold")
    for event in chain.events:
        if isinstance(event, FindingEvent):
            sentence = event.sentence_en if language() == "en" else event.sentence_zh
            sentences.add_row(f"  [red]▲ {event.rule}[/]", sentence)
    if sentences.row_count:
        out.show(sentences)
