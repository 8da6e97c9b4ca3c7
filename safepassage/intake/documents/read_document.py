"""Read document: one file as it came, its text, what it says of itself, and when."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

from safepassage.intake.documents.content import Content
from safepassage.intake.documents.file_bytes import file_bytes
from safepassage.intake.documents.furniture.find import find_furniture
from safepassage.intake.documents.html_page import read_html_page
from safepassage.intake.documents.mail_message import read_mail
from safepassage.intake.documents.media import HTML, MAIL, PDF, media_of
from safepassage.intake.documents.pdf_pages import read_pdf
from safepassage.intake.documents.plain_text import read_plain_text
from safepassage.intake.documents.published import settle_published
from safepassage.intake.documents.script import script_note
from safepassage.intake.documents.signs import unseen_signs
from safepassage.intake.documents.source_document import SourceDocument
from safepassage.situation.document import Document
from safepassage.situation.when import When

Published = date | When | None


def read_document(
    path: str | Path,
    published: Published = None,
    *,
    encoding: str | None = None,
    language: str | None = None,
    now: datetime | None = None,
) -> SourceDocument:
    """Read a .txt, .html, .eml or .pdf file.

    Parameters
    ----------
    path
        The file. Of a .txt file the text is exactly the file's, so that spans are its offsets.
    published
        The date that the user gives; it counts before what the document says. A day is taken in
        UTC. None asks the document.
    encoding
        That of the file's text where it is not UTF-8 (.txt) or not what the file says.
    language
        That of the text where the file does not say it; "en" if nobody does.
    now
        The instant against which dates in the future are held; the clock's if None.

    Raises
    ------
    UsageError
        The file cannot be read, is no text, or does not say when it was published. Nothing of a
        document is ever run, unpacked (but for the text of a PDF) or fetched.
    """
    path = Path(path)
    return source_document(
        path.name,
        file_bytes(path),
        published,
        where=str(path),
        encoding=encoding,
        language=language,
        now=now,
    )


def source_document(
    name: str,
    data: bytes,
    published: Published = None,
    *,
    where: str | None = None,
    encoding: str | None = None,
    language: str | None = None,
    now: datetime | None = None,
) -> SourceDocument:
    """The same for bytes that are at hand; `name` says by its ending what they are.

    `where` stands in refusals in place of the name.
    """
    content = _content(name, data, where or name, encoding)
    when, notes = settle_published(content, published, now or datetime.now(UTC), where or name)
    spoken = language or content.language or "en"
    document = Document(
        sha256=hashlib.sha256(data).hexdigest(),
        characters=len(content.text),
        name=name,
        media=content.media,
        published=when,
        title=content.title,
        outlet=content.outlet,
        language=spoken,
        url=content.url,
    )
    return SourceDocument(
        document,
        content.text,
        data,
        find_furniture(content.text, spoken),
        content.headline,
        content.attachments,
        (*notes, *content.notes, *_strange(content.text, spoken)),
    )


def _strange(text: str, language: str) -> tuple[str, ...]:
    script = script_note(text, language)
    return (*unseen_signs(text), *(() if script is None else (script,)))


def _content(name: str, data: bytes, where: str, encoding: str | None) -> Content:
    media = media_of(name, data, where)
    if media == HTML:
        return read_html_page(data, where, encoding)
    if media == MAIL:
        return read_mail(data, where, encoding)
    if media == PDF:
        return read_pdf(data, where)
    return read_plain_text(data, where, encoding)
