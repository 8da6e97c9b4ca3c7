"""Run the comparison for the command line: read, check, compare, write the page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..compare.compare_document import compare_document
from ..compare.compare_page import compare_page
from ..compare.compare_text import compare_text
from ..compare.comparison import Comparison, compare_plans
from ..compare.strictest import strictest_grade
from ..errors import UsageError
from ..report.grade import Grade
from ..report.language.language import Language
from ..report.write_map import write_whole


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """A comparison, and for whom it is said in which language."""

    found: Comparison
    language: Language
    grade: Grade
    out: Path | None

    @property
    def passed(self) -> bool:
        """Whether both bundles pass their check."""
        return self.found.one.passed and self.found.other.passed

    def text(self) -> str:
        """Lines for the terminal."""
        text = compare_text(self.found, self.language, self.grade)
        return text if self.out is None else f"{text}\n{self.out}\n"

    def document(self) -> dict[str, Any]:
        """One JSON document."""
        return compare_document(self.found, self.language, self.grade)


def run_compare(
    one: Path, other: Path, *, out: Path | None, language: str, grade: str
) -> CompareAnswer:
    """Compare and write. Raises SafePassageError for what the user can mend."""
    words = Language(language)
    if out is not None and not out.resolve().parent.is_dir():
        raise UsageError(f"--out: there is no folder {out.parent}; make it first.")
    if out is not None and out.is_dir():
        raise UsageError(f"--out: {out} is a folder; give the name of a file, e.g. compare.html.")
    found = compare_plans(one, other)
    readers = strictest_grade(grade, found)
    if out is not None:
        write_whole(out, compare_page(found, words, readers).encode("utf-8"))
    return CompareAnswer(found, words, readers, out)
