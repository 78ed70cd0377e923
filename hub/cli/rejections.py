"""``rejections``: list rejected rows, and write them into a workbook for their department.

Place, reason and expectation of a row; never its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli import words
from hub.cli.commands import Commands, both
from hub.cli.contacts import whom_to_call
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.runs import check_run, check_source
from hub.cli.session import load_cards, load_settings, with_store
from hub.cli.status import Status
from schema.message import Message
from schema.values.reason import explanation_of

if TYPE_CHECKING:
    from hub.store import Rows, Store

app = Commands(
    help=both(
        "被拒收的行：哪个文件、哪一行、哪一列、为什么、应为什么；不显示原值。",
        "List rejected rows: file, row, field, reason and expected value; never the value itself.",
    ),
    no_args_is_help=False,
)
_KEYS = ("source", "stream", "run", "file", "sheet", "row", "field", "reason", "expected", "department")
_EVERY = 10_000_000


@app.callback(invoke_without_command=True)
def rejections(
    context: typer.Context,
    source: Annotated[str, typer.Option(help=both("只看这个来源。", "Only this source."))] = "",
    run: Annotated[str, typer.Option(help=both("只看这个批次。", "Only this run."))] = "",
    limit: Annotated[
        int, typer.Option(min=1, max=100_000, help=both("最多列出几行。", "Maximum number listed."))
    ] = 200,
    home: Home = None,
    json: Json = False,
) -> None:
    """List them; a department's own go into a workbook with ``export``."""
    if context.invoked_subcommand is not None:
        return
    out = Output(json=json)
    settings = load_settings(home)
    check_source(settings, source)
    cards = {card.source: card for card in load_cards(settings)}

    async def work(store: Store) -> Rows:
        found = await _rejected(store, source=source, run=run, limit=limit)
        if run and not found:
            await check_run(store, run)
        return found

    found = with_store(settings, work)
    columns = (words.DEPARTMENT, words.FILE, words.ROW, words.FIELD, words.REASON, words.EXPECTED)
    table = make_table(Message("拒收的行", "rejections"), *columns, right=(words.ROW,))
    for row in found:
        out.emit(_json(row))
        where = (row["department"], row["file"], _place(row), row["field"])
        table.add_row(*map(as_said, (*where, *_words(row).values())))
    out.show_table(table, Message("没有拒收的行", "no row was rejected"))
    if found:
        for line in whom_to_call(cards, (row["source"] for row in found)):
            out.show(line)
        raise typer.Exit(Status.ATTENTION)


@app.command(
    help=both(
        "把一个部门被拒收的行写成工作簿，退回该部门更正。",
        "Write a department's rejected rows into a workbook, to send back.",
    )
)
def export(
    department: Annotated[
        str, typer.Option(metavar="NAME", help=both("部门，如 民政。", "The department, such as 民政."))
    ],
    xlsx: Annotated[
        Path, typer.Option(metavar="FILE", help=both("写到哪个文件；不能已存在。", "Output file; it must not exist."))
    ],
    home: Home = None,
    json: Json = False,
) -> None:
    from hub.cli.workbook import write_rejections
    from hub.filters import known as check

    out = Output(json=json)
    settings = load_settings(home)
    cards = {card.source: card for card in load_cards(settings)}

    async def work(store: Store) -> Rows:
        rejecting = await store.read("sync/rejecting_departments")
        departments = {row["department"] for row in rejecting} | {card.department for card in cards.values()}
        check("--department", [department], departments)
        return await _rejected(store, department=department)

    found = with_store(settings, work)
    if found:
        write_rejections(xlsx, [{**row, **_words(row), "row": _place(row)} for row in found], cards)
    out.emit({"department": department, "file": str(xlsx) if found else None, "rows": len(found)})
    if not found:
        out.show(
            Message(f"{department} 没有拒收的行，未写文件", f"{department} has no rejected row; nothing was written")
        )
        return
    shown = as_said(xlsx)
    out.show(
        Message(
            f"{shown}：{department} 被拒收的 {len(found):,} 行，不含原值；只有本人可读，发出前请按规定加密",
            f"{shown}: {len(found):,} rejected rows of {department}, without their values; only you can read the file",
        )
    )
    for line in whom_to_call(cards, (row["source"] for row in found)):
        out.show(line)


async def _rejected(
    store: Store, *, source: str = "", run: str = "", department: str = "", limit: int = _EVERY
) -> Rows:
    return await store.read("sync/rejections", source=source, run=run, department=department, limit=limit)


def _place(row: Mapping[str, Any]) -> str:
    return words.row_place(row["row"], row["sheet"])


def _words(row: Mapping[str, Any]) -> dict[str, Message]:
    """Reason with what to do, and expectation. An older store has no Chinese text of the expectation."""
    explanation = explanation_of(row["reason"])
    return {"reason": explanation, "expected": Message(row["expected_zh"] or explanation.zh, row["expected"])}


def _json(row: Mapping[str, Any]) -> dict[str, Any]:
    told = _words(row)
    chinese = {f"{name}_zh": message.zh for name, message in told.items()}
    return {**{key: row[key] for key in _KEYS}, "explanation": told["reason"], **chinese}
