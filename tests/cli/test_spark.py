"""``scan --engine spark`` on a home that the demo has filled: what it tells and stores is what the local scan does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.spark import MASTER, environment, unavailable


@pytest.mark.long
def test_spark_tells_and_stores_what_the_local_scan_does(
    filled: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = unavailable()
    if reason is not None:
        pytest.skip(f"Spark cannot be started: {reason}")
    for name, value in environment(tmp_path / "spark").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"--master {MASTER} pyspark-shell")
    (local,) = filled.aidchain("scan", "--json").lines
    before = filled.aidchain("findings", "--json").lines
    (spark,) = filled.aidchain("scan", "--engine", "spark", "--json").lines
    written = spark["written"]
    assert (written["new"], written["changed"], written["cleared"], written["lapsed"]) == (0, 0, 0, 0)
    for report in (local, spark):
        del report["seconds"], report["written"]
    assert spark == local
    assert filled.aidchain("findings", "--json").lines == before
    assert len(before) == local["findings"] > 0


def test_processes_of_this_machine_do_not_go_with_spark(aidchain: Any) -> None:
    refused = aidchain("scan", "--engine", "spark", "--workers", "2")
    assert (refused.status, "--workers" in refused.err) == (2, True)
