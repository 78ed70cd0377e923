"""The kinds are a closed list: each has all of the protocol, and a card of another kind is nobody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.card import Kind, SourceCard
from connectors.check import check
from connectors.consistency import first_problem
from connectors.kinds.files import FilesConnector
from connectors.kinds.kind import SourceKind
from connectors.kinds.kinds import KINDS, kind_of
from connectors.kinds.sql import SqlConnector
from connectors.registry import connector

CONNECTORS = {Kind.FILES: FilesConnector, Kind.SQL: SqlConnector}
ENVIRONMENT = {"AIDCHAIN_DELIVERIES": "/nowhere"}


def test_each_name_that_a_card_may_give_is_one_kind() -> None:
    assert [kind.kind for kind in KINDS] == list(Kind)


def test_each_shipped_card_gets_the_connector_of_its_own_kind(cards: dict[str, SourceCard]) -> None:
    made = {card.kind: type(connector(card, ENVIRONMENT)) for card in cards.values()}
    assert made == CONNECTORS


@pytest.mark.parametrize("source", ["minzheng_dibao", "yibao_cover"])
def test_a_kind_that_is_not_listed_is_refused_wherever_a_card_is_used(
    cards: dict[str, SourceCard], source: str, tmp_path: Path
) -> None:
    third = cards[source].model_copy(update={"kind": "queue"})
    sample = tmp_path / "名单.csv"
    sample.write_text("姓名\n", encoding="utf-8")
    for use in (
        lambda: kind_of(third),
        lambda: connector(third, ENVIRONMENT),
        lambda: first_problem(third),
        lambda: check(third, sample, third.streams[0].name),
    ):
        with pytest.raises(KeyError, match="queue"):
            use()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_card_without_its_kinds_address_is_told_so(cards: dict[str, SourceCard], kind: SourceKind) -> None:
    card = next(card for card in cards.values() if card.kind is kind.kind)
    found = first_problem(
        card.model_copy(update={"connection": card.connection.model_copy(update={kind.address: None})})
    )
    assert found is not None
    assert (found.where, str(found.problem)) == (
        ("connection",),
        f"a source of kind {kind.kind} has no {kind.address}",
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_stream_of_one_kind_is_no_stream_of_another(cards: dict[str, SourceCard], kind: SourceKind) -> None:
    own = next(card for card in cards.values() if card.kind is kind.kind).streams[0]
    accepted = [other.kind for other in KINDS if not list(other.problems(own, ("streams", 0)))]
    assert accepted == [kind.kind]
