"""The ZIP package of a workbook: its parts as streams of text, found by relationships, bounded in size.

A part is decoded as it declares (UTF-8, UTF-16, GBK …); a document type is refused, so no entity is ever expanded.
"""

from __future__ import annotations

import codecs
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from connectors.kinds.inflated import refuse_inflated
from connectors.kinds.xlsx.reading import elements
from connectors.kinds.xlsx.unsound import another_archive, damaged, refusal
from schema.errors import DeliveryError
from schema.message import Message

CHUNK = 1 << 20
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_PROLOG = 1 << 16

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    LookupError,
)
"""Errors of the readers for a damaged package."""


class Package:
    """Open until it is left. Raises DeliveryError, with a reason of its own for each kind of unsound file."""

    def __init__(self, path: Path, place: str) -> None:
        self.place = place
        # a part that is still being read would keep the archive's own file open
        self._file = path.open("rb")
        try:
            self._zip = zipfile.ZipFile(self._file)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError):
            self._file.close()
            raise refusal(path, place) from None
        try:
            refuse_inflated(self._zip, place)
            self._names = {name.lower(): name for name in reversed(self._zip.namelist())}
            if any(info.flag_bits & 1 for info in self._zip.infolist()):
                raise DeliveryError(
                    place,
                    Message("压缩包设有密码", "the archive is encrypted with a password"),
                    Message("不设密码的 .xlsx 工作簿", "an .xlsx workbook without a password"),
                )
            self.book = self._book()
        except BROKEN:
            self._close()
            raise damaged(place) from None
        except DeliveryError:
            self._close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        self._zip.close()
        self._file.close()

    def has(self, part: str) -> bool:
        return part.lower() in self._names

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part's bytes. Raises DeliveryError where it is damaged."""
        try:
            with self._zip.open(self._names[part.lower()]) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except BROKEN:
            raise damaged(self.place) from None

    def texts(self, part: str) -> Iterator[str]:
        """A part's text in pieces. Raises DeliveryError where it is damaged or has a document type."""
        decoder: codecs.IncrementalDecoder | None = None
        prolog = ""
        try:
            for chunk in self.chunks(part):
                if decoder is None:
                    decoder = codecs.getincrementaldecoder(_encoding(chunk))("strict")
                text = decoder.decode(chunk)
                if len(prolog) < _PROLOG:
                    prolog += text[:_PROLOG]
                    if "<!DOCTYPE" in prolog or "<!ENTITY" in prolog:
                        raise DeliveryError(
                            self.place,
                            Message("工作簿中含有不应出现的文档类型声明", "the workbook holds a document type"),
                            Message("由 Excel 或 WPS 另存的 .xlsx", "an .xlsx as Excel or WPS saves it"),
                        )
                yield text
            if decoder is not None:
                decoder.decode(b"", final=True)
        except (UnicodeDecodeError, LookupError):
            raise damaged(self.place) from None

    def elements(self, part: str) -> list[tuple[str, dict[str, str]]]:
        """Every element of a small part by local name, with its attributes."""
        return elements(undeclared(self.texts(part)), self.place)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part (``""``: of the package): id -> (kind, target part)."""
        folder, name = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(links):
            return {}
        found = {}
        for name, link in self.elements(links):
            target = link.get("Target", "").replace("\\", "/")
            if name != "Relationship" or link.get("TargetMode") == "External" or not target:
                continue
            whole = target if target.startswith("/") else posixpath.join(folder, target)
            kind = link.get("Type", "").rpartition("/")[2]
            found[link.get("Id", "")] = (kind, posixpath.normpath(whole).lstrip("/"))
        return found

    def _book(self) -> str:
        """The workbook's own part."""
        found = [target for kind, target in self.related("").values() if kind == "officeDocument"]
        part = next((target for target in found if self.has(target)), "xl/workbook.xml")
        if not self.has(part) or part.startswith(("word/", "ppt/")) or part.lower().endswith(".bin"):
            raise another_archive(frozenset(self._names), self._zip, self.place)
        return part


def _encoding(chunk: bytes) -> str:
    if chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    declared = _DECLARED.match(chunk)
    name = "utf-8" if declared is None else declared[1].decode("ascii").lower()
    return "utf-8-sig" if name in ("utf-8", "utf8") else name


def undeclared(texts: Iterator[str]) -> Iterator[str]:
    """Without the XML declaration: the text is decoded already."""
    for text in texts:
        yield _DECLARATION.sub("", text, count=1)
        break
    yield from texts
