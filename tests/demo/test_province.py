from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.demo.province import OtherProvinceError, Province, make_province


def silent(done: int, total: int | None) -> None:
    """Nobody watches."""


def test_is_made_once_and_kept(tmp_path: Path) -> None:
    home, deliveries = tmp_path, tmp_path / "deliveries"
    assert make_province(home, deliveries, Province(1000, 3), silent) is True
    truth = deliveries / "truth.json"
    first = truth.read_bytes()
    truth.touch()
    stamp = truth.stat().st_mtime_ns
    assert make_province(home, deliveries, Province(1000, 3), silent) is False
    assert (truth.read_bytes(), truth.stat().st_mtime_ns) == (first, stamp)


def test_another_province_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    home, deliveries = tmp_path, tmp_path / "deliveries"
    (home / "demo.json").write_text(json.dumps({"people": 1000, "seed": 3}))
    with pytest.raises(OtherProvinceError, match="1,000 people with seed 3"):
        make_province(home, deliveries, Province(1000, 4), silent)
    assert not deliveries.exists()


def test_deliveries_that_no_demo_made_are_left_alone(tmp_path: Path) -> None:
    home, deliveries = tmp_path, tmp_path / "deliveries"
    deliveries.mkdir()
    (deliveries / "real.csv").write_text("a department's own")
    with pytest.raises(OtherProvinceError, match="deliveries that no demo made"):
        make_province(home, deliveries, Province(1000, 3), silent)
    assert [path.name for path in deliveries.iterdir()] == ["real.csv"]


def test_a_province_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    home, deliveries = tmp_path, tmp_path / "deliveries"
    deliveries.mkdir()
    (deliveries / ".unfinished").touch()
    (deliveries / "truth.json").write_text("{")
    assert make_province(home, deliveries, Province(1000, 3), silent) is True
    assert json.loads((deliveries / "truth.json").read_text())["as_of"] == "2026-07-31"
    assert not (deliveries / ".unfinished").exists()
