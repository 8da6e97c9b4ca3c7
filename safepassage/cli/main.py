"""The command `safepassage`: its commands, and how errors become exit codes."""

from __future__ import annotations

import sys

import typer

from .cards import cards
from .check import check
from .compare import compare
from .credibility import credibility
from .examples import examples
from .exits import exits
from .export import export
from .map import map_
from .new import new
from .plan import plan
from .report import report
from .review import review
from .routes import routes
from .schema import schema
from .situation.app import app as situation
from .value import value

EPILOG = (
    "Exit codes: 0 done (a plan that is `short` is an answer), 1 a check failed, "
    "2 bad input or usage, 130 ended by Ctrl-C."
)

app = typer.Typer(
    name="safepassage",
    help=(
        "Plan the safe passage of civilians while aid keeps flowing, and show how credible the "
        "plan is.\n\nMovement is voluntary and temporary. A plan meets stated criteria in a model, "
        "on given data; it never says that a way is safe."
    ),
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(examples)
app.command()(exits)
app.command()(plan)
app.command()(check)
app.command()(report)
app.command()(cards)
app.command()(credibility)
app.command()(review)
app.command()(compare)
app.command()(value)
app.command()(routes)
app.command()(new)
app.command(name="map")(map_)
app.command()(export)
app.command()(schema)
app.add_typer(situation)


@app.callback(invoke_without_command=True)
def main(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"safepassage {installed('safepassage')}")
        raise typer.Exit()


def run() -> None:
    """Run the command; what the user can mend is exit 2 with a message, never a traceback."""
    from ..errors import SafePassageError
    from ..visible import visible_lines

    try:
        app()
    except SafePassageError as error:
        # names and words of files stand in messages, and may hold signs that steer a terminal
        print(visible_lines(str(error)), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("Stopped. Nothing was written.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


if __name__ == "__main__":
    run()
