"""Spans are offsets into the file itself, so a .txt file's text must be exactly what is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from safepassage.errors import UsageError
from safepassage.intake.documents.headline import first_line_headline
from safepassage.intake.documents.read_document import read_document
from tests.intake.documents.files import DAY, NOW

BODY = "The gate is open.\r\nA “quote” – 40 people, שלום, 𝕏.\r\rLast line"


@pytest.mark.parametrize("text", [BODY, "\ufeff" + BODY, BODY + "\n\n", "\u202eabc\u202c said.\n"])
def test_the_text_is_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    source = read_document(path, DAY, now=NOW)
    assert source.text == text
    assert source.data == text.encode()
    assert source.document.characters == len(text)


def test_a_named_encoding_is_used_and_the_bytes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Le café est fermé.".encode("cp1252"))
    source = read_document(path, DAY, encoding="windows-1252", now=NOW)
    assert source.text == "Le café est fermé."
    assert source.data == "Le café est fermé.".encode("cp1252")


def test_utf_16_is_read_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("The gate is open.".encode("utf-16"))
    with pytest.raises(UsageError, match=r"begins with the mark of UTF-16; give --encoding utf-16"):
        read_document(path, DAY, now=NOW)
    assert read_document(path, DAY, encoding="utf-16", now=NOW).text == "The gate is open."


def test_signs_that_turn_the_direction_stay_and_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Gate \u202enepo\u202c is open. " + "Zero\u200bwidth."
    path.write_text(text, encoding="utf-8")
    source = read_document(path, DAY, now=NOW)
    assert source.text == text
    notes = "\n".join(source.notes)
    assert "U+202E (right-to-left override, which turns the direction of writing)" in notes
    assert "stands once, first at character 5" in notes
    assert "U+200B" in notes
    assert "\u202e" not in notes


def test_joiners_of_arabic_and_persian_are_not_worth_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("می\u200cخواهند بروند.", encoding="utf-8")
    assert read_document(path, DAY, language="fa", now=NOW).notes == ()


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Gate opens after talks\nThe gate opened.\n", "Gate opens after talks"),
        ("Who holds the bridge?\nNobody knows.\n", "Who holds the bridge?"),
        ("Skip to content\nGate opens\nThe gate opened.\n", "Gate opens"),
        ("\ufeff  Envoy arrives in the U.S.\nHe landed.\n", "Envoy arrives in the U.S."),
        ("The gate opened.\nIt is shut again.\n", None),
        ("The gate opened", None),
        ("Food\nWater\nBeds\n", None),
        ("He said:\n“No.”\n", None),
    ],
)
def test_a_first_line_written_like_a_headline_is_one(text: str, headline: str | None) -> None:
    found = first_line_headline(text)
    assert (None if found is None else found.text) == headline
    assert found is None or found.stands_in(text)


@pytest.mark.shared
def test_the_two_reports_load_as_they_are(shared: Path) -> None:
    """Their README says what is furniture and which one has a headline."""
    folder = shared / "reports"
    older, newer = folder / "004_ec32ab1ecb9eced9.txt", folder / "000_79ffd00d1900e458.txt"
    source = read_document(newer, DAY, now=NOW)
    assert source.text == newer.read_bytes().decode()
    assert len(source.furniture) == 1
    assert source.furniture[0].text.endswith("mailbox")
    assert source.headline is None
    source = read_document(older, DAY, now=NOW)
    assert source.furniture == ()
    assert source.headline is not None
    assert source.text.startswith(source.headline.text + "\n")
