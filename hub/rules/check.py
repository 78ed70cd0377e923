"""Checks policy files that are not in force yet, as they would be read beside the shipped ones.

A folder with a white list is a whole policy of its own; other files are added to the shipped policy.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hub.detect.compiled import compile_policy
from schema.errors import CallerError
from schema.message import Message
from schema.policy.policy import FOLDER, WHITELIST, Policy, load_policy


@dataclass(frozen=True, slots=True)
class Checked:
    files: tuple[Path, ...]
    policy: Policy
    """The whole policy with the files in it."""


def check(path: Path) -> Checked:
    """Raises ``PolicyError`` with file and line for the first wrong entry, ``CallerError`` where nothing is there."""
    files = tuple(sorted(path.glob("*.yml"))) if path.is_dir() else (path,)
    if not files:
        raise CallerError(
            Message(f"文件夹 {path} 中没有 .yml 文件", f"there is no .yml file in the folder {path}"),
        )
    whole = files[0].resolve().parent
    if path.is_dir() and (whole / WHITELIST).exists():
        policy = load_policy(folder=whole)
    elif whole == FOLDER:
        policy = load_policy()
    else:
        white = next((file for file in files if file.name == WHITELIST), None)
        policy = load_policy(*(file for file in files if file != white), white=white)
    compile_policy(policy)
    return Checked(files, policy)
