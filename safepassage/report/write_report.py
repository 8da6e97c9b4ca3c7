"""Write the report of a bundle: one HTML file, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safepassage.report.facts.sealed import Sealed, read_sealed
from safepassage.report.grade import read_grade
from safepassage.report.html.page import report_page
from safepassage.report.language.language import ENGLISH, Language
from safepassage.report.write_map import write_whole


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where, how large, of which bundle, and what nobody has translated."""

    path: Path
    bytes: int
    sealed: Sealed
    untranslated: tuple[str, ...]


def write_report(
    bundle: str | Path, path: str | Path, *, grade: str = "planners", language: str = ENGLISH
) -> Written:
    """Read a bundle, check it, and write its report for these readers in this language.

    The page shows instants in the scenario's time zone, whole people, kilometres, and minutes under
    way; it is one HTML file that asks for nothing from the network.

    Parameters
    ----------
    bundle
        The folder of a bundle. One that fails its check gives a report that says so first, in red.
    path
        The file; it is replaced whole.
    grade
        "planners" (everything), "partners" or "public" (docs/concepts/grades.md).
    language
        "en", "ar" or "he"; what is not translated stands in English, marked.

    Raises
    ------
    UsageError, BundleError
        An unknown grade or language; a folder that is no bundle or cannot be read.

    Source
    ------
    The bundle and its check; nothing else is read.
    """
    sealed = read_sealed(bundle)
    words = Language(language)
    page = report_page(sealed, words, read_grade(grade, sealed.plan.inputs)).encode("utf-8")
    write_whole(Path(path), page)
    return Written(Path(path), len(page), sealed, tuple(words.untranslated))
