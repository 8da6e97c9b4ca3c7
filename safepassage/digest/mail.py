"""Mail: a digest as the bytes of one message for one recipient."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

from ..canonical import canonical_json
from .subscriber import Subscriber, Subscribers

_DIRECTION = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True, slots=True)
class Said:
    """A digest in a language: its subject (one line), as plain text and as a page."""

    subject: str
    text: str
    html: str


def digest_id(
    subscriber: Subscriber, slot: datetime | None, since: datetime | None, what: str
) -> str:
    """Forty hex digits that follow from who is told what, since when, for which hour or day.

    No instant of the run and no number of the log goes in: the same digest made again after a
    crash has the same id, and the id tells nothing that the text does not.
    """
    parts = [
        subscriber.address.lower(),
        None if slot is None else slot.isoformat(),
        None if since is None else since.isoformat(),
        what,
    ]
    return hashlib.sha256(canonical_json(parts)).hexdigest()[:40]


def mail_bytes(
    sender: Subscribers, subscriber: Subscriber, said: Said, digest: str, at: datetime
) -> bytes:
    """One message: plain text and HTML, to one recipient, with a way to leave in its headers.

    Source: RFC 5322 (message), RFC 2369 and RFC 8058 (List-Unsubscribe and its one-click POST),
    RFC 2919 (List-Id), RFC 3834 (Auto-Submitted). RFC 8058 also asks for a DKIM signature that
    covers the two headers; that is the work of the mail server.
    """
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(addr_spec=subscriber.address)
    if sender.reply_to is not None:
        message["Reply-To"] = Address(addr_spec=sender.reply_to)
    message["Date"] = at
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(said.text, cte="quoted-printable")
    message.add_alternative(said.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = subscriber.language
    # the library picks a boundary at random; the same digest is to have the same bytes
    message.set_boundary(f"=_{digest}")
    return _own_headers(sender, subscriber, digest, said.subject) + message.as_bytes()


def one_line(text: str) -> str:
    """A text without signs of direction, and without anything that could begin another header."""
    plain = text.translate(_DIRECTION)
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())


def _own_headers(sender: Subscribers, subscriber: Subscriber, digest: str, subject: str) -> bytes:
    """Headers that the library would not leave as they are.

    It wraps a long address of the web as an encoded word, which no reader undoes, and doubles
    spaces where words in ASCII and others stand beside one another. Addresses were checked when the
    file of subscribers was read; names and subject are one line.
    """
    domain = sender.sender.rpartition("@")[2].lower()
    leave = subscriber.unsubscribe
    ways = []
    if leave.url is not None:
        ways.append(f"<{leave.url}>")
    if leave.mailto is not None:
        ways.append(f"<mailto:{leave.mailto}?subject=unsubscribe>")
    lines = [
        f"From: {_from(sender)}",
        f"Subject: {_encoded('Subject', subject)}",
        f"Message-ID: <{digest}@{domain}>",
        f"List-Id: <digest.{domain}>",
        f"List-Unsubscribe: {(',' + chr(13) + chr(10) + ' ').join(ways)}",
    ]
    if leave.url is not None:
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _from(sender: Subscribers) -> str:
    """Name and address; the library does not break long names of other scripts into words."""
    if sender.sender_name.isascii():
        return formataddr((sender.sender_name, sender.sender))
    return f"{_encoded('From', sender.sender_name)} <{sender.sender}>"


def _encoded(header: str, text: str) -> str:
    """A text of a header: as it is in ASCII, else as encoded words (RFC 2047), all of it."""
    if text.isascii():
        return text
    # the library goes one beyond the 75 that an encoded word may have
    return Header(text, "utf-8", 74, header).encode(linesep="\r\n")
