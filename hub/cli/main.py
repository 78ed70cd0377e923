"""``aidchain``: puts the commands together and turns errors into exit statuses."""

from __future__ import annotations

import errno
import re
import sys
import traceback
from pathlib import Path

from typer.exceptions import TyperException

from hub.cli import (
    chain,
    demo,
    findings,
    identities,
    lookup,
    population,
    rejections,
    rules,
    runs,
    scan,
    serve,
    sources,
    store,
    sync,
)
from hub.cli.commands import Commands, both
from hub.cli.identity import refuse_numbers, without_numbers
from hub.cli.interrupt import ANY, STATUS, CommandInterruptedError, heed_sigterm
from hub.cli.language import asked, language, said, speak
from hub.cli.options import Home, Json, Lang
from hub.cli.output import Output
from hub.cli.session import any_broken
from hub.cli.status import Status, status_of
from hub.cli.wrong_use import wrong_use
from schema.errors import AidchainError
from schema.message import Message, chinese

app = Commands(
    name="aidchain",
    help=both(
        "救助链 Aidchain：各部门交付的数据汇成一张图，查出线索，画出一户的救助链。",
        "救助链 Aidchain: departments' deliveries become one graph, findings and a household's chain.",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("demo", help=demo.HELP)(demo.demo)
app.add_typer(population.app, name="population")
app.add_typer(sources.app, name="sources")
app.command("sync", help=sync.SYNC_HELP)(sync.sync)
app.command("runs", help=runs.RUNS_HELP)(runs.runs)
app.add_typer(rejections.app, name="rejections")
app.command(
    "scan", help=both("扫描每一户，让线索与数据一致。", "Evaluate every household and update the stored findings.")
)(scan.scan)
app.command("findings", help=findings.HELP)(findings.findings)
app.add_typer(rules.app, name="rules")
app.command("identities", help=identities.HELP)(identities.identities)
app.command("lookup", help=lookup.HELP)(lookup.lookup)
app.command(
    "chain",
    help=both(
        "画出一户的救助链；不写 --finding、--key、--household 时从标准输入读身份证号。",
        "Draw one household's chain; without --finding, --key or --household, reads an identity number from "
        "standard input.",
    ),
)(chain.chain)
app.add_typer(store.app, name="store")
app.command("serve", help=serve.SERVE_HELP)(serve.serve)
app.command("token", help=serve.TOKEN_HELP)(serve.token)


@app.callback()
def _root(home: Home = None, json: Json = False, lang: Lang = None) -> None:
    """Declares the options that may be written before a command as well as after it."""


def main() -> None:
    speak(asked(sys.argv[1:]))
    try:
        refuse_numbers(sys.argv[1:])
        heed_sigterm()
        status = app(standalone_mode=False)
        if status == STATUS:
            _say(said(ANY))
        sys.exit(status or (Status.ATTENTION if any_broken() else Status.DONE))
    except CommandInterruptedError as error:
        _say(error.told(language()))
        sys.exit(STATUS)
    except AidchainError as error:
        _say(error.told(language()))
        sys.exit(status_of(error))
    except TyperException as error:
        _say(said(wrong_use(error)))
        sys.exit(error.exit_code)
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            sys.exit(_PIPE_CLOSED)  # `| head`: 1 would mean that something needs a person
        raise
    except OSError as error:
        _say(said(_refused_by_system(error)))
        sys.exit(Status.FAILED)
    except Exception as error:
        _say(_where(error) + said(_without_values(error)))
        sys.exit(Status.FAILED)


_PIPE_CLOSED = 128 + 13
"""The exit status of shells for SIGPIPE."""


def _refused_by_system(error: OSError) -> Message:
    """A full disk, a folder that may not be written: nothing of the hub's, and for the operator to change."""
    place = "" if error.filename is None else f"{without_numbers(str(error.filename))}: "
    system = error.strerror or type(error).__name__
    told = chinese(_SYSTEM.get(error.errno or 0, system))
    return Message(
        f"{place}{told}；请处理后重新运行本命令",
        f"{place}{system}; put it right and run the command again",
    )


_SYSTEM = {
    errno.ENOSPC: Message("磁盘已满", "No space left on device"),
    errno.EDQUOT: Message("超出磁盘配额", "Disk quota exceeded"),
    errno.EACCES: Message("没有权限", "Permission denied"),
    errno.EPERM: Message("不允许这样操作", "Operation not permitted"),
    errno.ENOENT: Message("没有这个文件或文件夹", "No such file or directory"),
    errno.ENOTDIR: Message("不是文件夹", "Not a directory"),
    errno.EISDIR: Message("是文件夹，不是文件", "Is a directory"),
    errno.EROFS: Message("磁盘只读", "Read-only file system"),
    errno.EIO: Message("磁盘读写出错", "Input/output error"),
}


def _say(text: str) -> None:
    if text:
        Output().remarks.print(text, style="red", markup=False, soft_wrap=True)


def _where(error: Exception) -> str:
    """The frames that are ours."""
    root = str(Path(__file__).parents[2])
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(root)]
    return "".join(traceback.format_list([frame for frame in ours if "site-packages" not in frame.filename]))


def _without_values(error: Exception) -> Message:
    """An error we did not foresee may carry a row's values: its kind, and its text without numbers and Chinese."""
    from hub.logs import masked

    text = re.sub(r"[\u3400-\u9fff·]+", "…", masked(str(error)))
    what = f"{type(error).__name__}: {text}\n"
    return Message(
        f"{what}这是救助链程序的缺陷，请把以上内容发给维护人员。",
        f"{what}This is a bug in aidchain: please report the above.",
    )


if __name__ == "__main__":
    main()
