"""A backup is the whole content; restored into an empty store of either engine it is the same content."""

from __future__ import annotations

import gzip
import stat
from pathlib import Path
from typing import Any

import orjson
import pytest

import cypher
from hub.store import Store, open_store
from hub.store.backup import backup, restore
from hub.store.fingerprint import fingerprint
from schema.errors import BackupError

pytestmark = pytest.mark.anyio

AREA_PAGE = "api/findings_area_amount_descending"
ASKED: dict[str, Any] = {
    "from": "370102|", "to": "370102}", "limit": 9, "homes": False, "cites": False, "history": False,
    "divisions": ["370102"],
    "from_month": "", "to_month": "", "any_amount": True, "amount_from": 0, "amount_to": 0,
    **{name: [] for name in ("rules", "severities", "states", "departments")},
    **{f"all_{name}": True for name in ("rules", "severities", "states", "departments", "months")},
}  # fmt: skip
"""All findings of a county."""

Province = list[tuple[str, dict[str, Any]]]


async def everything(store: Store) -> dict[str, list[str]]:
    """All that a backup reads, in an order of its own."""
    return {
        name: sorted(repr(sorted(row.items())) for row in await store.read(name))
        for name in cypher.names("backup")
        if name != "backup/finding_links"
    }


async def test_a_restored_store_holds_the_same_and_has_the_same_fingerprint(
    store: Store, embedded: Any, province: Province, tmp_path: Path
) -> None:
    await store.write_all(province)
    before, links = await everything(store), await store.read("backup/finding_links")
    whole = await fingerprint(store)
    steps: list[tuple[int, int | None]] = []
    told = await backup(store, tmp_path / "a.backup", lambda done, total: steps.append((done, total)))
    assert {key: told[key] for key in whole} == whole
    assert told["bytes"] == (tmp_path / "a.backup").stat().st_size
    assert steps[-1] == (told["rows"], told["rows"])
    assert stat.S_IMODE((tmp_path / "a.backup").stat().st_mode) == 0o600
    embedded.empty()
    back = await restore(store, tmp_path / "a.backup")
    assert {key: back[key] for key in whole} == whole
    assert back["rows"] == told["rows"]
    assert await everything(store) == before
    again = await store.read("backup/finding_links")
    assert [sorted(map(repr, row["cites"])) for row in again] == [sorted(map(repr, row["cites"])) for row in links]
    assert sorted(again[0]["about"]) == sorted(links[0]["about"])
    assert await fingerprint(store) == whole
    assert [row["key"] for row in await store.read(AREA_PAGE, **ASKED)] == ["370102|duplicate|amount|n1"]


@pytest.mark.neo4j
async def test_moves_from_one_engine_to_the_other_and_back(
    embedded: Any, neo4j_lts: Any, province: Province, tmp_path: Path
) -> None:
    prints = []
    for number, server in enumerate((embedded, neo4j_lts, embedded)):
        server.empty()
        async with open_store(server.settings(tmp_path / str(number))) as store:
            if number == 0:
                await store.write_all(province)
            else:
                await restore(store, tmp_path / f"{number - 1}.backup")
            prints.append(await fingerprint(store))
            await backup(store, tmp_path / f"{number}.backup")
    assert prints[0] == prints[1] == prints[2]


async def test_sealed_values_stay_sealed(store: Store, province: Province, tmp_path: Path) -> None:
    await store.write_all(province)
    await backup(store, tmp_path / "a.backup")
    text = gzip.decompress((tmp_path / "a.backup").read_bytes()).decode()
    assert '"number_enc":"v1:abc"' in text


async def test_is_refused_into_a_store_that_holds_something(store: Store, province: Province, tmp_path: Path) -> None:
    await store.write_all(province)
    await backup(store, tmp_path / "a.backup")
    before = await fingerprint(store)
    with pytest.raises(BackupError, match="not empty"):
        await restore(store, tmp_path / "a.backup")
    assert await fingerprint(store) == before


async def test_does_not_overwrite_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.backup").write_text("mine")
    with pytest.raises(BackupError, match="already"):
        await backup(store, tmp_path / "a.backup")
    assert (tmp_path / "a.backup").read_text() == "mine"


async def test_a_store_that_is_written_to_meanwhile_is_told_of_and_leaves_no_file(
    store: Store, province: Province, tmp_path: Path
) -> None:
    await store.write_all(province)
    lines = Store.stream

    async def stream(self: Store, name: str, /, **parameters: Any) -> Any:
        if name == "backup/superseded":
            await self.write("runs/set", id="r1", values={"batches": 2})
        async for row in lines(self, name, **parameters):
            yield row

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "stream", stream)
        with pytest.raises(BackupError, match="meanwhile"):
            await backup(store, tmp_path / "a.backup")
    assert list(tmp_path.glob("*.backup*")) == []


async def refused(store: Store, file: Path, content: bytes) -> str:
    file.write_bytes(content)
    with pytest.raises(BackupError) as caught:
        await restore(store, file)
    assert (await store.read("store/holds"))[0]["holds"] == 0
    return caught.value.problem


async def test_a_file_that_is_cut_altered_or_something_else_is_refused_before_anything_is_written(
    store: Store, embedded: Any, province: Province, tmp_path: Path
) -> None:
    await store.write_all(province)
    await backup(store, tmp_path / "a.backup")
    embedded.empty()
    whole = (tmp_path / "a.backup").read_bytes()
    lines = gzip.decompress(whole).splitlines(keepends=True)
    file = tmp_path / "b.backup"
    assert await refused(store, file, whole[:-20]) == "it cannot be read to its end"
    assert await refused(store, file, b"nothing of the kind") == "it cannot be read to its end"
    assert await refused(store, file, gzip.compress(b"".join(lines[:-1]))) == "it is not whole"
    assert await refused(store, file, gzip.compress(b"".join(lines[:3] + lines[4:]))) == "it is not whole"
    assert await refused(store, file, gzip.compress(b'{"format":"x"}\n')) == "not a backup of this format"
    newer = orjson.dumps({"format": "aidchain-backup-1", "schema": 999}) + b"\n"
    assert await refused(store, file, gzip.compress(newer)) == "written by a newer release"


async def test_a_value_that_was_altered_is_found_by_the_fingerprint(
    store: Store, embedded: Any, province: Province, tmp_path: Path
) -> None:
    await store.write_all(province)
    await backup(store, tmp_path / "a.backup")
    embedded.empty()
    text = gzip.decompress((tmp_path / "a.backup").read_bytes())
    assert text.count(b'"digest":"death-0"') == 1
    (tmp_path / "b.backup").write_bytes(gzip.compress(text.replace(b'"digest":"death-0"', b'"digest":"death-9"')))
    with pytest.raises(BackupError, match="differs"):
        await restore(store, tmp_path / "b.backup")
