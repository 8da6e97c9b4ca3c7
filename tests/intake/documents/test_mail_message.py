"""A mail's own text is read; what hangs on it is named and stays shut."""

from __future__ import annotations

import base64
import gzip
from email.message import EmailMessage

import pytest

from safepassage.errors import UsageError
from safepassage.intake.documents.mail_message import read_mail
from safepassage.intake.documents.read_document import source_document
from tests.intake.documents.files import NOW, mail

LONG = (
    "The army's checkpoint on the Ostran side of the bridge is open from six in the morning until "
    "six in the evening, and the council's checkpoint has been closed since 3 February."
)


def test_subject_text_sender_and_date() -> None:
    source = source_document("a.eml", mail(body="The gate is open.\n"), now=NOW)
    assert source.text == "Gate reopens\nThe gate is open.\n"
    assert source.headline is not None
    assert source.headline.text == "Gate reopens"
    assert source.document.outlet == "Valley Press Office"
    assert source.document.published.is_instant
    assert source.document.published.earliest.isoformat() == "2024-05-06T10:30:00+03:00"


def test_a_mail_without_a_date_is_asked_for_one() -> None:
    with pytest.raises(UsageError, match="does not say when it was published"):
        source_document("a.eml", mail(body="The gate is open.", date=None), now=NOW)
    broken = mail(body="The gate is open.", date="soon")
    with pytest.raises(UsageError, match='The header Date says "soon", which is no date'):
        source_document("a.eml", broken, now=NOW)


@pytest.mark.parametrize("width", [50, 60, 72, 78])
def test_lines_broken_to_a_width_are_paragraphs_again(width: int) -> None:
    import textwrap

    body = "\n".join(textwrap.wrap(LONG, width)) + "\n\nTalks go on.\n"
    assert read_mail(mail(body=body), "a.eml").text.splitlines()[1:] == [LONG, "Talks go on."]


def test_flowed_lines_go_on_where_they_end_with_a_blank() -> None:
    flowed = mail(
        'Content-Type: text/plain; charset="utf-8"; format=flowed',
        body="The gate is \nopen until \nsix.\nTalks go on.\n> quoted \n> lines\n",
    )
    assert read_mail(flowed, "a.eml").text.splitlines()[1:] == [
        "The gate is open until six.",
        "Talks go on.",
        "> quoted",
        "> lines",
    ]


def full_mail() -> EmailMessage:
    """Plain and HTML text, a picture, a program, a mail in the mail: by the standard library."""
    message = EmailMessage()
    message["From"] = "press@example.org"
    message["Subject"] = "Gäte reopens"
    message["Date"] = "Mon, 06 May 2024 10:30:00 +0000"
    message.set_content("The gate is open – “really”.\n")
    message.add_alternative("<p>The gate is <b>open</b> in HTML.</p>", subtype="html")
    message.add_attachment(b"MZ\x90\x00run me", maintype="application", subtype="x-msdownload",
                           filename="list.exe")  # fmt: skip
    message.add_attachment("A table, 500 died", filename="figures.txt")
    inner = EmailMessage()
    inner["Subject"] = "Forwarded"
    inner.set_content("Inner text, 600 died")
    message.add_attachment(inner)
    return message


def test_the_plain_part_counts_and_attachments_are_listed_only() -> None:
    source = source_document("a.eml", full_mail().as_bytes(), now=NOW)
    assert source.text == "Gäte reopens\nThe gate is open – “really”.\n"
    assert [a.name for a in source.attachments] == ["list.exe", "figures.txt", "Forwarded"]
    assert "attached and not opened: list.exe (application/x-msdownload, 10 bytes)" in str(
        source.notes
    )


def test_html_alone_is_read_as_a_page() -> None:
    only = mail(
        "Content-Type: text/html; charset=utf-8",
        body="<p>The gate is open.<script>alert('500 died')</script><p>Talks go on.",
    )
    assert read_mail(only, "a.eml").text.splitlines()[1:] == ["The gate is open.", "Talks go on."]


def test_quoted_lines_of_another_mail_yield_no_fact() -> None:
    source = source_document(
        "a.eml",
        mail(body="The gate is open.\n\nOn Sun, 5 May 2024, A. Reyl wrote:\n> The gate is shut.\n"),
        now=NOW,
    )
    assert [span.text for span in source.furniture] == [
        "On Sun, 5 May 2024, A. Reyl wrote:",
        "> The gate is shut.",
    ]


def nested(depth: int) -> bytes:
    text = "Content-Type: text/plain\n\ninnermost\n"
    for number in range(depth):
        border = f"--b{number}"
        head = f"Content-Type: multipart/mixed; boundary=b{number}\n\n"
        text = f"{head}{border}\n{text}\n{border}--\n"
    return f"From: a@b.c\nDate: Mon, 06 May 2024 10:30:00 +0000\n{text}".encode()


def many_parts(count: int) -> bytes:
    parts = "".join("--b\nContent-Type: image/png\n\nx\n" for _ in range(count))
    return (
        "From: a@b.c\nDate: Mon, 06 May 2024 10:30:00 +0000\n"
        f"Content-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n"
    ).encode()


def encoded(kind: str, data: bytes) -> bytes:
    body = base64.encodebytes(data).decode()
    return mail(f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", body=body)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Dear all,\nThe gate is open.\n", "is no mail: it does not begin with headers"),
        (nested(12), "nested more than 10 deep"),
        (nested(1_500), r"nested more than 10 deep|cannot be read as a mail|borders of parts"),
        (many_parts(300), "more than 200 parts"),
        (many_parts(3_000), "more than 2,000 borders"),
        (encoded("application/pdf", b"%PDF-1.4"), "no text of its own; attached: .without a name."),
        (encoded("text/plain", gzip.compress(b"0" * 9_000_000)), "is compressed with gzip"),
        (encoded("text/plain; charset=utf-8", b"caf\xe9"), "byte 4 .line 1. is 0xE9, not utf-8"),
        (encoded("text/plain; charset=klingon", b"a"), "the encoding 'klingon' is not known"),
        (encoded("text/plain", b"\x00\x01\x02"), "is no text: it holds 3 control characters"),
        (encoded("text/plain", b"a" * 5_000_001), "has 5.0 MB; at most 5 MB of this kind"),
        (mail(body="\n\n"), "holds nothing but blanks"),
    ],
)
def test_mails_that_cannot_be_read_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_mail(data, "a.eml")


def test_a_header_cannot_bring_lines_of_its_own() -> None:
    """An encoded word may hide line ends, which would begin a further header somewhere else."""
    hidden = base64.b64encode(b"Gate\r\nBcc: all@example.org").decode()
    data = mail(body="The gate is open.").replace(b"Gate reopens", f"=?utf-8?b?{hidden}?=".encode())
    content = read_mail(data, "a.eml")
    assert content.title == "Gate Bcc: all@example.org"
    assert content.text.splitlines() == ["Gate Bcc: all@example.org", "The gate is open."]
