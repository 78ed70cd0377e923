"""``population``: a synthetic province, as raw deliveries and the truth that was planted in them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.commands import Commands, both
from hub.cli.options import Home, Json
from hub.cli.output import Output

app = Commands(
    help=both(
        "合成省份：原始交付和其中预埋的情形。",
        "A synthetic province: raw deliveries and what was planted in them.",
    )
)


@app.callback()
def _group() -> None:
    """Keeps ``make`` a command of its own."""


@app.command()
def make(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where deliveries and truth.json go.")],
    people: Annotated[int, typer.Option(min=200, help="How many people.")] = 20_000,
    seed: Annotated[int, typer.Option(help="The same seed, the same province.")] = 1,
    home: Home = None,
    json: Json = False,
) -> None:
    """Write seven departments' deliveries in their own raw formats, and truth.json."""
    from hub.population import make_population

    output = Output(json=json)
    with output.steps() as steps, steps.step(f"a province of {people:,} people", people) as advance:
        made = make_population(out, people=people, seed=seed, progress=advance)
    output.emit(made.to_json())
    output.show(str(made))
