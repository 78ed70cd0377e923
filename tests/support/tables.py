"""Rows of a department's database, and what writes them: the types of fixtures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Rows = Mapping[str, Sequence[tuple[object, ...]]]
"""Table -> its rows."""

Fill = Callable[[str, Rows], None]
"""``fill(url, rows)``."""

TABLE_CARD = """
source: t_table
department: 公安
title: {zh: 表, en: Table}
kind: sql
connection: {url: "sqlite:///${AIDCHAIN_DELIVERIES}/table.db"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    scope: {division: {column: qh}, month: {column: yf}, query: "SELECT qh, yf FROM log"}
    query: "SELECT xm, sfzh, je, qh, yf FROM t WHERE qh = :division AND yf = :month"
    key: [sfzh]
    subjects: {person: {national_id: sfzh}}
    map:
      person: {name: xm}
      benefit: {item: {const: elder_age}, amount: je}
"""
"""A card of a database whose log says which divisions and months it has; a test adds what it expects."""
