"""`python -m safepassage` is the command `safepassage`."""

from .cli.main import run

run()
