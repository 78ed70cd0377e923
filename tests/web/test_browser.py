"""The page at /graphql in a real browser: Debian's Chromium, a real server on loopback and a real store."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

import orjson
import pytest
from playwright.sync_api import Error, Page, expect, sync_playwright

from connectors.registry import load_cards
from hub.auth import Role, Viewer, issue
from hub.keys import load_keys
from hub.population import make_population
from hub.settings import Settings
from hub.store import open_store
from hub.sync.engine import Sync
from tests.support.served import serve

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


class Served(NamedTuple):
    """A running service whose store holds the households of one county roster."""

    address: str
    token: str
    """A supervisor's."""
    number: str
    """The identity number of a member of a household."""


def unavailable(reason: str) -> NoReturn:
    """Skip loudly; fail where the machine says that it has a browser."""
    message = f"Chromium cannot be started: {reason}"
    if os.environ.get("AIDCHAIN_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


async def fill(settings: Settings, deliveries: Path) -> None:
    environment = {**settings.environment, "AIDCHAIN_DELIVERIES": str(deliveries)}
    cards = [card for card in load_cards() if card.source == "minzheng_dibao"]
    async with open_store(settings) as store:
        async for result in Sync(store, load_keys(settings), settings.home / "spool", environment).run(cards):
            assert (result.error, result.held) == (None, 0)


@pytest.fixture
def served(settings: Settings, tmp_path: Path) -> Iterator[Served]:
    if not Path(CHROMIUM).exists():
        unavailable(f"there is no {CHROMIUM}")
    deliveries = tmp_path / "deliveries"
    make_population(deliveries, 400, 29, months=14)
    asyncio.run(fill(settings, deliveries))
    planted = orjson.loads((deliveries / "truth.json").read_bytes())["planted"]
    number = next(line["subject"]["key"] for line in planted if (line["rule"], line["class"]) == ("D16", "finding"))
    token = issue(load_keys(settings), Viewer("tester", Role.SUPERVISOR, ("37",), "test"))
    with serve(settings) as address:
        yield Served(address, token, number)


@pytest.fixture
def asked() -> list[str]:
    """Addresses that the page has asked for."""
    return []


@pytest.fixture
def page(served: Served, asked: list[str]) -> Iterator[Page]:
    """The page, shown in English."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except Error as error:
            unavailable(error.message.splitlines()[0])
        context = browser.new_context(locale="en-GB")
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(f"{served.address}/graphql")
        yield page
        browser.close()


def run(page: Page, token: str) -> None:
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#status")).to_contain_text("HTTP")


def test_loads_without_asking_anybody_else_and_changes_its_language(
    served: Served, page: Page, asked: list[str]
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("read from one graph"), use_inner_text=True)
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("低收入人口救助数据，一张图里查", use_inner_text=True)
    assert {url for url in asked if not url.startswith("data:")} == {f"{served.address}/graphql"}
    assert complaints == []


def test_a_supervisor_goes_from_a_number_to_the_household_s_chain(served: Served, page: Page, asked: list[str]) -> None:
    page.get_by_role("button", name="A person by number").click()
    page.get_by_label("Variables (JSON)").fill(orjson.dumps({"nationalId": served.number}).decode())
    run(page, served.token)
    expect(page.locator("#status")).to_contain_text("Answered · HTTP 200")
    expect(page.locator("#result")).to_contain_text('"memberships"')

    page.get_by_role("button", name="A household's chain").click()
    assert orjson.loads(page.get_by_label("Variables (JSON)").input_value())["id"]
    run(page, served.token)
    expect(page.locator("#result")).to_contain_text('"form": "ASSISTANCE"')
    answer = orjson.loads(page.locator("#result").inner_text())["data"]["household"]
    assert len(answer["number"]) == 16
    assert answer["members"]
    assert {"Determination", "Award"} <= {edge["node"]["__typename"] for edge in answer["chain"]["edges"]}
    assert served.number not in page.locator("#result").inner_text()
    assert {url for url in asked if not url.startswith("data:")} == {f"{served.address}/graphql"}


def test_a_wrong_token_is_refused_in_words(served: Served, page: Page) -> None:
    run(page, served.token[:-4] + "AAAA")
    expect(page.locator("#status")).to_contain_text("The token was refused: missing, wrong or expired · HTTP 401")
    answer = orjson.loads(page.locator("#result").inner_text())
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"

    page.get_by_role("button", name="中文").click()
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#status")).to_contain_text("令牌被拒绝")
