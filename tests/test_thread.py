"""The whole thread on a small province: equal on every engine, and whatever order the deliveries come in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from connectors.card import SourceCard
from connectors.registry import load_cards
from hub.demo.score import compare, read_truth
from hub.detect.compiled import compile_policy
from hub.detect.finding import Finding
from hub.dossier.page import Page
from hub.dossier.reader import Reader
from hub.ids import Ids
from hub.keys import Keys
from hub.population import make_population
from hub.scan.frame import load_frame, stream_infos
from hub.scan.report import ScanReport
from hub.scan.scan import scan
from hub.scan.sweep import judge_page
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import open_store
from hub.store.fingerprint import fingerprint
from hub.sync.engine import Sync
from schema.policy.policy import load_policy
from tests.support.engines import own_store

pytestmark = pytest.mark.anyio

PEOPLE, SEED, MONTHS = 400, 29, 14


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("province")
    make_population(out, PEOPLE, SEED, months=MONTHS)
    return out


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys.generate()


async def thread(
    settings: Settings, keys: Keys, deliveries: Path, *, cards: Sequence[SourceCard] | None = None
) -> tuple[str, list[Finding]]:
    """Sync and scan; the fingerprint and the findings, by id."""
    cards = cards if cards is not None else load_cards()
    environment = {**settings.environment, "AIDCHAIN_DELIVERIES": str(deliveries)}
    found: list[Finding] = []
    async with open_store(settings) as store:
        async for result in Sync(store, keys, settings.home / "spool", environment).run(cards):
            assert (result.error, result.held, result.pending) == (None, 0, 0)
        await scan(store, keys, load_policy(), stream_infos(cards), each=found.append)
        told = await fingerprint(store)
    return str(told["fingerprint"]), sorted(found, key=lambda finding: finding.id)


def said(finding: Finding) -> dict[str, Any]:
    """A finding without the runs and times at which its facts were learned."""
    return {
        "id": finding.id,
        "months": finding.months,
        "amount": finding.amount,
        "household": finding.household,
        "cites": sorted((cite.fact, cite.months) for cite in finding.cites),
        "absences": sorted((absence.stream, absence.division, absence.months) for absence in finding.absences),
        "sentence": (finding.sentence.zh, finding.sentence.en),
    }


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return own_store(tmp_path / "home")


@pytest.fixture(scope="session")
async def embedded_run(
    tmp_path_factory: pytest.TempPathFactory, province: Path, keys: Keys, anyio_backend: str
) -> tuple[str, list[Finding]]:
    """Fingerprint and findings on the embedded engine, for the others to be compared with."""
    return await thread(own_store(tmp_path_factory.mktemp("embedded-run") / "home"), keys, province)


def test_every_planted_error_is_found_and_nothing_else(
    embedded_run: tuple[str, list[Finding]], province: Path, keys: Keys
) -> None:
    score = compare(read_truth(province / "truth.json", Ids(keys)), embedded_run[1])
    assert {rule.rule: (rule.recall, rule.precision) for rule in score.rules} == {
        rule.rule: (1.0, 1.0) for rule in score.rules
    }
    assert (score.flagged, score.raised) == (0, 0)


async def test_neo4j_gives_the_fingerprint_and_findings_of_the_embedded_engine(
    each_neo4j: Any, tmp_path: Path, province: Path, keys: Keys, embedded_run: tuple[str, list[Finding]]
) -> None:
    graph, findings = await thread(each_neo4j.settings(tmp_path / "home"), keys, province)
    assert graph == embedded_run[0]
    assert [said(finding) for finding in findings] == [said(finding) for finding in embedded_run[1]]


def turned(page: Page, random: Random) -> Page:
    """The page with the facts of everybody and of every household in another order."""

    def other(row: dict[str, Any]) -> dict[str, Any]:
        return {
            name: random.sample(value, len(value)) if isinstance(value, list) else value for name, value in row.items()
        }

    people, households = ({id: other(row) for id, row in rows.items()} for rows in (page.people, page.households))
    return Page(page.wanted, people, households, page.keys)


async def test_the_order_in_which_a_store_gives_facts_changes_no_finding(
    settings: Settings, province: Path, keys: Keys
) -> None:
    policy, streams = load_policy(), stream_infos(load_cards())
    random = Random(7)
    async with open_store(settings) as store:
        environment = {**settings.environment, "AIDCHAIN_DELIVERIES": str(province)}
        async for _ in Sync(store, keys, settings.home / "spool", environment).run(load_cards()):
            pass
        judged, frame = await load_frame(store, streams)
        reader = Reader(store, Sealer(keys), frame)
        homes = {home async for belonging in reader.belongings() for home in belonging.homes}
        page = await reader.households(sorted(homes))
    compiled = compile_policy(policy)
    for _ in range(3):
        one, other = (
            judge_page(some, reader.builder, compiled, ScanReport(judged, None)).findings
            for some in (page, turned(page, random))
        )
        assert len(one) > 50
        assert [said(finding) for finding in other] == [said(finding) for finding in one]


def shuffled(deliveries: Path, seed: int) -> Iterator[list[Path]]:
    """The files of a province in three batches, in an order of their own."""
    files = sorted(path for path in deliveries.rglob("*") if path.is_file() and path.name != "truth.json")
    Random(seed).shuffle(files)
    third = -(-len(files) // 3)
    for start in range(0, len(files), third):
        yield files[start : start + third]


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long), pytest.param(3, marks=pytest.mark.long)])
async def test_deliveries_in_any_order_give_one_fingerprint(
    settings: Settings, province: Path, keys: Keys, embedded_run: tuple[str, list[Finding]], seed: int, tmp_path: Path
) -> None:
    arrived = tmp_path / "arrived"
    for folder in sorted(path for path in province.rglob("*") if path.is_dir()):
        (arrived / folder.relative_to(province)).mkdir(parents=True)
    environment = {**settings.environment, "AIDCHAIN_DELIVERIES": str(arrived)}
    async with open_store(settings) as store:
        for batch in shuffled(province, seed):
            for file in batch:
                shutil.copyfile(file, arrived / file.relative_to(province))
            async for result in Sync(store, keys, settings.home / "spool", environment).run(load_cards()):
                assert result.held == 0
        graph = str((await fingerprint(store))["fingerprint"])
    assert graph == embedded_run[0]
