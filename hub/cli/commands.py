"""Commands whose help is given in both languages and shown in the one of the process.

Help texts are ``both("中文", "English")``: typer copies them as plain text, so one text carries the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from hub.cli.language import said
from schema.message import Message

Work = TypeVar("Work", bound=Callable[..., Any])

_BETWEEN = "\x1e"


def both(zh: str, en: str) -> str:
    """The help of a command, an option or an argument."""
    return f"{zh}{_BETWEEN}{en}"


class Commands(typer.Typer):
    """A group of commands: ``Commands(help=both(…))``, then ``@app.command(help=both(…))``."""

    def __init__(self, *, help: str, name: str | None = None, no_args_is_help: bool = True, **settings: Any) -> None:
        super().__init__(
            name=name,
            help=help,
            cls=_Group,
            no_args_is_help=no_args_is_help,
            add_completion=False,
            pretty_exceptions_enable=False,
            **settings,
        )

    def command(
        self, name: str | None = None, *, cls: type[TyperCommand] | None = None, help: str | None = None, **more: Any
    ) -> Callable[[Work], Work]:
        return super().command(name, cls=cls or _Command, help=help, **more)


class _Command(TyperCommand):
    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _tell(self, ctx)
        super().format_help(ctx, formatter)


class _Group(TyperGroup):
    """The root's ``--lang`` is an option of every command below it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        shared = [parameter for parameter in self.params if parameter.name == "lang"]
        for command in _below(self):
            command.params.extend(shared)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _tell(self, ctx)
        for command in self.commands.values():
            command.help = _told(command.help)
            vars(command)["rich_help_panel"] = said(_COMMANDS)
        super().format_help(ctx, formatter)


_USAGE = Message("用法：", "Usage: ")
_COMMANDS = Message("命令", "Commands")
_OPTIONS = Message("选项", "Options")
_ARGUMENTS = Message("参数", "Arguments")
_DEFAULT = Message("[默认 {}]", "[default: {}]")
_REQUIRED = Message("[必填]", "[required]")
_THIS_HELP = Message("显示本说明。", "Show this help.")


def _below(group: TyperGroup) -> Iterator[Any]:
    for command in group.commands.values():
        yield command
        if isinstance(command, TyperGroup):
            yield from _below(command)


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix=said(_USAGE))


def _tell(command: Any, ctx: Any) -> None:
    """Put the help of a command and of its parameters into the language of the process."""
    from typer import rich_utils  # a tenth of a second, and only help needs it

    rich_utils.DEFAULT_STRING, rich_utils.REQUIRED_LONG_STRING = said(_DEFAULT), said(_REQUIRED)
    command.help = _told(command.help)
    for parameter in command.get_params(ctx):
        parameter.help = said(_THIS_HELP) if parameter.name == "help" else _told(parameter.help)
        parameter.rich_help_panel = said(_ARGUMENTS if parameter.param_type_name == "argument" else _OPTIONS)


def _told(help: str | None) -> str:
    zh, _, en = (help or "").partition(_BETWEEN)
    return said(Message(zh, en)) if en else zh
