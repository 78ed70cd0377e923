"""The options that every command has; ``--home`` and ``--json`` may also stand before the command's name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def _inherited(context: typer.Context, parameter: typer.CallbackParam, value: Any) -> Any:
    root = context.find_root()
    return value or root.params.get(parameter.name or "", value)


Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Home of store, keys and settings.", callback=_inherited),
]
Json = Annotated[
    bool,
    typer.Option("--json", help="One JSON object, or one per line.", callback=_inherited),
]
