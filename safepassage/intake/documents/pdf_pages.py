"""PDF pages: the text layer of a PDF; pictures of text are not read."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from safepassage.errors import UsageError
from safepassage.intake.documents.content import Content
from safepassage.intake.documents.headline import first_line_headline
from safepassage.intake.documents.html_about import one_line
from safepassage.intake.documents.media import PDF
from safepassage.intake.documents.plain_text import date_hint
from safepassage.intake.documents.signs import without_fillers
from safepassage.intake.documents.wrapped_lines import unwrap

MOST_PAGES = 300
MOST_CHARACTERS = 2_000_000
# Bytes of one stream, unpacked; pypdf's own limit of 75 MB would take minutes to walk through.
MOST_UNPACKED = 8_000_000
LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": MOST_UNPACKED,
    "lzw_maximum_output_length": MOST_UNPACKED,
    "run_length_maximum_output_length": MOST_UNPACKED,
    "array_based_stream_maximum_output_length": MOST_UNPACKED,
    "stream_decoding_work_maximum_length": 4 * MOST_UNPACKED,
    "stream_parsing_work_maximum_count": 500_000,
    "jbig2dec_binary": None,  # no other program is started
}
FEWEST_PAGES = 3  # from which a line that comes back is a header or footer
EDGE = 3  # lines from the top and from the bottom of a page
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
    left = _repeated(pages)
    text = unwrap("\n\n".join("\n".join(line for line in _kept(p, left)) for p in pages))
    text = without_fillers(text)  # after the lines: a soft hyphen says where a word was cut
    if not any(sign.isalnum() for sign in text):
        raise UsageError(
            f"{where}: has {len(pages)} page(s) and no text layer, so it holds pictures of text. "
            f"Pictures are not read. {MEND}"
        )
    headline = first_line_headline(text)
    notes = (f"lines that come back on every page are left out: {len(left)}",) if left else ()
    return Content(
        text,
        PDF,
        title=title or (None if headline is None else headline.text),
        headline=headline,
        hint=date_hint(text),
        notes=notes,
    )


def _pages(reader: Any, where: str) -> list[list[str]]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise UsageError(
            f"{where}: has {count:,} pages; at most {MOST_PAGES} are read. Nothing of it was taken "
            "in. Give the pages that are the report."
        )
    pages, total = [], 0
    for page in reader.pages:
        words = LIGATURE.sub(_letters, page.extract_text().replace("\x00", ""))
        total += len(words)
        if total > MOST_CHARACTERS:
            raise UsageError(f"{where}: has more than {MOST_CHARACTERS:,} characters. {MEND}")
        pages.append([line.rstrip() for line in words.split("\n")])
    return pages


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature.group())


def _pattern(line: str) -> str:
    """A line with its numbers left open, so that "Page 3" comes back as "Page 4"."""
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _edges(page: list[str]) -> list[int]:
    """Places of the lines at the top and bottom of a page that are not blank."""
    full = [place for place, line in enumerate(page) if line.strip()]
    return full if len(full) <= 2 * EDGE else [*full[:EDGE], *full[-EDGE:]]


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Lines at the edges that come back on more than half of the pages."""
    if len(pages) < FEWEST_PAGES:
        return frozenset()
    counts = Counter(p for page in pages for p in {_pattern(page[i]) for i in _edges(page)})
    return frozenset(line for line, count in counts.items() if 2 * count > len(pages))


def _kept(page: list[str], left: frozenset[str]) -> Iterator[str]:
    edges = set(_edges(page))
    for place, line in enumerate(page):
        if not (place in edges and _pattern(line) in left):
            yield line
