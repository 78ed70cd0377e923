"""Files below the sources' folders that no stream reads; they are reported.

Several sources may share a folder: a file that one of them reads is no stray of another. No file is opened.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from connectors.card import SourceCard
from connectors.kinds.files import masked_place
from connectors.kinds.files_card import FilesCard
from connectors.kinds.files_kind import FilesKind
from connectors.kinds.folder import FilePattern, FolderEntry, Leave, entries, folded
from schema.errors import CardError
from schema.message import Message


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that no stream reads."""

    source: str
    """The source, or the first of several, whose folder it is in."""
    place: str
    """Below that folder, without personal data."""
    why: Message


def strays(asked: Iterable[SourceCard], plugged_in: Iterable[SourceCard], env: Mapping[str, str]) -> list[Stray]:
    """Files in the folders of some sources that no enabled source reads."""
    takers: list[_Taker] = []
    patterns: list[str] = []
    for card in plugged_in:
        if isinstance(card, FilesCard):
            takers += _takers(card, env)
            patterns += card.leave
    found: dict[str, Stray] = {}
    for card in sorted(asked, key=lambda card: card.source):
        if isinstance(card, FilesCard):
            leave = Leave((*env.get("AIDCHAIN_LEAVE", "").splitlines(), *patterns))
            for folder in dict.fromkeys(taker.folder for taker in _takers(card, env)):
                for entry, why in _untaken(folder, takers, leave):
                    found.setdefault(f"{folder}/{entry.place}", Stray(card.source, masked_place(entry.place), why))
    return list(found.values())


class _Taker:
    """The files of one stream, looked up by place."""

    def __init__(self, pattern: FilePattern) -> None:
        self.pattern = pattern
        self.folder = os.path.realpath(pattern.folder)
        self.fits = pattern.fixed_parts.fullmatch

    def below(self, folder: str, place: str) -> str | None:
        """A place below another folder as one below this stream's; None where it is not."""
        if folder == self.folder:
            return place
        whole = f"{folder}/{place}"
        return whole[len(self.folder) + 1 :] if whole.startswith(self.folder + "/") else None


def _takers(card: SourceCard, env: Mapping[str, str]) -> list[_Taker]:
    """The files of every stream; none where the card's folder cannot be resolved, which the pull reports."""
    try:
        return [_Taker(pattern) for pattern in FilesKind().connector(card, env).patterns()]
    except CardError:
        return []


def _untaken(folder: str, takers: Iterable[_Taker], leave: Leave) -> list[tuple[FolderEntry, Message]]:
    if not os.path.isdir(folder):
        return []
    rest: list[FolderEntry] = []
    markers: set[str] = set()
    for entry in entries(Path(folder)):
        if leave.has(entry.place):
            continue
        taken = False
        for taker in takers if entry.unread is None else ():
            place = taker.below(folder, entry.place)
            if place is not None and taker.fits(folded(place)):
                taken = True
                marker = taker.pattern.marker_of(entry.place)
                if marker is not None:
                    markers.add(marker)
        if not taken:
            rest.append(entry)
    return [
        (entry, entry.unread or _why(folder, entry, takers))
        for entry in rest
        if entry.unread is not None or entry.place not in markers
    ]


def _why(folder: str, entry: FolderEntry, takers: Iterable[_Taker]) -> Message:
    """A likely fault of a name that no pattern fits."""
    for taker in takers:
        place = taker.below(folder, entry.place)
        text = taker.pattern.text
        stem, _, kind = text.rpartition(".")
        if place is None or not stem:
            continue
        if FilePattern(taker.pattern.folder, f"{stem}.*").fixed_parts.fullmatch(folded(place)):
            return Message(
                f"应为 .{kind} 文件，请打开后另存为 .{kind}",
                f"save it as .{kind}, as {text} is",
            )
        name = text.rpartition("/")[2]
        if FilePattern(taker.pattern.folder, name).fixed_parts.fullmatch(folded(place).rpartition("/")[2]):
            return Message(
                f"请移到卡片规定的位置 {text}",
                f"move it to where the card expects {text}",
            )
    return Message(
        "没有卡片认得这个文件名；请改名、为它写一张卡片，或写进 leave",
        "no card takes a file of this name; rename it, plug in a card, or list it under leave",
    )
