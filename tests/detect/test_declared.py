"""A record without a class of its own in a dossier is asked by the atom ``fact``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from pydantic import TypeAdapter

from hub.detect.conditions import Compiler
from hub.detect.dossier import DeclaredFact
from hub.detect.frame import EvaluationFrame
from hub.detect.link import Linked
from schema.dated import Dated
from schema.message import Message
from schema.policy.condition import Condition
from schema.record import Subject
from schema.records import RECORDS

ADAPTER: TypeAdapter[Any] = TypeAdapter(Condition)


class Lease(Dated):
    """A record without a class of its own in a dossier."""

    NAME: ClassVar[str] = "lease"
    LIST: ClassVar[str] = "leases"
    TITLE: ClassVar[Message] = Message("租约", "lease")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "rooms": "间数"}
    LABEL: ClassVar[str] = "Lease"
    VERB: ClassVar[str] = "RENTS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "lease"

    rooms: int


def fact(record: str, field: str, *values: object) -> dict[str, Any]:
    return {"fact": record, "where": {field: list(values)}}


def ask(case: Any, policy: Any, condition: Any) -> tuple[list[str], list[str], list[str]]:
    """Months of yes, months of no, and the types of its evidence, of the person P."""
    frame = EvaluationFrame(case.window, case.coverage(), policy.parameters)
    linked = Linked(case.dossier(None, case.people), frame)
    person, node = linked.people["P"], Compiler(policy.named).node(ADAPTER.validate_python(condition))
    known, types = node.known(person), [one.type for one in node.facts(person, case.bits("2026-05/2026-07"))]
    return case.window.texts(known.yes), case.window.texts(known.no), types


def test_a_record_without_a_class_is_asked_by_its_fields(
    make_case: Any, policy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RECORDS, "lease", Lease)
    case = make_case()
    bits = case.bits("2026-06/2026-07")
    lease = DeclaredFact("l1", "zhujian.leases", "370102", "r1", 0, bits, bits, {"rooms": 2})
    case.person("P").declared = {"lease": [lease]}
    assert ask(case, policy, fact("lease", "rooms", 1, 2)) == (["2026-06", "2026-07"], [], ["lease"])
    assert ask(case, policy, fact("lease", "rooms", 3))[0] == []
    assert ask(case, policy, {"fact": "lease"})[0] == ["2026-06", "2026-07"]
