"""Grade: for whom a page is, and which counts of people it may show."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from safepassage.errors import UsageError
from safepassage.report.language.language import Language
from safepassage.scenario.inputs import Inputs

GradeName = Literal["planners", "partners", "public"]
GRADES: tuple[GradeName, ...] = ("planners", "partners", "public")
SMALL = 10  # fewer people could be known by name


@dataclass(frozen=True, slots=True)
class Grade:
    """The readers of a page. `hides_parts`: a number is withheld, so only totals may be shown.

    Where one population's number is withheld, any other part of a total would give it away.
    """

    name: GradeName
    hides_parts: bool

    @property
    def is_planners(self) -> bool:
        """Whether everything may be shown."""
        return self.name == "planners"

    def part(self, language: Language, people: int) -> str:
        """A count of some of the people, as HTML."""
        if self.is_planners:
            return f"{people:,}"
        if self.hides_parts:
            return language.html("r-not-shown")
        if 0 < people < SMALL:
            # in a line from the right the sign would be mirrored and read as "more than"
            return f'<bdi dir="ltr">{escape(f"< {SMALL}")}</bdi>'
        return f"{people:,}"

    def shown(self, people: int) -> int | str:
        """The same for texts and data: the number, "< 10", or "-" where no part is shown."""
        if self.is_planners:
            return people
        if self.hides_parts:
            return "-"
        return f"< {SMALL}" if 0 < people < SMALL else people


def read_grade(name: str, inputs: Inputs) -> Grade:
    """The grade by its name; UsageError for another one."""
    if name not in GRADES:
        raise UsageError(f'--grade "{name}" is not known. Allowed: {", ".join(GRADES)}.')
    withheld = any(row.withheld for row in inputs.words.populations)
    return Grade(name, hides_parts=withheld and name != "planners")
