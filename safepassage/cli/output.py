"""Output: one JSON document on standard output, words for people, progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


def print_json(value: Any) -> None:
    """One JSON document, and nothing else, on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def minutes(seconds: float | None) -> float | int | None:
    """Seconds as minutes, a whole number where it is one; None stays None."""
    if seconds is None:
        return None
    value = seconds / 60
    return int(value) if value == int(value) else round(value, 4)


@contextmanager
def progress_bar() -> Iterator[Callable[[str], None]]:
    """A bar on standard error with the stage at work; silent where nobody looks.

    It has no end: which stages a plan needs is known only on the way.
    """
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("start", total=None)
        yield lambda stage: bar.update(task, description=stage)
