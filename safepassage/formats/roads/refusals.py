"""Refusals: the problems found in one file of roads, raised all together."""

from __future__ import annotations

from safepassage.errors import ScenarioError
from safepassage.problems import Problem, Problems, Refusal
from safepassage.scenario.values import read_number

MOST = 1000  # then reading stops: a file with so many is another kind of file


class Refusals:
    """Collects what is wrong in one file; whoever reads it calls `stop_if_any` at the end."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems = Problems()

    def __len__(self) -> int:
        return len(self._problems)

    def add(
        self,
        line: int | None,
        column: int | None,
        address: str,
        read: str,
        allowed: str,
        mend: str = "",
    ) -> None:
        """Keep one problem; after a thousand the reading stops at once."""
        self._problems.add(Problem(self.file, line, column, address, read, allowed, mend))
        if len(self._problems) >= MOST:
            self.stop_if_any()

    def number(
        self,
        text: str,
        at: tuple[int | None, int | None, str],
        name: str,
        *,
        least: float | None = 0,
        above: bool = False,
    ) -> float | None:
        """The number of a text at (line, column, address), or None and a problem."""
        line, column, address = at
        try:
            value = float(read_number(text.strip()))
        except Refusal as refusal:
            self.add(
                line, column, address, f"{name}: {refusal.read}", refusal.allowed, refusal.mend
            )
            return None
        if least is not None and (value < least or (above and value == least)):
            allowed = f"give a number above {least:g}" if above else f"give {least:g} or more"
            self.add(line, column, address, f"{name}: {text.strip()} is not allowed", allowed)
            return None
        return value

    def stop_if_any(self) -> None:
        """Raise ScenarioError with all problems found so far, if there is one."""
        if len(self._problems):
            raise ScenarioError(self._problems.in_order([self.file]))


def refuse(
    file: str, read: str, allowed: str, mend: str = "", *, line: int | None = None
) -> ScenarioError:
    """The error for a file as a whole, or for what stands in one line of it."""
    return ScenarioError([Problem(file, line, None, "", read, allowed, mend)])
