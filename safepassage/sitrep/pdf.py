"""PDF: a sitrep on A4, made of the words of its page."""

from __future__ import annotations

from ..report.language.language import Language
from ..report.print.drawable import Drawable, drawn
from ..report.print.fonts import FAMILIES, need_print
from ..report.print.page_blocks import page_blocks
from ..report.print.report_pdf import TEMPLATE
from ..report.print.typeset import typeset
from .facts import Sitrep
from .page import sitrep_page
from .say import Sayer
from .sheet import title_of

LONGEST_TITLE = 90  # letters at the head of each page


def sitrep_pdf(sitrep: Sitrep, language: Language) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and the characters that no font has (they stand as code points).

    The same facts give the same bytes: it is dated by the instant that it is about. UsageError if
    what printing needs is not installed.
    """
    need_print()
    sayer = Sayer(language, sitrep)
    drawable = Drawable()
    title = title_of(sayer)
    at = language.say("sit-as-of", as_of=sayer.at(sitrep.as_of), timezone=sitrep.timezone)
    grade = language.say(f"sit-grade-{sitrep.grade}")
    data = {
        "title": title,
        "short": title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…",
        "foot": f"{at} {grade}",
        "language": language.code,
        "direction": language.direction,
        "blocks": page_blocks(sitrep_page(sitrep, language)),
    }
    printed = {**drawn(data, drawable), "fonts": list(FAMILIES)}
    return typeset(TEMPLATE, printed, sitrep.as_of.isoformat()), tuple(drawable.missing)
