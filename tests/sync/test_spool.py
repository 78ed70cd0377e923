"""What is staged lies on disk sealed and for its owner only, and goes whatever ends the run."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hub.keys import Keys
from hub.seal import Sealer
from hub.sync import spool as spools
from hub.sync.spool import SIZE, Spool, SpoolAlteredError, prepare

NUMBER = "370102194803011230"


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file of this process may grow beyond 64 KB."""
    usual, limit = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, limit[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    signal.signal(signal.SIGXFSZ, usual)


def test_gives_back_what_was_added_and_holds_none_of_it_in_plain(tmp_path: Path) -> None:
    path = tmp_path / "spool" / "r1.spool"
    spool = Spool(path, Sealer(Keys.generate()))
    spool.add({"number": NUMBER})
    assert list(spool.chunks()) == [[{"number": NUMBER}]]
    assert NUMBER.encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_was_altered_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r1.spool"
    spool = Spool(path, Sealer(Keys.generate()))
    spool.add({"number": NUMBER})
    list(spool.chunks())
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(SpoolAlteredError):
        list(spool.chunks())


def records(content: bytes) -> list[bytes]:
    """The sealed chunks of a file, each with its length, the end among them."""
    found = []
    while content:
        length = 4 + int.from_bytes(content[:4], "little")
        found.append(content[:length])
        content = content[length:]
    return found


@pytest.mark.parametrize(
    "left",
    [
        pytest.param(lambda one, two, end: [two, one, end], id="reordered"),
        pytest.param(lambda one, two, end: [one, one, end], id="repeated"),
        pytest.param(lambda one, two, end: [one, end], id="one left out"),
        pytest.param(lambda one, two, end: [one, two], id="cut at a chunk"),
        pytest.param(lambda one, two, end: [one, two, end[:-3]], id="cut within the end"),
        pytest.param(lambda one, two, end: [one, two[:2]], id="cut within a length"),
        pytest.param(lambda one, two, end: [], id="emptied"),
    ],
)
def test_chunks_that_were_moved_or_cut_off_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: Callable[[bytes, bytes, bytes], list[bytes]]
) -> None:
    monkeypatch.setattr(spools, "SIZE", 1)
    path = tmp_path / "r1.spool"
    spool = Spool(path, Sealer(Keys.generate()))
    spool.add({"number": 1})
    spool.add({"number": 2})
    spool.close()
    assert list(spool.chunks()) == [[{"number": 1}], [{"number": 2}]]
    path.write_bytes(b"".join(left(*records(path.read_bytes()))))
    with pytest.raises(SpoolAlteredError, match="run r1 was cut or altered"):
        list(spool.chunks())


def test_another_run_s_chunks_are_found(tmp_path: Path) -> None:
    sealer = Sealer(Keys.generate())
    other = Spool(tmp_path / "r2.spool", sealer)
    other.add({"number": 1})
    other.close()
    (tmp_path / "r2.spool").rename(tmp_path / "r1.spool")
    with pytest.raises(SpoolAlteredError):
        list(Spool(tmp_path / "r1.spool", sealer).chunks())


def test_a_file_that_is_gone_is_no_empty_one(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "r1.spool", Sealer(Keys.generate()))
    spool.close()
    assert list(spool.chunks()) == []
    (tmp_path / "r1.spool").unlink()
    with pytest.raises(SpoolAlteredError):
        list(spool.chunks())


def test_a_full_disk_leaves_no_file(tmp_path: Path, small_disk: None) -> None:
    path = tmp_path / "r1.spool"
    spool = Spool(path, Sealer(Keys.generate()))
    for _ in range(SIZE - 1):
        spool.add({"text": NUMBER})
    with pytest.raises(OSError, match="too large"):
        spool.add({"text": NUMBER})
    spool.discard()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_sync_left_goes_with_the_next_whatever_it_pulls(tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    spool.mkdir(mode=0o755)
    (spool / "r20260101T000000-000abcd.spool").write_bytes(b"v1:sealed")
    prepare(spool)
    assert list(spool.iterdir()) == []
    assert spool.stat().st_mode & 0o777 == 0o700
