"""``aidchain``: puts the commands together and turns errors into exit statuses."""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import Path

import typer

from hub.cli import chain, demo, lookup, population, scan, serve, sources, store, sync
from hub.cli.identity import refuse_numbers, without_numbers
from hub.cli.options import Home, Json
from hub.cli.output import Output
from hub.cli.status import Status, status_of
from schema.errors import AidchainError

app = typer.Typer(
    name="aidchain",
    help="救助链 Aidchain: departments' deliveries become one graph, findings and a household's chain.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("demo")(demo.demo)
app.add_typer(population.app, name="population")
app.add_typer(sources.app, name="sources")
app.command("sync")(sync.sync)
app.command("runs")(sync.runs)
app.command("rejections")(sync.rejections)
app.command("scan")(scan.scan)
app.command("findings")(scan.findings)
app.command("lookup")(lookup.lookup)
app.command("chain")(chain.chain)
app.add_typer(store.app, name="store")
app.command("serve")(serve.serve)
app.command("token")(serve.token)


@app.callback()
def _root(home: Home = None, json: Json = False) -> None:
    """--home and --json may stand before the command as well as after it."""


def main() -> None:
    try:
        refuse_numbers(sys.argv[1:])
        app()
    except AidchainError as error:
        _say(str(error))
        sys.exit(status_of(error))
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            sys.exit(_PIPE_CLOSED)  # `| head`: 1 would say that something needs a person
        raise
    except OSError as error:
        _say(_refused_by_system(error))
        sys.exit(Status.FAILED)
    except Exception as error:
        _say(_where(error) + _without_values(error))
        sys.exit(Status.FAILED)


_PIPE_CLOSED = 128 + 13
"""As a shell tells of SIGPIPE."""


def _refused_by_system(error: OSError) -> str:
    """A full disk, a folder that may not be written: nothing of the hub's, and for the operator to change."""
    place = "" if error.filename is None else f"{without_numbers(str(error.filename))}: "
    return f"{place}{error.strerror or type(error).__name__}; put it right and run the command again"


def _say(text: str) -> None:
    Output().remarks.print(text, style="red", markup=False, soft_wrap=True)


def _where(error: Exception) -> str:
    """The frames that are ours."""
    root = str(Path(__file__).parents[2])
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(root)]
    return "".join(traceback.format_list([frame for frame in ours if "site-packages" not in frame.filename]))


def _without_values(error: Exception) -> str:
    """An error we did not foresee may carry a row's values: its kind, and its text without numbers and Chinese."""
    from hub.logs import masked

    text = re.sub(r"[\u3400-\u9fff·]+", "…", masked(str(error)))
    return f"{type(error).__name__}: {text}\nThis is a defect of aidchain."


if __name__ == "__main__":
    main()
