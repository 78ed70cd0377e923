"""Where a rule holds: the region whose file has it, without the narrower regions whose files have their own.

It is told by the divisions that answer for a subject, month by month, as a local figure is. Rules of the hub's province
or of the whole country hold everywhere, so a subject without a place is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schema.policy.parameters import prefix
from schema.values.months import ALL

PROVINCE = "370000"


@dataclass(frozen=True, slots=True)
class Territory:
    within: str = ""
    """Prefix of its divisions."""
    without: tuple[str, ...] = ()
    """Prefixes of the divisions that are left out."""

    @property
    def everywhere(self) -> bool:
        return not (self.within or self.without)

    def holds(self, division: str) -> bool:
        return division.startswith(self.within) and not division.startswith(self.without)

    def months(self, places: Mapping[str, int]) -> int:
        """The months in which one of the divisions is inside."""
        found, placed = 0, 0
        for division, bits in places.items():
            placed |= bits
            if self.holds(division):
                found |= bits
        return found if self.within else found | ALL & ~placed


EVERYWHERE = Territory()


def territory(region: str, others: Iterable[str]) -> Territory:
    """Of a rule in the file of a region; ``others`` are the regions whose files have a rule of the same id."""
    within = prefix(region)
    narrower = {prefix(other) for other in others} - {within}
    return Territory(
        "" if prefix(PROVINCE).startswith(within) else within,
        tuple(sorted(other for other in narrower if other.startswith(within))),
    )
