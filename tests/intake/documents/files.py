"""Files for the tests: mails and PDFs made from their own rules, not by what reads them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
DAY = NOW.date()


def pdf(pages: Sequence[Sequence[str]], *, content: bytes | None = None) -> bytes:
    """A PDF with lines in Helvetica (ISO 32000-1), or with the given content on its one page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, lines in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
        raw = content or f"BT /F1 11 Tf 14 TL 60 780 Td\n{shown}ET".encode("latin-1")
        packed = zlib.compress(raw, 9)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + packed + b"\nendstream")
    data = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + text + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    return data + f"startxref\n{start}\n%%EOF\n".encode()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def mail(*lines: str, body: str, date: str | None = "Mon, 06 May 2024 10:30:00 +0300") -> bytes:
    """A mail with the given further headers and body."""
    dates = [] if date is None else [f"Date: {date}"]
    head = ["From: Valley Press Office <press@example.org>", "Subject: Gate reopens", *dates]
    return ("\r\n".join([*head, *lines, "", ""]) + body.replace("\n", "\r\n")).encode()
