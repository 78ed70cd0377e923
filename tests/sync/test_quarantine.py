"""What is kept of a rejected row: all of it, or where it is too large for the store the beginning of every cell."""

from __future__ import annotations

import orjson

from hub.sync.quarantine import LARGEST, bounded


def test_keeps_the_beginning_of_long_cells_and_short_ones_whole() -> None:
    kept = bounded({"姓名": "李明", "备注": "长" * 5_000_000, "电话": None})
    assert kept == {"姓名": "李明", "备注": "长" * 1000 + "…", "电话": None}


def test_keeps_as_many_cells_as_fit() -> None:
    kept = bounded({f"column {index}": "长" * 1000 for index in range(100_000)})
    assert LARGEST * 0.9 < len(orjson.dumps(kept)) <= LARGEST
    assert next(iter(kept)) == "column 0"
