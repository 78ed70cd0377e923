"""The garbage collector during long work that builds and drops many objects: at its usual pace it costs a quarter.

What exists when the work begins is left out of every collection. Nearly everything is freed by reference counts; what
the driver leaves behind (a result and the rows that were sent for it hold each other) is found young.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 200_000
"""Objects more than were freed, after which the youngest are looked through; the usual 700 would find nothing else."""


@contextmanager
def rare_gc() -> Iterator[None]:
    """Collections at a pace that fits work on hundreds of thousands of objects."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
