"""The package as a stranger meets it: quick to import, eight verbs that exist and explain
themselves, types that a strict user sees."""

from __future__ import annotations

import inspect
import pydoc
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import safepassage
from tests.conftest import ROOT

EIGHT = (
    "read_scenario",
    "make_inputs",
    "find_exits",
    "make_plan",
    "write_bundle",
    "check_plan",
    "write_report",
    "compare_plans",
)
BESIDE = ("read_bundle", "PlanOptions", "value_changes", "make_frame", "make_figure")
# the words of a docstring that say in which units its figures are
UNITS = ("second", "minute", "metre", "kilomet", "whole people", "an hour", "instant", "Units")
SIGNATURES = {
    "read_scenario": "(path_or_name, *, set_=())",
    "make_inputs": "(scenario, *, as_of=None, headcount='likely', start=None, step_s=None, "
    "if_open=False)",
    "find_exits": "(inputs, span=None, taken_back=None)",
    "write_bundle": "(plan, folder, *, force=False)",
    "check_plan": "(folder)",
    "write_report": "(bundle, path, *, grade='planners', language='en')",
    "compare_plans": "(one, other)",
    "read_bundle": "(folder)",
    "make_frame": "(answer, name)",
    "make_figure": "(answer, name)",
}


def test_all_lists_the_verbs_in_the_order_of_use() -> None:
    assert tuple(safepassage.__all__) == (*EIGHT, *BESIDE)
    assert set(dir(safepassage)) == {*EIGHT, *BESIDE, "__version__"}
    assert safepassage.__version__ == version("safepassage")
    with pytest.raises(AttributeError, match="no attribute 'simulate_plan'"):
        safepassage.simulate_plan  # noqa: B018


def test_import_loads_neither_numpy_nor_any_other_package() -> None:
    code = (
        "import sys; before = set(sys.modules); import safepassage; "
        "after = {name.split('.')[0] for name in set(sys.modules) - before}; "
        "print(sorted(after - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['safepassage']"


@pytest.mark.parametrize("name", EIGHT)
def test_a_verb_loads_no_pandas_and_no_matplotlib(name: str) -> None:
    code = (
        f"import sys, safepassage; safepassage.{name}; "
        "print([m for m in ('pandas', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [*EIGHT, "read_bundle", "make_frame", "make_figure"])
def test_docstring_says_units_errors_and_source(name: str) -> None:
    said = inspect.getdoc(getattr(safepassage, name)) or ""
    assert "Raises\n------" in said, name
    assert "Error" in said.split("Raises\n------")[1], name
    assert any(word in said for word in UNITS), name
    assert "Source\n------" in said, name


@pytest.mark.parametrize("name", sorted(SIGNATURES))
def test_signatures_stay(name: str) -> None:
    found = inspect.signature(getattr(safepassage, name))
    bare = [row.replace(annotation=row.empty) for row in found.parameters.values()]
    assert str(inspect.Signature(bare)) == SIGNATURES[name]
    assert all(row.annotation is not row.empty for row in found.parameters.values())
    assert found.return_annotation is not found.empty


def test_help_shows_every_verb() -> None:
    text = pydoc.plain(pydoc.render_doc(safepassage))
    for name in (*EIGHT, *BESIDE):
        assert name in text
    assert "sees the folder, nothing else" in text


def test_a_strict_user_sees_the_types(tmp_path: Path) -> None:
    """mypy --strict on a small program: right use passes, a wrong name of a frame does not."""
    mypy = pytest.importorskip("mypy.api")
    right = tmp_path / "right.py"
    right.write_text(
        "import safepassage as sp\n"
        'plan = sp.make_plan(sp.make_inputs(sp.read_scenario("harbour")))\n'
        "reveal_type(plan.figures.people_arrived)\n"
        'reveal_type(sp.compare_plans("a", "b").same)\n'
        'reveal_type(sp.check_plan("a").verdict)\n'
        'reveal_type(sp.write_report("a", "b").path)\n'
        "reveal_type(sp.find_exits(plan.inputs).groups[0].people)\n"
        "reveal_type(sp.__version__)\n"
    )
    wrong = tmp_path / "wrong.py"
    wrong.write_text('import safepassage as sp\nsp.make_frame(sp.read_bundle("a"), "arrival")\n')
    options = ["--strict", "--config-file", str(ROOT / "pyproject.toml"), "--no-incremental"]
    out, _, code = mypy.run([*options, str(right)])
    assert code == 0, out
    for kind in ("int", "bool", "str", "Path"):
        assert f'Revealed type is "{kind}"' in out or f'"{kind}' in out or f".{kind}" in out
    assert "Any" not in out
    out, _, code = mypy.run([*options, str(wrong)])
    assert code == 1
    assert "arrival" in out


def test_type_marker_is_there() -> None:
    assert (ROOT / "safepassage" / "py.typed").is_file()
