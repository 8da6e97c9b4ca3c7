"""Media: what kind of file it is, by its name and by its first bytes; the two have to agree."""

from __future__ import annotations

from safepassage.errors import UsageError

TEXT, HTML, MAIL, PDF = "text/plain", "text/html", "message/rfc822", "application/pdf"
BY_SUFFIX = {
    ".txt": TEXT,
    ".text": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".eml": MAIL,
    ".pdf": PDF,
}
# First bytes that say what a file is, whatever its name: (offset, bytes, in words).
SIGNATURES = (
    (0, b"PK\x03\x04", "a zip archive (also .docx, .xlsx, .odt)"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\x1f\x8b", "compressed with gzip"),
    (0, b"BZh", "compressed with bzip2"),
    (0, b"\xfd7zXZ\x00", "compressed with xz"),
    (0, b"(\xb5/\xfd", "compressed with zstandard"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a rar archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .msg)"),
    (0, b"{\\rtf", "a rich-text file (.rtf)"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"SQLite format 3\x00", "a SQLite database"),
)
MEND = "Nothing was opened or unpacked. Save its text as .txt, .html, .eml or .pdf and give that"


def media_of(name: str, data: bytes, where: str) -> str:
    """The media type of a file; `where` names it in refusals.

    Raises
    ------
    UsageError
        A kind that is not read, or bytes that contradict the name.
    """
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    packed = packed_as(data)
    if packed is not None:
        raise UsageError(f"{where}: is {packed}, whatever its name says. {MEND}.")
    is_pdf = b"%PDF-" in data[:1024]
    media = BY_SUFFIX.get(suffix)
    if media is None:
        raise UsageError(
            f"{where}: the ending {suffix or '(none)'} is not one that is read. "
            f"Known: {', '.join(BY_SUFFIX)}."
        )
    if is_pdf and media in (TEXT, HTML) and data.lstrip()[:5] == b"%PDF-":
        raise UsageError(f"{where}: is a PDF, whatever its name says. Rename it to .pdf.")
    if not is_pdf and media == PDF:
        raise UsageError(f"{where}: is no PDF: its beginning lacks the mark %PDF-.")
    return media


def packed_as(data: bytes) -> str | None:
    """What an archive, picture or program is, in words; None for anything else."""
    for offset, mark, words in SIGNATURES:
        if data[offset : offset + len(mark)] == mark:
            return words
    return None
