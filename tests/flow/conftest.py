"""Bundles and reports that the tests of the map over time open, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.plan.bundle import write_bundle
from safepassage.report.write_report import write_report
from safepassage.scenario import make_inputs, read_scenario

from .browser import browser

NAMES = ("harbour", "causeway", "rafah-2023")


class Reports:
    """Reports by example, language and grade, each written when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bundle(self, name: str) -> Path:
        """The bundle of an example."""
        path = self.folder / name
        if not path.exists():
            write_bundle(make_plan(make_inputs(read_scenario(name))), path)
        return path

    def page(self, name: str, language: str = "en", grade: str = "planners") -> Path:
        """The report of an example."""
        path = self.folder / f"{name}-{language}-{grade}.html"
        if not path.exists():
            write_report(self.bundle(name), path, language=language, grade=grade)
        return path


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """Reports of the examples."""
    return Reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser that is started once for a file of tests."""
    with browser() as started:
        yield started
