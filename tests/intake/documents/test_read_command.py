"""`situation read` as people and machines use it: the contract, bad files, copies, nothing run."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import threading
from contextlib import redirect_stderr, redirect_stdout
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest

from safepassage.cli.main import run
from safepassage.store.store import open_record
from tests.intake.documents.files import mail, pdf
from tests.intake.documents.test_refused_files import zip_bomb

TEXT = (
    "Gate opens\n"
    "The army's gate on the Ketta bridge opened on Monday, the ministry said.\n"
    "About 1,150 people are waiting in the valley, Tomas Reyl said on Tuesday. "
    "The council's gate has been closed since 3 February.Get the latest news in your mailbox\n"
)


class Done(NamedTuple):
    """What a command left: exit code, and what it printed where."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """All that was printed."""
        return self.stdout + self.stderr


def call(*words: str | Path) -> Done:
    """The command as the console script runs it, messages included."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    argv = ["safepassage", "situation", "read", *map(str, words)]
    with patch.object(sys, "argv", argv), redirect_stdout(out), redirect_stderr(err):
        try:
            run()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def spans(value: Any) -> list[list[Any]]:
    """Every [start, end, words] in a proposal."""
    if isinstance(value, list) and len(value) == 3 and isinstance(value[0], int):
        return [value]
    inner = value if isinstance(value, list) else list(value.values())
    return [span for one in inner for span in spans(one)]


def test_the_contract_for_machines(article: Path) -> None:
    done = call(article, "--published", "2024-05-08", "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["document"]["sha256"] == hashlib.sha256(article.read_bytes()).hexdigest()
    assert answer["document"]["characters"] == len(TEXT)
    assert {row["type"] for row in answer["proposals"]} >= {"statement", "figure", "place_status"}
    for row in answer["proposals"]:
        assert {"type", "evidence", "fields", "norm", "rule", "why"} <= row.keys()
        assert row["rule"]
        assert row["why"]
        for start, end, words in [*spans(row["evidence"]), *spans(row["fields"])]:
            assert TEXT[start:end] == words
            assert "mailbox" not in words


def test_bad_files_cost_their_line_and_nothing_else(article: Path, tmp_path: Path) -> None:
    bad = {"zip.txt": zip_bomb(), "empty.txt": b"", "latin.txt": "fermé".encode("cp1252"),
           "noise.txt": b"\x00\x01\x02", "scan.pdf": pdf([[]]), "no.eml": b"no mail"}  # fmt: skip
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    record = tmp_path / "a.record"
    files = [*(tmp_path / name for name in bad), article, tmp_path / "absent.txt"]
    done = call(*files, "--published", "2024-05-08", "--record", record, "--by", "ana")
    assert done.exit_code == 2
    lines = done.stderr.splitlines()
    assert len(lines) == len(bad) + 1
    assert all(any(str(tmp_path / name) in line for line in lines) for name in (*bad, "absent.txt"))
    with open_record(record) as store:
        held = store.record().now()
        assert [d.name for d in held.documents.values()] == ["article.txt"]
        assert store.bytes_of(next(iter(held.documents))) == article.read_bytes()
        assert store.text_of(next(iter(held.documents))) == TEXT
        assert held.claims


def test_no_file_that_can_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00")
    done = call(tmp_path / "a.txt", "--published", "2024-05-08")
    assert done.exit_code == 2
    assert "is no text" in done.output
    assert done.stdout == ""


def test_a_date_that_is_not_given_is_asked_for_and_one_ahead_is_said(article: Path) -> None:
    done = call(article)
    assert done.exit_code == 2
    assert "--published YYYY-MM-DD" in done.output
    done = call(article, "--published", "2187-05-08")
    assert done.exit_code == 0
    assert "lies after now" in done.stdout
    for words in ("8 May 2024", "2024-02-30", "05/08/2024", ""):
        assert call(article, "--published", words).exit_code == 2, words


def test_a_text_that_comes_again_or_is_reprinted_counts_once(article: Path, tmp_path: Path) -> None:
    longer = TEXT + " ".join(f"Word {n} of the report was said by both sides." for n in range(40))
    article.write_text(longer, encoding="utf-8", newline="")
    reprint = tmp_path / "reprint.html"
    reprint.write_text(
        '<meta property="article:published_time" content="2024-05-09T10:00:00Z"><article>'
        + "".join(f"<p>{line}</p>" for line in longer.splitlines())
        + "<p>Read more</p></article>"
    )
    record = tmp_path / "a.record"
    shared = ("--record", record, "--by", "ana")
    assert call(article, "--published", "2024-05-08", *shared).exit_code == 0
    again = call(article, "--published", "2024-05-08", *shared)
    assert again.exit_code == 0
    assert "in the record already" in again.stdout
    copy = call(reprint, *shared)
    assert copy.exit_code == 0
    assert "both count as one source" in copy.stdout
    with open_record(record) as store:
        copies = [d.copy_of for d in store.record().now().documents.values()]
    assert copies == [None, hashlib.sha256(article.read_bytes()).hexdigest()]


def test_nothing_in_a_page_is_fetched_or_run(tmp_path: Path) -> None:
    """Every address on the page leads to a server here, which nobody may ask."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base, mark = f"http://127.0.0.1:{server.server_port}", tmp_path / "ran"
    page = tmp_path / "page.html"
    page.write_text(
        f'<html><head><base href="{base}/"><link rel="stylesheet" href="{base}/a.css">'
        f'<link rel="canonical" href="{base}/page"><script src="{base}/a.js"></script>'
        f'<meta http-equiv="refresh" content="0; url={base}/next">'
        '<meta property="article:published_time" content="2024-05-06"></head>'
        f'<body onload="x()"><img src="{base}/a.png"><iframe src="{base}/f"></iframe>'
        f"<p>The gate opened on Monday, the ministry said.</p>"
        f'<p>$(touch {mark}) `touch {mark}` <object data="{base}/o"></object></p></body></html>'
    )
    letter = tmp_path / "letter.eml"
    letter.write_bytes(mail("Content-Type: text/html; charset=utf-8", body=page.read_text()))
    try:
        done = call(page, letter)
    finally:
        server.shutdown()
    assert done.exit_code == 0, done.output
    assert asked == []
    assert not mark.exists()


def test_signs_that_steer_a_terminal_are_shown_and_not_sent(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text(
        "Gate \x1b]0;owned\x07 opens\nThe gate \u202eopened on Monday, the mayor said.\n"
    )
    done = call(path, "--published", "2024-05-08")
    assert done.exit_code == 0
    assert not set("\x1b\x07\u202e") & set(done.output)
    done = call(tmp_path / "b\x1b[31m.txt", "--published", "2024-05-08")
    assert done.exit_code == 2
    assert "\x1b" not in done.output
