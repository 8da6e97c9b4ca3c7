"""Report PDF: the report of a bundle on A4, for readers of one grade in one language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safepassage.report.facts.sealed import Sealed, read_sealed
from safepassage.report.grade import Grade, read_grade
from safepassage.report.html.page import report_page
from safepassage.report.language.language import ENGLISH, Language
from safepassage.report.print.drawable import Drawable, drawn
from safepassage.report.print.fonts import FAMILIES, need_print
from safepassage.report.print.page_blocks import page_blocks
from safepassage.report.print.plan_map import plan_map
from safepassage.report.print.typeset import typeset
from safepassage.report.write_map import write_whole

TEMPLATE = Path(__file__).resolve().parent / "report.typ"
# the page's style does not reach a drawing that stands alone
CHART_STYLE = (
    "<style>text{font-family:'Noto Sans','Noto Sans Arabic','Heebo';font-size:12px;fill:#222}"
    ".grid{stroke:#ccc;fill:none}.most{stroke:#222;stroke-dasharray:6 4;fill:none;stroke-width:1.6}"
    ".arrived{stroke:#0b4a8f;fill:none;stroke-width:3}.proved{fill:#222}.now{display:none}</style>"
)


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """What was written; `missing`: characters that no font has, shown as their code points."""

    path: Path
    bytes: int
    sealed: Sealed
    missing: tuple[str, ...]
    untranslated: tuple[str, ...]


def report_pdf(
    bundle: str | Path, path: str | Path, *, grade: str = "planners", language: str = ENGLISH
) -> WrittenPdf:
    """Read a bundle, check it, and write its report as PDF: the same bundle gives the same bytes.

    Parameters
    ----------
    bundle
        The folder of a bundle. One that fails its check gives a report that says so first, in red.
    path
        The file; it is replaced whole.
    grade, language
        As for `write_report`: the sections and counts are those of the page.

    Raises
    ------
    UsageError, BundleError
        What printing needs is not installed; an unknown grade or language; a folder that is no
        bundle or cannot be read.
    """
    need_print()
    return sealed_pdf(read_sealed(bundle), path, grade=grade, language=language)


def sealed_pdf(
    sealed: Sealed, path: str | Path, *, grade: str = "planners", language: str = ENGLISH
) -> WrittenPdf:
    """The same of a bundle that has been read and checked."""
    need_print()
    words = Language(language)
    readers = read_grade(grade, sealed.plan.inputs)
    drawable = Drawable()
    pdf = typeset(TEMPLATE, _data(sealed, words, readers, drawable), sealed.created)
    write_whole(Path(path), pdf)
    return WrittenPdf(
        Path(path), len(pdf), sealed, tuple(drawable.missing), tuple(words.untranslated)
    )


def _data(sealed: Sealed, words: Language, grade: Grade, drawable: Drawable) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = []
    for block in page_blocks(report_page(sealed, words, grade)):
        if block["kind"] == "svg":
            # the map stands before the heading of the chart, where the page has the one that moves
            at = max(i for i, row in enumerate(blocks) if row["kind"] == "title")
            blocks[at:at] = _map_blocks(sealed, words, drawable)
            block = {"kind": "svg", "svg": _styled(block["svg"]), "alt": words.say("r-arrivals")}
        if block.get("sign"):
            block = {**block, "sign": _styled(block["sign"])}
        blocks.append(block)
    title = sealed.plan.inputs.title
    data = {
        "title": words.say("r-title", title=title[:300]),
        "short": title if len(title) <= 90 else title[:89] + "…",
        "foot": words.say("print-foot", created=sealed.created[:16].replace("T", " "))
        + (f" {sealed.fingerprint[:8]}" if grade.is_planners else ""),
        "language": words.code,
        "direction": words.direction,
        "blocks": blocks,
    }
    return {**drawn(data, drawable), "fonts": list(FAMILIES)}


def _map_blocks(sealed: Sealed, words: Language, drawable: Drawable) -> list[dict[str, Any]]:
    """The map and what its signs mean."""
    svg = plan_map(sealed.plan, drawable)
    if not svg:
        return []
    return [
        {"kind": "svg", "svg": svg, "alt": words.say("print-map")},
        {"kind": "p", "look": "quiet", "runs": [_run(words.say("print-map"))]},
    ]


def _run(text: str) -> dict[str, Any]:
    return {"text": text, "strong": False, "small": False, "code": False, "badge": ""}


def _styled(svg: str) -> str:
    head, rest = svg.split(">", 1)
    return f"{head}>{CHART_STYLE}{rest}"
