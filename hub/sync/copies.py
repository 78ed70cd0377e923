"""Deliveries with the content of another county's: one of the two names is wrong, so they are held for review.

Equal content for another month, or another batch, of one county is normal: many lists do not change from month to
month. A county is compared with those of this pull and with applied deliveries of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from connectors.base import Delivery
from hub.sync.rows import delivered_id
from schema.message import Message


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place with the counties that its content is declared for."""

    place: str
    divisions: frozenset[str]
    applied: bool


class Copies:
    """The contents of one stream's deliveries, with their declared counties."""

    def __init__(self, deliveries: Iterable[Delivery], known: Iterable[Mapping[str, Any]]) -> None:
        """``deliveries`` of the pull; ``known``: rows of ``sync/delivered`` of the stream."""
        applied = {row["id"]: row for row in known if row["run"] and not row["withdrawn"]}
        self._claims: dict[str, list[_Claim]] = {}
        listed: set[str] = set()
        for delivery in deliveries:
            id = delivered_id(delivery)
            listed.add(id)
            if delivery.token is not None:
                was = id in applied and applied[id]["token"] == delivery.token
                divisions = frozenset(scope.division for scope in delivery.scopes)
                self._claim(delivery.token, _Claim(delivery.place, divisions, was))
        for id, row in applied.items():
            if id not in listed and row["token"]:
                divisions = frozenset(answer.partition("|")[0] for answer in row["answers"] or ())
                self._claim(row["token"], _Claim(row["place"], divisions, True))

    def _claim(self, token: str, claim: _Claim) -> None:
        self._claims.setdefault(token, []).append(claim)

    def reason(self, delivery: Delivery) -> Message | None:
        """Why a delivery is held, naming the other; None where no other county's has its content.

        Applied deliveries take precedence; of two new ones, both are held.
        """
        claims = self._claims.get(delivery.token or "", ())
        own = next((claim for claim in claims if claim.place == delivery.place), None)
        if own is None or own.applied or not own.divisions:
            return None
        others = [claim for claim in claims if claim.divisions and not claim.divisions & own.divisions]
        if not others:
            return None
        other = min(others, key=lambda claim: (not claim.applied, claim.place)).place
        return Message(
            f"内容与另一区划的 {other} 完全相同；请核对哪一个文件放错了，再放行或退回",
            f"it has the content of {other}, another division's: find out which of the two is in the wrong place",
        )
