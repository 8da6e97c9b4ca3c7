"""The way from a news text to a mail: one fact more, and the next digest says what it changes."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.cli.situation.run_export import AskedExport, exported

from .mail_server import Box, mail_server
from .scene import subscribers_file

REPORT = Path(__file__).parents[2] / "safepassage/examples/reports/report-2023-10-30.txt"
READERS = """\
sender: cell@example.org
sender_name: Crisis cell
title: Rafah
timezone: Africa/Cairo
subscribers:
  - address: partner@example.net
    topics: [gates, movement, consents]
    frequency: each change
    grade: partners
    unsubscribe: {url: "https://example.org/leave/1"}
"""
NUMBER = re.compile(r"(?<![0-9a-f])5,?432(?![0-9a-f])")  # and not a part of some hash
SIDE = "crossing/rafah/gate/gaza"


def situation(*words: object) -> str:
    done = CliRunner().invoke(app, ["situation", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def words_of(message: EmailMessage) -> str:
    plain = message.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content()).replace("\r\n", "\n")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "situation.record"
    kept = ("--record", path, "--by", "Mara")
    situation("read", REPORT, "--published", "2023-10-30", "--scenario", "rafah-2023", *kept)
    situation("review", "--all", *kept)
    return path


@pytest.mark.parametrize("grade", ["partners", "public"])
def test_a_number_that_the_scenario_keeps_inside_goes_nowhere(
    grade: str, record: Path, tmp_path: Path
) -> None:
    about = ("--said", "2023-10-30", "--scenario", "rafah-2023", "--record", record, "--by", "Mara")
    for subject in (("--subject", "population/us-nationals-in-gaza"), ()):
        situation(
            "log", "figure", "low=5432", "high=5432", "qualifier=exact", "measure=present",
            "unit=persons", "what=people who wish to leave", *subject, "--speaker", "Desk", *about,
        )  # fmt: skip
    inside = exported(AskedExport("csv", record, "rafah-2023"))
    assert len(NUMBER.findall(inside.decode())) >= 4  # it is there
    for to in ("csv", "prov", "atom", "rss"):
        found = exported(AskedExport(to, record, "rafah-2023", grade))
        assert not NUMBER.search(found.decode())
    readers = READERS.replace("partners", grade).replace("[gates, movement, consents]", "[figures]")
    common = ("--subscribers", subscribers_file(tmp_path, readers), "--record", record)
    out = tmp_path / "mails"
    situation("digest", *common, "--scenario", "rafah-2023", "--dry-run", "--out", out)
    texts = [path.read_text(encoding="utf-8") for path in out.iterdir()]
    assert len(texts) == 3
    assert not [text for text in texts if NUMBER.search(text)]


def test_a_side_that_opens_is_the_news_and_both_words_stand(record: Path, tmp_path: Path) -> None:
    readers, box = subscribers_file(tmp_path, READERS), Box()
    with mail_server(box) as port:
        send = (
            "digest", "--record", record, "--subscribers", readers, "--scenario", "rafah-2023",
            "--smtp", f"127.0.0.1:{port}", "--tls", "none",
        )  # fmt: skip
        situation(*send)
        situation(
            "log", "place_status", "status=open", "--subject", SIDE, "--speaker",
            "An official of the crossing", "--said", "2023-10-31", "--scenario", "rafah-2023",
            "--record", record, "--by", "Mara",
        )  # fmt: skip
        situation(*send)
        assert "nothing new" in situation(*send)
    first, second = box.messages("partner@example.net")
    text, changed = words_of(first), words_of(second)
    assert "Gaza side\n  not operated" in text
    assert "Matthew Miller" in text
    assert "suspended" in text  # airlines
    assert "This is a test of credibility, not a recommendation to move anyone." in text
    news = changed.split("How things stand")[0]
    assert "Gaza side [" in news
    assert "  not operated" in news
    assert "  open" in news
    assert "Reported by: An official of the crossing, said 2023-10-31" in news
    assert "(before: not operated" in news
    assert "suspended" not in news
    assert "Gaza side" in second["Subject"]
