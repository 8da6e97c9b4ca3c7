"""Grade: for whom a product is made."""

from __future__ import annotations

from ...errors import UsageError

PLANNERS, PARTNERS, PUBLIC = "planners", "partners", "public"
GRADES = (PLANNERS, PARTNERS, PUBLIC)


def check_grade(name: str) -> str:
    """The grade by its name; UsageError for another one."""
    if name not in GRADES:
        raise UsageError(f'--grade: "{name}" is not known. Allowed: {", ".join(GRADES)}.')
    return name
