"""Source names: how a page names a source; its title only where it cannot give a number away."""

from __future__ import annotations

from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade


def source_names(sealed: Sealed, grade: Grade) -> dict[str, str]:
    """Publisher and title by source id.

    Titles are free text ("of them about 400 ..."), so where a number is withheld from these readers
    a source is named by its publisher alone.
    """
    return {
        row.id: row.publisher if grade.hides_parts else f"{row.publisher}: {row.title}"
        for row in sealed.plan.inputs.sources
    }
