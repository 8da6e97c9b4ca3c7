"""PDF pages: the text layer of a PDF; pictures of text are not read."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from typing import Any

from safepassage.errors import UsageError
from safepassage.intake.documents.content import Content
from safepassage.intake.documents.headline import first_line_headline
from safepassage.intake.documents.html_about import one_line
from safepassage.intake.documents.media import PDF
from safepassage.intake.documents.pdf_edges import without_edges
from safepassage.intake.documents.pdf_lines import PdfLine, lines_of, paragraphs
from safepassage.intake.documents.pdf_warnings import damage_notes, pdf_warnings
from safepassage.intake.documents.plain_text import date_hint
from safepassage.intake.documents.signs import without_fillers

MOST_PAGES = 300
MOST_CHARACTERS = 2_000_000
# Bytes of one stream, unpacked; pypdf's own limit of 75 MB would take minutes to walk through.
MOST_UNPACKED = 8_000_000
MOST_DRAWN = 20_000_000  # bytes of what all pages draw
LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": MOST_UNPACKED,
    "lzw_maximum_output_length": MOST_UNPACKED,
    "run_length_maximum_output_length": MOST_UNPACKED,
    "array_based_stream_maximum_output_length": MOST_UNPACKED,
    "stream_decoding_work_maximum_length": 4 * MOST_UNPACKED,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 300,
    "jbig2dec_binary": None,  # no other program is started
}
# Forms that a typesetter draws in place of letters (Latin, Hebrew and Arabic).
LIGATURE = re.compile("[\ufb00-\ufb4f\ufb50-\ufdfb\ufe70-\ufefc]")
MEND = "Copy the text into a .txt file and give that."


def read_pdf(data: bytes, where: str) -> Content:
    """The text layer, page after page, headers and footers that come back left out.

    Raises
    ------
    UsageError
        pypdf is not installed, the file is damaged, locked, too large or a bomb, or it has no
        text layer.
    """
    with pdf_warnings() as said:
        pages, title = _opened(data, where)
    kept, left = without_edges(pages)
    text = paragraphs(kept)
    text = without_fillers(text)  # after the lines: a soft hyphen says where a word was cut
    if not any(sign.isalnum() for sign in text):
        raise UsageError(
            f"{where}: has {len(pages)} page(s) and no text layer, so it holds pictures of text. "
            f"Pictures are not read. {MEND}"
        )
    headline = first_line_headline(text)
    edges = (f"headers and footers left out: {left}",) if left else ()
    return Content(
        text,
        PDF,
        title=title or (None if headline is None else headline.text),
        headline=headline,
        hint=date_hint(text),
        notes=(*edges, *damage_notes(said)),
    )


def _opened(data: bytes, where: str) -> tuple[list[list[PdfLine]], str | None]:
    """The lines of all pages, and the title that the file gives itself."""
    try:
        import pypdf
        from pypdf import apply_configuration
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise UsageError(
            f"{where}: PDFs are read by the extra `intake`: pip install 'safepassage[intake]'"
        ) from error
    try:
        with apply_configuration(**LIMITS):
            reader = pypdf.PdfReader(io.BytesIO(data), root_object_recovery_limit=1_000)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UsageError(f"{where}: is locked with a password. Save it without one.")
            pages = _pages(reader, where)
            title = one_line(str(reader.metadata.title or "")) if reader.metadata else None
    except UsageError:
        raise
    # Files made to do harm raise nearly anything in a parser; all of it means: not readable.
    except (PyPdfError, RecursionError, MemoryError, ValueError, LookupError, TypeError,
            AttributeError, ArithmeticError, AssertionError, NotImplementedError, OSError,
            ImportError) as error:  # fmt: skip
        said = " ".join(str(error).split())[:160] or type(error).__name__
        raise UsageError(f"{where}: this PDF cannot be read ({said}). {MEND}") from error
    return pages, title


def _pages(reader: Any, where: str) -> list[list[PdfLine]]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise UsageError(
            f"{where}: has {count:,} pages; at most {MOST_PAGES} are read. Nothing of it was taken "
            "in. Give the pages that are the report."
        )
    pages, total, unpacked = [], 0, 0
    for page in reader.pages:
        contents = page.get_contents()
        unpacked += 0 if contents is None else len(contents.get_data())
        if unpacked > MOST_DRAWN:
            raise UsageError(
                f"{where}: draws more than {MOST_DRAWN // 1_000_000} MB, unpacked, which no report "
                f"does. {MEND}"
            )
        lines = [replace(line, text=LIGATURE.sub(_letters, line.text)) for line in lines_of(page)]
        total += sum(len(line.text) for line in lines)
        if total > MOST_CHARACTERS:
            raise UsageError(f"{where}: has more than {MOST_CHARACTERS:,} characters. {MEND}")
        pages.append(lines)
    return pages


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature.group())
