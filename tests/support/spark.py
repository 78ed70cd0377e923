"""A small Spark cluster on this machine, for tests: whether it can be started, and the processes of its executors."""

from __future__ import annotations

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

MASTER = "local-cluster[2,1,1024]"
"""Two executors of one core and 1,024 MB, each a process of its own."""
OLDEST_JAVA = 17


def unavailable() -> str | None:
    """Why Spark cannot be started, None when it can."""
    if find_spec("pyspark") is None:
        return "PySpark is not installed: pip install 'aidchain[spark]'"
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else "java"
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return "there is no Java"
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < OLDEST_JAVA:
        return f"its Java is older than {OLDEST_JAVA}"
    return None


def environment(folder: Path) -> dict[str, str]:
    """Spark speaks to this machine only and keeps its files in ``folder``."""
    return {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(folder / "work"),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
    }


def executors(of: int) -> list[int]:
    """The executors that a process started, itself or through others."""
    parents: dict[int, int] = {}
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            if b"CoarseGrainedExecutorBackend" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue

    def ours(pid: int) -> bool:
        return pid == of or (pid in parents and ours(parents[pid]))

    return sorted(pid for pid in found if ours(pid))
