"""A day that a text names is a day of the place, where the place is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from safepassage.intake.claims_of import claims_of
from safepassage.intake.read_facts import read_facts
from safepassage.situation.claim import Claim
from safepassage.situation.document import Document
from safepassage.situation.views.due import due_of
from safepassage.situation.when import When, whole_day

TEXT = "The last chartered flight will leave on Tuesday.\n"
MONDAY = date(2031, 5, 5)


def deadline(zone: ZoneInfo | None) -> Claim:
    document = Document("a" * 64, len(TEXT), "note.txt", "text/plain", whole_day(MONDAY))
    claims = claims_of(document, read_facts(TEXT, MONDAY), zone)
    (found,) = [claim for claim in claims if claim.type == "deadline"]
    return found


def test_a_deadline_s_day_begins_at_midnight_of_the_place() -> None:
    due = due_of(deadline(ZoneInfo("Asia/Tokyo"))).when
    assert due is not None
    assert due.earliest == datetime(2031, 5, 5, 15, tzinfo=UTC)  # 00:00 on the 6th at UTC+9
    assert due.latest == datetime(2031, 5, 6, 14, 59, 59, tzinfo=UTC)


def test_where_no_place_is_known_it_is_a_day_of_utc() -> None:
    due = due_of(deadline(None)).when
    assert due is not None
    assert due.earliest == datetime(2031, 5, 6, tzinfo=UTC)


def test_an_hour_that_somebody_gives_later_counts() -> None:
    """A correction of the norm must not be hidden by the day that was read at first."""
    claim = deadline(ZoneInfo("Asia/Tokyo"))
    hour = "2031-05-06T06:00:00+09:00"
    mended = replace(claim, norm={**claim.norm, "when": hour})
    at = datetime.fromisoformat(hour)
    assert due_of(mended).when == When(at, at)


def test_the_last_day_of_the_calendar_is_no_fault() -> None:
    """Why: its end does not exist, and one line of one text would have cost the reading."""
    text = "The last flight will leave on 9999-12-31."
    document = Document("a" * 64, len(text), "note.txt", "text/plain", whole_day(MONDAY))
    found = claims_of(document, read_facts(text, MONDAY), ZoneInfo("Asia/Tokyo"))
    assert [claim.valid.until for claim in found if claim.type == "deadline"] == [None]
    assert [due_of(claim).when for claim in found if claim.type == "deadline"] == [None]
