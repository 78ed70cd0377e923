"""Less frequent garbage collection during bulk work (saves about 25 % of its time).

Objects that exist at the start are excluded from every collection. Nearly everything is freed by reference counts; the
driver's cycles (a result and the rows sent for it) are collected while young.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 200_000
"""Net allocations between collections of the youngest generation; the default of 700 finds nothing more."""


@contextmanager
def rare_gc() -> Iterator[None]:
    """Collect at a pace that fits hundreds of thousands of objects."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
