"""``identities``: people about whom sources disagree under one identity number."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.commands import both
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.session import load_settings, with_store
from schema.message import Message

if TYPE_CHECKING:
    from rich.table import Table

    from hub.scan.identities import Disagreement
    from hub.store import Store

HELP = both(
    "列出同一身份证号下各来源登记的姓名、性别或出生日期不一致的人员，供人工核实。",
    "List people whose sources disagree under one identity number, for review.",
)
_FIELDS = {
    "name": Message("姓名", "name"),
    "sex": Message("性别", "sex"),
    "birth": Message("出生日期", "date of birth"),
}
_LISTED = 50


def identities(
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, help=both("最多列出多少人；--json 不限。", "Maximum number listed; without it --json lists all.")
        ),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from hub.scan.identities import disagreements

    out = Output(json=json)
    table = make_table(said(_TITLE), *map(said, _HEADINGS))

    async def work(store: Store) -> int:
        number = 0
        async for found in disagreements(store):
            number += 1
            if number <= (limit or (number if json else _LISTED)):
                out.emit(found.to_json())
                _add(table, found)
        return number

    number = with_store(load_settings(home), work)
    out.show_table(table, said(_NOBODY))
    if number:
        out.show(said(Message(f"共 {number:,} 人。{_DO.zh}", f"{number:,} people. {_DO}")))


_TITLE = Message("身份待核", "identity in doubt")
_HEADINGS = (
    Message("人员", "person"),
    Message("不一致", "differs"),
    Message("来源", "sources"),
    Message("发现于", "since"),
)
_NOBODY = Message("各来源没有不一致", "no two sources disagree")
_DO = Message(
    "请与报送部门核对身份证号和本人，改正后重新报送；核实前，依据双方数据的线索均标为身份待核。",
    "Check number and person with the departments and have the data delivered again; until then every finding that "
    "rests on both sides is marked as identity in doubt.",
)


def _add(table: Table, found: Disagreement) -> None:
    lines = []
    for one in found.sources:
        against = "、".join(said(_FIELDS[field]) for field in one.against_number)
        note = said(Message(f"（{against}与号码不符）", f" ({against} against the number)")) if against else ""
        lines.append(f"{as_said(one.stream)} {one.division} {as_said(one.name)}{note}")
    table.add_row(
        found.person[:9],
        "、".join(said(_FIELDS[field]) for field in found.differs),
        "\n".join(lines),
        datetime.fromtimestamp(found.since / 1000, UTC).strftime("%Y-%m-%d"),
    )
