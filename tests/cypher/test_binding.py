"""Templates are bound to every record, label and index of ``schema``, and to nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

import cypher
from cypher.binding import KIND, SLOT, bound
from schema.graph import PLAIN, labels, sealed
from schema.records import RECORDS

TEMPLATES = sorted(
    path.relative_to(cypher.ROOT).with_suffix("").as_posix()
    for path in cypher.ROOT.rglob("*.cypher")
    if KIND.search(path.relative_to(cypher.ROOT).as_posix().removesuffix(".cypher"))
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_leaves_no_slot_open(name: str) -> None:
    texts = bound(name, (cypher.ROOT / f"{name}.cypher").read_text(encoding="utf-8"))
    assert texts
    assert {own: SLOT.findall(text) for own, text in texts.items() if SLOT.search(text)} == {}
    assert set(texts) <= set(cypher.names())


@pytest.mark.parametrize("template", [name for name in TEMPLATES if KIND.findall(name) == ["RECORD"]])
def test_a_template_of_records_serves_every_record(template: str) -> None:
    assert {name for name in cypher.names() if cypher.load(name).file == f"{template}.cypher"} == {
        template.replace("RECORD", record) for record in RECORDS
    }


def test_facts_are_created_for_every_subject_that_a_record_may_have() -> None:
    wanted = {f"write/{name}_create_{s.value}" for name, record in RECORDS.items() for s in record.SUBJECTS}
    assert {name for name in cypher.names("write") if "_create_" in name} == wanted


def test_plain_nodes_sealed_values_and_labels_are_all_served() -> None:
    assert {f"restore/nodes_{label.lower()}" for label in PLAIN} <= set(cypher.names("restore"))
    assert {f"sealed/{name}" for name in sealed()} <= set(cypher.names("sealed"))
    assert len([name for name in cypher.names("constraints") if name.endswith("_id")]) == len(labels())


def test_an_unknown_slot_or_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        bound("write/RECORD_odd", "MATCH (f:{LABLE})\n")
    with pytest.raises(KeyError):
        bound("write/TABLE_odd", "MATCH (f)\n")


def test_an_empty_slot_takes_its_line_with_it() -> None:
    assert "MATCH (o" not in cypher.load("write/benefit_create_person").text
    assert cypher.load("write/membership_create_person").text.splitlines()[4] == "MATCH (o:Household {id: row.object})"


def show(*wanted: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "cypher.show", *wanted], capture_output=True, text=True, check=False)


def test_a_bound_statement_can_be_printed() -> None:
    shown = show("write/benefit_update")
    head, _, text = shown.stdout.partition("\n")
    assert head == "// write/benefit_update from cypher/write/RECORD_update.cypher"
    assert text == cypher.load("write/benefit_update").text


def test_all_names_are_listed_with_their_files_and_an_unknown_one_is_refused() -> None:
    assert [line.split("\t")[0] for line in show().stdout.splitlines()] == cypher.names()
    refused = show("write/nothing")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "python -m cypher.show" in refused.stderr
