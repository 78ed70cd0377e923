"""ARCHITECTURE.md is true: every path in it exists, every room is in it, and its layers are those of the contracts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PATH = re.compile(r"`([a-z][\w./*-]*(?:/|\.\w+)[\w./*-]*)`")
"""A name in code with a slash or an ending; in the row of a room it may begin there: ``values/`` of ``schema/``."""
PACKAGES = ("schema", "cypher", "connectors", "hub")


def table(title: str) -> list[list[str]]:
    """The rows of a chapter's table, without its head."""
    chapter = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in chapter.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


ROOMS = {folder.removesuffix("/"): row for row in table("Rooms") for folder in re.findall(r"`([\w/*.]+)`", row[0])}


def folders() -> set[str]:
    rooms = {f"hub/{path.parent.name}" for path in (ROOT / "hub").glob("*/__init__.py")}
    return rooms | {package for package in PACKAGES if package != "hub"} | {"hub/*.py", "tests"}


def test_every_path_of_the_page_exists() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL).split("## Rooms")
    missing = [path for path in PATH.findall(prose[0] + prose[1].split("## Terms")[1]) if not any(ROOT.glob(path))]
    for room, (_, description) in ROOMS.items():
        folder = ROOT / room.removesuffix("/*.py")
        missing += [path for path in PATH.findall(description) if not any([*ROOT.glob(path), *folder.glob(path)])]
    assert missing == []


def test_every_room_is_on_the_page() -> None:
    assert set(ROOMS) == folders()


OTHER = {"neo4j", "schema"}
"""Names in descriptions that are no module of the room."""


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_the_modules_that_a_room_is_described_by_are_in_it(room: str) -> None:
    named = [span for span in re.findall(r"`(\w+)`", ROOMS[room][1]) if span not in OTHER]
    folder = ROOT / room.removesuffix("/*.py")
    assert [name for name in named if not ((folder / f"{name}.py").exists() or (folder / name).is_dir())] == []


def test_the_layers_of_the_page_are_those_of_the_import_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each.get("containers") == ["hub"])
    assert PAGE.split("## Rooms")[1].split("```")[1].strip().splitlines() == layers


@pytest.mark.parametrize("row", table("Where to add"), ids=lambda row: row[0])
def test_where_to_add_names_a_place_and_what_checks_it(row: list[str]) -> None:
    thing, places, checks = row
    assert any(any(ROOT.glob(path)) for path in PATH.findall(places)), f"{thing}: no place"
    assert re.search(r"`|EXPLAIN|test", checks), f"{thing}: nothing checks it"


BY_HAND = {
    "hub/detect/dossier.py": "dossiers keep facts that rules read one by one in classes of their own",
    "hub/dossier/forms.py": "those classes and the months of benefits and deaths",
    "schema/gql/facts.py": "types whose fields have descriptions of their own",
    "schema/gql/person.py": "lists in the API's order",
}
"""Rooms that name some records by hand; a record need not be in them."""
MARKS = re.compile(r"\b(insurance_cover|InsuranceCover|CoverFact|CoverEvent)\b")
"""A record by its names: where they are, a record may have to be named."""
RULES, PROVINCE = "hub/detect/atoms/", "hub/population/"
"""What a rule asks of a record is a matter of the rule; the province is written without the records."""


def test_a_new_record_is_named_in_the_places_of_its_row_and_nowhere_else() -> None:
    row = next(row for row in table("Where to add") if row[0] == "a record")
    places = {path for path in PATH.findall(row[1]) if path.endswith(".py") and not path.startswith("tests/")}
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    named = {path.relative_to(ROOT).as_posix() for path in modules if MARKS.search(path.read_text("utf-8"))}
    own = {"schema/insurance_cover.py", *BY_HAND}
    assert {path for path in named if not path.startswith((RULES, PROVINCE))} - own == places
