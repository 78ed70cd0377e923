"""Ctrl-C and SIGTERM end a command with one sentence: what is stored, what is not, what to run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.numbers import national_id

CARD = """
source: big
department: 民政
title: {zh: 名册, en: Roll}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}/big"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: 名册_{division}_{month}.csv
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    map: {person: {national_id: 身份证号, name: 姓名}}
    expect: {max_rejected: 1}
"""
ROWS = 20_000


def number(serial: int) -> str:
    days, sequence = divmod(serial, 100)
    return national_id(f"{1930 + days // 280:04d}{days // 28 % 10 + 1:02d}{days % 28 + 1:02d}", sequence)


@pytest.fixture
def home(plugged: Any) -> Any:
    """A home with one source of many rows."""
    (plugged.home / "sources" / "big.yml").write_text(CARD, "utf-8")
    folder = plugged.home / "deliveries" / "big"
    folder.mkdir(parents=True)
    lines = "".join(f"{number(serial)},王建国\n" for serial in range(ROWS))
    (folder / "名册_370102_202607.csv").write_text(f"身份证号,姓名\n{lines}", "utf-8")
    os.utime(folder / "名册_370102_202607.csv", (1_700_000_000, 1_700_000_000))
    return plugged


def interrupted(home: Path, sent: signal.Signals, *arguments: str, begun: str) -> tuple[int, str, str]:
    """Status, output and remarks of a command to which a signal is sent once it has said that it began."""
    running = subprocess.Popen(
        [sys.executable, "-m", "hub.cli.main", "--home", str(home), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"AIDCHAIN_LANG": "zh", "AIDCHAIN_HEAP_MB": "512"},
    )
    assert running.stderr is not None
    told = ""
    while begun not in told:
        line = running.stderr.readline()
        assert line, told
        told += line
    running.send_signal(sent)
    out, err = running.communicate(timeout=120)
    return running.returncode, out, told + err


def test_a_sync_says_what_is_applied_and_run_again_applies_every_row_once(home: Any) -> None:
    for sent in (signal.SIGINT, signal.SIGTERM):
        status, _, err = interrupted(home.home, sent, "sync", "big", begun="… 同步")
        assert status == 130
        assert "Traceback" not in err
        assert "同步已中断：1 个来源中 0 个已完成" in err
        assert "重新运行 aidchain sync 会接着做" in err
        assert {run["state"] for run in home("runs", "--source", "big", "--json").lines} <= {"failed"}
    status, _, err = interrupted(home.home, signal.SIGINT, "sync", "big", "--plan", "--workers", "2", begun="… 同步")
    assert status == 130
    assert "Traceback" not in err
    assert "没有写入任何数据" in err
    ran = home("sync", "big", "--json")
    (run,) = ran.lines
    assert (ran.status, run["read"], run["state"]) == (0, ROWS, "applied")


def test_a_scan_says_what_is_up_to_date(filled: Any) -> None:
    status, _, err = interrupted(filled.aidchain.home, signal.SIGTERM, "scan", begun="… 扫描")
    assert status == 130
    assert "Traceback" not in err
    assert "扫描已中断" in err
    assert filled.aidchain("scan", "--json").status == 0
