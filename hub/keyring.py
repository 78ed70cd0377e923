"""The keys of a home held against its store: a store is only ever used with the key that made its ids.

With another key every person would be split in two; so a filled store without its key is refused, and an empty one
gets keys.
"""

from __future__ import annotations

from hub.ids import Ids
from hub.keys import Keys, find_keys, make_keys
from hub.settings import Settings
from hub.store import Store
from schema.errors import CallerError, MissingKeyError


class OtherKeyError(CallerError):
    """The store's ids were made with another id key."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"the store at {address} was filled with another id key; nothing was touched. "
            "Use the keys.json it was made with"
        )


async def proven_keys(store: Store, settings: Settings) -> Keys:
    """The keys that made this store's ids; made now where nothing was filled yet.

    Raises ``MissingKeyError`` and ``OtherKeyError``; the store is only read.
    """
    keys = find_keys(settings)
    rows = await store.read("backup/key_check")
    if keys is None:
        if rows:
            raise MissingKeyError(str(settings.home))
        return make_keys(settings)
    if rows and rows[0]["props"]["check"] != Ids(keys).check():
        raise OtherKeyError(store.address)
    return keys
