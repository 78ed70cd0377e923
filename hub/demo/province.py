"""The demo's province: made once, kept while people and seed are the same, never mixed with another in one home."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from hub.work.reporter import Advance
from schema.errors import CallerError
from schema.message import Message, chinese


class OtherProvinceError(CallerError):
    """The home already holds a province, or deliveries that are none."""

    def __init__(self, home: Path, found: str, wanted: str) -> None:
        self.home = home
        self.found = found
        self.wanted = wanted
        super().__init__(
            Message(
                f"{home} 里已有{chinese(found)}，不是{chinese(wanted)}；请用 --home 给演示另选一个目录",
                f"{home} contains {found}, not {wanted}: give the demo a home of its own with --home",
            )
        )


@dataclass(frozen=True, slots=True)
class Province:
    """Parameters that determine every byte of it."""

    people: int
    seed: int

    @property
    def title(self) -> Message:
        return Message(
            f"{self.people:,} 人的省份（种子 {self.seed}）",
            f"the province of {self.people:,} people with seed {self.seed}",
        )


def make_province(home: Path, deliveries: Path, province: Province, advance: Advance) -> bool:
    """Write the deliveries unless they exist; returns whether they were made.

    Raises ``OtherProvinceError`` for another province: the home's store was filled from it.
    """
    marker = home / "demo.json"
    if marker.exists():
        found = Province(**json.loads(marker.read_text(encoding="utf-8")))
        if found != province:
            raise OtherProvinceError(home, found.title, province.title)
        return False
    if deliveries.exists() and any(deliveries.iterdir()) and not (deliveries / _UNFINISHED).exists():
        found_there = Message("不是演示生成的交付", "deliveries that no demo made")
        raise OtherProvinceError(home, found_there, province.title)
    from hub.population import make_population

    deliveries.mkdir(parents=True, exist_ok=True)
    (deliveries / _UNFINISHED).touch()
    make_population(deliveries, people=province.people, seed=province.seed, progress=advance)
    marker.write_text(json.dumps(asdict(province)), encoding="utf-8")
    (deliveries / _UNFINISHED).unlink()
    return True


_UNFINISHED = ".unfinished"
"""While it is there, the deliveries are half made and are made again."""
