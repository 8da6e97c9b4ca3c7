"""Mail message: the text of a mail; what is attached is listed and never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any, TypeAlias

from safepassage.errors import UsageError
from safepassage.intake.documents.content import Attachment, Content, Stated
from safepassage.intake.documents.decode import decode
from safepassage.intake.documents.file_bytes import MOST_TEXT_BYTES, too_large
from safepassage.intake.documents.html_about import one_line
from safepassage.intake.documents.html_page import read_html_page
from safepassage.intake.documents.media import HTML, MAIL, TEXT, packed_as
from safepassage.intake.documents.published import mail_date
from safepassage.intake.documents.signs import without_fillers
from safepassage.intake.documents.wrapped_lines import unwrap
from safepassage.situation.span import span_of

DEEPEST = 10  # parts within parts
MOST_PARTS = 200
MOST_BORDERS = 2_000  # lines that begin like a border between parts, in the whole file
HEADER = re.compile(rb"^[!-9;-~]+:", re.MULTILINE)
Mail: TypeAlias = "Message[str, str]"


def read_mail(data: bytes, where: str, encoding: str | None = None) -> Content:
    """Subject, text and date of a mail. The plain part counts, the HTML part where it is alone.

    A mail within the mail and every other part is an attachment.

    Raises
    ------
    UsageError
        No mail, parts nested too deep or too many, no text in it, or text that cannot be read.
    """
    mail = _parsed(data, where)
    texts, attachments = _parts(mail, where)
    part = next((p for p in texts if p.get_content_type() == TEXT), None) or next(iter(texts), None)
    if part is None:
        listed = ", ".join(a.name for a in attachments) or "nothing"
        raise UsageError(
            f"{where}: this mail has no text of its own; attached: {listed}. Attachments are not "
            "opened. Save the one that holds the report and give that."
        )
    body, notes = _body(part, where, encoding)
    subject = one_line(_header(mail, "Subject"))
    text = body if subject is None else f"{subject}\n{body}"
    date = _header(mail, "Date")
    when = mail_date(date) if date else None
    return Content(
        text,
        MAIL,
        title=subject,
        headline=None if subject is None else span_of(text, 0, len(subject)),
        outlet=_sender(mail),
        stated=() if when is None else (Stated(when, "the header Date"),),
        hint=f'The header Date says "{date[:60]}", which is no date.'
        if date and not when
        else None,
        attachments=tuple(attachments),
        notes=(*notes, *_said_of(attachments)),
    )


def _parsed(data: bytes, where: str) -> Mail:
    head = data[:20_000].split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    if len(HEADER.findall(head)) < 2:
        raise UsageError(
            f"{where}: is no mail: it does not begin with headers such as From: and Date:. "
            "Save the mail as .eml, or its text as .txt."
        )
    if data.count(b"\n--") > MOST_BORDERS:
        raise UsageError(f"{where}: has more than {MOST_BORDERS:,} borders of parts. {_MEND}")
    try:
        # compat32 keeps headers as they came; the newer policies fail on some broken ones
        return BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, RecursionError, ValueError) as error:
        raise UsageError(f"{where}: cannot be read as a mail ({error}). {_MEND}") from error


_MEND = "Save the text of the mail as .txt and give that."


def _parts(mail: Mail, where: str) -> tuple[list[Mail], list[Attachment]]:
    """Parts that are the mail's own text, and all others."""
    texts: list[Mail] = []
    attachments: list[Attachment] = []
    for number, part in enumerate(_leaves(mail, where, 0)):
        if number == MOST_PARTS:
            raise UsageError(f"{where}: this mail has more than {MOST_PARTS} parts. {_MEND}")
        kind = part.get_content_type()
        attached = part.get_content_disposition() == "attachment" or part.get_filename()
        if kind in (TEXT, HTML) and not attached:
            texts.append(part)
        else:
            attachments.append(_attachment(part))
    return texts, attachments


def _leaves(part: Mail, where: str, depth: int) -> Iterator[Mail]:
    if depth > DEEPEST:
        raise UsageError(
            f"{where}: parts of this mail are nested more than {DEEPEST} deep. {_MEND}"
        )
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for inner in part.get_payload():
            if isinstance(inner, Message):
                yield from _leaves(inner, where, depth + 1)
    else:
        yield part


def _attachment(part: Mail) -> Attachment:
    raw: Any = part.get_payload(decode=True)
    if part.get_content_type() == MAIL and part.is_multipart():
        inner: Any = part.get_payload(0)
        name, size = one_line(_header(inner, "Subject")), len(str(inner))
    else:
        name, size = None, len(raw or b"")
    name = one_line(_plain(part.get_filename() or "")) or name or "(without a name)"
    return Attachment(name, part.get_content_type(), size)


def _body(part: Mail, where: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    raw: Any = part.get_payload(decode=True)
    data = bytes(raw or b"")
    place = f"{where}, its text part"
    packed = packed_as(data)
    if packed is not None:
        raise UsageError(f"{place}: is {packed}. Nothing was unpacked. {_MEND}")
    if len(data) > MOST_TEXT_BYTES:
        raise too_large(place, len(data), MOST_TEXT_BYTES)
    charset = encoding or _charset(part)
    notes = [f"the mail is damaged: {type(defect).__name__}" for defect in part.defects]
    if part.get_content_type() == HTML:
        page = read_html_page(data, place, charset)
        return page.text, (*notes, *page.notes)
    words = without_fillers(decode(data, place, charset, option="--encoding"))
    if str(part.get_param("format") or "").lower() == "flowed":
        return _flowed(words, str(part.get_param("delsp") or "").lower() == "yes"), tuple(notes)
    return unwrap(words), tuple(notes)


def _charset(part: Mail) -> str | None:
    """The encoding that the part names; US-ASCII and nothing both stand for UTF-8, strictly."""
    named = part.get_content_charset()
    return None if named in (None, "us-ascii", "ascii") else named


def _flowed(words: str, delete_space: bool) -> str:
    """Lines that end with a blank go on in the next (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for line in words.replace("\r\n", "\n").split("\n"):
        line = line[1:] if line.startswith(" ") else line  # stuffed
        if goes_on and not line.startswith(">"):
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if goes_on and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(line.rstrip() for line in lines if line.strip()) + "\n"


def _header(mail: Mail, name: str) -> str:
    value = mail.get(name)
    return "" if value is None else _plain(str(value))


def _plain(value: str) -> str:
    """A header with its encoded words read; as it stands where they cannot be."""
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, UnicodeError, ValueError):
        return value


def _sender(mail: Mail) -> str | None:
    """The name of the sender, or the address where there is no name. Anybody can write either."""
    name, address = parseaddr(_header(mail, "From"))
    return one_line(name) or one_line(address)


def _said_of(attachments: list[Attachment]) -> tuple[str, ...]:
    if not attachments:
        return ()
    listed = ", ".join(f"{a.name} ({a.media}, {a.size:,} bytes)" for a in attachments[:20])
    more = f" and {len(attachments) - 20} more" if len(attachments) > 20 else ""
    return (f"attached and not opened: {listed}{more}",)
