"""Executors of a Spark cluster find what one process finds, also when one is killed amid the work."""

from __future__ import annotations

import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.scan import spark
from hub.scan.sweep import Work
from hub.scan.workers import PART
from hub.settings import Settings
from tests.support.spark import MASTER, environment, executors, unavailable

AS_OF = date(2026, 7, 31)
FAMILIES = 200


def test_waves_hold_every_home_and_person_once_in_order() -> None:
    homes, people = [f"h{n}" for n in range(100)], [f"p{n}" for n in range(28)]
    waves = list(spark.waves_of(Work(homes, people), cores=lambda: 2))
    assert [len(wave) for wave in waves] == [4, 4, 4, 4, 1]
    assert [id for wave in waves for part in wave for id in part.households] == homes
    assert [id for wave in waves for part in wave for id in part.people] == people


def test_many_homes_make_more_parts_and_no_larger_ones() -> None:
    homes = [f"h{n}" for n in range(20 * PART)]
    waves = list(spark.waves_of(Work(homes, ()), cores=lambda: 2))
    assert [[len(part) for part in wave] for wave in waves] == [[PART] * 4] * 5
    assert list(spark.waves_of(Work((), ()), cores=lambda: 2)) == []


def test_executors_that_come_late_get_parts_of_the_next_job() -> None:
    homes, people = [f"h{n}" for n in range(100)], [f"p{n}" for n in range(28)]
    coming = iter([2, 2, 8])
    waves = list(spark.waves_of(Work(homes, people), cores=lambda: next(coming, 8)))
    assert [[len(part) for part in wave] for wave in waves] == [[8] * 4, [8] * 4, [2] * 16, [2] * 16]
    assert [id for wave in waves for part in wave for id in part.households] == homes
    assert [id for wave in waves for part in wave for id in part.people] == people


@pytest.mark.anyio
async def test_the_work_is_cut_when_no_more_executors_come() -> None:
    """findings/spark-cores-before-executors.sh"""
    registered, met = iter([2, 6, 8, 8]), []
    await spark.settled(lambda: met.append("an executor"), lambda: next(registered), pause=0)
    assert (met, list(registered)) == (["an executor"], [])


@pytest.mark.anyio
async def test_without_pyspark_the_scan_says_what_to_install(
    lists: Any, number: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    families(lists, [number("19550505", 1), number("19550505", 2)])
    await lists.sync()
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(spark.SparkMissingError, match=r"pip install 'aidchain\[spark\]'"):
        await lists.scan(as_of=AS_OF, settings=lists.settings, engine="spark")


@pytest.fixture
def on_spark(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings with a Spark cluster; executors find those of the store in the home."""
    reason = unavailable()
    if reason is not None:
        pytest.skip(f"Spark cannot be started: {reason}")
    for name, value in environment(tmp_path / "spark").items():
        monkeypatch.setenv(name, value)
    assert settings.store_password is not None
    written = {
        "store": settings.store,
        "store_user": settings.store_user,
        "store_password": settings.store_password.get_secret_value(),
        "store_database": settings.store_database,
    }
    (settings.home / "settings.yml").write_text(yaml.safe_dump(written), "utf-8")
    return settings.model_copy(update={"spark_master": MASTER})


def families(lists: Any, people: list[str]) -> None:
    """Families of two, listed in two months."""
    for month in ("202606", "202607"):
        members = [(f"A{n // 2}", person, "王芳", "02", "370102001") for n, person in enumerate(people)]
        lists.deliver("people", "370102", month, members)
        lists.deliver("families", "370102", month, [(f"A{n}", "600") for n in range(len(people) // 2)])


@pytest.mark.long
@pytest.mark.anyio
async def test_executors_find_what_one_process_finds_though_one_is_killed(
    lists: Any, number: Any, on_spark: Settings
) -> None:
    people = [number("19550505", n) for n in range(1, 2 * FAMILIES + 1)]
    families(lists, people)
    lists.deliver("deaths", "370102", "202607", [(person, "2026-05-11") for person in people[::5]])
    await lists.sync()
    one, alone = await lists.scan(as_of=AS_OF, write=False)
    killed: list[int] = []

    def kill(done: int, total: int) -> None:
        if not killed:
            assert done < total
            killed.extend(executors(os.getpid())[:1])
            os.kill(killed[0], signal.SIGKILL)

    many, together = await lists.scan(as_of=AS_OF, settings=on_spark, engine="spark", progress=kill)
    assert len(killed) == 1
    assert len(alone) == len(people[::5])
    assert together == alone
    assert (many.households, many.people, many.held_back) == (FAMILIES, 2 * FAMILIES, one.held_back)
    assert (many.changes.new, await lists.live()) == (len(alone), lists.content(alone))
    again, _ = await lists.scan(as_of=AS_OF)
    assert (again.changes.new, again.changes.changed, again.changes.cleared) == (0, 0, 0)
