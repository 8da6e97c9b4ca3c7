"""`safepassage situation`: what is said, by whom, since when, and what follows for the plan."""

from __future__ import annotations

import typer

from .apply import apply
from .correct import correct
from .digest import digest
from .export import export
from .link import link
from .log import log
from .read import read
from .retract import retract
from .review import review
from .show import show
from .sitrep import sitrep
from .undo import undo
from .what_changed import what_changed
from .withhold import release, withhold

app = typer.Typer(
    name="situation",
    help=(
        "What is said, by whom, since when, and what follows for the plan.\n\n"
        "A record is one file. It is only added to: a text is read into it, a person accepts, "
        "edits or rejects what is proposed, and every view is a replay of its log as of an instant."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(read)
app.command()(show)
app.command()(review)
app.command()(log)
app.command()(correct)
app.command()(link)
app.command()(withhold)
app.command()(release)
app.command()(retract)
app.command()(undo)
app.command()(apply)
app.command()(sitrep)
app.command("what-changed")(what_changed)
app.command()(digest)
app.command()(export)
