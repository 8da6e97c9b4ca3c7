"""Run `report` for the command line: where the page goes, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..report.facts.sealed import Sealed
from ..report.html.page import GENERATOR
from ..report.print.report_pdf import WrittenPdf, sealed_pdf
from ..report.write_report import Written, write_report
from .own_file import refuse_foreign_file

PDF_BEGINS = b"%PDF-"


def run_report(bundle: Path, out: Path | None, grade: str, language: str) -> Written:
    """Write the page. Raises SafePassageError for what the user can mend."""
    ending = "" if grade == "planners" else f"-{grade}"
    ending += "" if language == "en" else f"-{language}"
    page = out or bundle.parent / f"{bundle.resolve().name}-report{ending}.html"
    refuse_foreign_file(
        "--out", page, (".html", ".htm"), GENERATOR.encode(), "a report of Safe Passage"
    )
    return write_report(bundle, page, grade=grade, language=language)


def run_pdf(sealed: Sealed, path: Path, grade: str, language: str) -> WrittenPdf:
    """Write the same as PDF. Raises UsageError for what the user can mend."""
    refuse_foreign_file("--pdf", path, (".pdf",), PDF_BEGINS, "a PDF")
    return sealed_pdf(sealed, path, grade=grade, language=language)


def report_document(
    written: Written, grade: str, language: str, printed: WrittenPdf | None = None
) -> dict[str, Any]:
    """What was written, in the form of the machine contract."""
    return {
        "bundle": written.sealed.name,
        "page": str(written.path),
        "bytes": written.bytes,
        "pdf": None if printed is None else str(printed.path),
        "missing_glyphs": [
            f"U+{ord(letter):04X}" for letter in (printed.missing if printed is not None else ())
        ],
        "grade": grade,
        "language": language,
        "verdict": written.sealed.check.verdict,
        "fingerprint": written.sealed.fingerprint,
        "untranslated": list(written.untranslated),
    }


def report_text(written: Written, printed: WrittenPdf | None = None) -> str:
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
    if printed is not None:
        lines.append(f"On paper: {printed.path} ({printed.bytes / 1000:,.0f} kB).")
        if printed.missing:
            shown = " ".join(f"U+{ord(letter):04X}" for letter in printed.missing)
            lines.append(f"No font has these characters; they stand as code points: {shown}")
    if written.untranslated:
        lines.append(
            f"{len(written.untranslated)} texts are not translated: they stand in English."
        )
    return "\n".join(lines) + "\n"
