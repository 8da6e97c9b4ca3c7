"""Nobody gets a digest twice: the sender is killed at every point of its way and started again."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from safepassage.cli.situation.run_digest import AskedDigest, run_digest
from safepassage.store.store import open_record

from .mail_server import Box, mail_server
from .scene import ALL, MORNING, read_bulletin, subscribers_file

ROOT = Path(__file__).parents[2]
ONE = """\
sender: cell@example.org
sender_name: Harbour situation cell
title: Harbour gates
timezone: Africa/Cairo
subscribers:
  - address: desk@example.net
    frequency: each change
    grade: partners
    unsubscribe: {url: "https://example.org/leave/1"}
"""
# point -> (how often the server has it after the crash, whether that can be known afterwards)
POINTS = {
    "before it is made": (0, True),
    "after it is made": (0, True),
    "before noting sending": (0, True),
    "after noting sending": (0, False),
    "after the server took it": (1, False),
    "before noting sent": (1, False),
    "after noting sent": (1, True),
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "situation.record"
    with open_record(path, create=True) as store:
        read_bulletin(store, *ALL, at=MORNING)
    return path


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_never_makes_a_second_one(point: str, record: Path, tmp_path: Path) -> None:
    taken, is_known = POINTS[point]
    readers, box = subscribers_file(tmp_path, ONE), Box()
    with mail_server(box) as port:
        child = [sys.executable, "-m", "tests.digest.crash_child", point]
        done = subprocess.run(
            [*child, str(record), str(readers), str(port)], capture_output=True, cwd=ROOT
        )
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        assert len(box.taken) == taken

        asked = AskedDigest(record, readers, "harbour", f"127.0.0.1:{port}", "none")
        again = run_digest(asked, {})
        if is_known:
            assert len(box.taken) == 1
            assert again.is_whole
            assert not again.in_doubt
        else:
            assert len(box.taken) == taken  # nothing goes out that may be out already
            assert [fate.address for fate in again.in_doubt] == ["desk@example.net"]

            on_demand = AskedDigest(
                record, readers, "harbour", f"127.0.0.1:{port}", "none", resend=True
            )
            assert run_digest(on_demand, {}).is_whole
            assert len(box.taken) == taken + 1
            # a second copy can be told: it is the same message to the byte
            assert len({content for _, _, content in box.taken}) == 1
            assert run_digest(on_demand, {}).is_whole
            assert len(box.taken) == taken + 1


def test_two_runs_at_once_do_not_send_twice(record: Path, tmp_path: Path) -> None:
    from safepassage.digest.ledger import open_ledger
    from safepassage.errors import UsageError

    readers, box = subscribers_file(tmp_path, ONE), Box()
    with mail_server(box) as port:
        asked = AskedDigest(record, readers, "harbour", f"127.0.0.1:{port}", "none")
        with (
            open_ledger(record.with_name(f"{record.name}.digest")),
            pytest.raises(UsageError, match="another run is sending"),
        ):
            run_digest(asked, {})
        assert box.taken == []
        assert run_digest(asked, {}).is_whole
        assert run_digest(asked, {}).is_whole
        assert len(box.taken) == 1
