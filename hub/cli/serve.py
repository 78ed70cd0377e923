"""``serve`` and ``token``: the API, and a token to try it with."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from socket import socket
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.commands import both
from hub.cli.listening import listen_on
from hub.cli.options import Home, Json
from hub.cli.output import Output
from hub.cli.session import load_settings, nothing, with_store
from schema.message import Message

if TYPE_CHECKING:
    from hub.settings import Settings

Host = Annotated[str, typer.Option(help=both("监听的地址。", "The address to listen on."))]
Port = Annotated[int, typer.Option(min=0, max=65535, help=both("监听的端口。", "The port to listen on."))]

SERVE_HELP = both("提供接口，按 Ctrl-C 结束。", "Serve the API until Ctrl-C.")
TOKEN_HELP = both(
    "签发一个接口令牌。中枢没有登录：谁可以持有令牌，由中枢之外决定。",
    "Print a signed token for the API. The hub has no login: access is granted outside it.",
)
PROVINCE = ("37",)
"""Default division of a development token."""


def serve(host: Host = "127.0.0.1", port: Port = 8000, home: Home = None, json: Json = False) -> None:
    """Until a signal ends it."""
    out = Output(json=json)
    settings = load_settings(home)
    listening = listen_on(host, port)
    _with_keys(settings)
    out.emit({"address": address(listening)})
    url = f"[bold]{address(listening)}/graphql[/]"
    out.show(
        Message(
            f"{url}   按 Ctrl-C 结束；令牌：aidchain token --role supervisor",
            f"{url}   Ctrl-C ends it; a token: aidchain token --role supervisor",
        )
    )
    run_server(out, settings, listening)


def token(
    role: Annotated[
        str, typer.Option(help=both("supervisor（监管员）或 steward（数据管理员）。", "supervisor or steward."))
    ] = "supervisor",
    division: Annotated[
        list[str] | None,
        typer.Option(
            help=both("负责的区划代码前缀，可多次给出。", "Prefix of the user's divisions; may be given again.")
        ),
    ] = None,
    purpose: Annotated[str, typer.Option(help=both("用途。", "Purpose of the access."))] = "development",
    name: Annotated[str, typer.Option(help=both("谁在查。", "Name of the user."))] = "developer",
    hours: Annotated[float, typer.Option(min=0.01, max=24 * 366, help=both("有效几小时。", "Lifetime in hours."))] = 12,
    home: Home = None,
    json: Json = False,
) -> None:
    """Printed on a line of its own."""
    out = Output(json=json)
    settings = load_settings(home)
    _with_keys(settings)
    made = make_token(settings, role, tuple(division or PROVINCE), purpose, name, hours)
    out.emit({"token": made, "role": role, "divisions": list(division or PROVINCE), "purpose": purpose})
    out.show_plain(made)


def make_token(
    settings: Settings,
    role: str,
    divisions: tuple[str, ...] = PROVINCE,
    purpose: str = "development",
    name: str = "developer",
    hours: float = 12,
) -> str:
    """A signed token. Raises ``CallerError`` for an unknown role or division."""
    from hub.auth import Role, Viewer, issue
    from hub.keys import load_keys
    from schema.errors import CallerError

    if role not in set(Role):
        raise CallerError(
            Message(
                f"没有角色 {role}；现有：{'、'.join(Role)}", f"there is no role {role}; there are {', '.join(Role)}"
            )
        )
    viewer = Viewer(name=name, role=Role(role), divisions=divisions, purpose=purpose)
    return issue(load_keys(settings), viewer, seconds=int(hours * 3600))


def _with_keys(settings: Settings) -> None:
    """Keys are there afterwards; a home without any asks its store whether it may make some."""
    from hub.keys import find_keys

    if find_keys(settings) is None:
        with_store(settings, nothing, creates=True)


def address(listening: socket) -> str:
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run_server(out: Output, settings: Settings, listening: socket) -> None:
    """Serve until a signal ends it, the usual end; request lines are not logged, because they may contain ids.

    Raises as opening the store does.
    """
    import asyncio

    from hub.logs import configure

    # before anything logs: an unconfigured logger would write unmasked
    configure("INFO")
    with suppress(KeyboardInterrupt):  # uvicorn passes a signal on once it has shut down
        asyncio.run(_serve(settings, listening))
    out.remark(
        Message(
            "接口已停止；数据没有变化，可以随时重新运行 aidchain serve",
            "The API has stopped; the data are unchanged, and aidchain serve starts it again",
        )
    )


async def _serve(settings: Settings, listening: socket) -> None:
    import uvicorn

    from hub.app import create_app, ready_store

    with listening:
        async with ready_store(settings) as store:
            app = create_app(settings, lambda: nullcontext(store))
            config = uvicorn.Config(app, log_config=None, log_level="warning", access_log=False)
            await uvicorn.Server(config).serve([listening])
