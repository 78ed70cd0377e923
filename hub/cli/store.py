"""``store``: the embedded server, migrations, backup, the fingerprint of the content and the rotation of its keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.commands import Commands, both
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, make_table
from hub.cli.session import load_settings, nothing, with_store
from hub.cli.status import Status
from schema.errors import CallerError
from schema.message import Message

if TYPE_CHECKING:
    from hub.settings import Settings
    from hub.store import Store
    from hub.work.upkeep import RotationResult

app = Commands(
    help=both(
        "存储：启动、停止、升级结构、备份、恢复、指纹、更换密钥。",
        "The store: start, stop, migrate, back up, restore, fingerprint, rotate keys.",
    )
)


@app.command(
    help=both(
        "启动内嵌存储并让它一直运行，后面的命令不必各自启动。",
        "Start the embedded server and leave it running for later commands.",
    )
)
def start(home: Home = None, json: Json = False) -> None:
    from hub.store.opening import embedded_server

    settings = load_settings(home)
    _only_embedded(settings)
    server = embedded_server(settings)
    server.acquire(keep=True)
    server.release()
    with_store(settings, nothing, keyed=False, creates=True)  # constraints and migrations
    _tell_status(settings, Output(json=json))


@app.command(help=both("停止内嵌存储，不论谁在使用。", "Stop the embedded server, even while it is in use."))
def stop(home: Home = None, json: Json = False) -> None:
    from hub.store.opening import embedded_server

    settings = load_settings(home)
    _only_embedded(settings)
    stopped = embedded_server(settings).stop()
    out = Output(json=json)
    out.emit({"store": settings.store, "running": False, "stopped": stopped})
    out.show(Message("已停止", "stopped") if stopped else Message("存储没有在运行", "no server was running"))


@app.command(help=both("存储是否在运行、在哪里、是什么版本。", "Show whether the store runs, its address and version."))
def status(home: Home = None, json: Json = False) -> None:
    _tell_status(load_settings(home), Output(json=json))


def _tell_status(settings: Settings, out: Output) -> None:
    from hub.store.migrations import version
    from hub.store.opening import embedded_server
    from schema.graph import STORE_FORMAT

    told: dict[str, Any] = {"store": settings.store, "home": str(settings.home), "release": STORE_FORMAT}
    if settings.store == "embedded":
        state = embedded_server(settings).status()
        told |= {"running": state is not None, "pid": state.pid if state else None, "keep": bool(state and state.keep)}
    else:
        told["running"] = True  # opening it below fails when it does not answer
    if told["running"]:

        async def work(store: Store) -> None:
            told.update({"engine": store.engine, "address": store.address, "version": await version(store)})

        with_store(settings, work, keyed=False)
    out.emit(told)
    for key, value in told.items():
        shown = said(_ANSWERS.get(value, value) if isinstance(value, bool) else value)
        out.show(Message(f"[dim]{_STATUS.get(key, key)}[/]  {shown}", f"[dim]{key:<9}[/]{shown}"))


_ANSWERS = {True: Message("是", "True"), False: Message("否", "False")}
_STATUS = {
    "store": "存储",
    "home": "主目录",
    "release": "程序的结构版本",
    "running": "正在运行",
    "pid": "进程号",
    "keep": "保持运行",
    "engine": "引擎",
    "address": "地址",
    "version": "存储的结构版本",
}


@app.command(
    help=both(
        "补上缺少的约束、索引和结构升级（每个写入的命令启动时都会做）。",
        "Apply missing constraints, indexes and migrations (every writing command does so at its start).",
    )
)
def migrate(home: Home = None, json: Json = False) -> None:
    from hub.store.migrations import version
    from schema.graph import STORE_FORMAT

    settings = load_settings(home)
    out = Output(json=json)
    found = with_store(settings, version, keyed=False, creates=True)
    out.emit({"version": found, "release": STORE_FORMAT})
    out.show(Message(f"结构版本 {found}，已是最新", f"schema version {found}, the newest of this release"))


@app.command(help=both("把全部内容写入一个文件；不含密钥。", "Write the whole content to one file, without the keys."))
def backup(
    file: Annotated[
        Path,
        typer.Argument(help=both("写到哪个文件；不能已存在。", "Output file; it must not exist.")),
    ],
    home: Home = None,
    json: Json = False,
) -> None:
    from hub.work.upkeep import backup as write_backup

    settings = load_settings(home)
    out = Output(json=json)

    async def work(store: Store) -> Any:
        with out.steps() as steps:
            return await write_backup(store, settings, file, steps)

    told = with_store(settings, work, keyed=False)
    out.emit({"file": str(file), **told})
    megabytes, fingerprint = told["bytes"] / 1e6, told["fingerprint"]
    out.show(
        Message(
            f"{file}：{told['facts']:,} 条事实，{megabytes:,.1f} MB\n[dim]指纹 {fingerprint}",
            f"{file}: {told['facts']:,} facts, {megabytes:,.1f} MB\n[dim]fingerprint {fingerprint}",
        )
    )
    out.remark(
        Message(
            "其中没有 keys.json：请另行保管，没有密钥的备份无法读取",
            "keys.json is not in it: keep it apart, a backup without its keys cannot be read",
        )
    )


@app.command(help=both("把备份读入一个空的存储。", "Read a backup into an empty store."))
def restore(
    file: Annotated[Path, typer.Argument(help=both("备份文件。", "A backup."), exists=True, dir_okay=False)],
    home: Home = None,
    json: Json = False,
) -> None:
    from hub.work.upkeep import restore as read_backup

    settings = load_settings(home)
    out = Output(json=json)

    async def work(store: Store) -> Any:
        with out.steps() as steps:
            return await read_backup(store, settings, file, steps)

    told = with_store(settings, work, keyed=False, creates=True)
    out.emit({"file": str(file), **told})
    fingerprint = told["fingerprint"]
    out.show(
        Message(
            f"已恢复 {told['facts']:,} 条事实，内容一致\n[dim]指纹 {fingerprint}",
            f"{told['facts']:,} facts restored, the same content\n[dim]fingerprint {fingerprint}",
        )
    )


@app.command(
    help=both(
        "内容的摘要，与顺序无关，两种引擎相同。",
        "An order-independent digest of the content, equal on both engines.",
    )
)
def fingerprint(home: Home = None, json: Json = False) -> None:
    from hub.store.fingerprint import fingerprint as take

    settings = load_settings(home)
    out = Output(json=json)

    async def work(store: Store) -> Any:
        with out.steps() as steps, steps.step(Message("指纹", "fingerprint")) as advance:
            return await take(store, advance)

    told = with_store(settings, work, keyed=False)
    out.emit(told)
    count = Message("数量", "count")
    table = make_table("", Message("类型", "type"), count, right=(count,))
    for type, part in told["by_type"].items():
        table.add_row(type, f"{part['count']:,}")
    out.show_table(table, Message("存储是空的", "the store is empty"))
    facts = Message(f"{told['facts']:,} 条事实", f"{told['facts']:,} facts")
    out.show(f"{told['fingerprint']}  [dim]{said(facts)}")


@app.command(
    "rotate-keys",
    help=both(
        "用新的密钥重新加密全部内容，或接着上次中断处继续；编号不变。",
        "Re-encrypt all sealed values with a new key, or resume an interrupted rotation; ids do not change.",
    ),
)
def rotate_keys(
    drop: Annotated[
        bool,
        typer.Option(
            "--drop-old",
            help=both("只删除存储里已用不到的旧密钥。", "Only remove old keys that no value in the store needs."),
        ),
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    from hub.work.upkeep import drop_old_keys
    from hub.work.upkeep import rotate_keys as rotate

    settings = load_settings(home)
    out = Output(json=json)
    if drop:
        dropped = with_store(settings, lambda store: drop_old_keys(store, settings))
        out.emit({"dropped": dropped})
        gone = ", ".join(dropped)
        none = Message("没有旧密钥", "there was no old key")
        out.show(Message(f"已删除 {gone}", f"dropped {gone}") if dropped else none)
        return

    async def work(store: Store) -> RotationResult:
        with out.steps() as steps:
            return await rotate(store, settings, steps)

    done = with_store(settings, work)
    out.emit(done.to_json())
    resumed = Message("（接着上次）", ", resumed") if done.resumed else Message("", "")
    out.show(
        Message(
            f"已用 {done.version} 重新加密 {done.resealed:,} 个值{resumed.zh}",
            f"{done.resealed:,} values sealed with {done.version}{resumed}",
        )
    )
    out.remark(
        Message(
            "请立即备份 keys.json，并重启 aidchain serve：它在启动时读取密钥",
            "back up keys.json now and restart aidchain serve: it reads the keys at its start",
        )
    )
    if done.left:
        out.remark(
            Message(
                f"期间又有 {done.left:,} 个值用旧密钥加密：请在没有同步运行时再执行一次",
                f"{done.left:,} values were sealed with an old key meanwhile: run it again when no sync runs",
            )
        )
        raise typer.Exit(Status.ATTENTION)
    if done.old:
        old = ", ".join(done.old)
        out.remark(
            Message(
                f"keys.json 里还留着旧密钥 {old}，供读取旧备份；用 --drop-old 删除",
                f"kept in keys.json for older backups: {old}; --drop-old removes them",
            )
        )


def _only_embedded(settings: Settings) -> None:
    if settings.store != "embedded":
        raise CallerError(
            Message(
                f"存储是 {settings.store}：它在自己的服务器上启动和停止，不由 aidchain 管理",
                f"the store is {settings.store}: it is started and stopped where it runs, not by aidchain",
            )
        )
