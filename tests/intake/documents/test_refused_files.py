"""Bad files are refused in words that say what was found and how to mend it; nothing is opened."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from safepassage.errors import UsageError
from safepassage.intake.documents.read_document import read_document
from tests.intake.documents.files import DAY, NOW


def zip_bomb() -> bytes:
    """Ten files of 100 MB each, in some kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(f"{number}.txt", b"0" * 20_000_000)
    return out.getvalue()


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return out.getvalue()


REFUSED = {
    "empty.txt": (b"", r"empty\.txt: is empty \(0 bytes\)"),
    "blank.txt": (b" \r\n\t\n\xc2\xa0\xef\xbb\xbf\n", r"holds nothing but blanks"),
    "zip.txt": (zip_bomb(), r"zip\.txt: is a zip archive .* Nothing was opened or unpacked"),
    "word.docx": (b"PK\x03\x04word", r"is a zip archive \(also \.docx"),
    "gzip.html": (gzip.compress(b"<p>a" * 100), r"is compressed with gzip"),
    "tar.txt": (tar(), r"is a tar archive"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"is an old Office file"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n", r"is a PNG picture"),
    "report.txt": (b"%PDF-1.4 ...", r"is a PDF, whatever its name says. Rename it to \.pdf"),
    "text.pdf": (b"The gate is open.", r"is no PDF: its beginning lacks the mark %PDF-"),
    "table.csv": (b"a,b", r"the ending \.csv is not one that is read. Known: \.txt"),
    "noending": (b"The gate is open.", r"the ending \(none\) is not one that is read"),
    "nul.txt": (b"The gate\x00 is open.", r"is no text: it holds 1 control characters"),
    "noise.txt": (bytes(range(1, 32)) * 9, r"is no text: it holds \d+ control characters"),
    "utf16.txt": ("The gate".encode("utf-16"), r"mark of UTF-16; give --encoding utf-16"),
    "latin.txt": (
        "Le pont\nest fermé.".encode("cp1252"),
        r"byte 17 \(line 2\) is 0xE9, not UTF-8\. It would read: as windows-1252 .*fermé.*"
        r"Name the right one with --encoding, or save it as UTF-8",
    ),
    "half.txt": ("שלום".encode()[:-1], r"byte 7 \(line 1\) is 0xD7, not UTF-8"),
    "surrogate.txt": (b"\xed\xa0\x80 a", r"byte 1 \(line 1\) is 0xED, not UTF-8"),
    "page.html": (b"<p>\x00The gate", r"page\.html: is no text"),
    "mail.eml": (b"The gate is open.", r"mail\.eml: is no mail"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_bytes_are_refused(tmp_path: Path, name: str) -> None:
    data, said = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError, match=said):
        read_document(path, DAY, now=NOW)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def large_text(path: Path) -> None:
    path.write_bytes(b"The gate is open.\n" * 300_000)


PLACES: dict[str, tuple[Callable[[Path], None], str]] = {
    "absent": (lambda path: None, r"cannot be read \(no such file or directory\)"),
    "folder": (lambda path: path.mkdir(), r"is a folder\. Name the files in it"),
    "pipe": (lambda path: os.mkfifo(path), r"is no ordinary file"),
    "huge": (huge, r"has 50\.0 MB; at most 25 MB of this kind are read"),
    "large": (large_text, r"has 5\.4 MB; at most 5 MB of this kind are read"),
    "device": (lambda path: path.symlink_to("/dev/zero"), r"is no ordinary file"),
}


@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_file_of_a_text_s_size_is_refused(tmp_path: Path, name: str) -> None:
    make, said = PLACES[name]
    path = tmp_path / "a.txt"
    make(path)
    with pytest.raises(UsageError, match=said):
        read_document(path, DAY, now=NOW)


@pytest.mark.parametrize(
    "encoding", ["klingon", "hex", "zlib", "rot13", "", "utf-8\x00", "x" * 900]
)
def test_an_encoding_that_turns_no_bytes_into_text_is_refused(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("6161")
    if encoding == "":
        assert read_document(path, DAY, now=NOW).text == "6161"
        return
    with pytest.raises(UsageError, match=r"the encoding .* is not known\. Known: utf-8") as error:
        read_document(path, DAY, encoding=encoding, now=NOW)
    assert len(str(error.value)) < 300


def test_a_wrong_encoding_is_named_with_its_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("שלום".encode())
    with pytest.raises(UsageError, match=r"is 0x9D, not windows-1252|is 0x9C, not windows-1255"):
        read_document(path, DAY, encoding="windows-1255", now=NOW)
