"""``population``: a synthetic province, as raw deliveries and the truth that was planted in them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.commands import Commands, both
from hub.cli.options import Home, Json
from hub.cli.output import Output
from schema.message import Message

app = Commands(
    help=both(
        "合成省份：原始交付和其中预埋的情形。",
        "A synthetic province: raw deliveries and the cases planted in them.",
    )
)


@app.callback()
def _group() -> None:
    """Keeps ``make`` a command of its own."""


@app.command(
    help=both(
        "按各部门的原始格式写出交付，以及 truth.json。",
        "Write the departments' deliveries in their own raw formats, and truth.json.",
    )
)
def make(
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="DIR",
            help=both("交付和 truth.json 写到哪里。", "Output folder of deliveries and truth.json."),
        ),
    ],
    people: Annotated[int, typer.Option(min=200, help=both("多少人。", "Number of people."))] = 20_000,
    seed: Annotated[
        int, typer.Option(help=both("种子相同，省份相同。", "Random seed; equal seeds give equal provinces."))
    ] = 1,
    home: Home = None,
    json: Json = False,
) -> None:
    """The same people and seed give the same bytes."""
    from hub.population import make_population

    output = Output(json=json)
    with output.steps() as steps, steps.step(_province(people), people) as advance:
        made = make_population(out, people=people, seed=seed, progress=advance)
    output.emit(made.to_json())
    rows = sum(made.rows.values())
    counts = {kind: sum(rules.values()) for kind, rules in made.planted.items()}
    zh = "，".join(f"{_PLANTED.get(kind, kind)} {number:,} 例" for kind, number in counts.items())
    output.show(
        Message(f"{len(made.divisions)} 个县区 {made.people:,} 人，原始数据 {rows:,} 行；预埋：{zh}", str(made)),
    )


_PLANTED = {"finding": "应发现", "lawful": "合法叠加", "unknown": "无法判断"}


def _province(people: int) -> Message:
    return Message(f"生成 {people:,} 人的省份", f"a province of {people:,} people")
