"""Errors: everything that Safe Passage raises on purpose."""

from __future__ import annotations

from collections.abc import Sequence

from safepassage.problems import Problem

MOST_SHOWN = 200  # in the text; `problems` holds all


class SafePassageError(Exception):
    """The base of all errors that are meant for the user."""


class ScenarioError(SafePassageError):
    """A scenario that cannot be used; raised once, with all its problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = "1 problem to mend:" if count == 1 else f"{count} problems to mend:"
        lines = [head, *(str(problem) for problem in self.problems[:MOST_SHOWN])]
        if count > MOST_SHOWN:
            lines.append(f"and {count - MOST_SHOWN} more")
        return "\n".join(lines)


class BundleError(SafePassageError):
    """A bundle that cannot be read."""


class UsageError(SafePassageError):
    """A command or function that was asked for something it cannot do."""
