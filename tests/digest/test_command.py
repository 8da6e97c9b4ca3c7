"""The command does what its page says, and refuses what it cannot do in words that help."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.cli.situation.run_digest import AskedDigest, run_digest
from safepassage.digest.read_subscribers import read_subscribers
from safepassage.errors import UsageError
from safepassage.situation.event import Claimed
from safepassage.situation.when import instant
from safepassage.store.store import open_record

from .mail_server import Box, free_port, mail_server
from .scene import CLOSED, SUBSCRIBERS, TALKS, add, later, read_bulletin, subscribers_file

ROOT = Path(__file__).parents[2]
PAST = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "situation.record"
    with open_record(path, create=True) as store:
        said = (replace(one, published=instant(PAST), valid=type(one.valid)()) for one in
                (CLOSED, TALKS))  # fmt: skip
        read_bulletin(store, *said, at=PAST)
    return path


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["situation", "digest", *map(str, words)])
    return done.exit_code, done.output


def options(record: Path, readers: Path) -> tuple[object, ...]:
    return ("--record", record, "--subscribers", readers, "--scenario", "harbour")


def test_a_dry_run_lays_the_mails_down_and_notes_nothing(record: Path, tmp_path: Path) -> None:
    common = options(record, subscribers_file(tmp_path))
    for _ in range(2):
        code, said = run(*common, "--dry-run", "--out", tmp_path / "mails")
        assert code == 0, said
        assert said.count("written, not sent") == 3
    assert sorted(path.name for path in (tmp_path / "mails").iterdir()) == sorted(
        f"{name}{ending}"
        for name in ("0001-desk@example.org", "0002-amal@example.net", "0003-noa@example.net")
        for ending in (".eml", ".txt", ".html")
    )
    assert not record.with_name("situation.record.digest").exists()


def test_a_dry_run_can_be_as_of_another_instant(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "mails"
    code, said = run(
        *options(record, subscribers_file(tmp_path)), "--dry-run", "--out", out,
        "--as-of", (PAST + timedelta(hours=1)).isoformat(),
    )  # fmt: skip
    assert code == 0, said
    local = (PAST + timedelta(hours=1)).astimezone(ZoneInfo("Africa/Cairo"))
    text = (out / "0001-desk@example.org.txt").read_text(encoding="utf-8")
    assert text.startswith(f"As of {local:%Y-%m-%d %H:%M} (Africa/Cairo).")


def test_it_sends_and_says_what_became_of_each(record: Path, tmp_path: Path) -> None:
    box = Box(replies={"amal@example.net": "550 5.1.1 no such user"})
    common = options(record, subscribers_file(tmp_path))
    with mail_server(box) as port:
        server = ("--smtp", f"127.0.0.1:{port}", "--tls", "none")
        code, said = run(*common, *server)
        assert code == 1
        assert "desk@example.org: sent; Harbour gates: how things stand; 250 taken" in said
        assert "amal@example.net: refused by the server" in said
        assert "550 5.1.1 no such user" in said
        assert [to for _, to, _ in box.taken] == [("desk@example.org",), ("noa@example.net",)]
        box.replies.clear()
        with open_record(record) as store:
            change = later(CLOSED, "open", 0, norm={"status": "open"})
            at = PAST + timedelta(days=1)
            new = replace(change, published=instant(at), valid=type(change.valid)())
            add(store, Claimed(new, "accepted"), at=at)
        code, said = run(*common, *server, "--json")
    found = {one["address"]: one["state"] for one in json.loads(said)["letters"]}
    assert code == 0
    assert found["desk@example.org"] == "sent"
    assert found["amal@example.net"] == "sent"  # what was refused comes with the next one
    assert len(box.messages("desk@example.org")) == 2


def test_no_server_is_said_and_the_next_run_sends(record: Path, tmp_path: Path) -> None:
    common = options(record, subscribers_file(tmp_path))
    code, said = run(*common, "--smtp", f"127.0.0.1:{free_port()}", "--tls", "none")
    assert code == 1
    assert said.count("not tried") == 3
    assert "Not everybody was written to: Error connecting" in said
    box = Box()
    with mail_server(box) as port:
        assert run(*common, "--smtp", f"127.0.0.1:{port}", "--tls", "none")[0] == 0
    assert len(box.taken) == 3


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "give --smtp HOST:PORT to send, or --dry-run"),
        ({"smtp": "mail.example.org"}, "is not HOST:PORT"),
        ({"smtp": "mail.example.org:99999"}, "is not HOST:PORT"),
        ({"smtp": "a:25", "tls": "ssl"}, "Allowed: tls, starttls, none"),
        ({"smtp": "a:25", "dry_run": True}, "so --smtp has no use"),
        ({"smtp": "a:25", "out": Path("x")}, "with --dry-run only"),
        ({"smtp": "a:25", "as_of": "2031-05-05T08:00:00Z"}, "a digest is sent as of now"),
        ({"dry_run": True, "as_of": "2031-05-05"}, "--as-of: .* is not an instant"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    more: dict[str, object], said: str, record: Path, tmp_path: Path
) -> None:
    asked = AskedDigest(record, subscribers_file(tmp_path), "harbour", **more)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=said):
        run_digest(asked, {})


def test_a_password_never_goes_over_an_open_line(record: Path, tmp_path: Path) -> None:
    asked = AskedDigest(record, subscribers_file(tmp_path), "harbour", "a:25", "none")
    login = {"SAFEPASSAGE_SMTP_USER": "cell", "SAFEPASSAGE_SMTP_PASSWORD": "secret"}
    with pytest.raises(UsageError, match="a password is not sent"):
        run_digest(asked, login)
    with pytest.raises(UsageError, match="give both"):
        run_digest(asked, {"SAFEPASSAGE_SMTP_USER": "cell"})


def test_a_missing_package_is_named_before_anything_is_noted(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safepassage.digest.server.find_spec", lambda name: None)
    asked = AskedDigest(record, subscribers_file(tmp_path), "harbour", "a:25")
    with pytest.raises(UsageError, match=r"pip install 'safepassage\[mail\]'"):
        run_digest(asked, {})
    assert not record.with_name("situation.record.digest").exists()


def test_a_place_that_the_scenario_does_not_have_is_refused(record: Path, tmp_path: Path) -> None:
    text = SUBSCRIBERS.replace("crossing/harbour", "crossing/harbor")
    asked = AskedDigest(record, subscribers_file(tmp_path, text), "harbour", dry_run=True)
    with pytest.raises(UsageError, match=r'"crossing/harbor" is not a place.*"crossing/harbour"'):
        run_digest(asked, {})


def test_a_ledger_that_is_none_is_refused(record: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "text"
    wrong.write_text("not a ledger, and long enough to look at " * 9, encoding="utf-8")
    asked = AskedDigest(
        record, subscribers_file(tmp_path), "harbour", "127.0.0.1:9", "none", ledger=wrong
    )
    with pytest.raises(UsageError, match="cannot be used as a ledger"):
        run_digest(asked, {})


def test_the_file_of_the_guide_is_the_one_that_it_shows() -> None:
    guide = ROOT / "docs" / "how-to" / "digest.md"
    readers = guide.with_suffix("") / "readers.yaml"
    assert readers.read_text(encoding="utf-8") in guide.read_text(encoding="utf-8")
    assert len(read_subscribers(readers).subscribers) == 3
