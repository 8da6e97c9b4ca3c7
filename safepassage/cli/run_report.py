"""Run `report` for the command line: where the page goes, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..report.html.page import GENERATOR
from ..report.write_report import Written, write_report
from .own_file import refuse_foreign_file


def run_report(bundle: Path, out: Path | None, grade: str, language: str) -> Written:
    """Write the page. Raises SafePassageError for what the user can mend."""
    ending = "" if grade == "planners" else f"-{grade}"
    ending += "" if language == "en" else f"-{language}"
    page = out or bundle.parent / f"{bundle.resolve().name}-report{ending}.html"
    refuse_foreign_file(
        "--out", page, (".html", ".htm"), GENERATOR.encode(), "a report of Safe Passage"
    )
    return write_report(bundle, page, grade=grade, language=language)


def report_document(written: Written, grade: str, language: str) -> dict[str, Any]:
    """What was written, in the form of the machine contract."""
    return {
        "bundle": written.sealed.name,
        "page": str(written.path),
        "bytes": written.bytes,
        "grade": grade,
        "language": language,
        "verdict": written.sealed.check.verdict,
        "fingerprint": written.sealed.fingerprint,
        "untranslated": list(written.untranslated),
    }


def report_text(written: Written) -> str:
    """The same in words."""
    lines = []
    if not written.sealed.passed:
        rules = ", ".join(written.sealed.broken_rules) or "none"
        claims = ", ".join(written.sealed.failed_claims) or "none"
        lines.append(f"CHECK FAILED: rules {rules}; claims {claims}. The report says so first.")
    lines.append(
        f"The report is {written.path} ({written.bytes / 1000:,.0f} kB); it opens from disk and "
        "asks for nothing."
    )
    if written.untranslated:
        lines.append(
            f"{len(written.untranslated)} texts are not translated: they stand in English."
        )
    return "\n".join(lines) + "\n"
