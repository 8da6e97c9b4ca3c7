"""PDF pages: the text layer of a PDF; pictures of text are not read."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from safepassage.errors import UsageError
from safepassage.intake.documents.content import Content
from safepassage.intake.documents.headline import first_line_headline
from safepassage.intake.documents.html_about import one_line
from safepassage.intake.documents.media import PDF
from safepassage.intake.documents.plain_text import date_hint
from safepassage.intake.documents.wrapped_lines import unwrap

MOST_PAGES = 300
MOST_CHARACTERS = 2_000_000
# Of one stream, unpacked; pypdf's own limit of 75 MB would take minutes to walk through.
MOST_UNPACKED = 8_000_000
LIMITS = (
    "ZLIB_MAX_OUTPUT_LENGTH",
    "LZW_MAX_OUTPUT_LENGTH",
    "RUN_LENGTH_MAX_OUTPUT_LENGTH",
    "MAX_ARRAY_BASED_STREAM_OUTPUT_LENGTH",
)
FEWEST_PAGES = 3  # from which a line that comes back is a header or footer
EDGE = 3  # lines from the top and from the bottom of a page
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
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise UsageError(
            f"{where}: PDFs are read by the extra `intake`: pip install 'safepassage[intake]'"
        ) from error
    try:
        with _limits():
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


@contextmanager
def _limits() -> Iterator[None]:
    """Smaller limits of pypdf while a document is read, then those that were there."""
    from pypdf import filters

    before = {name: getattr(filters, name) for name in LIMITS if hasattr(filters, name)}
    for name, value in before.items():
        setattr(filters, name, min(value, MOST_UNPACKED))
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(filters, name, value)


def _pages(reader: Any, where: str) -> list[list[str]]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise UsageError(
            f"{where}: has {count:,} pages; at most {MOST_PAGES} are read. Nothing of it was taken "
            "in. Give the pages that are the report."
        )
    pages, total = [], 0
    for page in reader.pages:
        words = page.extract_text().replace("\x00", "")
        total += len(words)
        if total > MOST_CHARACTERS:
            raise UsageError(f"{where}: has more than {MOST_CHARACTERS:,} characters. {MEND}")
        pages.append([line.rstrip() for line in words.split("\n")])
    return pages


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
