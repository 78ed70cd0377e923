"""``sources enable``, ``sources disable``: switch a source on or off in the home's settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.commands import both
from hub.cli.options import Home, Json
from hub.cli.output import Output
from hub.cli.session import load_settings
from schema.message import Message

Name = Annotated[str, typer.Argument(help=both("数据源名称，见 sources list。", "The source; see sources list."))]


def enable(source: Name, home: Home = None, json: Json = False) -> None:
    """Switch a source on: it is pulled again, and its answers count."""
    _switch(source, home, json, on=True)


def disable(source: Name, home: Home = None, json: Json = False) -> None:
    """Switch a source off: it is not pulled, and what only it answers is unknown."""
    _switch(source, home, json, on=False)


def _switch(source: str, home: Path | None, json: bool, *, on: bool) -> None:
    from hub.plugged import switch

    out = Output(json=json)
    changed = switch(load_settings(home), source, on=on)
    out.emit({"source": source, "on": on, "changed": changed})
    state = Message(f"{source} 已{'启用' if on else '停用'}", f"{source} is {'on' if on else 'off'}")
    after = Message(
        "；已入库的数据不变，请运行 aidchain scan 重新判断",
        "; delivered data is kept: run aidchain scan to judge again",
    )
    out.show(Message(state.zh + after.zh, str(state) + str(after)) if changed else state)
