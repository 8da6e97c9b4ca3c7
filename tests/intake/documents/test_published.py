"""The date of publication is what is said, by the document or the user, and never a guess."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from safepassage.errors import UsageError
from safepassage.intake.documents.published import mail_date, written_date
from safepassage.intake.documents.read_document import read_document, source_document
from safepassage.situation.when import instant
from tests.intake.documents.files import NOW

TEXT = b"The gate is open.\n"


def page(words: str) -> bytes:
    return f'<meta name="datePublished" content="{words}"><p>The gate is open.</p>'.encode()


def test_the_time_of_the_file_is_never_the_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    with pytest.raises(UsageError) as error:
        read_document(path, now=NOW)
    assert str(error.value) == (
        f"{path}: does not say when it was published, and that is not guessed. "
        "Give the date: --published YYYY-MM-DD."
    )


def test_a_line_that_reads_like_a_date_is_shown_and_not_taken(tmp_path: Path) -> None:
    text = b"Gate opens\nPublished: 5 May 2024, 10:12 GMT\nThe gate is open.\n"
    with pytest.raises(UsageError, match=r'Line 2 .* says "Published: 5 May 2024, 10:12 GMT"'):
        source_document("a.txt", text, now=NOW)


def test_a_day_that_is_given_is_all_of_that_day() -> None:
    when = source_document("a.txt", TEXT, date(2024, 5, 6), now=NOW).document.published
    assert when.earliest == datetime(2024, 5, 6, tzinfo=UTC)
    assert when.latest == datetime(2024, 5, 6, 23, 59, 59, tzinfo=UTC)


def test_an_instant_that_is_given_is_that_instant() -> None:
    at = datetime(2024, 5, 6, 10, tzinfo=UTC)
    for given in (at, instant(at)):
        assert source_document("a.txt", TEXT, given, now=NOW).document.published.earliest == at


def test_what_the_user_gives_counts_before_what_the_page_says_and_both_are_said() -> None:
    source = source_document("a.html", page("2024-05-01"), date(2024, 5, 6), now=NOW)
    assert source.document.published.earliest.date() == date(2024, 5, 6)
    assert source.notes == ("published 2024-05-06, as given; datepublished says 2024-05-01",)


@pytest.mark.parametrize("words", ["2024-05-06T23:30:00-04:00", "2024-05-06", "2024-05-06T01:00"])
def test_one_day_said_in_two_ways_is_not_worth_a_note(words: str) -> None:
    assert source_document("a.html", page(words), date(2024, 5, 6), now=NOW).notes == ()


@pytest.mark.parametrize(
    "words", ["2024-06-03", "2024-06-01T14:00:00Z", "2062-06-01", "2024-06-01T12:00:00-05:00"]
)
def test_a_date_after_now_is_refused_unless_the_user_gives_it(words: str) -> None:
    with pytest.raises(UsageError, match=rf"published at {words} .*after now \(2024-06-01 12:00"):
        source_document("a.html", page(words), now=NOW)
    given = date.fromisoformat(words[:10])
    source = source_document("a.html", page(words), given + timedelta(days=2), now=NOW)
    assert any("lies after now (2024-06-01)" in note for note in source.notes)


@pytest.mark.parametrize(
    "words", ["2024-06-01", "2024-06-02", "2024-06-01T12:30:00Z", "2024-06-02T00:30:00+13:00"]
)
def test_today_is_not_the_future_wherever_it_began(words: str) -> None:
    """In Apia it is tomorrow already; and clocks of servers differ by minutes."""
    assert source_document("a.html", page(words), now=NOW).notes == ()


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_years_far_from_ours_are_refused(year: int) -> None:
    with pytest.raises(
        UsageError, match=rf"--published {year:04}-05-06 is not allowed; years from"
    ):
        source_document("a.txt", TEXT, date(year, 5, 6), now=NOW)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2024-05-06", "2024-05-06T00:00:00+00:00"),
        ("2024-05-06T10:00:00Z", "2024-05-06T10:00:00+00:00"),
        ("2024-05-06T10:00:00.123+0300", "2024-05-06T10:00:00.123000+03:00"),
        ("2024-05-06 10:00:00", "2024-05-06T00:00:00+00:00"),
        (" 2024-05-06T10:00 ", "2024-05-06T00:00:00+00:00"),
    ],
)
def test_dates_as_pages_write_them(words: str, iso: str) -> None:
    when = written_date(words)
    assert when is not None
    assert when.earliest.isoformat() == iso
    assert when.words == words.strip()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "6 May 2024",
        "05/06/2024",
        "2024-13-01",
        "2024-05-06T25:00Z",
        "2024",
        "0001-01-01",
        "2024-05-06\x1b10:00",
        "2024-05-06T10:00:00Z\n"[:-1] + "x",
    ],
)
def test_what_is_no_plain_date_is_none(words: str) -> None:
    """05/06 is May to some and June to others."""
    assert written_date(words) is None


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Mon, 06 May 2024 10:30:00 +0300", "2024-05-06T10:30:00+03:00"),
        ("6 May 2024 10:30 GMT", "2024-05-06T10:30:00+00:00"),
        ("Mon, 06 May 2024 10:30:00 -0000", "2024-05-06T00:00:00+00:00"),
        ("soon", None),
        ("Mon, 99 May 2024 10:30:00 +0300", None),
        ("Mon, 06 May 0004 10:30:00 +9999999", None),
    ],
)
def test_the_date_of_a_mail(words: str, iso: str | None) -> None:
    when = mail_date(words)
    assert (None if when is None else when.earliest.isoformat()) == iso
