"""The kinds are a closed list: each has its own card, and a card of another kind is nobody's."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

import connectors.kinds
from connectors.card import Connection, Model, SourceCard, StreamCard
from connectors.check import check
from connectors.consistency import first_problem
from connectors.kinds.files import FilesConnector
from connectors.kinds.kind import SourceKind
from connectors.kinds.kinds import KINDS, kind_of
from connectors.kinds.sql import SqlConnector
from connectors.registry import connector, load_card
from schema.errors import CardError
from tests.support.sources import SOURCES, Reader

CONNECTORS = {"files": FilesConnector, "sql": SqlConnector}
ENVIRONMENT = {"AIDCHAIN_DELIVERIES": "/nowhere"}

of_each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def subclasses(model: type[Model]) -> Iterator[type[Model]]:
    for below in model.__subclasses__():
        yield below
        yield from subclasses(below)


def test_every_model_of_a_kind_in_this_folder_belongs_to_a_listed_kind() -> None:
    for module in pkgutil.walk_packages(connectors.kinds.__path__, "connectors.kinds."):
        import_module(module.name)
    for base, field in ((SourceCard, None), (Connection, "connection"), (StreamCard, "streams")):
        used = {kind.card if field is None else _of(kind.card, field) for kind in KINDS}
        assert {model.__name__ for model in subclasses(base)} == {model.__name__ for model in used}


@of_each_kind
def test_a_kind_has_a_name_a_connection_and_streams_of_its_own(kind: SourceKind) -> None:
    assert kind.card.model_fields["kind"].annotation is not None
    assert get_args(kind.card.model_fields["kind"].annotation) == (kind.name,)
    assert _of(kind.card, "connection") not in (Connection, SourceCard)
    assert _of(kind.card, "streams") is not StreamCard


def _of(card: type[SourceCard], field: str) -> type[Model]:
    annotation = card.model_fields[field].annotation
    found = next(iter(get_args(annotation)), annotation)
    assert isinstance(found, type)
    assert issubclass(found, Model)
    return found


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


def example(kind: SourceKind, folder: Path) -> Path:
    """A card of the kind, as the contract of the kinds has it."""
    source = next(source for source in SOURCES if source.kind == kind.name)
    return Path(Reader(source(folder), folder).card.origin)


@of_each_kind
def test_a_card_of_one_kind_is_read_by_no_other(kind: SourceKind, tmp_path: Path) -> None:
    card = load_card(example(kind, tmp_path))
    assert kind_of(card) is kind
    for other in KINDS:
        if other is not kind:
            with pytest.raises(TypeError, match=f"{type(card).__name__} is no {other.card.__name__}"):
                other.connector(card, ENVIRONMENT)
            with pytest.raises(TypeError):
                list(other.connector(load_card(example(other, tmp_path)), ENVIRONMENT).deliveries(card.streams[0]))


@of_each_kind
def test_a_wrong_field_of_a_kind_is_told_by_line_name_and_kind(kind: SourceKind, tmp_path: Path) -> None:
    path = example(kind, tmp_path)
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    connection = next(line for line in lines if line.startswith("connection:"))
    address = next(name for name, field in _of(kind.card, "connection").model_fields.items() if field.is_required())
    lacking = (f"{address} is missing", f"the field {address} of a card of kind {kind.name}")
    unknown = f"a field that cards of kind {kind.name} have"
    at = lines.index(connection) + 1
    for right, wrong, line, told in (
        (connection, "connection: {}", at, lacking),
        (connection, connection[:-1] + ", port: 1}", at, ("unknown field port", unknown)),
        (
            "    shape:",
            "    topic: x\n    shape:",
            lines.index("    shape: roster") + 1,
            ("unknown field topic", unknown),
        ),
    ):
        path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        with pytest.raises(CardError) as refused:
            load_card(path)
        assert (refused.value.line, (refused.value.problem, refused.value.expected)) == (line, told)


@pytest.mark.parametrize(
    ("source", "more"),
    [
        ("yibao_cover", "file: a.csv"),
        ("yibao_cover", "months_in_columns: {columns: {金额: '{m}月'}}"),
        ("minzheng_dibao", "query: SELECT 1"),
    ],
)
def test_a_field_of_another_kind_is_unknown(
    cards: dict[str, SourceCard], tmp_path: Path, source: str, more: str
) -> None:
    path = tmp_path / "card.yml"
    text = Path(cards[source].origin).read_text(encoding="utf-8")
    path.write_text(text.replace("    shape:", f"    {more}\n    shape:", 1), encoding="utf-8")
    with pytest.raises(CardError) as refused:
        load_card(path)
    assert refused.value.problem == f"unknown field {more.partition(':')[0]}"
