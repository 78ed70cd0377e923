"""The demo's province: made once, kept while people and seed are the same, never mixed with another in one home."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from hub.cli.output import Advance
from schema.errors import CallerError


class OtherProvinceError(CallerError):
    """The home already holds a province, or deliveries that are none."""

    def __init__(self, home: Path, found: str, wanted: str) -> None:
        self.home = home
        self.found = found
        self.wanted = wanted
        super().__init__(f"{home} holds {found}, not {wanted}: give the demo a home of its own with --home")


@dataclass(frozen=True, slots=True)
class Province:
    """What decides every byte of it."""

    people: int
    seed: int

    def __str__(self) -> str:
        return f"the province of {self.people:,} people with seed {self.seed}"


def make_province(home: Path, deliveries: Path, province: Province, advance: Advance) -> bool:
    """Lay out the deliveries unless they are there; whether they were made.

    Raises ``OtherProvinceError``: the store of the home was filled from what lies there.
    """
    marker = home / "demo.json"
    if marker.exists():
        found = Province(**json.loads(marker.read_text(encoding="utf-8")))
        if found != province:
            raise OtherProvinceError(home, str(found), str(province))
        return False
    if deliveries.exists() and any(deliveries.iterdir()) and not (deliveries / _UNFINISHED).exists():
        raise OtherProvinceError(home, "deliveries that no demo made", str(province))
    from hub.population import make_population

    deliveries.mkdir(parents=True, exist_ok=True)
    (deliveries / _UNFINISHED).touch()
    make_population(deliveries, people=province.people, seed=province.seed, progress=advance)
    marker.write_text(json.dumps(asdict(province)), encoding="utf-8")
    (deliveries / _UNFINISHED).unlink()
    return True


_UNFINISHED = ".unfinished"
"""While it is there, the deliveries are half made and are made again."""
