"""The deployment guide says what of every record lies in clear, and the records agree."""

from __future__ import annotations

import re
from pathlib import Path

import hub
from schema.records import RECORDS

GUIDE = Path(hub.__file__).parents[1] / "docs" / "deployment.md"
HASHED = {"head"}
"""Fields of which only a keyed hash is kept."""


def listed() -> dict[str, tuple[set[str], set[str]]]:
    """Record -> fields in clear, fields sealed, as the guide has them."""
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    return {
        name: (set(re.findall(r"`(\w+)`", clear)), set(re.findall(r"`(\w+)`", sealed))) for name, clear, sealed in rows
    }


def test_the_guide_lists_what_lies_in_clear_and_what_is_sealed() -> None:
    expected = {
        name: (set(record.model_fields) - record.SEALED - record.KEYED - HASHED, set(record.SEALED))
        for name, record in RECORDS.items()
    }
    found = listed()
    assert {name: found[name] for name in expected} == expected
