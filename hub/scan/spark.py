"""Judging on a Spark cluster: executors judge parts of the homes, and the driver takes in what they found.

Executors only read, each with the settings, keys and store of its own machine. A part whose executor is lost is judged
again; Spark hands over the result of a part once, so every home and person counts once.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hub.deployment import apply_deployment
from hub.dossier.build import DossierFrame
from hub.keyring import proven_keys
from hub.keys import load_keys
from hub.scan.sweep import Outcome, Work
from hub.scan.workers import PART, judge_part, parts
from hub.settings import Settings
from hub.store import Store
from schema.errors import AidchainError, CallerError
from schema.message import Message
from schema.policy.policy import Policy

if TYPE_CHECKING:
    from pyspark import Broadcast, SparkContext

PARTS = 8
"""Parts for each core, where homes are few: little is lost with an executor."""
WAVE = 2
"""Parts for each core in one job. Two jobs are under way: this bounds the results that wait in the driver's memory."""
SETTLED = 1.0
"""Seconds without a further executor after which the work is cut for those that are there."""


class SparkMissingError(CallerError):
    """PySpark is not installed, or finds no Java that it can use."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "--engine spark 需要 PySpark 和 Java 17：请运行 pip install 'aidchain[spark]'，并让 java 在 PATH 上或"
                "设置 JAVA_HOME",
                "--engine spark needs PySpark and Java 17: run pip install 'aidchain[spark]', and have java on the "
                "PATH or set JAVA_HOME",
            )
        )


class StoreNotSharedError(CallerError):
    """An executor reads another store than the driver, or one that only the driver's machine has."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            Message(
                f"各执行机必须读同一个存储，而这里是 {address}：请在每台机器的设置里写同一个 Neo4j 地址",
                f"all executors must read one store, and this is {address}: name the same Neo4j address in the "
                "settings of every machine",
            )
        )


class SparkFailedError(AidchainError):
    """Spark gave a job up: a part failed again and again, or the cluster went away."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "Spark 放弃了扫描，原因见它的日志；已扫描到的家庭线索已更新，请重新运行 aidchain scan",
                "Spark gave the scan up, its log says why; findings of the households judged so far are up to date: "
                "run aidchain scan again",
            )
        )


@dataclass(frozen=True, slots=True)
class Task:
    """What executors are told: neither keys nor passwords, because Spark keeps it in files and sends it as it is."""

    home: Path
    store: str
    policy: Policy
    frame: DossierFrame
    as_of: date


async def sweep_on_spark(
    settings: Settings, policy: Policy, frame: DossierFrame, work: Work, as_of: date
) -> AsyncGenerator[Outcome, None]:
    """Outcomes of parts, as their jobs end. Raises ``SparkMissingError``, ``StoreNotSharedError``,
    ``SparkFailedError``, and what reading a store raises."""
    context = await asyncio.to_thread(_start, settings)
    running = deque[asyncio.Task[list[Outcome]]]()
    try:
        if settings.store == "embedded" and not str(context.master).startswith("local"):
            raise StoreNotSharedError(settings.store)
        cores = partial(_cores, context)
        await settled(partial(_meet, context), cores)
        told = context.broadcast(Task(settings.home, settings.store, policy, frame, as_of))
        waves = waves_of(work, cores)
        # threads, because a job keeps its caller waiting
        started = (asyncio.create_task(asyncio.to_thread(_run, context, told, wave)) for wave in waves)
        running.extend(islice(started, 2))
        while running:
            outcomes = await running.popleft()
            running.extend(islice(started, 1))
            for outcome in outcomes:
                yield outcome
    finally:
        for job in running:
            job.cancel()
        context.stop()


async def settled(meet: Callable[[], None], cores: Callable[[], int], pause: float = SETTLED) -> None:
    """Wait for an executor (``meet``), then until ``cores`` grow no more: Spark counts those that have registered, and
    right after its start says 2 of any cluster (findings/spark-cores-before-executors.sh)."""
    await asyncio.to_thread(meet)
    known = 0
    while (now := cores()) > known:
        known = now
        await asyncio.sleep(pause)


def waves_of(work: Work, cores: Callable[[], int]) -> Iterator[list[Work]]:
    """The parts of each job; together they hold every home and person once. Executors may still come, so ``cores`` is
    asked for each job."""
    left = work
    while left:
        known = cores()
        size = min(PART, -(-len(work) // (PARTS * known)))
        wave = list(islice(parts(left, size), WAVE * known))
        yield wave
        homes, people = (sum(map(len, ids)) for ids in zip(*((p.households, p.people) for p in wave), strict=True))
        left = Work(left.households[homes:], left.people[people:])


def _start(settings: Settings) -> SparkContext:
    """A context on the master of the settings, else on that of Spark's own configuration."""
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkRuntimeError
    except ImportError:
        raise SparkMissingError from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # executors of this machine run in this environment
    conf = SparkConf().setAppName("aidchain scan").setIfMissing("spark.ui.enabled", "false")
    conf.set("spark.ui.showConsoleProgress", "false")
    if settings.spark_master is not None:
        conf.setMaster(settings.spark_master)
    try:
        context = SparkContext(conf=conf)
    except PySparkRuntimeError:
        raise SparkMissingError from None
    context.setLogLevel("ERROR")
    return context


def _cores(context: SparkContext) -> int:
    """Those of the executors that are there, at least 2."""
    from py4j.protocol import Py4JError

    try:
        return int(context.defaultParallelism)
    except Py4JError as error:
        raise SparkFailedError from error


def _meet(context: SparkContext) -> None:
    """A job of nothing, which runs as soon as there is an executor."""
    from py4j.protocol import Py4JError

    try:
        context.parallelize([None], 1).count()
    except Py4JError as error:
        raise SparkFailedError from error


def _run(context: SparkContext, told: Broadcast[Task], wave: list[Work]) -> list[Outcome]:
    """One job, a part a partition."""
    from py4j.protocol import Py4JError

    try:
        found = context.parallelize(wave, len(wave)).map(partial(_judge, told)).collect()
    except Py4JError as error:
        raise SparkFailedError from error
    for outcome in found:
        if isinstance(outcome, AidchainError):
            raise outcome
    return [outcome for outcome in found if isinstance(outcome, Outcome)]


def _judge(told: Broadcast[Task], part: Work) -> Outcome | AidchainError:
    """On an executor. Errors with a message are a result: Spark would try again, and tell its own trace."""
    task = told.value
    try:
        settings = Settings.load(task.home)
        apply_deployment(settings)
        if settings.store != task.store:
            raise StoreNotSharedError(settings.store)
        load_keys(settings, create=False)

        async def prove(store: Store) -> None:
            await proven_keys(store, settings)

        return asyncio.run(judge_part(settings, task.policy, task.frame, part, task.as_of, prove))
    except AidchainError as error:
        return error
