"""Fixture: a copy of the test town with one text changed, and what the reader says about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from safepassage.errors import ScenarioError
from safepassage.scenario import read_scenario

TOWN = Path(__file__).parents[1] / "scenario" / "town"
Refuse = Callable[..., str]


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the test town that may be changed."""
    return Path(shutil.copytree(TOWN, tmp_path / "town"))


@pytest.fixture
def refuse(town: Path) -> Refuse:
    """Replace one text in one file (or more, as triples) and give the message of the refusal."""

    def read(*changes: tuple[str, str, str], set_: tuple[str, ...] = ()) -> str:
        for file, old, new in changes:
            text = (town / file).read_text(encoding="utf-8")
            assert old in text, f"{old} is not in {file}"
            (town / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ScenarioError) as caught:
            read_scenario(town, set_=set_)
        return str(caught.value)

    return read
