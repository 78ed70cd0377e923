"""Backup and restore: the whole content as JSON lines in one gzip file, the same for both engines.

Sealed values stay sealed; keys are not included. The last line is the fingerprint of the content, so a cut or altered
file is detected before anything is restored, and a restored store is compared with it.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from hub.private import private
from hub.store import caps
from hub.store.fingerprint import EVERY, Advance, Content, fingerprint, silent
from hub.store.migrations import upgrade
from hub.store.store import Store
from schema.errors import BackupError
from schema.graph import PLAIN, STORE_FORMAT
from schema.message import Message
from schema.records import RECORDS

FORMAT = "aidchain-backup-1"
_THERE = Message("该文件已经存在", "it is there already")

Row = dict[str, Any]
Line = tuple[str, Row]
"""The statement that restores a row, and the row."""


async def backup(store: Store, file: Path, advance: Advance = silent) -> dict[str, Any]:
    """Write the content to a new file: ``fingerprint, facts, rows, bytes``.

    Raises ``BackupError`` when the file is there already or the store is written to meanwhile.
    """
    if file.exists():
        raise BackupError(str(file), _THERE, Message("一个新的文件名", "the name of a new file"))
    part = file.with_name(f"{file.name}.part")
    content, rows = Content(), 0
    before = await store.read("backup/marks")
    try:
        with open(part, "xb", opener=private) as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=3) as out:
            _put(out, {"format": FORMAT, "schema": STORE_FORMAT})
            async for name, row in _lines(store, content):
                _put(out, [name, row])
                rows += 1
                if rows % EVERY == 0:
                    advance(rows, None)
            if await store.read("backup/marks") != before:
                raise BackupError(
                    str(file),
                    Message("备份期间存储被写入", "the store was written to meanwhile"),
                    Message("备份时不运行 sync 或 scan；请重新备份", "no sync or scan during a backup"),
                )
            result = content.result()
            _put(out, {"end": FORMAT, "rows": rows, **result})
        with open(part, "rb") as written:
            os.fsync(written.fileno())
        part.replace(file)
    except FileExistsError:
        raise BackupError(
            str(part),
            _THERE,
            Message("没有其他备份正在进行；否则请删除该文件", "no other backup under way; else remove it"),
        ) from None
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    advance(rows, rows)
    return {**result, "rows": rows, "bytes": file.stat().st_size}


async def restore(store: Store, file: Path, advance: Advance = silent) -> dict[str, Any]:
    """Read a backup into an empty store and compare fingerprints: ``fingerprint, facts, rows``.

    Raises ``BackupError`` when the store is not empty, the file is not whole, or the result differs.
    """
    if (await store.read("store/holds"))[0]["holds"]:
        raise BackupError(
            store.address,
            Message("存储不是空的", "the store is not empty"),
            Message("恢复到一个空的存储；请用 --home 另选一个目录", "an empty store to restore into"),
        )
    end = _verified(file)
    total, done = int(end["rows"]), 0
    for name, rows in _batches(file):
        await store.write(name, rows=rows)
        done += len(rows)
        advance(done, total)
    await upgrade(store)
    found = await fingerprint(store)
    if found["fingerprint"] != end["fingerprint"]:
        raise BackupError(
            str(file),
            Message("恢复出的内容与备份不一致", "the restored content differs from it"),
            Message(f"指纹 {end['fingerprint']}", f"fingerprint {end['fingerprint']}"),
        )
    return {**found, "rows": done}


async def _lines(store: Store, content: Content) -> AsyncIterator[Line]:
    # coverage before facts, because it bounds their months; nodes before their relationships
    for label in sorted(PLAIN, key=lambda label: label != "Coverage"):
        async for row in store.stream(f"backup/nodes_{label.lower()}"):
            if label == "Coverage":
                content.coverage(row["props"])
            yield f"restore/nodes_{label.lower()}", row
    for name in RECORDS:
        async for row in store.stream(f"backup/{name}"):
            content.fact(name, row["props"], retired="retired_at" in row["props"])
            kind = "household" if row["subject"].startswith("h") else "person"
            yield f"write/{name}_create_{kind}", row
    async for row in store.stream("backup/superseded"):
        content.superseded(row["props"])
        withdrawn = row["props"]["change"] == "withdrawn"  # its fact may be gone
        yield f"restore/superseded_{'withdrawn' if withdrawn else row['props']['type']}", row
    async for row in store.stream("backup/run_sources"):
        yield "restore/run_sources", row
    async for row in store.stream("backup/key_check"):
        yield "restore/key_check", row
    types = {record.LABEL: name for name, record in RECORDS.items()}
    async for row in store.stream("backup/finding_links"):
        for subject in row["about"]:
            kind = "household" if subject.startswith("h") else "person"
            yield f"findings_write/about_{kind}", {"finding": row["finding"], "subject": subject}
        for label, fact in row["cites"]:
            yield f"findings_write/cites_{types[label]}", {"finding": row["finding"], "fact": fact}
    async for row in store.stream("backup/decisions"):
        content.decision(row["props"])
        yield "findings_write/decision", row["props"]


def _verified(file: Path) -> Mapping[str, Any]:
    """The last line of a file that is whole; read once from end to end before anything is written."""
    expected = Message("由 `aidchain store backup` 写成的完整文件", "a file written by `aidchain store backup`")
    rows, last = 0, b""
    try:
        with gzip.open(file, "rb") as lines:
            header = orjson.loads(lines.readline())
            if not isinstance(header, dict) or header.get("format") != FORMAT:
                raise BackupError(str(file), Message("不是这种格式的备份", "not a backup of this format"), expected)
            if int(header["schema"]) > STORE_FORMAT:
                raise BackupError(
                    str(file),
                    Message("由较新版本的程序写成", "written by a newer release"),
                    Message(f"结构版本 {STORE_FORMAT} 或更早；请安装较新的版本", f"schema {STORE_FORMAT} or older"),
                )
            for line in lines:
                rows, last = rows + 1, line
        end = orjson.loads(last)
    except (OSError, EOFError, ValueError):
        raise BackupError(str(file), Message("不能读到末尾", "it cannot be read to its end"), expected) from None
    if not isinstance(end, dict) or end.get("end") != FORMAT or end["rows"] != rows - 1:
        raise BackupError(str(file), Message("不完整", "it is not whole"), expected)
    return end


def _batches(file: Path) -> Iterator[tuple[str, list[Row]]]:
    """Rows of one statement together, within the caps of a request."""
    name, rows, size = "", list[Row](), 0
    with gzip.open(file, "rb") as lines:
        next(lines)
        for line in lines:
            entry = orjson.loads(line)
            if isinstance(entry, dict):
                break
            if rows and (entry[0] != name or len(rows) == caps.ROWS or size + len(line) > caps.BYTES):
                yield name, rows
                rows, size = [], 0
            name, size = entry[0], size + len(line)
            rows.append(entry[1])
    if rows:
        yield name, rows


def _put(out: gzip.GzipFile, value: Any) -> None:
    cast(BinaryIO, out).write(orjson.dumps(value) + b"\n")
