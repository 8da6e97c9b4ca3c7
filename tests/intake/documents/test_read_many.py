"""Many files: each gets its outcome, in order, and a bad one costs only its own line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from safepassage.intake.documents.read_many import Outcome, read_many
from safepassage.intake.near.near_index import NearIndex
from tests.conftest import ROOT
from tests.intake.documents.files import DAY
from tests.intake.documents.work import breaks_down, letters

SAID = (
    "the council of the valley said on monday that about forty people wait at the gate of the "
    "bridge and that nobody was told when it opens again although talks went on all night in the "
    "town hall of ketta where both sides met the envoy and his aides for the third time this week"
)


def report(number: int) -> str:
    """A text of its own for each number."""
    words = SAID.split()[number % 40 :] + [f"w{number}x{place}" for place in range(60)]
    return " ".join(words) + ".\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for number in range(50):
        path = tmp_path / f"{number:03}.txt"
        path.write_text(report(number))
        paths.append(path)
    paths[7].write_bytes(b"\xff\x00")
    paths[20].write_text(report(3) + "One more line.\n")
    paths[30].write_text(report(5))
    paths[31].unlink()
    return paths


def in_short(outcomes: list[Outcome]) -> list[tuple[object, ...]]:
    return [(o.path, o.document, o.made, o.copy, o.again, o.problem) for o in outcomes]


def test_order_copies_repeats_and_problems(files: list[Path]) -> None:
    calls: list[tuple[int, int]] = []
    found = list(read_many(files, DAY, work=letters, processes=1,
                           progress=lambda done, all_: calls.append((done, all_))))  # fmt: skip
    assert [outcome.path for outcome in found] == files
    assert calls == [(number, 50) for number in range(1, 51)]
    bad = {number for number, outcome in enumerate(found) if outcome.problem}
    assert bad == {7, 31}
    assert found[7].problem is not None
    assert found[7].problem.startswith(f"{files[7]}: byte 1 (line 1) is 0xFF")
    assert "\n" not in found[7].problem
    assert [n for n, o in enumerate(found) if o.copy] == [20]
    first, copy = found[3].document, found[20].document
    assert first is not None
    assert copy is not None
    assert copy.document.copy_of == first.document.sha256
    assert [n for n, o in enumerate(found) if o.again] == [30]
    assert [o.made for n, o in enumerate(found) if n not in bad] == [
        len(files[n].read_text()) for n in range(50) if n not in bad
    ]


def test_two_processes_give_what_one_gives(files: list[Path]) -> None:
    one = list(read_many(files, DAY, work=letters, processes=1))
    two = list(read_many(files, DAY, work=letters, processes=2))
    assert in_short(one) == in_short(two)


def test_a_process_that_ends_without_a_word_costs_one_line(files: list[Path]) -> None:
    files[10].write_text("KILL this process.\n")
    files[40].write_text("FAIL in the work.\n")
    found = list(read_many(files, DAY, work=breaks_down, processes=2))
    assert [outcome.path for outcome in found] == files
    assert {n for n, o in enumerate(found) if o.problem} == {7, 10, 31, 40}
    assert found[10].problem is not None
    assert "ended without a word" in found[10].problem
    assert found[40].problem == (
        f"{files[40]}: could not be read, a fault: ZeroDivisionError a fault in the work"
    )


def test_dates_by_path_and_texts_known_before(files: list[Path]) -> None:
    index = NearIndex()
    index.add("known before", report(2))
    dates = {files[2]: date(2024, 5, 6)}
    found = list(read_many(files[1:4], dates, near=index, processes=1))
    assert [bool(outcome.problem) for outcome in found] == [True, False, True]
    assert found[0].problem is not None
    assert "does not say when it was published" in found[0].problem
    assert found[1].document is not None
    assert found[1].document.document.copy_of == "known before"


def test_no_files_give_no_outcome() -> None:
    assert list(read_many([], DAY)) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc for processes")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Killed by a terminal that closes, it would leave readers behind that wait for ever."""
    (tmp_path / "a.txt").write_text("One.\n")
    program = tmp_path / "main.py"
    program.write_text(
        "from pathlib import Path\n"
        "from safepassage.intake.documents.read_many import read_many\n"
        "from tests.intake.documents.work import says_who\n"
        "from datetime import date\n"
        "if __name__ == '__main__':\n"
        f"    files = [Path({str(tmp_path / 'a.txt')!r})] * 400\n"
        "    for outcome in read_many(files, date(2024, 5, 6), work=says_who, processes=2):\n"
        "        print(outcome.made, flush=True)\n"
    )
    started = subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert started.stdout is not None
    child = int(started.stdout.readline())
    assert child != started.pid
    assert is_alive(child)
    started.kill()
    started.wait()
    for _ in range(200):
        if not is_alive(child):
            break
        time.sleep(0.05)
    assert not is_alive(child)


def is_alive(process: int) -> bool:
    """Whether a process runs; one that ended and waits to be counted does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
