"""A home of two plain sources: its use cases run in this process, its commands in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from hub.plugged import Plugged, plugged_in
from hub.settings import Settings
from hub.store import Store
from hub.work.pull import Pulled, PullOptions, pull
from tests.support.numbers import person

HEAD = """source: {source}
department: {department}
title: {{zh: 名单, en: List}}
kind: files
connection: {{path: "${{AIDCHAIN_DELIVERIES}}"}}
streams:
"""
STREAM = """  - name: {name}
    shape: {shape}
    serves: ["37"]
    answers: [{answers}]
    file: "{name}_{{division}}_{{month}}.csv"
    scope: {{division: {{file: division}}, month: {{file: month}}}}
    key: [身份证号]
    expect: {{max_rejected: 1, max_ended: 0.2}}
"""
AID = (
    HEAD.format(source="t_aid", department="民政")
    + STREAM.format(
        name="people", shape="roster", answers='"category:dibao", "benefit:dibao_cash", "membership:assistance"'
    )
    + """    subjects: {person: {national_id: 身份证号}, household: {form: assistance, namespace: t, key: [证号]}}
    map:
      person: {name: 姓名}
      household: {form: {const: assistance}, number: 证号}
      membership: {relation: {const: "01"}}
      category: {subject: household, category: {const: dibao}}
      benefit: {subject: household, item: {const: dibao_cash}, amount: 金额}
"""
)
DEATHS = (
    HEAD.format(source="t_deaths", department="公安")
    + STREAM.format(name="deaths", shape="event", answers="death")
    + """    subjects: {person: {national_id: 身份证号}}
    map: {death: {date: 日期}}
"""
)


class World:
    """The home, its store, and its deliveries."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.deliveries = settings.deliveries
        self.deliveries.mkdir(parents=True)
        settings.sources.mkdir()
        for name, text in {"t_aid": AID, "t_deaths": DEATHS}.items():
            (settings.sources / f"{name}.yml").write_text(text, encoding="utf-8")

    @property
    def sources(self) -> Plugged:
        """The two sources; the shipped ones have delivered nothing and are left out."""
        every = tuple(card for card in plugged_in(self.settings).every if card.source.startswith("t_"))
        return Plugged(every, {})

    async def pull(self, *, plan: bool = False, scan: bool = False) -> Pulled:
        """Pull both sources in this process."""
        options = PullOptions(plan=plan, workers=1, scan=scan)
        return await pull(self.store, self.settings, self.sources, options=options)

    def people(self, month: str, indexes: Iterable[int]) -> Path:
        rows = [f"{person(index)},王芳,A{index},600" for index in indexes]
        return self._deliver(f"people_370102_{month}.csv", ["身份证号,姓名,证号,金额", *rows])

    def death(self, month: str, index: int, day: str) -> Path:
        return self._deliver(f"deaths_370102_{month}.csv", ["身份证号,日期", f"{person(index)},{day}"])

    def _deliver(self, name: str, lines: list[str]) -> Path:
        path = self.deliveries / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def start(self, *arguments: str, settle: str = "0") -> Command:
        """A command of its own process on this home."""
        return Command(self.settings, arguments, settle)


class Command:
    """A running command; its remarks are read line by line."""

    def __init__(self, settings: Settings, arguments: tuple[str, ...], settle: str) -> None:
        assert settings.store_password is not None
        environ = {name: value for name, value in os.environ.items() if not name.startswith("AIDCHAIN_")} | {
            "AIDCHAIN_HOME": str(settings.home),
            "AIDCHAIN_LANG": "en",
            "AIDCHAIN_SETTLE": settle,
            "AIDCHAIN_STORE": settings.store,
            "AIDCHAIN_STORE_USER": settings.store_user,
            "AIDCHAIN_STORE_PASSWORD": settings.store_password.get_secret_value(),
            "AIDCHAIN_STORE_DATABASE": settings.store_database or "",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hub.cli.main", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environ,
        )

    def until(self, begun: str) -> None:
        """Return once the command has said that it began."""
        assert self.process.stderr is not None
        told = ""
        while begun not in told:
            line = self.process.stderr.readline()
            assert line, told
            told += line

    def end(self) -> tuple[int, str, str]:
        """Status, output and remarks."""
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out, err
