"""Reading: whatever lies in the folder, the check says so in one line and never falls over."""

import ast
import json
import os
import random
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from safepassage.check import BundleError, check_bundle

from .build import seal, write
from .ferry import ferry
from .naive import settled

HERE = Path(sys.modules["safepassage.check"].__file__ or "").parent


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return settled(ferry())


@pytest.fixture
def folder(tmp_path: Path, made: dict[str, Any]) -> Path:
    return write(tmp_path / "bundle", made)


def change_manifest(folder: Path, **change: Any) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))


def unreadable(folder: Path, match: str) -> None:
    with pytest.raises(BundleError, match=match):
        check_bundle(folder)


def test_no_folder_and_no_manifest(tmp_path: Path) -> None:
    unreadable(tmp_path / "none", "no such folder")
    unreadable(tmp_path, r"no manifest\.json")


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 1},
        {"version": 2},
        {"version": 6},
        {"version": True},
        {"version": "1"},
        {"files": []},
        {"files": {"a": 1}},
        {"files": {"a": {"bytes": 1}}},
        {"format": ["x"]},
    ],
    ids=str,
)
def test_unknown_format_or_version(folder: Path, change: Any) -> None:
    change_manifest(folder, **change)
    unreadable(folder, "manifest.json")


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../x", "a/../../x", "C:/x", "a\\b", "", "./a", "a//b", "a/", "x\x00y"]
)
def test_a_path_outside_the_folder(folder: Path, name: str) -> None:
    files = json.loads((folder / "manifest.json").read_text())["files"]
    change_manifest(folder, files=files | {name: {"bytes": 1, "sha256": ""}})
    unreadable(folder, "a path below the folder")


def test_a_link_that_leaves_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (folder / "plan.txt").unlink()
    (folder / "plan.txt").symlink_to(tmp_path / "secret")
    unreadable(folder, "leaves the folder")


def test_a_folder_link_that_leaves_and_a_circle(folder: Path, tmp_path: Path) -> None:
    (folder / "up").symlink_to(tmp_path)
    unreadable(folder, "leaves the folder")
    (folder / "up").unlink()
    (folder / "round").symlink_to("round")
    unreadable(folder, "leaves the folder|no plain file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    unreadable(folder, "no plain file")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"a":1,"a":2}',
        b"[NaN]",
        b"[Infinity]",
        b"[1.5]",
        b"[1e9]",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 5000,
        b"[" + b"9" * 19 + b"]",
        b"\x00" * 10,
        b"\xef\xbb\xbf{}",
    ],
    ids=range(14),
)
@pytest.mark.parametrize("name", ["manifest.json", "claims.json", "inputs/model.json"])
def test_what_is_not_json(folder: Path, name: str, text: bytes) -> None:
    (folder / name).write_bytes(text)
    unreadable(folder, name)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"a,b\n",
        b'"',
        b"\x00",
        b"x" * 200_000,
        b'instruction_id,stage,period,people\n"a',
    ],
    ids=range(7),
)
def test_what_is_not_a_table(folder: Path, text: bytes) -> None:
    (folder / "plan" / "movements.csv").write_bytes(text)
    unreadable(folder, "movements.csv")


def test_ten_megabytes_of_garbage(folder: Path) -> None:
    (folder / "certificate" / "bounds.json").write_bytes(random.Random(1).randbytes(10 * 2**20))
    unreadable(folder, "bounds.json")


def test_a_needed_file_is_missing(folder: Path) -> None:
    (folder / "claims.json").unlink()
    unreadable(folder, "claims.json")


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path]
    for key, item in inner if isinstance(value, dict | list) else ():
        found += places(item, (*path, key)) if isinstance(item, dict | list) else [(*path, key)]
    return found


STRANGE = [None, True, -1, 10**17, "", "x", "\ud800", "1e5", "-3", [], [[]], {}, {"a": 1}, 0, "0"]


@pytest.mark.parametrize(
    "file",
    ["inputs/model.json", "plan/instructions.json", "claims.json", "certificate/bounds.json"],
)
def test_any_strange_value_anywhere_gives_a_report_or_a_clean_error(
    folder: Path, file: str
) -> None:
    """Every place of every JSON file takes strange values in turn; no traceback, ever."""
    pick = random.Random(7)
    whole = json.loads((folder / file).read_text())
    for path in places(whole)[1:]:
        copy = json.loads((folder / file).read_text())
        at = copy
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = pick.choice(STRANGE)
        (folder / file).write_text(json.dumps(copy))
        seal(folder)
        report = check_bundle(folder)
        assert report.as_text()
        assert json.loads(report.as_json())["verdict"] in ("passed", "failed")
        (folder / file).write_text(json.dumps(whole))
    for value in STRANGE:
        (folder / file).write_text(json.dumps(value))
        seal(folder)
        assert check_bundle(folder).verdict == "failed"


@pytest.mark.parametrize(
    "row",
    [
        ["1", "0", "2"],
        ["9", "0", "2", "3"],
        ["1", "0", "-2", "3"],
        ["1", "0", "2", "3"],
        ["1", "0", "1.0", "3"],
        ["1", "0", "x", "3"],
        ["1", "0", "٣", "3"],
        ["1", "2", "2", "3"],
        ["3", "1", "2", "3"],
        ["1", "-1", "2", "3"],
        ["1", "", "2", "3"],
    ],
    ids=str,
)
def test_movement_rows_that_do_not_fit(tmp_path: Path, made: dict[str, Any], row: Any) -> None:
    changed = made | {"movements": [*made["movements"], row]}
    report = check_bundle(write(tmp_path, changed))
    assert [r.rule for r in report.rules if r.kept is False] == ["inputs_valid"]


@pytest.mark.parametrize(
    "row",
    [
        ["food", "in", "4"],
        ["fuel", "in", "4", "1"],
        ["food", "both", "4", "1"],
        ["food", "in", "60", "1"],
        ["food", "in", "-1", "1"],
        ["food", "in", "3", "1"],
        ["food", "in", "٣", "1"],
        [],
    ],
    ids=str,
)
def test_truck_rows_that_do_not_fit(tmp_path: Path, made: dict[str, Any], row: Any) -> None:
    changed = made | {"aid": [*made["aid"], row]}
    report = check_bundle(write(tmp_path, changed))
    assert [r.rule for r in report.rules if r.kept is False] == ["inputs_valid"]


@pytest.mark.parametrize("trucks", ["0", "-1", "1.5", "", "x", "²", "9" * 30, " 1"])
def test_trucks_that_are_no_whole_number(tmp_path: Path, made: dict[str, Any], trucks: str) -> None:
    changed = made | {"aid": [*made["aid"], ["food", "in", 4, trucks]]}
    report = check_bundle(write(tmp_path, changed))
    assert [r.rule for r in report.rules if r.kept is False] == ["whole_people"]


@pytest.mark.parametrize(
    "stages", [[], [1], [0, 0], [0, 4], [1, 0], [-1], [0, "1"], [0, True], None], ids=str
)
def test_stages_that_do_not_fit(tmp_path: Path, made: dict[str, Any], stages: Any) -> None:
    changed = deepcopy(made)
    changed["instructions"][0]["stages"] = stages
    report = check_bundle(write(tmp_path, changed))
    assert [r.rule for r in report.rules if r.kept is False] == ["inputs_valid"]


STRANGE_INPUTS: list[tuple[tuple[Any, ...], Any]] = [
    (("legs", 0, "id"), "a/b"),
    (("legs", 0, "cut_off_s"), 661),
    (("legs", 0, "arrives_s"), 660),
    (("legs", 0, "seats"), -1),
    (("legs", 0, "from_node"), "nowhere"),
    (("legs", 0, "serves"), [1]),
    (("legs", 0, "source"), None),
    (("legs", 0, "consents", 0, "source"), None),
    (("legs", 0, "consents", 0, "direction"), "back"),
    (("aid_streams", 0, "crossing"), "none"),
    (("aid_streams", 0, "quota_per_day"), "3.9"),
    (("aid_streams", 0, "minimum_per_day"), 4),
    (("days", 0, "date"), "2031-02-30"),
    (("days", 0, "date"), "2031-05-05"),
    (("days", 0, "from_s"), 1),
    (("days", 1, "from_s"), 1801),
    (("days", 1, "to_s"), 3599),
    (("days",), []),
    (("crossings", 0, "gates", 0, "rate_trucks_per_hour"), "fast"),
    (("groups", 0, "mode"), "bus"),
]


@pytest.mark.parametrize(("path", "value"), STRANGE_INPUTS, ids=str)
def test_legs_aid_and_days_that_do_not_fit(
    tmp_path: Path, made: dict[str, Any], path: Any, value: Any
) -> None:
    changed = deepcopy(made)
    at = changed["model"]
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    report = check_bundle(write(tmp_path, changed))
    assert [r.rule for r in report.rules if r.kept is False] == ["inputs_valid"]


def test_links_and_legs_may_be_called_gate(tmp_path: Path) -> None:
    """Whatever an id says, a link or leg is no gate (once the check fell over this)."""
    made = ferry()
    made["links"].append(["gate", *made["links"][0][1:]])
    made["model"]["legs"][0]["id"] = made["instructions"][2]["leg"] = "gate"
    made["instructions"][2]["route"] = ["leg/gate"]
    made["bounds"]["priced"] = []
    report = check_bundle(write(tmp_path, settled(made)))
    assert report.verdict == "passed"


@pytest.mark.parametrize("people", ["0", "-1", "1.5", "", "x", "²", "9" * 30, " 1"])
def test_people_who_are_no_whole_number(tmp_path: Path, made: dict[str, Any], people: str) -> None:
    changed = made | {"movements": [*made["movements"], ["1", 0, 5, people]]}
    report = check_bundle(write(tmp_path, changed))
    assert [r.rule for r in report.rules if r.kept is False] == ["whole_people"]


def run(check: Path, bundle: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(check), str(bundle), *options]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)


@pytest.mark.parametrize("name", ["check", "json", "my check.v2"])
def test_a_copy_of_the_folder_runs_alone_under_any_name(
    tmp_path: Path, folder: Path, name: str
) -> None:
    """The proof must not lean on the package, nor on anything that is installed."""
    copy = tmp_path / "elsewhere" / name
    copy.mkdir(parents=True)
    for path in HERE.glob("*.py"):
        (copy / path.name).write_bytes(path.read_bytes())
    done = run(copy, folder, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert set(said) == {"verdict", "claims", "rules", "bundle", "asserted", "if_open"}
    assert set(said["claims"][0]) == {"claim", "value", "status", "note"}
    assert set(said["rules"][0]) == {"rule", "kept", "margin", "unit", "where"}
    (folder / "plan.txt").write_text("changed")
    done = run(copy, folder)
    assert (done.returncode, "BROKEN          manifest" in done.stdout) == (1, True)
    done = run(copy, tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such folder" in done.stderr


def test_the_check_imports_the_standard_library_alone() -> None:
    """Every import of every file, and every module that a run has loaded."""
    for path in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level <= 1, path
                names = [node.module or ""] if node.level == 0 else []
            for name in names:
                assert name.split(".")[0] in sys.stdlib_module_names, (path, name)


def test_no_floats_in_the_check() -> None:
    for path in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path
            assert not (isinstance(node, ast.Name) and node.id == "float"), path
