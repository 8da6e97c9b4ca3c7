"""The export goes to a file as it is, to a pipe as it is, and to a terminal without steering it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from safepassage.cli.situation.run_export import AskedExport, exported, run_export
from safepassage.errors import UsageError
from safepassage.situation.event import Claimed
from safepassage.store.store import open_record
from tests.digest.scene import ALL, MORNING, WAITING, add, read_bulletin

EVIL = "red\x1b[31m\x9b2J\u202e"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record"
    with open_record(path, create=True) as store:
        read_bulletin(store, *ALL, at=MORNING)
        evil = replace(WAITING, id="evil", evidence=None, document=None, norm={"note": EVIL})
        add(store, Claimed(evil, "accepted"), at=MORNING)
    return path


def command(record: Path) -> list[str]:
    words = ["situation", "export", "--format", "csv", "--record", str(record)]
    return [sys.executable, "-m", "safepassage", *words]


def test_a_file_and_a_pipe_get_the_words_as_they_are(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    run_export(AskedExport("csv", record, out=out))
    piped = subprocess.run(command(record), capture_output=True, check=True).stdout
    assert piped == out.read_bytes() == exported(AskedExport("csv", record))
    assert EVIL.encode() in piped


def test_a_terminal_is_not_steered(record: Path) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(command(record), stdout=follower) as child:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 4096):
                shown += part
        except OSError:  # the other end was closed: all was read
            pass
        os.close(leader)
    assert child.returncode == 0
    text = shown.decode()
    assert "red<U+001B>[31m<U+009B>2J<U+202E>" in text
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)


def test_a_place_that_is_none_is_refused(record: Path, tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "none" / "claims.csv"):
        with pytest.raises(UsageError, match="give a file in a folder that is there"):
            run_export(AskedExport("csv", record, out=out))
