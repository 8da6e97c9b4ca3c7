"""PageRun: runs the blocks of one page in a folder of its own, as a reader would."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer

from safepassage.cli.main import app, run
from safepassage.formats.areas.people_table import read_people_table
from safepassage.formats.areas.shelters import read_shelters
from safepassage.scenario import read_scenario
from safepassage.scenario.folder import find_folder, read_folder
from safepassage.scenario.raw import TABLE_FILES, YAML_FILE
from safepassage.scenario.validate import read_nouns
from tests.docs.blocks import Block, command_lines

ROOT = Path(__file__).parent.parent.parent
HANDED_OVER = ROOT / "docs" / "how-to" / "review"
COPIES = {"my-town": "harbour", "my-folder": "causeway"}  # a page's name for the reader's own
GROUP: Any = typer.main.get_command(app)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@dataclass
class PageRun:
    """What a page has done so far: its folder, its Python names, and what was printed last."""

    folder: Path
    beside: Path | None = None  # files that come with the page, in a folder of its name
    names: dict[str, Any] = field(default_factory=dict)
    printed: str = ""  # by the block before
    printed_last: str = ""  # by its last command alone

    def __post_init__(self) -> None:
        for name, example in COPIES.items():
            shutil.copytree(find_folder(example), self.folder / name)
        if self.beside is not None and self.beside.is_dir():
            shutil.copytree(self.beside, self.folder, dirs_exist_ok=True)
            shutil.copytree(self.beside, self.folder / self.beside.relative_to(ROOT))
        for path in HANDED_OVER.iterdir():  # somebody else's plan, as the reader has it by then
            shutil.copy(path, self.folder)
        (self.folder / "safepassage").mkdir()
        shutil.copytree(ROOT / "safepassage" / "check", self.folder / "safepassage" / "check")
        shutil.copytree(ROOT / "docs" / "gallery", self.folder / "docs" / "gallery")
        reports = Path("safepassage") / "examples" / "reports"
        shutil.copytree(ROOT / reports, self.folder / reports)

    def run(self, block: Block) -> None:
        """Run one block, or fail with the place and the reason."""
        if block.kind == "unknown":
            raise AssertionError(
                f"{block.place}: nobody knows how to run this block. Give it a language (text for "
                "what is only shown), or <!-- not run: reason --> before it."
            )
        with contextlib.chdir(self.folder):
            getattr(self, f"run_{block.kind}")(block)

    def run_commands(self, block: Block) -> None:
        """Each line in turn; its exit code is 0 unless the line says `# exit 1`."""
        printed = []
        for name in ("monday-plan", "tuesday-plan"):  # made before the page begins
            if name in block.text and not Path(name).exists():
                assert call(["safepassage", "plan", "harbour", "--out", name])[0] == 0
        for line in command_lines(block.text):
            words = split(line)
            if words[0] in ("make", "source", "pip"):
                known_target(words, block.place)
                continue
            expected = int((re.search(r"#.*\bexit (\d+)", line) or [0, 0])[1])
            code, text = call(words)
            assert code == expected, f"{block.place}: `{line}` ended with {code}:\n{text[-3000:]}"
            printed.append(text)
        self.printed, self.printed_last = "".join(printed), printed[-1] if printed else ""

    def run_python(self, block: Block) -> None:
        """One program for the page; its names last."""
        out = io.StringIO()
        code = compile("\n" * block.line + block.text, block.page, "exec")
        with contextlib.redirect_stdout(out):
            exec(code, self.names)
        self.printed = self.printed_last = out.getvalue()

    def run_output(self, block: Block) -> None:
        """What the page shows is what was printed, but for `...` lines."""
        if not_shown(block.text, self.printed) is None:
            return
        missing = not_shown(block.text, self.printed_last)
        assert missing is None, (
            f"{block.place}: the page shows\n    {missing}\nand that was not printed there:\n"
            f"{self.printed_last[:6000]}"
        )

    def run_sets(self, block: Block) -> None:
        """Every --set of the block, together, as changes of harbour."""
        words = shlex.split(block.text)
        read_scenario("harbour", set_=[word for word in words if word != "--set"])

    def run_yaml(self, block: Block) -> None:
        """A part of scenario.yaml: put into a scenario, every key and value is read."""
        folder = self.fresh("harbour")
        head = "" if re.search(r"^name:", block.text, re.MULTILINE) else head_of(folder)
        (folder / YAML_FILE).write_text(head + block.text, encoding="utf-8")
        no_problems(folder, block.place)

    def run_csv(self, block: Block) -> None:
        """A table of a scenario, or one that `safepassage new` reads."""
        header = block.text.split("\n", 1)[0]
        folder = self.fresh("harbour")
        key = header.split(",", 1)[0]
        tables = {"turn_id": "forbidden_turn.csv", "address": "local_name.csv"}
        tables |= {f"{Path(file).stem}_id": file for file in TABLE_FILES.values()}
        if key in tables:
            (folder / tables[key]).write_text(block.text, encoding="utf-8")
            no_problems(folder, block.place)
            return
        path = self.folder / "table.csv"
        path.write_text(block.text, encoding="utf-8")
        if "population" in header.split(","):
            assert read_people_table(path, source=block.text.split("\n")[1].split(",")[2]), header
            return
        if {"lon", "lat"} <= set(header.split(",")):
            assert read_shelters(path).shelters
            return
        raise AssertionError(f"{block.place}: no reader is known for a table that begins {header}")

    def run_shown(self, block: Block) -> None:
        """Words only: nothing to run."""

    def run_directive(self, block: Block) -> None:
        """For the generator of the site, which has its own test."""

    def fresh(self, name: str) -> Path:
        """A copy of an example to write into."""
        folder = self.folder / "snippet"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(find_folder(name), folder)
        return folder


def split(line: str) -> list[str]:
    """The words of a command line, without its comment; the command is always `safepassage`."""
    words = shlex.split(line, comments=True)
    if words and words[0] == ".venv/bin/safepassage":
        words[0] = "safepassage"
    return words


def call(words: list[str]) -> tuple[int, str]:
    """Exit code, and everything that was printed (or, with `> FILE`, the messages alone)."""
    target = None
    if ">" in words:
        at = words.index(">")
        words, target = words[:at], Path(words[at + 1])
    if words[0] in ("python", "python3"):
        done = subprocess.run(
            [sys.executable, *words[1:]], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr
    assert words[0] == "safepassage", f"no such command here: {words[0]}"
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        patch.object(sys, "argv", words),
        patch.dict(os.environ, {"COLUMNS": "100"}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            run()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    if target is not None:
        target.write_text(out.getvalue(), encoding="utf-8")
        return code, err.getvalue()
    return code, out.getvalue() + err.getvalue()


def known_target(words: list[str], place: str) -> None:
    """A `make` line names targets that the Makefile has; setting up a shell is not looked at."""
    if words[0] == "make":
        wrong = [word for word in words[1:] if "=" not in word and word not in TARGETS]
        assert not wrong, f"{place}: the Makefile has no target {', '.join(wrong)}"


def known_options(block: Block) -> Iterator[str]:
    """Options and commands that a block names and that do not exist, whether it is run or not."""
    for line in command_lines(block.text):
        words = split(line)
        if words[:1] != ["safepassage"] or len(words) < 2 or words[1].startswith("-"):
            continue
        command = GROUP.commands.get(words[1])
        if command is None:
            yield f"{block.place}: no command {words[1]}"
            continue
        if len(words) > 2 and words[2] in getattr(command, "commands", {}):  # one of a group
            command = command.commands[words[2]]
        names = {"--help", "-h"}
        names |= {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
        for word in words[2:]:
            if word.startswith("--") and word.split("=", 1)[0] not in names:
                yield f"{block.place}: safepassage {words[1]} has no option {word}"


def not_shown(shown: str, printed: str) -> str | None:
    """The first line that is not there where the page has it; `...` stands for any lines."""
    real = [line.rstrip() for line in printed.rstrip("\n").split("\n")]
    at, anywhere = 0, False
    for line in (line.rstrip() for line in shown.rstrip("\n").split("\n")):
        if line == "...":
            anywhere = True
            continue
        if anywhere:
            later = [n for n in range(at, len(real)) if real[n] == line]
            if not later:
                return line
            at = later[0]
        elif at >= len(real) or real[at] != line:
            return line
        at, anywhere = at + 1, False
    return None if anywhere or at == len(real) else f"(the end; still to come: {real[at]})"


def head_of(folder: Path) -> str:
    """The single values at the top of a scenario."""
    text = (folder / YAML_FILE).read_text(encoding="utf-8")
    return text.split("\nparties:", 1)[0] + "\n"


def no_problems(folder: Path, place: str) -> None:
    """Every key, type and unit of a folder can be read; whether ids join is not asked."""
    raw = read_folder(folder)
    read_nouns(raw)
    problems = [str(problem) for problem in raw.problems.in_order([])]
    assert not problems, f"{place}: {problems}"
