"""The manual of cards names every field that a card may have, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from connectors.kinds.kinds import KINDS

FOLDER = Path(__file__).parents[2] / "connectors" / "sources"
MANUALS = (FOLDER / "README.md", FOLDER / "README.zh.md")
INNER = {("MapCard", "fields")}
"""Fields of a model that no card writes: a record's fields stand beside the options."""


def models(kind: Any, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Every model that a card is made of."""
    for part in (kind, *get_args(kind)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            if part not in seen:
                seen.add(part)
                yield part
                for info in part.model_fields.values():
                    yield from models(info.annotation, seen)
        elif part is not kind:
            yield from models(part, seen)


FIELDS = sorted(
    {
        (model.__name__, info.alias or name)
        for kind in KINDS
        for model in models(kind.card, set())
        for name, info in model.model_fields.items()
        if (model.__name__, name) not in INNER
    }
)


def words(manual: Path) -> set[str]:
    """Every word that stands in code."""
    return set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", manual.read_text("utf-8")))))


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
def test_every_field_of_a_card_is_described(manual: Path) -> None:
    written = words(manual)
    assert [f"{model}.{name}" for model, name in FIELDS if name not in written] == []


def test_the_manuals_have_the_same_chapters_tables_and_examples() -> None:
    shapes = []
    for manual in MANUALS:
        text = manual.read_text("utf-8")
        rows = [row.count("|") for row in re.findall(r"^\|.*\|$", text, re.MULTILINE)]
        shapes.append((len(re.findall(r"^## ", text, re.MULTILINE)), rows))
    assert shapes[0] == shapes[1]
