"""Our packages are imported from our tree, and nothing installed beside them takes their names."""

from __future__ import annotations

import importlib.metadata
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("package", ["hub", "connectors", "schema", "cypher"])
def test_is_imported_from_our_tree(package: str) -> None:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin) == ROOT / package / "__init__.py"


@pytest.mark.parametrize("package", ["hub", "connectors", "schema", "cypher"])
def test_no_other_distribution_brings_the_name(package: str) -> None:
    found = importlib.metadata.packages_distributions().get(package, [])
    assert set(found) <= {"aidchain"}
