"""``store``: the embedded server, migrations, backup, the fingerprint of the content and the rotation of its keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.commands import Commands, both
from hub.cli.options import Home, Json
from hub.cli.output import Output, make_table
from hub.cli.session import load_settings, nothing, with_store
from hub.cli.status import Status
from schema.errors import CallerError

if TYPE_CHECKING:
    from hub.rotation import RotationResult
    from hub.settings import Settings
    from hub.store import Store

app = Commands(
    help=both(
        "存储：启动、停止、升级结构、备份、恢复、指纹、更换密钥。",
        "The store: start, stop, migrate, back up, restore, fingerprint, rotate keys.",
    )
)


@app.command()
def start(home: Home = None, json: Json = False) -> None:
    """Start the embedded server and leave it running: commands that follow need not start their own."""
    from hub.store.opening import embedded_server

    settings = load_settings(home)
    _only_embedded(settings)
    server = embedded_server(settings)
    server.acquire(keep=True)
    server.release()
    with_store(settings, nothing, keyed=False, creates=True)  # constraints and migrations
    _tell_status(settings, Output(json=json))


@app.command()
def stop(home: Home = None, json: Json = False) -> None:
    """Stop the embedded server, whoever uses it."""
    from hub.store.opening import embedded_server

    settings = load_settings(home)
    _only_embedded(settings)
    stopped = embedded_server(settings).stop()
    out = Output(json=json)
    out.emit({"store": settings.store, "running": False, "stopped": stopped})
    out.show("stopped" if stopped else "no server was running")


@app.command()
def status(home: Home = None, json: Json = False) -> None:
    """Whether the store runs, where, and what it holds."""
    _tell_status(load_settings(home), Output(json=json))


def _tell_status(settings: Settings, out: Output) -> None:
    from hub.store.migrations import numbers, version
    from hub.store.opening import embedded_server

    told: dict[str, Any] = {"store": settings.store, "home": str(settings.home), "release": numbers()[-1]}
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
        out.show(f"[dim]{key:<9}[/]{value}")


@app.command()
def migrate(home: Home = None, json: Json = False) -> None:
    """Apply constraints, indexes and migrations that are missing (every command does so at its start)."""
    from hub.store.migrations import numbers, version

    settings = load_settings(home)
    out = Output(json=json)
    found = with_store(settings, version, keyed=False, creates=True)
    out.emit({"version": found, "release": numbers()[-1]})
    out.show(f"schema version {found}, the newest of this release")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup goes; it must not be there yet.")],
    home: Home = None,
    json: Json = False,
) -> None:
    """Write the whole content to one file; the keys are not in it."""
    from hub.store.backup import backup as write_backup

    settings = load_settings(home)
    out = Output(json=json)

    async def work(store: Store) -> Any:
        with out.steps() as steps, steps.step("backup") as advance:
            return await write_backup(store, file, advance)

    told = with_store(settings, work, keyed=False)
    out.emit({"file": str(file), **told})
    out.show(f"{file}: {told['facts']:,} facts, {told['bytes'] / 1e6:,.1f} MB\n[dim]fingerprint {told['fingerprint']}")
    out.remark("keys.json is not in it: keep it apart, a backup without its keys cannot be read")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)],
    home: Home = None,
    json: Json = False,
) -> None:
    """Read a backup into an empty store."""
    from hub.store.backup import restore as read_backup

    settings = load_settings(home)
    out = Output(json=json)

    async def work(store: Store) -> Any:
        with out.steps() as steps, steps.step("restore") as advance:
            return await read_backup(store, file, advance)

    told = with_store(settings, work, keyed=False, creates=True)
    out.emit({"file": str(file), **told})
    out.show(f"{told['facts']:,} facts restored, the same content\n[dim]fingerprint {told['fingerprint']}")


@app.command()
def fingerprint(home: Home = None, json: Json = False) -> None:
    """An order-independent digest of the content, equal on both engines."""
    from hub.store.fingerprint import fingerprint as take

    settings = load_settings(home)
    out = Output(json=json)

    async def work(store: Store) -> Any:
        with out.steps() as steps, steps.step("fingerprint") as advance:
            return await take(store, advance)

    told = with_store(settings, work, keyed=False)
    out.emit(told)
    table = make_table("", "type", "count", right=("count",))
    for type, part in told["by_type"].items():
        table.add_row(type, f"{part['count']:,}")
    out.show_table(table, "the store is empty")
    out.show(f"{told['fingerprint']}  [dim]{told['facts']:,} facts")


@app.command("rotate-keys")
def rotate_keys(
    drop: Annotated[
        bool,
        typer.Option("--drop-old", help="Only remove old keys that nothing in the store needs."),
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Seal everything with a new encryption key, or go on where that was interrupted; ids stay what they are."""
    from hub.rotation import drop_old, rotate

    settings = load_settings(home)
    out = Output(json=json)
    if drop:
        dropped = with_store(settings, lambda store: drop_old(store, settings))
        out.emit({"dropped": dropped})
        out.show(f"dropped {', '.join(dropped)}" if dropped else "there was no old key")
        return

    async def work(store: Store) -> RotationResult:
        with out.steps() as steps, steps.step("rotate-keys") as advance:
            return await rotate(store, settings, advance)

    done = with_store(settings, work)
    out.emit(done.to_json())
    out.show(f"{done.resealed:,} values sealed with {done.version}{', resumed' if done.resumed else ''}")
    out.remark("back up keys.json now and restart aidchain serve: it reads the keys at its start")
    if done.left:
        out.remark(f"{done.left:,} values were sealed with an old key meanwhile: run it again when no sync runs")
        raise typer.Exit(Status.ATTENTION)
    if done.old:
        out.remark(f"still in keys.json, for older backups: {', '.join(done.old)}; --drop-old removes them")


def _only_embedded(settings: Settings) -> None:
    if settings.store != "embedded":
        raise CallerError(f"the store is {settings.store}: it is started and stopped where it runs, not by aidchain")
