"""``scan`` and ``findings``: evaluate every household; list what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from hub.cli.options import Home, Json
from hub.cli.output import Output, shown_yuan
from hub.cli.session import load_cards, load_settings, with_store

if TYPE_CHECKING:
    from hub.store import Store

TYPES = {"duplicate": "重复", "omission": "遗漏", "warning": "预警"}
SEVERITIES = {"high": "red", "medium": "yellow", "low": "cyan"}


def scan(home: Home = None, json: Json = False) -> None:
    """Evaluate."""


def findings(home: Home = None, json: Json = False) -> None:
    """List."""
