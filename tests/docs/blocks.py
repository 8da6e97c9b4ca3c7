"""Blocks: the fenced blocks of a Markdown page, each with what is to be done with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(`{3,})(\S*)[ \t]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
NOT_RUN = re.compile(r"<!-- not run: ((?:(?!-->).)+) -->\s*\Z", re.DOTALL)
COMMANDS = (
    "safepassage",
    ".venv/bin/safepassage",
    "make",
    "python3",
    "python",
    "source",
    "pip",
    "$",
)


@dataclass(frozen=True)
class Block:
    """One fenced block; `kind` says how it is run, `after` whether it follows another at once."""

    page: str
    line: int
    language: str
    text: str
    not_run: str | None
    after: bool

    @property
    def kind(self) -> str:
        """commands, output, shown, python, yaml, csv, json, sets, directive, or unknown."""
        first = self.text.lstrip().split("\n", 1)[0]
        if self.language.startswith("{"):
            return "directive"
        if self.language == "text":
            return "output" if self.after else "shown"
        if self.language in ("python", "yaml", "csv", "json"):
            return self.language
        if self.language in ("", "console", "sh"):
            if first.startswith("--set"):
                return "sets"
            if first.split(" ", 1)[0] in COMMANDS:
                return "commands"
        return "unknown"

    @property
    def place(self) -> str:
        """Page and line, for messages."""
        return f"{self.page}:{self.line}"


def blocks_of(path: Path, root: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = path.read_text(encoding="utf-8")
    found: list[Block] = []
    end = -1
    for match in FENCE.finditer(text):
        before = text[: match.start()]
        reason = NOT_RUN.search(before)
        found.append(
            Block(
                page=path.relative_to(root).as_posix(),
                line=before.count("\n") + 1,
                language=match[2],
                text=match[3],
                not_run=" ".join(reason[1].split()) if reason else None,
                after=end >= 0 and not text[end : match.start()].strip(),
            )
        )
        end = match.end()
    return found


def command_lines(text: str) -> list[str]:
    """The commands of a block: continued lines joined, comment lines left out."""
    joined = text.replace("\\\n", " ")
    lines = [line.strip().removeprefix("$ ") for line in joined.split("\n")]
    return [line for line in lines if line and not line.startswith("#")]
