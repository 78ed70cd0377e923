"""Files below a source's folder, and whether a stream's pattern takes them.

Every file is listed, in subfolders too, and none is opened here; irregular ones (a pipe, a device, a link to nothing or
to a folder) are listed as well. Names are compared with full-width signs folded and case ignored, so that
``低保＿370102＿202607.XLSX`` fits its card's pattern.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path

from schema.message import Message

PLACEHOLDER = re.compile(r"\{(\w+)\}|\*")

LEFT = ("~$*", ".~lock.*#", ".DS_Store", "._*", "Thumbs.db", "desktop.ini")
"""Files that office programs and file managers create; none is data."""

_LINK = Message(
    "是指向别处的链接；请把文件或文件夹本身放进来",
    "it is a link that leads elsewhere; put the file or folder itself there",
)
_SPECIAL = Message("不是普通文件，没有打开", "it is no regular file, and was not opened")
_CLOSED = Message("没有权限打开；请系统管理员授予读取权限", "it may not be opened; ask for the right to read it")


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A file, or another entry in its place."""

    name: str
    """Its whole path."""
    place: str
    """Its path below the folder, readable also where the name is in GB18030."""
    unread: Message | None = None
    """Why it cannot be a delivery."""

    @property
    def path(self) -> Path:
        return Path(self.name)


def entries(folder: Path) -> list[FolderEntry]:
    """All that is below a folder, by path."""
    return sorted(_below(str(folder), ""), key=lambda entry: entry.place)


def _below(folder: str, above: str) -> Iterator[FolderEntry]:
    try:
        found = list(os.scandir(folder))
    except PermissionError:
        yield FolderEntry(folder, above.removesuffix("/"), _CLOSED)
        return
    for entry in found:
        place = above + _readable(entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, place + "/")
        elif entry.is_file():
            yield FolderEntry(entry.path, place)
        else:
            yield FolderEntry(entry.path, place, _LINK if entry.is_symlink() else _SPECIAL)


def _readable(name: str) -> str:
    """A name that Windows packed in GB18030 is not UTF-8 here; it is decoded for display."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "backslashreplace")
    return name


def folded(name: str) -> str:
    """A name as it is compared, but for case."""
    return unicodedata.normalize("NFKC", name)


@dataclass(frozen=True, slots=True)
class FilePattern:
    """Which files of a folder a stream takes: by the fixed parts of the card's pattern."""

    folder: Path
    text: str
    marker: str | None = None
    """The name of the marker of a complete file: ``{name}.ok``, ``{stem}.done``, ``完成.txt``."""

    @property
    def fixed_parts(self) -> re.Pattern[str]:
        """Files that fit all but the placeholders, over ``folded`` places."""
        parts = PLACEHOLDER.sub("\0", folded(self.text)).split("\0")
        return re.compile("[^/]*".join(map(re.escape, parts)), re.IGNORECASE)

    def marker_of(self, place: str) -> str | None:
        """The place of the marker of the file at ``place``."""
        if self.marker is None:
            return None
        above, slash, name = place.rpartition("/")
        stem = name.rpartition(".")[0] or name
        return above + slash + self.marker.replace("{name}", name).replace("{stem}", stem)


class Leave:
    """Files to ignore: names, or patterns of names or paths (``*.done``, ``说明*``, ``存档/*``)."""

    def __init__(self, patterns: Iterable[str] = ()) -> None:
        wanted = [folded(pattern).casefold() for pattern in (*LEFT, *patterns) if pattern]
        self._pattern = re.compile("|".join(map(translate, wanted)))

    def has(self, place: str) -> bool:
        whole = folded(place).casefold()
        return bool(self._pattern.match(whole.rpartition("/")[2]) or self._pattern.match(whole))
