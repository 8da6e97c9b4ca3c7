"""Forms: the files that a sitrep can be, each from the same facts."""

from __future__ import annotations

from dataclasses import dataclass

from ..report.language.language import Language
from .edxl import sitrep_edxl
from .facts import Sitrep
from .hxl import sitrep_hxl
from .page import sitrep_page
from .pdf import sitrep_pdf
from .text import sitrep_text

# what a form is called -> how its file ends
FORMS = {"html": ".html", "pdf": ".pdf", "text": ".txt", "hxl": ".hxl.csv", "edxl": ".edxl.xml"}


@dataclass(frozen=True, slots=True)
class Made:
    """A form as bytes; `missing`: characters that no font of the print has."""

    form: str
    data: bytes
    missing: tuple[str, ...] = ()


def make_form(form: str, sitrep: Sitrep, language: Language, *, by: str) -> Made:
    """A sitrep in one of `FORMS`; `by`: who gives it out."""
    match form:
        case "html":
            return Made(form, sitrep_page(sitrep, language).encode("utf-8"))
        case "pdf":
            return Made(form, *sitrep_pdf(sitrep, language))
        case "text":
            return Made(form, sitrep_text(sitrep, language).encode("utf-8"))
        case "hxl":
            return Made(form, sitrep_hxl(sitrep, language))
        case "edxl":
            return Made(form, sitrep_edxl(sitrep, language, by=by))
    raise ValueError(form)
