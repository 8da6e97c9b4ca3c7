"""What is wrong in the file of subscribers is said at once, with its line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from safepassage.digest.read_subscribers import read_subscribers
from safepassage.digest.subscriber import slot_of
from safepassage.errors import ScenarioError, UsageError

from .scene import SUBSCRIBERS, subscribers_file

HEAD = SUBSCRIBERS.split("subscribers:")[0] + "subscribers:\n"
ONE = """\
  - address: a@example.net
    frequency: each change
    grade: partners
    unsubscribe: {url: "https://example.org/leave/1"}
"""


def test_the_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    found = read_subscribers(subscribers_file(tmp_path))
    desk, amal, noa = found.subscribers
    assert (desk.address, desk.frequency, desk.language) == (
        "desk@example.org",
        "each change",
        "en",
    )
    assert (amal.frequency, amal.language, amal.grade) == ("daily at 07:00", "ar", "partners")
    assert noa.topics == ("gates", "deadlines")
    assert noa.sections == ("access", "deadlines")
    assert noa.places == ("crossing/harbour",)
    assert len(desk.sections) == 9
    assert found.zone_of(desk) == ZoneInfo("Africa/Cairo")


WRONG = {
    "address: a@example.net": [
        ("address: a.example.net", '"a.example.net" is not a mail address'),
        ("address: é@example.net", "other letters before the @ do not go"),
        ('address: "a@example.net\\nBcc: b@example.net"', "is not a mail address"),
        ("address: Ann <a@example.net>", "is not a mail address"),
        ("address: ..a@example.net", "is not a mail address"),
    ],
    "frequency: each change": [
        ("frequency: weekly", 'give "each change", "hourly" or "daily at HH:MM"'),
        ("frequency: daily at 25:00", "is not a time of day"),
    ],
    "grade: partners": [
        ("grade: planners", "a@example.net is not inside"),
        ("grade: partner", 'Did you mean "partners"?'),
        ("grade: partners\n    topics: [gate]", 'Did you mean "gates"?'),
        ("grade: partners\n    places: [harbour]", "such as crossing/north"),
        ("grade: partners\n    places: [population/held]", "is not the address of a place"),
        ("grade: partners\n    language: fr", "give one of: en"),
        ("grade: partners\n    timezone: Cairo", '"Cairo" is not a time zone'),
        ("grade: partners\n    topic: gates", 'Did you mean "topics"?'),
    ],
    'url: "https://example.org/leave/1"': [
        ('url: "http://example.org/1"', "RFC 8058 asks for https"),
        ('url: "https://example.org/1>, <mailto:x@y.z"', "is not an https address"),
        ("", "no way to leave"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [(right, wrong, said) for right, pairs in WRONG.items() for wrong, said in pairs],
)
def test_what_is_wrong_is_said_with_its_line(
    right: str, wrong: str, said: str, tmp_path: Path
) -> None:
    path = subscribers_file(tmp_path, HEAD + ONE.replace(right, wrong))
    with pytest.raises(ScenarioError) as refused:
        read_subscribers(path)
    text = str(refused.value)
    assert said.lower() in text.lower()
    assert f"{path}:" in text


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = HEAD + ONE.replace("each change", "weekly").replace("partners", "nobody") + ONE
    with pytest.raises(ScenarioError) as refused:
        read_subscribers(subscribers_file(tmp_path, text))
    assert len(refused.value.problems) == 2
    with pytest.raises(ScenarioError, match=r"A@Example\.net stands here twice"):
        read_subscribers(
            subscribers_file(tmp_path, HEAD + ONE + ONE.replace("a@example", "A@Example"))
        )


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_subscribers(tmp_path / "none.yaml")
    path = tmp_path / "bytes.yaml"
    path.write_bytes(b"sender: \xff\xfe")
    with pytest.raises(UsageError, match="byte 9 is not UTF-8"):
        read_subscribers(path)
    path.write_text("just words", encoding="utf-8")
    with pytest.raises(UsageError, match="holds no keys and values"):
        read_subscribers(path)


@pytest.mark.parametrize(
    ("frequency", "zone", "now", "slot"),
    [
        ("hourly", "Africa/Cairo", "2031-05-05T08:59:59", "2031-05-05T08:00:00"),
        ("hourly", "Asia/Kolkata", "2031-05-05T08:59:59", "2031-05-05T08:30:00"),
        ("daily at 07:00", "Africa/Cairo", "2031-05-05T03:59:59", "2031-05-04T04:00:00"),
        ("daily at 07:00", "Africa/Cairo", "2031-05-05T04:00:00", "2031-05-05T04:00:00"),
        # the night on which clocks go forward in Berlin: 02:30 does not exist on the wall
        ("daily at 02:30", "Europe/Berlin", "2031-03-30T12:00:00", "2031-03-30T01:30:00"),
        # and back: each hour of the hour that comes twice is an hour of its own
        ("hourly", "Europe/Berlin", "2031-10-26T00:10:00", "2031-10-26T00:00:00"),
        ("hourly", "Europe/Berlin", "2031-10-26T01:10:00", "2031-10-26T01:00:00"),
    ],
)
def test_the_hour_or_day_that_a_digest_is_for(
    frequency: str, zone: str, now: str, slot: str
) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert slot_of(frequency, ZoneInfo(zone), at) == datetime.fromisoformat(slot).replace(
        tzinfo=UTC
    )


def test_each_change_is_for_no_hour() -> None:
    assert slot_of("each change", ZoneInfo("UTC"), datetime(2031, 5, 5, tzinfo=UTC)) is None
