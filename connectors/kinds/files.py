"""Deliveries as files in a folder: CSV, XLSX and JSON Lines, recognised by their names.

A file whose name fits a pattern's fixed parts but has no valid division or month is an unreadable delivery, never
silently skipped.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from os.path import realpath
from pathlib import Path

from connectors.base import Delivery, DeliveryScope, RawRow, Stated
from connectors.card import SourceCard, StreamCard, own
from connectors.kinds.coverage_list import list_of, listed_scopes, without_list
from connectors.kinds.files_card import FilesCard, FilesStream
from connectors.kinds.folder import PLACEHOLDER, FilePattern, FolderEntry, Leave, entries, folded
from connectors.kinds.readers import Form, digest, form_of, reader_of
from connectors.kinds.settled import Settling, Stamp, stamp_of
from connectors.kinds.titles import agreed
from connectors.kinds.wide_rows import by_month
from connectors.mapping.periods import FORM
from connectors.mapping.scopes import declared
from connectors.tally import Tally
from schema.errors import DeliveryError, InvalidValueError, SourceUnavailableError
from schema.message import Message

_FORMS = {
    "division": r"\d{6}(?:\d{3}){0,2}|[^\W\d_]{2,}",
    "month": FORM,
    "period": FORM,
    "year": r"\d{4}(?:年度?)?",
    "school_year": r"\d{4}[-—–至~]\d{4}(?:学年度?|年度)?",
}
"""Patterns of the placeholders of a scope; full-width digits are digits."""

UNNAMED = Message("文件名没有说明是哪个区划、哪个月份", "its name does not say what it is")
"""Why a file that fits only a pattern's fixed parts is refused."""

_NUMBER = re.compile(r"\d{17}[\dXx]|(?<!\d)\d{15}(?!\d)")
"""Pattern of identity numbers; an 18-digit one may be the beginning of a certificate's."""


@dataclass(frozen=True, slots=True)
class Handling:
    """How a home takes files."""

    settle: float = 0
    """Seconds without a change after which a file counts as whole."""
    leave: tuple[str, ...] = ()
    """Names of files to ignore."""

    @classmethod
    def of(cls, env: Mapping[str, str]) -> Handling:
        """From AIDCHAIN_SETTLE and AIDCHAIN_LEAVE (one pattern a line), as the home's settings give them."""
        return cls(float(env.get("AIDCHAIN_SETTLE") or 0), tuple(env.get("AIDCHAIN_LEAVE", "").splitlines()))


class FilesConnector:
    """Reads the files under ``root`` (a folder, or a pattern when a stream has none of its own)."""

    def __init__(self, card: SourceCard, root: Path, handling: Handling | None = None) -> None:
        handling = handling or Handling()
        self._card = card = own(card, FilesCard)
        self._root = root
        self._settling = Settling(handling.settle if card.settle is None else card.settle)
        self.leave = Leave((*handling.leave, *card.leave))

    def pattern(self, stream: FilesStream) -> FilePattern:
        """Which files the stream takes."""
        folder, text = (self._root, stream.file) if stream.file else (self._root.parent, self._root.name)
        return FilePattern(folder, text, stream.marker)

    def patterns(self) -> list[FilePattern]:
        """Patterns of every stream, and of its coverage lists."""
        found = [self.pattern(stream) for stream in self._card.streams]
        for stream, taken in zip(self._card.streams, tuple(found), strict=True):
            if stream.scope.coverage is not None and stream.scope.coverage.file is not None:
                above = "".join(taken.text.rpartition("/")[:2])
                found.append(FilePattern(taken.folder, above + stream.scope.coverage.file))
        return found

    def files(self, stream: StreamCard) -> list[FolderEntry]:
        """The stream's files, by name. Raises SourceUnavailableError when the folder is away."""
        wanted = self.pattern(own(stream, FilesStream))
        if not wanted.folder.is_dir():
            raise SourceUnavailableError(self._card.source, Message("文件夹不存在", "its folder is not there"))
        fits, left = wanted.fixed_parts.fullmatch, self.leave.has
        return [
            entry
            for entry in entries(wanted.folder)
            if entry.unread is None and fits(folded(entry.place)) and not left(entry.place)
        ]

    def moving(self) -> dict[Path, float]:
        """Files that may still be written -> seconds after which they are complete, if they do not change.

        Raises SourceUnavailableError when the folder is away.
        """
        found: dict[Path, float] = {}
        for stream in self._card.streams:
            found |= self._settling.moving(self._unmarked(stream, self.files(stream)))
        return found

    def deliveries(self, stream: StreamCard) -> Iterator[Delivery]:
        """One for each file whose name fits, by name; waits a moment for a file written just now.

        Raises SourceUnavailableError when the folder is away.
        """
        stream = own(stream, FilesStream)
        found = self.files(stream)
        unmarked = self._unmarked(stream, found)
        moving = self._settling.moving(unmarked)
        if moving:
            time.sleep(max(moving.values()))
            moving = self._settling.moving(unmarked)
        pattern = self.pattern(stream)
        name_of = re.compile(name_pattern(folded(pattern.text)).pattern, re.IGNORECASE)
        for entry in found:
            marker = self._marker(pattern, entry)
            unfinished = None
            if marker is not None and not marker.is_file():
                unfinished = Message(
                    f"完成标记 {stream.marker} 还没有到", f"its marker {stream.marker} is not there yet"
                )
            elif entry.path in moving:
                unfinished = Message("文件还在写入", "it is still being written")
            yield self._delivery(entry, stream, name_of.fullmatch(folded(entry.place)), pattern.text, unfinished)

    def _unmarked(self, stream: FilesStream, found: Iterable[FolderEntry]) -> list[Path]:
        """Files without a marker of completeness; a marker older than its file is ignored."""
        pattern = self.pattern(stream)
        paths: list[Path] = []
        for entry in found:
            marker = self._marker(pattern, entry)
            said, stamp = None if marker is None else stamp_of(marker), stamp_of(entry.path)
            if marker is None or (said is not None and stamp is not None and said[1] < stamp[1]):
                paths.append(entry.path)
        return paths

    @staticmethod
    def _marker(pattern: FilePattern, entry: FolderEntry) -> Path | None:
        name = pattern.marker_of(entry.path.name)
        return None if name is None else entry.path.with_name(name)

    def rows(self, delivery: Delivery) -> Iterator[RawRow]:
        return delivery.open()

    def sample(self, stream: StreamCard, path: Path) -> Delivery:
        """A delivery of any one file, for a preview; its name need not fit."""
        stream = own(stream, FilesStream)
        pattern = stream.file or self._root.name
        parts = pattern.count("/") + 1
        entry = FolderEntry(str(path), "/".join(path.parts[-parts:]))
        return self._delivery(entry, stream, name_pattern(folded(pattern)).fullmatch(folded(entry.place)), pattern)

    def _delivery(
        self,
        entry: FolderEntry,
        stream: FilesStream,
        name: re.Match[str] | None,
        pattern: str,
        unfinished: Message | None = None,
    ) -> Delivery:
        path, place, token = entry.path, entry.place, None
        masked = masked_place(place)
        try:
            if unfinished is not None:
                raise DeliveryError(masked, unfinished, _WHOLE)
            stamp, token = stamp_of(path), digest(path)
            if masked != place:
                place = masked
                raise DeliveryError(
                    place,
                    Message("文件名含有身份证号", "its name contains an identity number"),
                    Message("不含个人信息的文件名，请改名后重新报送", "a name without personal data"),
                )
            if not Path(realpath(path)).is_relative_to(realpath(self.pattern(stream).folder)):
                raise DeliveryError(
                    place,
                    Message("是指向文件夹之外的链接", "it is a link out of the folder"),
                    Message("文件本身", "the file itself"),
                )
            if name is None:
                raise DeliveryError(place, UNNAMED, Message(f"如 {pattern} 的文件名", f"a name such as {pattern}"))
            said = agreed(stream, name.groupdict(), self._titles(path, stream, place), place)
            scopes = declared(stream, said)
            if stream.scope.coverage is not None:
                scopes = listed_scopes(path, stream, place)
                token += digest(list_of(path, stream.scope.coverage))
            refuse_unserved(stream, scopes, place)
        except FileNotFoundError:
            raise SourceUnavailableError(self._card.source, Message(f"{place} 已不在", f"{place} went away")) from None
        except PermissionError:
            return _refused(stream, masked, token, DeliveryError(masked, *_CLOSED))
        except InvalidValueError as error:
            return _refused(stream, place, token, DeliveryError(place, error.reason, error.expected))
        except DeliveryError as error:
            return _refused(stream, masked, token, error)
        reading = _Reading(self._card.source, path, stream, place, said, stamp)
        return Delivery(stream, place, token, scopes, reading.rows, said, reading.learned, reading.tally)

    def _titles(self, path: Path, stream: FilesStream, place: str) -> tuple[str, ...]:
        if not stream.reads_title:
            return ("",)
        form = form_of(path)
        if form is Form.SEPARATED:
            from connectors.kinds.separated import csv_title

            return (csv_title(path, stream, place),)
        if form is Form.HTML:
            from connectors.kinds.html_table import html_title

            return (html_title(path, stream, place),)
        from connectors.kinds.workbook import workbook_titles

        return workbook_titles(path, without_list(stream), place)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The rows of one file, and facts about it learned while reading."""

    source: str
    path: Path
    stream: FilesStream
    place: str
    said: Stated
    stamp: Stamp | None
    """How the file was when its content was digested."""
    learned: list[DeliveryScope] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def rows(self) -> Iterator[RawRow]:
        """Raises DeliveryError, also where the file was written to meanwhile."""
        self.tally.clear()
        stream, place = self.stream, self.place
        rows = reader_of(self.path, place)(self.path, without_list(stream), place, self.tally)
        try:
            yield from (
                rows if stream.months_in_columns is None else by_month(stream, self.said, self.learned, rows, place)
            )
        except FileNotFoundError:
            raise SourceUnavailableError(self.source, Message(f"{place} 已不在", f"{place} went away")) from None
        if stamp_of(self.path) != self.stamp:
            raise DeliveryError(
                place, Message("读取过程中文件又被改写", "it was written to while it was being read"), _WHOLE
            )


def refuse_unserved(stream: StreamCard, scopes: Iterable[DeliveryScope], place: str) -> None:
    """Raises DeliveryError for a delivery of a division that the card does not serve."""
    for scope in scopes:
        if not scope.division.startswith(stream.serves):
            served = "、".join(stream.serves)
            raise DeliveryError(
                place,
                Message(f"区划 {scope.division} 不由本数据源报送", f"its division {scope.division} is not served"),
                Message(f"{served} 开头的区划；请核对文件名或卡片的 serves", f"a division that begins with {served}"),
            )


_WHOLE = Message("写完的文件；写完后请再次运行 sync", "a whole file; run sync again when it has been written")
_CLOSED = (
    Message("没有权限读取", "it may not be read"),
    Message("可以读取的文件；请系统管理员授予读取权限", "a file that the hub has the right to read"),
)


def masked_place(place: str) -> str:
    """A place without identity numbers."""
    return _NUMBER.sub("***", place)


def name_pattern(pattern: str) -> re.Pattern[str]:
    """A card's file pattern as a regular expression with its placeholders as groups."""
    parts, end = [], 0
    for found in PLACEHOLDER.finditer(pattern):
        parts.append(re.escape(pattern[end : found.start()]))
        name = found[1]
        parts.append("[^/]*" if name is None else f"(?P<{name}>{_FORMS.get(name, '[^/]+?')})")
        end = found.end()
    parts.append(re.escape(pattern[end:]))
    return re.compile("".join(parts))


def _refused(stream: StreamCard, place: str, token: str | None, error: DeliveryError) -> Delivery:
    return Delivery(stream, place, token, (), partial(_refuse, error))


def _refuse(error: DeliveryError) -> Iterator[RawRow]:
    raise error
