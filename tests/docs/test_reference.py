"""The reference is made from the code: a page that says something else is out of date."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from safepassage.plan.rules import RULES
from safepassage.scenario.schema import field_table

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """docs/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pages_are_what_the_code_says(generate: ModuleType) -> None:
    stale = [
        name
        for name, text in generate.pages().items()
        if (DOCS / "reference" / name).read_text(encoding="utf-8") != text
    ]
    assert not stale, f"run `make docs`: {', '.join(stale)}"


def test_every_field_of_every_noun_has_a_row() -> None:
    """Counted by the schema's own list of fields, which the page is not made from."""
    text = (DOCS / "reference" / "scenario.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) == len(field_table())
    for field in field_table():
        assert any(row.startswith(f"| `{field.name}` | ") for row in rows), field.name


def test_every_rule_and_every_command_has_its_place() -> None:
    rules = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in rules for name in RULES)
    commands = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    folder = Path(sys.modules["safepassage"].__file__ or "").parent / "cli"
    own = {path.stem.removeprefix("run_") for path in folder.glob("run_*.py")} - {"aid"}
    assert all(f"## safepassage {name}\n" in commands for name in own | {"schema", "examples"})
