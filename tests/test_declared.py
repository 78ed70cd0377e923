"""A record that is only declared is in every room: nothing else has to know it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DECLARED = '''
from collections.abc import Mapping
from typing import ClassVar

from schema import records
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class Lease(Dated):
    """Somebody rents a home."""

    NAME: ClassVar[str] = "lease"
    LIST: ClassVar[str] = "leases"
    TITLE: ClassVar[Message] = Message("租约", "lease")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "rooms": "间数", "kind": "类型", "contract": "合同号"}
    LABEL: ClassVar[str] = "Lease"
    VERB: ClassVar[str] = "RENTS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON, Subject.HOUSEHOLD)
    TOPIC: ClassVar[str | None] = "lease"
    SEALED: ClassVar[frozenset[str]] = frozenset({"contract"})
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"contract"})

    rooms: int
    kind: str
    contract: str | None = None


records.RECORDS["lease"] = Lease
'''
ROOMS = """
import cypher
from connectors.answers import FAMILIES, PLAIN
from hub.chain.events import ORDER, make_chain
from hub.chain.facts import Fact, HouseholdFacts
from hub.chain.model import Provenance
from hub.cli import words
from hub.cli.chart import timeline_of
from hub.dossier import forms
from hub.gql import measure, plan
from hub.gql.events import made_event
from hub.gql.schema import make_schema
from hub.statements import statements
from schema.graph import labels, sealed
from schema.policy.condition import FactAtom

sdl = make_schema().as_str()
shown = sdl.split("type Lease {")[1].split("}")[0]
for field in ("validFrom: Date", "validUntil: Date", "rooms: Int!", "Masked.", "contract: String", "spells: [Spell!]!"):
    assert field in shown, field
assert "type LeaseEvent implements ChainEvent {" in sdl
assert sdl.count("  leases(") == sdl.count("  ): [Lease!]!") == 2
assert "leases" in plan.FACTS and "contract" in plan.SEALED and measure._LENGTHS["leases"] == measure.FACTS
assert PLAIN["lease"] == "lease" and "lease" in FAMILIES
assert (words.RECORDS["lease"].zh, words.FIELDS["rooms"].zh) == ("租约", "间数")
assert forms.DECLARED["lease"].fields == {"valid_from", "valid_until", "rooms", "kind"}
assert {"Lease"} <= set(labels()) and "contract_enc" in sealed()["lease"][1]
assert "RENTS" in statements()["dossier/people"] and "RENTS" in statements()["chain/household"]
assert "RENTS" in cypher.load("write/lease_create_person").text
assert FactAtom.model_validate({"fact": "lease", "where": {"rooms": {"at_least": 2}}}).fact == "lease"
provenance = Provenance("f1", "s.t", "住建", "370102", "r1", 0)
values = {"valid_from": "2026-05-01", "rooms": 2, "kind": "public"}
fact = Fact("lease", provenance, None, None, None, "h1", "household", values)
chain = make_chain(HouseholdFacts("h1", "tenancy", [fact], [], {}))
(event,) = chain.events
assert (event.kind, event.on, event.values) == ("lease", "2026-05-01", {"rooms": 2, "lease_kind": "public"})
assert made_event(event).rooms == 2
assert [track.label for lane in timeline_of(chain).lanes for track in lane.tracks] == ["租约"]
"""


def test_a_record_that_is_only_declared_is_in_every_room() -> None:
    done = subprocess.run([sys.executable, "-c", DECLARED + ROOMS], cwd=Path(__file__).parents[1], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
