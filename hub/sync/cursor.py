"""Which deliveries of a stream are to be read: those whose content, card or references differ from the applied ones.

Deliveries that answer for the same part of a scope are read together, or one would replace the other's rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from connectors.base import Connector, Delivery
from connectors.card import Shape, SourceCard, StreamCard
from hub.sync.copies import Copies
from hub.sync.digest import digest_of, version_digest
from hub.sync.rows import delivered_id
from hub.sync.run import Run
from schema.errors import DeliveryError
from schema.records import RECORDS

DAY = 24 * 60 * 60 * 1000
"""In milliseconds."""

Known = Mapping[str, Any]
"""A row of ``sync/delivered``."""


def decided(digest: str, edition: str) -> str:
    """The stored form of a decision about some content; under another edition of the card it is open again."""
    return f"{digest}|{edition}"


class Cursor:
    """Known deliveries of a source at the start of a run; ``known`` are rows of ``sync/delivered``."""

    def __init__(self, run: Run, known: Iterable[Known], compare_days: float) -> None:
        self._run = run
        self._compare_days = compare_days
        self._known = {row["id"]: row for row in known}
        self.copies = Copies((), ())
        """For the stream queried last."""

    def dismissed(self, delivery: Delivery) -> str:
        """The dismissed content of a delivery, in the form of ``decided``."""
        known = self._known.get(delivered_id(delivery))
        return "" if known is None else known["dismissed"] or ""

    def former(self, stream: StreamCard, edition: str) -> list[str]:
        """Record types that the stream does not map any more and may have stored."""
        types: set[str] = set()
        for row in self._known.values():
            if row["stream"] == stream.full_name and row["run"]:
                if row["records"] is not None:
                    types |= set(row["records"])
                elif row["card"] != edition:
                    types |= RECORDS.keys()
        return sorted(types - stream.map.keys())

    def usual_rows(self, stream: StreamCard) -> dict[str, float]:
        """Division -> mean number of rows of its applied deliveries, of those that answer for it alone."""
        rows: dict[str, list[int]] = {}
        for known in self._known.values():
            if known["stream"] == stream.full_name and known["run"] and known["rows"] is not None:
                divisions = {answer.partition("|")[0] for answer in known["answers"] or ()}
                if len(divisions) == 1:
                    rows.setdefault(divisions.pop(), []).append(known["rows"])
        return {division: sum(found) / len(found) for division, found in rows.items()}

    def settle(self, edition: str) -> None:
        """Tell the run which contents a person has released, as long as the card is the same."""
        for id, row in self._known.items():
            if row["released"] and row["card"] == edition:
                self._run.settled[id] = row["released"]

    def waiting(self, connector: Connector, stream: StreamCard, edition: str) -> list[Delivery]:
        """The deliveries to read, in the connector's order; the others are counted as skipped."""
        run = self._run
        found = list(connector.deliveries(stream))
        wanted: set[str] = set()
        set_aside: set[str] = set()
        for delivery in found:
            id = delivered_id(delivery)
            if run.only is not None and id not in run.only:
                if self._joins(delivery, stream):
                    wanted.add(id)
            elif self._settled(connector, delivery, edition):
                set_aside.add(id)
            elif run.only is not None or not self._applied(delivery, stream, edition):
                wanted.add(id)
        if stream.shape is not Shape.REGISTER:
            others = [one for one in found if delivered_id(one) not in set_aside]
            _join(wanted, others if run.only is None else [one for one in others if delivered_id(one) in self._known])
        if run.only is None:
            run.result.skipped += len(found) - len(wanted)
        counted = (one for one in found if delivered_id(one) not in set_aside)
        self.copies = Copies(counted, [row for row in self._known.values() if row["stream"] == stream.full_name])
        return [delivery for delivery in found if delivered_id(delivery) in wanted]

    def all_applied(self, connector: Connector, stream: StreamCard, edition: str) -> int | None:
        """The number of the stream's deliveries; None where any waits. New ones are found first, undigested."""
        found = list(connector.deliveries(stream))
        if any(delivered_id(delivery) not in self._known for delivery in found):
            return None
        for delivery in found:
            if not (self._applied(delivery, stream, edition) or self._settled(connector, delivery, edition)):
                return None
        return len(found)

    def _applied(self, delivery: Delivery, stream: StreamCard, edition: str) -> bool:
        known = self._known.get(delivered_id(delivery))
        return (
            known is not None
            and known["card"] == edition
            and not known["pending"]
            and not self._moved(delivery, stream)
            and self._unchanged(delivery, known)
        )

    def _unchanged(self, delivery: Delivery, known: Known) -> bool:
        """Whether a delivery has the applied content: by its token, else by the version its source gives.

        A source's version is trusted for the home's number of days; then the rows are compared again.
        """
        if delivery.token is not None:
            return bool(known["token"] == delivery.token)
        if delivery.version is None or not known["version"]:
            return False
        if self._run.learned_at - known["read_at"] >= self._compare_days * DAY:
            return False
        return bool(known["version"] == version_digest(delivery, delivery.version.ask(), self._run.ids))

    def _joins(self, delivery: Delivery, stream: StreamCard) -> bool:
        """Whether a delivery that was not requested waited for households of this run."""
        known = self._known.get(delivered_id(delivery))
        if known is None or not known["run"]:
            return False
        if self._moved(delivery, stream):
            return True
        answered = self._run.heads.answered
        return bool(known["pending"]) and any(
            f"{via}|{scope.division}" in answered for via in _refers_to(stream) for scope in delivery.scopes
        )

    def _moved(self, delivery: Delivery, stream: StreamCard) -> bool:
        heads = self._run.heads
        return any(
            heads.has_moved(via, scope.division, scope.months)
            for via in _refers_to(stream)
            for scope in delivery.scopes
        )

    def _settled(self, connector: Connector, delivery: Delivery, edition: str) -> bool:
        """Whether a person dismissed or withdrew just this content."""
        known = self._known.get(delivered_id(delivery))
        if known is None or not (known["dismissed"] or known["withdrawn"]):
            return False
        digest = delivery.token
        if digest is None:
            try:
                digest, _ = digest_of(connector, delivery, self._run.ids)
            except DeliveryError:
                return False
        return decided(digest, edition) in (known["dismissed"], known["withdrawn"])


def joined_by(cards: Iterable[SourceCard]) -> dict[str, set[str]]:
    """Stream -> the streams whose people are joined by its households."""
    found: dict[str, set[str]] = {}
    for card in cards:
        for stream in card.streams:
            for via in _refers_to(stream):
                found.setdefault(via, set()).add(stream.full_name)
    return found


def registers(cards: Iterable[SourceCard]) -> set[str]:
    """The full names of the streams that are registers."""
    return {stream.full_name for card in cards for stream in card.streams if stream.shape is Shape.REGISTER}


def _refers_to(stream: StreamCard) -> list[str]:
    """Full names of the streams by whose households the stream's people are joined."""
    source = stream.full_name.partition(".")[0]
    return [
        subject.via if "." in subject.via else f"{source}.{subject.via}"
        for subject in stream.subjects.values()
        if subject.via is not None
    ]


def _join(wanted: set[str], deliveries: Iterable[Delivery]) -> None:
    """Add to ``wanted`` every delivery that shares a part of a scope with a wanted one."""
    declared = {
        delivered_id(delivery): {
            (scope.division, month, scope.batch) for scope in delivery.scopes for month in scope.months
        }
        for delivery in deliveries
    }
    reached = {part for id in wanted for part in declared.get(id, ())}
    left = declared.keys() - wanted
    while joining := {id for id in left if not reached.isdisjoint(declared[id])}:
        wanted |= joining
        left -= joining
        for id in joining:
            reached |= declared[id]
