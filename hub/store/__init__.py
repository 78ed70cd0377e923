"""The one room that talks to the graph engine; everybody else names a statement and hands over parameters."""

from __future__ import annotations

from hub.store.opening import open_store
from hub.store.store import Marker, Rows, Store, Transaction, repeatable

__all__ = ["Marker", "Rows", "Store", "Transaction", "open_store", "repeatable"]
