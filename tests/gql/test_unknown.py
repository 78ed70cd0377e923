"""What an unknown finding waits for: of another division's answer only reason, topic, stream and months show."""

from __future__ import annotations

from typing import Any

import orjson

from hub.auth import Role, Viewer
from hub.chain.columns import FINDING
from hub.chain.read import finding_row
from hub.gql.finding import FindingMaker
from schema.gql import finding as gql
from schema.gql.enums import FindingState

VALUES = {
    "id": "n1",
    "rule": "D13",
    "version": 1,
    "type": "duplicate",
    "effect": "stop",
    "severity": "medium",
    "subject_type": "person",
    "subject": "p1",
    "months": ["2026-07"],
    "basis": "依据",
    "sentence_zh": "一句话",
    "sentence_en": "One sentence.",
    "state": "unknown",
    "first_seen": 1_780_000_000_000,
    "last_seen": 1_780_000_000_000,
    "as_of": "2026-07-31",
    "divisions": ["370102", "370112"],
    "identity_in_doubt": True,
    "missing": orjson.dumps(
        [
            {"reason": "uncovered", "topic": "benefit", "stream": "a.b", "division": place, "months": ["2026-07"]}
            for place in ("370102", "370112")
        ]
    ).decode(),
}


def made(**values: Any) -> gql.Finding:
    viewer = Viewer("tester", Role.SUPERVISOR, ("370102",), "test")
    known = VALUES | values
    return FindingMaker(viewer, {}).make(finding_row([*(known.get(name) for name in FINDING), False, []], ("370102",)))


def test_what_is_missing_is_named_and_another_divisions_place_is_not() -> None:
    found = made()
    assert (found.state, found.identity_in_doubt) == (FindingState.UNKNOWN, True)
    assert [(one.reason, one.stream, one.division, one.foreign, list(one.months)) for one in found.missing] == [
        ("uncovered", "a.b", "370102", False, ["2026-07"]),
        ("uncovered", "a.b", None, True, ["2026-07"]),
    ]


def test_a_finding_of_an_earlier_version_has_neither() -> None:
    found = made(state="open", identity_in_doubt=None, missing=None)
    assert (found.identity_in_doubt, found.missing) == (False, [])
