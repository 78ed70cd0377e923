"""What a person decides about a finding: a node of its own (``(:Finding)-[:DECIDED]->(:Decision)``), appended only.

The latest decision gives the state that is shown. It settles what the person saw: months, and evidence as atoms (a
month's part of the amount, a month of a cited fact or of an absence). A later scan leaves the finding concluded while
it names nothing else (it may name less); anything new opens it again, with its decisions as history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from secrets import token_hex
from typing import Any

import orjson

from hub.findings.kept_totals import LIVE, KeptTotals
from hub.store import Store
from schema.errors import CallerError
from schema.message import Message

Values = Mapping[str, Any]
"""Properties of a finding."""
Seal = Callable[[str, str, str, str], str]
"""``Sealer.seal``: a reason is free text and may name people."""
DECIDABLE = LIVE | {"concluded"}
"""States of findings that may be decided about."""


class Outcome(StrEnum):
    CONFIRMED = "confirmed"
    """It is as the finding says, and was dealt with."""
    UNFOUNDED = "unfounded"
    """It is not, or it is lawful."""
    REOPENED = "reopened"
    """What was decided before no longer holds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """``evidence`` is None where it was decided before evidence was kept: then months alone count."""

    finding: str
    outcome: str
    months: frozenset[str]
    evidence: frozenset[str] | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Decision:
        evidence = None if row["evidence"] is None else frozenset(row["evidence"])
        return cls(row["finding"], row["outcome"], frozenset(row["months"] or ()), evidence)

    def settles(self, finding: Values) -> bool:
        """Whether the finding names nothing that the decision has not seen."""
        if self.outcome == Outcome.REOPENED or not self.months.issuperset(finding["months"]):
            return False
        return self.evidence is None or self.evidence >= atoms(finding)


def atoms(finding: Values) -> frozenset[str]:
    """What a finding rests on and puts at stake, month by month, each as a short hash; not who said so when."""
    found = [("part", *part) for part in orjson.loads(finding["parts"] or "[]")] or [("amount", finding["amount"])]
    for cite in orjson.loads(finding["cites"] or "[]"):
        found += [("cite", cite["fact"], month) for month in cite["months"] or [""]]
    for absence in orjson.loads(finding["absences"] or "[]"):
        found += [("absence", absence["stream"], absence["division"], month) for month in absence["months"]]
    return frozenset(sha256(orjson.dumps(atom)).hexdigest()[:12] for atom in found)


async def latest_decisions(store: Store, findings: list[str] | None = None) -> dict[str, Decision]:
    """Finding -> the latest decision about it; of all findings, or of some."""
    if findings is None:
        rows = await store.gather("findings/decisions")
    else:
        rows = await store.read_many("findings/decisions_of", findings)
    return {row["finding"]: Decision.of(row) for row in sorted(rows, key=lambda row: (row["at"], row["id"]))}


async def decide(store: Store, seal: Seal, finding: str, outcome: Outcome, *, by: str, reason: str, at: int) -> str:
    """Append a decision, and show its state in the same commit; the decision's id. The caller is the only writer.

    ``by`` names the person, ``at`` is epoch milliseconds. Raises ``CallerError`` where there is no such finding, or it
    is not true now.
    """
    rows = await store.read("findings/whole", id=finding)
    values: Values = rows[0]["finding"] if rows else {}
    if values.get("state") not in DECIDABLE:
        raise CallerError(
            Message(f"没有可以办结的线索 {finding}", f"there is no finding {finding} that can be decided about now")
        )
    # one later than any other, whatever the clock says
    at = max([at, *(row["at"] + 1 for row in await store.read("findings/decisions_of", ids=[finding]))])
    id, state = f"c{token_hex(16)[:31]}", "open" if outcome is Outcome.REOPENED else "concluded"
    totals = KeptTotals(store)
    await totals.load()
    await totals.change({}, {finding: state}, [values["subject"]])
    props = {
        "id": id,
        "finding": finding,
        "at": at,
        "by": by,
        "outcome": outcome.value,
        "reason_enc": seal(reason, "decision", "reason", id),
        "months": values["months"],
        "evidence": sorted(atoms(values)),
    }

    async def arrived(store: Store) -> bool:
        return any(row["id"] == id for row in await store.read("findings/decisions_of", ids=[finding]))

    await store.write_all(
        [
            ("findings_write/decision", {"rows": [props]}),
            ("findings_write/state", {"rows": [{"id": finding, "values": {"state": state}}]}),
            *([("findings_write/totals", {"rows": changed})] if (changed := totals.take_rows()) else []),
        ],
        arrived,
    )
    return id
