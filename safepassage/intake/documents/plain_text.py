"""Plain text: a .txt file, whose text is exactly what stands in it."""

from __future__ import annotations

from safepassage.intake.documents.content import Content
from safepassage.intake.documents.decode import decode
from safepassage.intake.documents.file_bytes import MOST_TEXT_BYTES, too_large
from safepassage.intake.documents.furniture.english.credit import DATE_LINE
from safepassage.intake.documents.furniture.find import LINES
from safepassage.intake.documents.headline import first_line_headline
from safepassage.intake.documents.media import TEXT

FIRST_LINES = 40  # in which a page's own date line is looked for


def read_plain_text(data: bytes, where: str, encoding: str | None = None) -> Content:
    """The bytes as text, line ends and byte order mark kept, so that offsets are those of the file.

    Raises
    ------
    UsageError
        Larger than 5 MB, bytes that are not in the encoding, or no text.
    """
    if len(data) > MOST_TEXT_BYTES:
        raise too_large(where, len(data), MOST_TEXT_BYTES)
    text = decode(data, where, encoding, option="--encoding")
    headline = first_line_headline(text)
    return Content(
        text,
        TEXT,
        title=None if headline is None else headline.text,
        headline=headline,
        hint=date_hint(text),
    )


def date_hint(text: str) -> str | None:
    """A line that reads like a page's own date: shown to the user, never taken as the date."""
    pattern = DATE_LINE.compiled()
    for number, line in zip(range(1, FIRST_LINES + 1), LINES.finditer(text), strict=False):
        words = line.group().strip()
        if len(words) < 80 and pattern.fullmatch(words) and "ago" not in words.split():
            return f'Line {number} that is not blank says "{words}".'
    return None
