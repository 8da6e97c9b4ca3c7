"""GMNS files: which tables of a folder belong together, and what they are as one source."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from safepassage.formats.file_hash import sha256_of
from safepassage.formats.roads.refusals import refuse

ALLOWED = "give a folder with node.csv and link.csv (GMNS), or one of the two files"
NOUNS = ("node", "link", "zone", "config")


class GmnsFiles(NamedTuple):
    """The tables of one network; zone.csv and config.csv need not be there."""

    name: str
    node: Path
    link: Path
    zone: Path | None
    config: Path | None

    @property
    def present(self) -> tuple[Path, ...]:
        """All files that are there, by name."""
        files = (self.node, self.link, self.zone, self.config)
        return tuple(sorted(file for file in files if file is not None))

    def sha256(self) -> str:
        """Of the lines that `sha256sum config.csv link.csv node.csv zone.csv` prints."""
        lines = "".join(f"{sha256_of(file)}  {file.name}\n" for file in self.present)
        return hashlib.sha256(lines.encode()).hexdigest()


def is_gmns(path: Path) -> bool:
    """Whether the names are those of GMNS: a folder of tables, or a node, link or zone table."""
    if path.is_dir():
        return any(path.glob("*link.csv"))
    return path.name.lower().endswith(("node.csv", "link.csv", "zone.csv", "config.csv"))


def gmns_files(path: Path) -> GmnsFiles:
    """The files of a network: those of a folder, or those that share the beginning of a name.

    Raises
    ------
    ScenarioError
        There is no node or link table, or more than one network in the folder.
    """
    if path.is_dir():
        beginnings = sorted(file.name[: -len("link.csv")] for file in path.glob("*link.csv"))
        if "" in beginnings:
            beginnings = [""]
        if len(beginnings) != 1:
            said = f"networks: {', '.join(b + 'link.csv' for b in beginnings)}"
            read = f"the folder holds {said if beginnings else 'no link.csv'}"
            raise refuse(path.name or str(path), read, ALLOWED, "name the one that is meant")
        folder, beginning = path, beginnings[0]
    else:
        folder = path.parent
        noun = next((n for n in NOUNS if path.name.lower().endswith(f"{n}.csv")), None)
        if noun is None:
            raise refuse(path.name, "its name ends in none of node.csv, link.csv", ALLOWED)
        beginning = path.name[: -len(f"{noun}.csv")]
    files = {noun: folder / f"{beginning}{noun}.csv" for noun in NOUNS}
    for noun in ("node", "link"):
        if not files[noun].is_file():
            raise refuse(
                files[noun].name, f"the file is missing in {folder.name or folder}", ALLOWED
            )
    return GmnsFiles(
        f"{path.name or path.resolve().name}" if path.is_dir() else f"{beginning}link.csv",
        files["node"],
        files["link"],
        files["zone"] if files["zone"].is_file() else None,
        files["config"] if files["config"].is_file() else None,
    )
