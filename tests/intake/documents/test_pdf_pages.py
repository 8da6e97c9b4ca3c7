"""A PDF's text layer is read as paragraphs; one without, locked, broken or bloated is refused."""

from __future__ import annotations

import io
import textwrap

import pytest

from safepassage.errors import UsageError
from safepassage.intake.documents.pdf_pages import read_pdf
from safepassage.intake.documents.read_document import source_document
from tests.intake.documents.files import DAY, NOW, pdf

pypdf = pytest.importorskip("pypdf")

PARAGRAPHS = (
    "The army's checkpoint on the Ostran side of the bridge is open from six in the morning until "
    "six in the evening, the ministry said, and it will stay open as long as the ceasefire holds.",
    "About 1,150 people are waiting in the valley, among them 85 patients who need ambulances to "
    "reach the hospital on the other side of the river, the council said in its report.",
)


def broken(width: int = 80) -> list[str]:
    return [line for p in PARAGRAPHS for line in [*textwrap.wrap(p, width), ""]]


def test_paragraphs_are_whole_again() -> None:
    content = read_pdf(pdf([["Situation report 4", "", *broken()]]), "a.pdf")
    assert content.text.splitlines() == ["Situation report 4", *PARAGRAPHS]
    assert content.headline is not None
    assert content.headline.text == "Situation report 4"


def test_headers_and_footers_that_come_back_are_left_out_and_counted() -> None:
    pages = [
        [f"Ostra, report {n} of 4", "", f"Text of page {word}.", "", f"Page {n}"]
        for n, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    content = read_pdf(pdf(pages), "a.pdf")
    assert content.text.splitlines() == [
        f"Text of page {w}." for w in ("one", "two", "three", "four")
    ]
    assert content.notes == ("headers and footers left out: 2",)


@pytest.mark.parametrize("pages", [2, 3, 4, 7])
def test_rows_of_a_table_at_the_edges_of_pages_are_no_headers(pages: int) -> None:
    """They differ in their numbers alone, and these are the facts."""
    rows = [
        [f"North gate {13 * n + 40} people", "", f"Text {name}.", "", f"South gate {n * n} people"]
        for n, name in zip(range(pages), "abcdefg", strict=False)
    ]
    content = read_pdf(pdf(rows), "a.pdf")
    assert content.text.splitlines() == [line for page in rows for line in page if line]
    assert content.notes == ()


LIST = (
    "North gate: closed since 3 May, and nobody at either end of the bridge knows when it opens.",
    "South gate: open.",
)
REST = tuple(
    f"Bus {n} left on Monday with {n * 7} patients and their families, the Red Cross reported from "
    "the valley, where it has run a clinic since the beginning of the ceasefire."
    for n in range(14)
)
TITLE = "Situation report 4 on the Ketta bridge crossing and on the valley behind it"
SECTION = "Access and hours of the gates at both ends of the long bridge"


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("justify", ["true", "false"])
def test_a_pdf_set_by_a_typesetter_reads_as_it_was_written(columns: int, justify: str) -> None:
    """Typst breaks lines, hyphenates, and sets titles, lists, columns, headers and page numbers."""
    typst = pytest.importorskip("typst")
    head = (
        f"#set page(width: 21cm, height: 18cm, columns: {columns}, header: [Ostra], "
        'numbering: "1/1")\n'
        f'#set text(lang: "en", size: 10pt)\n#set par(justify: {justify})\n= {TITLE}\n'
    )
    body = "\n\n".join(PARAGRAPHS) + f"\n== {SECTION}\n" + "".join(f"- {row}\n" for row in LIST)
    data = typst.compile((head + body + "\n" + "\n\n".join(REST)).encode())
    content = read_pdf(data, "a.pdf")
    lines = content.text.replace("’", "'").splitlines()
    assert lines == [TITLE, *PARAGRAPHS, SECTION, *(f"• {row}" for row in LIST), *REST]
    assert content.headline is not None
    assert content.headline.text == TITLE
    assert content.notes == ("headers and footers left out: 2",)


def test_the_date_of_the_file_is_not_taken_for_that_of_publication() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["The gate is open."]])))
    writer.add_metadata({"/CreationDate": "D:20240506100000Z", "/Title": "Report\r\n4"})
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UsageError, match="does not say when it was published"):
        source_document("a.pdf", out.getvalue(), now=NOW)
    assert source_document("a.pdf", out.getvalue(), DAY, now=NOW).document.title == "Report 4"


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["The gate is open."]])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([[]]), r"has 1 page\(s\) and no text layer, so it holds pictures of text"),
        (locked(), "is locked with a password"),
        (pdf([["a"]])[:200], "this PDF cannot be read"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 400, "this PDF cannot be read"),
        (pdf([["a"]] * 301), "has 301 pages; at most 300 are read"),
        (pdf([[]], content=b" " * 60_000_000), "this PDF cannot be read"),
        (pdf([[]] * 4, content=b" " * 6_000_000), "draws more than 20 MB, unpacked"),
        (
            pdf([[]], content=b"BT /F1 9 Tf " + b"(" + b"a" * 3_000_000 + b") Tj ET"),
            "2,000,000 char",
        ),
    ],
)
def test_pdfs_that_cannot_be_read_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_pdf(data, "a.pdf")


def test_the_limits_of_the_library_are_put_back() -> None:
    from pypdf import get_configuration

    before = get_configuration()
    with pytest.raises(UsageError):
        read_pdf(pdf([["a"]])[:200], "a.pdf")
    assert get_configuration() == before


def test_damage_is_a_note_and_nothing_is_printed(caplog: pytest.LogCaptureFixture) -> None:
    """The library would write it to the terminal, with whatever the file holds."""
    data = pdf([["The gate is open."]]).replace(b"startxref\n", b"startxref\n9")
    content = read_pdf(data, "a.pdf")
    assert content.text == "The gate is open.\n"
    assert len(content.notes) == 1
    assert content.notes[0].startswith("the PDF is damaged and may lack text: ")
    assert caplog.records == []
    assert read_pdf(pdf([["The gate is open."]]), "a.pdf").notes == ()


def test_a_page_that_names_itself_as_its_parent_does_not_hang() -> None:
    data = pdf([["a"]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(UsageError, match=r"a\.pdf: "):
        read_pdf(data, "a.pdf")
