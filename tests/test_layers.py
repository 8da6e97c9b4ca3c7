"""Imports point down only: a layer sees the layers below it and never a sibling."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "safepassage"

# From the top down; names in one line are siblings and do not see one another.
LAYERS = (
    {"cli", "web"},
    {"draft", "frames", "figures", "digest", "apply"},
    {"compare", "sitrep"},
    {"report", "store", "formats", "intake"},
    {"credibility"},
    {"stress"},
    {"optimise", "check", "simulate"},
    {"plan"},
    {"network", "demand", "people", "situation"},
    {"scenario"},
    {"clock", "problems", "errors", "kernels", "canonical", "aside", "visible"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# Within the ground: errors are lists of problems, and the clock refuses in their words.
GROUND = {("errors", "problems"), ("clock", "problems")}
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The first name below the package of every import of the package in a file."""
    here = ("safepassage", *path.relative_to(PACKAGE).with_suffix("").parts)
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = list(here[: len(here) - node.level]) if node.level else []
            module = base + (node.module.split(".") if node.module else [])
            found = [module] if len(module) > 1 else [[*module, a.name] for a in node.names]
        else:
            continue
        names |= {parts[1] for parts in found if parts[0] == "safepassage" and len(parts) > 1}
        if any(parts == ["safepassage"] for parts in found):
            names.add("(package root)")
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if layer in ("__init__", "__main__"):
        return
    for name in imported(path):
        if name == layer or (layer, name) in GROUND:
            continue
        assert name in RANK, f"{path.name} imports {name}, which has no layer"
        assert RANK[name] > RANK[layer], f"{layer} may not import {name}"


def test_the_check_imports_nothing_of_the_package() -> None:
    for path in (PACKAGE / "check").rglob("*.py"):
        assert imported(path) <= {"check"}


def test_the_command_line_starts_without_numpy_and_numba() -> None:
    import subprocess
    import sys

    heavy = ("numpy", "numba", "pydantic")
    code = f"import sys, safepassage.cli.main; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
