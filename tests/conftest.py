"""What all tests share: the folder of shared data, and how a checker is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("SAFEPASSAGE_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("needs the shared data folder (../shared, or SAFEPASSAGE_SHARED)")
    return folder


def run_checker(bundle: Path) -> dict[str, Any]:
    """The independent checker's report, from an isolated Python."""
    checker = ROOT / "safepassage" / "check"
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(checker), str(bundle), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode == 0) == (report["verdict"] == "passed")
    return report


def broken_rules(report: dict[str, Any]) -> set[str]:
    """Rules that a report calls broken."""
    return {row["rule"] for row in report["rules"] if row["kept"] is False}


def failed_claims(report: dict[str, Any]) -> set[str]:
    """Claims that a report calls FAILED."""
    return {row["claim"] for row in report["claims"] if row["status"] == "FAILED"}


_OUTCOMES: dict[str, dict[str, Any]] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember how each test ended, for `make prove`."""
    if report.when == "call" or report.outcome != "passed":
        _OUTCOMES[report.nodeid] = {
            "outcome": report.outcome,
            "seconds": round(report.duration, 1),
        }


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the outcomes in the file that SAFEPASSAGE_PROVE_RESULTS names (`make prove`)."""
    path = os.environ.get("SAFEPASSAGE_PROVE_RESULTS")
    if path and not hasattr(session.config, "workerinput"):
        Path(path).write_text(json.dumps(_OUTCOMES, indent=1, sort_keys=True) + "\n")
