"""The statements that are built from the records' declarations are those that are committed."""

from __future__ import annotations

import cypher
from hub.statements import statements

GENERATED = ("dossier", "chain")
"""Folders of nothing else."""


def test_generated_statements_are_those_that_are_committed() -> None:
    generated = statements()
    assert {name: (cypher.ROOT / f"{name}{cypher.SUFFIX}").read_text("utf-8") for name in generated} == generated


def test_no_other_statement_is_in_a_generated_folder() -> None:
    committed = {f"{path.parent.name}/{path.stem}" for folder in GENERATED for path in (cypher.ROOT / folder).iterdir()}
    assert committed == {name for name in statements() if name.startswith(GENERATED)}
