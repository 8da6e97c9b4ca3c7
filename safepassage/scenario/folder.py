"""Folder: finds the files of a scenario and reads them as text."""

from __future__ import annotations

from pathlib import Path

from safepassage.errors import ScenarioError
from safepassage.problems import Problem, did_you_mean, quoted
from safepassage.scenario.csv_table import read_table
from safepassage.scenario.model import shapes
from safepassage.scenario.network_config import ROW
from safepassage.scenario.raw import OPTIONAL_TABLES, TABLE_FILES, YAML_FILE, Raw
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.yaml_text import read_yaml

MOST_BYTES_YAML = 5_000_000
MOST_BYTES_TABLE = 200_000_000
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def example_names() -> tuple[str, ...]:
    """The names of the shipped examples."""
    return tuple(sorted(p.parent.name for p in EXAMPLES.glob(f"*/{YAML_FILE}")))


def find_folder(path_or_name: str | Path) -> Path:
    """The folder of a scenario: a folder, its scenario.yaml, or the name of a shipped example."""
    path = Path(path_or_name)
    if path.is_dir():
        return path
    if path.is_file() and path.name == YAML_FILE:
        return path.parent
    text = str(path_or_name)
    if text in example_names():
        return EXAMPLES / text
    names = example_names()
    if path.is_file():
        read, mend = f"{quoted(text)} is a file of another name", f"give the folder of {YAML_FILE}"
    else:
        read, mend = f"{quoted(text)} is not there", did_you_mean(text, names)
    allowed = f"give a folder, its {YAML_FILE}, or a shipped example: {', '.join(names)}"
    raise ScenarioError([Problem(text, None, None, "", read, allowed, mend)])


def read_folder(folder: Path) -> Raw:
    """All files of the folder as one raw tree; what cannot be read is a problem in it."""
    raw = Raw()
    text = _text(folder / YAML_FILE, MOST_BYTES_YAML, raw)
    tree = None if text is None else read_yaml(text, raw)
    if isinstance(tree, dict):
        raw.tree = tree
        for name in TABLE_FILES.keys() & tree.keys():
            _not_here(raw, name)
    else:
        raw.unread.add(YAML_FILE)
        if text is not None and not len(raw.problems):
            kind = "nothing" if tree is None else "a list" if isinstance(tree, list) else "a text"
            raw.problems.add(
                Problem(
                    YAML_FILE,
                    1,
                    1,
                    "",
                    f"the file holds {kind}",
                    "give keys and values",
                    'begin with "name: ..."',
                )
            )
    for name, file in TABLE_FILES.items():
        path = folder / file
        if name in OPTIONAL_TABLES and not path.exists():
            continue
        text = _text(path, MOST_BYTES_TABLE, raw)
        model = shapes(Scenario)[name].model
        if text is None or model is None:
            raw.unread.add(name)
        else:
            read_table(text, file, name, model, raw)
    return raw


def _not_here(raw: Raw, name: str) -> None:
    """A table written as a key of scenario.yaml."""
    place = raw.places[(name,)]
    del raw.tree[name]
    raw.problems.add(
        Problem(
            place.file,
            place.line,
            place.column,
            name,
            f"{quoted(name)} stands here",
            f"it is a table of its own: {TABLE_FILES[name]}",
            f"move it to {TABLE_FILES[name]}",
        )
    )


def _text(path: Path, most: int, raw: Raw) -> str | None:
    """The text of a file, or None and a problem."""
    file = path.name

    def refuse(read: str, allowed: str, mend: str = "", line: int | None = None) -> None:
        raw.problems.add(Problem(file, line, None, "", read, allowed, mend))

    try:
        size = path.stat().st_size
        if size > most:
            refuse(f"the file has {size:,} bytes", f"at most {most:,} are read")
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        mend = f"begin with: {_first_lines(file)}"
        refuse(
            f"the file is missing in {path.parent.name or path.parent}", "a scenario has it", mend
        )
        return None
    except OSError as error:
        refuse(f"the file cannot be read ({error.strerror})", "give a file that can be read")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        refuse(
            f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8",
            "give UTF-8",
            "save it again as "
            + ("UTF-8 (it is UTF-16 now)" if wide else "UTF-8 (CSV UTF-8 in a spreadsheet)"),
            line,
        )
        return None


def _first_lines(file: str) -> str:
    """How a missing file begins."""
    if file == YAML_FILE:
        return "name, title, timezone, start, end"
    if file == TABLE_FILES["config"]:
        return ROW.replace("\\n", " and in the next line ")
    name = next(name for name, table in TABLE_FILES.items() if table == file)
    model = shapes(Scenario)[name].model
    assert model is not None
    return ",".join(column for column, shape in shapes(model).items() if shape.required)
