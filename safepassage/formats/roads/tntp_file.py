"""TNTP file: the metadata and rows of the text tables of traffic assignment benchmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from safepassage.formats.roads.packed_file import chunks
from safepassage.formats.roads.refusals import Refusals, refuse
from safepassage.problems import quoted

ALLOWED = (
    "give a network in TNTP: <NUMBER OF NODES> ... <END OF METADATA>, then a row for each link"
)
END = "END OF METADATA"
TAG = re.compile(r"\s*<([^>]+)>(.*)")


class TntpRow(NamedTuple):
    """The words of one row, and its line."""

    line: int
    words: list[str]


class TntpFile(NamedTuple):
    """What stands before <END OF METADATA> by name, and the lines after it."""

    name: str
    metadata: dict[str, tuple[int, str]]  # line and text
    lines: list[tuple[int, str]]
    refusals: Refusals

    def whole(self, name: str) -> int | None:
        """A whole number of the metadata; None and a problem if it is not there."""
        if name not in self.metadata:
            self.refusals.add(1, None, "", f"<{name}> is not there", ALLOWED)
            return None
        line, text = self.metadata[name]
        value = self.refusals.number(text, (line, None, ""), name)
        return None if value is None else int(value)

    def rows(self) -> Iterator[TntpRow]:
        """Rows of words, without comments, headers and the closing semicolon."""
        for line, text in self.lines:
            words = text.partition("~")[0].replace(";", " ").split()
            if words:
                yield TntpRow(line, words)


def read_tntp_file(path: Path, allowed: str = ALLOWED) -> TntpFile:
    """The parts of a TNTP file; refuses what has no metadata."""
    data = b"".join(chunks(path, allowed))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(path.name, f"byte {error.start} is not UTF-8", allowed) from error
    metadata: dict[str, tuple[int, str]] = {}
    lines = list(enumerate(text.splitlines(), 1))
    for line, words in lines:
        found = TAG.fullmatch(words)
        if found and found[1].strip().upper() == END:
            return TntpFile(path.name, metadata, lines[line:], Refusals(path.name))
        if found:
            metadata[found[1].strip().upper()] = (line, found[2].strip())
        elif words.strip() and not words.lstrip().startswith("~"):
            break
    begins = quoted(text[:30].strip())
    raise refuse(path.name, f"there is no <{END}> after its head ({begins})", allowed)
