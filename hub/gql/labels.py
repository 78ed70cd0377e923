"""Codes with their labels, from the catalogue and the code tables."""

from __future__ import annotations

from functools import lru_cache

from schema.catalogue.catalogue import catalogue
from schema.catalogue.code_table import code_table
from schema.gql.paging import Label


@lru_cache(maxsize=1024)
def item(code: str) -> Label:
    found = catalogue().items.get(code)
    return Label(code=code, zh=found.zh, en=found.en) if found else Label(code=code, zh=code, en=code)


@lru_cache(maxsize=256)
def category(code: str) -> Label:
    found = catalogue().categories.get(code)
    return Label(code=code, zh=found.zh, en=found.en) if found else Label(code=code, zh=code, en=code)


@lru_cache(maxsize=512)
def coded(table: str, code: str) -> Label:
    """The label of a code; a code that is not in the table is its own label."""
    found = code_table(table).codes.get(code)
    return Label(code=code, zh=found.zh, en=found.en) if found else Label(code=code, zh=code, en=code)


def relation(code: str | None) -> Label | None:
    return coded("relation", code) if code else None
