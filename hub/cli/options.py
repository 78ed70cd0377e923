"""Options of every command; they may also be given before the command's name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from hub.cli.commands import both


def _inherited(context: typer.Context, parameter: typer.CallbackParam, value: Any) -> Any:
    root = context.find_root()
    return value or root.params.get(parameter.name or "", value)


Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="DIR",
        help=both("存储、密钥和设置所在的目录。", "Home of store, keys and settings."),
        callback=_inherited,
    ),
]
Json = Annotated[
    bool,
    typer.Option(
        "--json",
        help=both("输出 JSON：一个对象，或每行一个。", "One JSON object, or one per line."),
        callback=_inherited,
    ),
]
Lang = Annotated[
    Literal["zh", "en"] | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help=both(
            "中文（默认）或英文；也可设 AIDCHAIN_LANG=en。", "Chinese (default) or English; or AIDCHAIN_LANG=en."
        ),
        expose_value=False,
    ),
]
"""Read by ``language.asked`` before all else; the root declares it for every command."""
